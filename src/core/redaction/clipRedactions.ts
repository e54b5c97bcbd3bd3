// Of all redactions those that lie in a piece: what is signed with it says nothing about what is not in it.

import type { RecordingId } from '../ids.ts'
import { cutBox } from './editBoxes.ts'
import type { CoveredBox, MutedSound, Redactions } from './redactions.ts'

interface Cut {
  readonly recordingId: RecordingId
  readonly fromMs: number
  readonly toMs: number
}

/** The picture on show when a cut begins may have begun long before, where a recorder makes few: boxes reach that far beyond. */
const MARGIN_MS = 2_000

/** A box or sound in several cuts becomes several, numbered from the second on. */
export const clipRedactions = ({ boxes, sounds }: Redactions, cuts: readonly Cut[]): Redactions => ({
  boxes: boxes.flatMap((box) => numbered(stretches(box, cuts.map(widen)).flatMap(({ fromMs, toMs }) => cutBox(box, fromMs, toMs) ?? []))),
  sounds: sounds.flatMap((sound) => numbered(stretches(sound, cuts).map(({ fromMs, toMs }) => ({ ...sound, fromMs, toMs })))),
})

const widen = ({ recordingId, fromMs, toMs }: Cut): Cut => ({ recordingId, fromMs: Math.max(0, fromMs - MARGIN_MS), toMs: toMs + MARGIN_MS })

/** Cuts that touch count as one: a stretch is listed once. */
const stretches = ({ recordingId, fromMs, toMs }: CoveredBox | MutedSound, cuts: readonly Cut[]): readonly { readonly fromMs: number; readonly toMs: number }[] => {
  const joined: { fromMs: number; toMs: number }[] = []
  for (const cut of cuts.filter((one) => one.recordingId === recordingId).toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = joined.at(-1)
    if (last && cut.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, cut.toMs)
    else joined.push({ fromMs: cut.fromMs, toMs: cut.toMs })
  }
  return joined.map((cut) => ({ fromMs: Math.max(fromMs, cut.fromMs), toMs: Math.min(toMs, cut.toMs) })).filter((stretch) => stretch.fromMs < stretch.toMs)
}

const numbered = <T extends { readonly id: string }>(rows: readonly T[]): readonly T[] => rows.map((row, index) => (index === 0 ? row : { ...row, id: `${row.id}-${index + 1}` }))
