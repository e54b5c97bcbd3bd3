// Further Sessions beside the first: each a Viewing of its own under the same registration, with its own player, opened when the clock comes to it.

import { createEffect, createMemo, createRoot, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { isOnTimeline } from '../../../core/catalog/recording.ts'
import type { App, OpenViewing, SessionRow } from '../../../app/app.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import type { Player, PlayerState, PresentedFrame } from '../../../core/playbackPorts.ts'
import { offsetBetween } from '../../../core/viewing/projectAlignments.ts'
import { act } from '../../state/act.ts'
import { createLive } from '../../state/createLive.ts'
import { still, type ViewingScreen } from './createViewing.ts'
import type { Lane } from './lane.ts'
import { laneRows, mostPictures } from './laneRows.ts'

/** What the clock needs of one picture. */
export interface Member {
  readonly lane: Lane
  readonly state: Accessor<PlayerState>
  /** The picture shown last. */
  frame(): PresentedFrame | null
  opened(): OpenViewing | null
  player(): Player | null
  /** The clock has come to it: opened there, if it was not. */
  wake(ms: number): void
  /** It cannot be shown. */
  isLost(): boolean
}

export type CompanionPhase = { readonly at: 'asleep' } | { readonly at: 'opening' } | { readonly at: 'watching'; readonly open: OpenViewing } | { readonly at: 'failed'; readonly error: FieldreelError }

export interface Companion extends Member {
  readonly row: Accessor<SessionRow>
  readonly phase: Accessor<CompanionPhase>
  /** By how much it was moved and not signed yet. */
  readonly unsignedMs: Accessor<number | null>
  move(byMs: number): void
  /** Signs where it stands now. */
  sign(): Promise<void>
  /** Its place on the page is there. */
  place(container: HTMLElement): void
  close(): Promise<void>
}

export interface Companions {
  readonly list: Accessor<readonly Companion[]>
  /** Sessions at the same time or on the same day that are not shown yet, those that overlap most first. */
  readonly others: Accessor<readonly { readonly row: SessionRow; readonly overlapMs: number }[]>
  /** All of these that still find a place. */
  add(rows: readonly SessionRow[]): void
  /** Those the address names, once they are known: ids, or `day` for all of that day. */
  addNamed(names: readonly string[]): void
  remove(ids: readonly string[]): void
  /** In the last place, where none is free. */
  exchange(row: SessionRow): void
}

/** In the address: with all of the day. */
export const wholeDay = 'day'

const anything = { text: '', recorder: null, officer: null, from: null, to: null, drive: null, kind: null, tag: null, state: null } as const

export const createCompanions = (app: App, main: ViewingScreen, first: Lane): Companions => {
  const mainRow = first.row
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
  const remove = (ids: readonly string[]): void => {
    const gone = list().filter(({ lane }) => ids.includes(lane.id))
    setList((before) => before.filter((one) => !gone.includes(one)))
    for (const one of gone) void one.close()
  }
  const add = (wanted: readonly SessionRow[]): void => {
    for (const row of wanted) {
      if (row.session.id === first.id || list().some(({ lane }) => lane.id === row.session.id)) continue
      const made = makeCompanion(app, main, mainRow, row)
      if (laneRows([first, ...list().map(({ lane }) => lane), made.lane]).length > mostPictures) void made.close()
      else setList((before) => [...before, made])
    }
  }
  const exchange = (row: SessionRow): void => {
    add([row])
    if (list().some(({ lane }) => lane.id === row.session.id)) return
    remove(laneRows([first, ...list().map(({ lane }) => lane)]).at(-1)?.lanes.map(({ id }) => id) ?? [])
    add([row])
  }
  let named: readonly string[] = []
  createEffect(
    on([rows, () => main.phase().at], ([known, at]) => {
      if (at !== 'watching' || named.length === 0 || known.length === 0) return
      const wanted = named
      named = []
      add(wanted.includes(wholeDay) ? others().map(({ row }) => row).toSorted((a, b) => a.session.startMs - b.session.startMs) : wanted.flatMap((id) => known.find(({ session: one }) => one.id === id) ?? []))
    }),
  )
  createEffect(on(() => main.phase().at, (at) => at === 'ended' && remove(list().map(({ lane }) => lane.id))))
  const leave = (): void => list().forEach((one) => void one.close())
  window.addEventListener('pagehide', leave)
  onCleanup(() => {
    window.removeEventListener('pagehide', leave)
    leave()
  })
  return {
    list,
    others,
    add,
    addNamed: (names) => {
      named = names
    },
    remove,
    exchange,
  }
}

const makeCompanion = (app: App, main: ViewingScreen, mainRow: Accessor<SessionRow>, first: SessionRow): Companion =>
  createRoot((dispose) => {
    const made = companionOf(app, main, mainRow, first)
    return { ...made, close: () => made.close().finally(dispose) }
  })

const companionOf = (app: App, main: ViewingScreen, mainRow: Accessor<SessionRow>, first: SessionRow): Companion => {
  const id = first.session.id
  const found = createLive(() => app.session(id))
  const row = createMemo((before: SessionRow): SessionRow => found() ?? before, first)
  const alignments = createLive(() => app.alignments, [])
  const markers = createLive(() => app.markers(id), [])
  const viewings = createLive(() => app.viewings, [])
  const [phase, setPhase] = createSignal<CompanionPhase>({ at: 'asleep' })
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
  let container: HTMLElement | null = null
  let wantedMs: number | null = null
  const openNow = async (): Promise<void> => {
    if (!container || wantedMs === null || phase().at !== 'asleep') return
    setPhase({ at: 'opening' })
    const atMs = Math.round(wantedMs - offsetMs())
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
  }
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
    isLost: () => phase().at === 'failed',
    unsignedMs: () => (moved() === null || moved() === signed() ? null : moved()),
    move: (byMs) => setMoved(offsetMs() + byMs),
    sign: async () => {
      const offset = offsetMs()
      const viewing = open()
      if (viewing && (await act(viewing.alignClock(mainRow().session.id, offset)))) setMoved(null)
    },
    wake: (ms) => {
      wantedMs = ms
      void openNow()
    },
    place: (element) => {
      container = element
      void openNow()
    },
    close: async () => {
      closed = true
      await open()?.close()
    },
  }
}
