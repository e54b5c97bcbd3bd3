// The days of a case: on each the recorders as lanes, with what they recorded, its gaps, and what of it is attached.

import type { SessionRow } from '../../../app/app.ts'
import type { CaseRow } from '../../../core/cases/casesOf.ts'
import type { Session } from '../../../core/session/session.ts'

/** Epoch milliseconds on the Session's clock. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

export interface Lane {
  readonly recorder: string | null
  readonly sessions: readonly Session[]
  /** What is attached, whole parts and ranges. */
  readonly attached: readonly (Span & { readonly ranged: boolean })[]
}

export interface CaseDay extends Span {
  readonly day: string
  readonly lanes: readonly Lane[]
}

/** Sessions whose clock was not set have no day and come last, as `unset`. */
export const caseDays = (row: CaseRow, sessions: ReadonlyMap<string, SessionRow>): readonly CaseDay[] => {
  const links = row.links.filter(({ ended }) => ended === null)
  const rows = [...new Set(links.flatMap(({ deed }) => deed.fields.recordings.flatMap((id) => sessions.get(id) ?? [])))]
  const attachedOf = (session: Session): Lane['attached'] =>
    links.flatMap(({ deed: { fields } }) =>
      session.parts.flatMap(({ recordingId, startMs, endMs }) => {
        if (!fields.recordings.includes(recordingId)) return []
        return [fields.range ? { fromMs: startMs + fields.range.fromMs, toMs: Math.min(endMs, startMs + fields.range.toMs), ranged: true } : { fromMs: startMs, toMs: endMs, ranged: false }]
      }),
    )
  const days = Map.groupBy(rows.map((one) => one.session).toSorted((a, b) => a.startMs - b.startMs), ({ day }) => day)
  return [...days].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([day, ofDay]) => ({
    day,
    fromMs: Math.min(...ofDay.map(({ startMs }) => startMs)),
    toMs: Math.max(...ofDay.map(({ endMs }) => endMs)),
    lanes: [...Map.groupBy(ofDay, ({ recorder }) => recorder)].map(([recorder, own]) => ({ recorder, sessions: own, attached: own.flatMap(attachedOf) })),
  }))
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360].map((minutes) => minutes * 60_000)

/** At most eight round moments inside a span. */
export const ticksOf = ({ fromMs, toMs }: Span, offsetMs: number): readonly number[] => {
  const step = steps.find((one) => (toMs - fromMs) / one <= 8) ?? 21_600_000
  const first = Math.ceil((fromMs + offsetMs) / step) * step - offsetMs
  return Array.from({ length: Math.max(0, Math.floor((toMs - first) / step) + 1) }, (_, at) => first + at * step)
}
