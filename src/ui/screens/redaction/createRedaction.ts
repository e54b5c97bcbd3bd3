// What is being covered and muted on the viewing screen: the list, what is chosen of it, steps back and forth, and the draft that is kept.

import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import type { App, SessionRow } from '../../../app/app.ts'
import { picksOfRange } from '../../../core/cases/picksOfRange.ts'
import type { RecordingId } from '../../../core/ids.ts'
import type { PieceCut } from '../../../core/pieces/piece.ts'
import { placeAt } from '../../../core/redaction/boxAt.ts'
import { carryBox, cutBox, fitPlace, removeKey, setKey, splitBox } from '../../../core/redaction/editBoxes.ts'
import { noRedactions, type BoxPlace, type CoveredBox, type MutedSound, type Redactions, type SoundStyle } from '../../../core/redaction/redactions.ts'
import { tellProblem } from '../../parts/Toast.tsx'
import type { ViewingScreen } from '../viewing/createViewing.ts'

/** The picture on show. */
export interface ShownMoment {
  readonly recordingId: RecordingId
  /** From the Recording's own begin: as it is covered, and whole as a key names it. */
  readonly exactMs: number
  readonly atMs: number
}

export interface RedactionEditor {
  readonly list: Accessor<Redactions>
  readonly shown: Accessor<ShownMoment | null>
  readonly chosen: Accessor<CoveredBox | null>
  choose(id: string | null): void
  /** One step that can be taken back. */
  change(next: Redactions): void
  readonly canUndo: Accessor<boolean>
  readonly canRedo: Accessor<boolean>
  undo(): void
  redo(): void
  /** From the picture on show to the end of its Recording. */
  addBox(place: BoxPlace): void
  /** The chosen box here, at the picture on show. */
  place(place: BoxPlace): void
  /** Where the chosen box is in the picture on show, whether it covers there or not. */
  placeHere(): BoxPlace | null
  edit(change: (box: CoveredBox) => CoveredBox | null): void
  unkey(): void
  begin(): void
  end(): void
  split(): void
  /** Into the Recording that follows; null where none does. */
  readonly carry: Accessor<(() => void) | null>
  remove(id: string): void
  mute(style: SoundStyle): void
  /** To the nearest key of the chosen box before or behind the picture. */
  toKey(direction: -1 | 1): void
  /** Of a moment of a Recording, on the clock of the Session. */
  wallOf(recordingId: string, atMs: number): number
  /** The marked range, else the whole Recording on show. */
  readonly cuts: Accessor<readonly PieceCut[]>
  /** Found by the detector, neither taken nor dropped yet; never part of the draft. */
  readonly proposals: Accessor<readonly CoveredBox[]>
  propose(boxes: readonly CoveredBox[]): void
  take(boxes: readonly CoveredBox[]): void
}

/** A pause in the work is long enough to write it down. */
const KEEP_MS = 400
const MOST_STEPS = 200

const newId = (): string => crypto.randomUUID().slice(0, 8)

export const createRedaction = (
  app: Pick<App, 'redactionDraft' | 'keepRedactionDraft'>,
  viewing: Pick<ViewingScreen, 'shown' | 'range' | 'seek'>,
  row: Accessor<Pick<SessionRow, 'session'>>,
  chosenId: Accessor<string | null>,
  choose: (id: string | null) => void,
): RedactionEditor => {
  const [list, setList] = createSignal<Redactions>(noRedactions)
  const [past, setPast] = createSignal<readonly Redactions[]>([])
  const [future, setFuture] = createSignal<readonly Redactions[]>([])
  const [proposals, setProposals] = createSignal<readonly CoveredBox[]>([])
  const session = () => row().session
  const partOf = (recordingId: string) => session().parts.find((part) => part.recordingId === recordingId)
  const lengthOf = (recordingId: string): number => {
    const part = partOf(recordingId)
    return part ? Math.ceil(part.endMs - part.startMs) : 0
  }
  const shown = createMemo((): ShownMoment | null => {
    const frame = viewing.shown()
    return frame && { recordingId: frame.recordingId, exactMs: frame.mediaTime * 1000, atMs: Math.round(frame.mediaTime * 1000) }
  })
  const chosen = createMemo(() => list().boxes.find(({ id }) => id === chosenId()) ?? null)

  let loaded = false
  let keeping = 0
  const keep = (): void => {
    clearTimeout(keeping)
    if (loaded) void app.keepRedactionDraft(session().id, list()).then((kept) => !kept.ok && tellProblem(kept.error))
  }
  void app.redactionDraft(session().id).then((draft) => {
    loaded = true
    if (!draft) return past().length > 0 && keep()
    // What was drawn before it came lies on it.
    const withDraft = ({ boxes, sounds }: Redactions): Redactions => ({ boxes: [...draft.boxes, ...boxes], sounds: [...draft.sounds, ...sounds] })
    setPast((steps) => steps.map(withDraft))
    setFuture((steps) => steps.map(withDraft))
    setList(withDraft)
  })
  createEffect(
    on(
      list,
      () => {
        clearTimeout(keeping)
        keeping = setTimeout(keep, KEEP_MS)
      },
      { defer: true },
    ),
  )
  onCleanup(keep)

  const change = (next: Redactions): void => {
    setPast((before) => [...before.slice(1 - MOST_STEPS), list()])
    setFuture([])
    setList(next)
  }
  const undo = (): void => {
    const before = past().at(-1)
    if (!before) return
    setFuture((after) => [list(), ...after])
    setPast((steps) => steps.slice(0, -1))
    setList(before)
  }
  const redo = (): void => {
    const [next, ...rest] = future()
    if (!next) return
    setPast((steps) => [...steps, list()])
    setFuture(rest)
    setList(next)
  }
  const setBoxes = (boxes: readonly CoveredBox[]): void => change({ ...list(), boxes })
  /** `boxes` in place of the chosen one. */
  const replace = (boxes: readonly CoveredBox[]): void => setBoxes(list().boxes.flatMap((box) => (box.id === chosenId() ? boxes : [box])))
  const edit = (make: (box: CoveredBox) => CoveredBox | null): void => {
    const box = chosen()
    const next = box && make(box)
    if (next) replace([next])
  }
  /** The chosen box and the picture on show, if they are of one Recording. */
  const here = (): { readonly box: CoveredBox; readonly atMs: number } | null => {
    const [box, now] = [chosen(), shown()]
    return box && now && box.recordingId === now.recordingId ? { box, atMs: now.atMs } : null
  }
  const withHere = (make: (box: CoveredBox, atMs: number) => CoveredBox | null): void => {
    const now = here()
    if (now) edit(() => make(now.box, now.atMs))
  }
  const wallOf = (recordingId: string, atMs: number): number => (partOf(recordingId)?.startMs ?? session().startMs) + atMs
  const cuts = createMemo((): readonly PieceCut[] => {
    const { fromMs, toMs } = viewing.range()
    if (fromMs === null || toMs === null) {
      const now = shown()
      return now ? [{ recordingId: now.recordingId, fromMs: 0, toMs: lengthOf(now.recordingId) }] : []
    }
    return picksOfRange(session(), fromMs, toMs).flatMap(({ recordings: [recordingId], range }) => (recordingId ? [{ recordingId, ...(range ?? { fromMs: 0, toMs: lengthOf(recordingId) }) }] : []))
  })

  return {
    list,
    shown,
    chosen,
    choose,
    change,
    canUndo: () => past().length > 0,
    canRedo: () => future().length > 0,
    undo,
    redo,
    addBox: (place) => {
      const now = shown()
      if (!now) return
      const id = newId()
      const toMs = Math.max(now.atMs + 1, lengthOf(now.recordingId))
      setBoxes([...list().boxes, { id, recordingId: now.recordingId, subject: chosen()?.subject ?? 'face', style: chosen()?.style ?? 'blur', origin: 'drawn', fromMs: now.atMs, toMs, keys: [{ atMs: now.atMs, ...fitPlace(place) }] }])
      choose(id)
    },
    place: (place) => withHere((box, atMs) => setKey(box, atMs, place)),
    placeHere: () => {
      const now = here()
      return now && placeAt(now.box.keys, shown()?.exactMs ?? now.atMs)
    },
    edit,
    unkey: () => withHere(removeKey),
    begin: () => withHere((box, atMs) => cutBox(box, atMs, Math.max(atMs + 1, box.toMs))),
    end: () => withHere((box, atMs) => cutBox(box, Math.min(box.fromMs, atMs), atMs + 1)),
    split: () => {
      const now = here()
      if (now && now.atMs > now.box.fromMs && now.atMs < now.box.toMs) replace(splitBox(now.box, now.atMs, newId()))
    },
    carry: createMemo(() => {
      const box = chosen()
      const { parts } = session()
      const next = box ? parts[parts.findIndex(({ recordingId }) => recordingId === box.recordingId) + 1] : undefined
      if (!box || !next) return null
      return () => {
        const id = newId()
        setBoxes([...list().boxes, carryBox(box, next.recordingId, lengthOf(next.recordingId), id)])
        choose(id)
        viewing.seek(next.startMs)
      }
    }),
    remove: (id) => change({ boxes: list().boxes.filter((box) => box.id !== id), sounds: list().sounds.filter((sound) => sound.id !== id) }),
    mute: (style) => {
      const { fromMs, toMs } = viewing.range()
      if (fromMs === null || toMs === null) return
      const sounds = cuts().map((cut): MutedSound => ({ id: newId(), style, ...cut }))
      change({ ...list(), sounds: [...list().sounds, ...sounds] })
    },
    toKey: (direction) => {
      const [box, now] = [chosen(), shown()]
      if (!box || !now) return
      const wall = wallOf(now.recordingId, now.atMs)
      const moments = box.keys.map(({ atMs }) => wallOf(box.recordingId, atMs))
      const next = direction > 0 ? moments.find((ms) => ms > wall) : moments.findLast((ms) => ms < wall)
      if (next !== undefined) viewing.seek(next)
    },
    wallOf,
    cuts,
    proposals,
    propose: setProposals,
    take: (boxes) => {
      setProposals((all) => all.filter((box) => !boxes.includes(box)))
      setBoxes([...list().boxes, ...boxes])
    },
  }
}
