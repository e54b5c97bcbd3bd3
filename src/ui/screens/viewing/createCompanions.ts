// Other recorders' Sessions beside the first: each a Viewing of its own under the same registration, with its own player.

import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { isOnTimeline } from '../../../core/catalog/recording.ts'
import type { App, OpenViewing, SessionRow } from '../../../app/app.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import type { Player, PlayerState, PresentedFrame } from '../../../core/ports.ts'
import { offsetBetween } from '../../../core/viewing/projectAlignments.ts'
import { act } from '../../state/act.ts'
import { createLive } from '../../state/createLive.ts'
import { still, type ViewingScreen } from './createViewing.ts'
import type { Lane } from './lane.ts'

/** What the clock needs of one picture. */
export interface Member {
  readonly lane: Lane
  readonly state: Accessor<PlayerState>
  /** The picture shown last. */
  frame(): PresentedFrame | null
  opened(): OpenViewing | null
  player(): Player | null
}

export type CompanionPhase = { readonly at: 'opening' } | { readonly at: 'watching'; readonly open: OpenViewing } | { readonly at: 'failed'; readonly error: FieldreelError }

export interface Companion extends Member {
  readonly row: Accessor<SessionRow>
  readonly phase: Accessor<CompanionPhase>
  /** By how much it was moved and not signed yet. */
  readonly unsignedMs: Accessor<number | null>
  move(byMs: number): void
  /** Signs where it stands now. */
  sign(): Promise<void>
  /** Once its place on the page is there. */
  open(container: HTMLElement): Promise<void>
  close(): Promise<void>
}

export interface Companions {
  readonly list: Accessor<readonly Companion[]>
  /** Sessions at the same time or on the same day that are not shown yet, those that overlap most first. */
  readonly others: Accessor<readonly { readonly row: SessionRow; readonly overlapMs: number }[]>
  add(row: SessionRow): void
  remove(id: string): void
}

/** Pictures at once, the first included. */
export const mostPictures = 4

const anything = { text: '', recorder: null, officer: null, from: null, to: null, drive: null, kind: null, tag: null, state: null } as const

export const createCompanions = (app: App, main: ViewingScreen, mainRow: Accessor<SessionRow>): Companions => {
  const rows = createLive(() => app.search(anything), [])
  const [list, setList] = createSignal<readonly Companion[]>([])
  const session = () => mainRow().session
  const others = createMemo(() => {
    const { id, startMs, endMs, day } = session()
    const shown = new Set<string>([id, ...list().map(({ lane }) => lane.id)])
    return rows()
      .filter((row) => !shown.has(row.session.id) && row.session.day !== 'unset' && row.recordings.some(isOnTimeline))
      .map((row) => ({ row, overlapMs: Math.min(endMs, row.session.endMs) - Math.max(startMs, row.session.startMs) }))
      .filter(({ row, overlapMs }) => overlapMs > 0 || row.session.day === day)
      .toSorted((a, b) => b.overlapMs - a.overlapMs)
  })
  const remove = (id: string): void => {
    const gone = list().find(({ lane }) => lane.id === id)
    setList((before) => before.filter((one) => one !== gone))
    void gone?.close()
  }
  createEffect(on(() => main.phase().at, (at) => at === 'ended' && list().forEach(({ lane }) => remove(lane.id))))
  const leave = (): void => list().forEach((one) => void one.close())
  window.addEventListener('pagehide', leave)
  onCleanup(() => {
    window.removeEventListener('pagehide', leave)
    leave()
  })
  return {
    list,
    others,
    add: (row) => {
      if (list().length + 1 < mostPictures) setList((before) => [...before, makeCompanion(app, main, mainRow, row)])
    },
    remove,
  }
}

const makeCompanion = (app: App, main: ViewingScreen, mainRow: Accessor<SessionRow>, first: SessionRow): Companion => {
  const id = first.session.id
  const found = createLive(() => app.session(id))
  const row = createMemo((before: SessionRow): SessionRow => found() ?? before, first)
  const alignments = createLive(() => app.alignments, [])
  const markers = createLive(() => app.markers(id), [])
  const viewings = createLive(() => app.viewings, [])
  const [phase, setPhase] = createSignal<CompanionPhase>({ at: 'opening' })
  const [state, setState] = createSignal<PlayerState>(still)
  const [moved, setMoved] = createSignal<number | null>(null)
  const signed = (): number => offsetBetween(alignments(), id, mainRow().session.id)
  const offsetMs = (): number => moved() ?? signed()
  const open = (): OpenViewing | null => {
    const now = phase()
    return now.at === 'watching' ? now.open : null
  }
  let frame: PresentedFrame | null = null
  let closed = false
  const lane: Lane = {
    id,
    row,
    offsetMs,
    leftOut: createMemo(() => new Map(open()?.leftOut.map(({ recordingId, error }) => [recordingId as string, error]))),
    markers,
    watched: createMemo(() => viewings().find(({ viewing }) => viewing === open()?.viewing)?.watched ?? []),
  }
  return {
    lane,
    row,
    phase,
    state,
    frame: () => frame,
    opened: open,
    player: () => open()?.player ?? null,
    unsignedMs: () => (moved() === null || moved() === signed() ? null : moved()),
    move: (byMs) => setMoved(offsetMs() + byMs),
    sign: async () => {
      const offset = offsetMs()
      const viewing = open()
      if (viewing && (await act(viewing.alignClock(mainRow().session.id, offset)))) setMoved(null)
    },
    open: async (container) => {
      const atMs = Math.round(main.state().wallMs - offsetMs())
      setState({ ...still, wallMs: atMs })
      const answer = await app.openSession({ ...main.request(), sessionId: id, atMs }, container, {
        onState: setState,
        onFrame: (shown) => {
          frame = shown
        },
        onFailure: (error) => setPhase({ at: 'failed', error }),
      })
      if (closed) return void (answer.ok && answer.value.close())
      setPhase(answer.ok ? { at: 'watching', open: answer.value } : { at: 'failed', error: answer.error })
    },
    close: async () => {
      closed = true
      await open()?.close()
    },
  }
}
