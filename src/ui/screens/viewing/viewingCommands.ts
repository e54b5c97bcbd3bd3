// The player's keys as data: palette, shortcuts and the list of keys read them.

import { formatDuration } from '../../i18n/formats.ts'
import { tellNothing } from '../../parts/Toast.tsx'
import { provideCommands, type Command } from '../../state/commands.ts'
import type { Clock } from './createClock.ts'
import type { Companion } from './createCompanions.ts'
import { LEAD_MS, type Loud } from './createLoud.ts'
import type { TimelineView } from './createTimelineView.ts'
import { markerMoment, type Lane } from './lane.ts'
import { laneAt, type LaneRow } from './laneRows.ts'
import { viewingWords as t } from './viewingWords.ts'

interface Acts {
  readonly markHere: () => void
  readonly toggleFull: () => void
  readonly goToTime: () => void
  readonly takeStill: () => void
  readonly takeRange: () => void
}

interface Shown {
  readonly viewing: Clock
  readonly view: TimelineView
  readonly lanes: () => readonly Lane[]
  readonly rows: () => readonly LaneRow[]
  readonly companions: () => readonly Companion[]
  readonly loud: Loud
}

/** Begins nearer than this are where one already is. */
const HERE_MS = 1_000

/** Offered while the calling component lives, once the picture is there. */
export const provideViewingCommands = ({ viewing, view, lanes, rows, companions, loud }: Shown, acts: Acts): void => {
  const { state } = viewing
  const when = (): boolean => viewing.phase().at === 'watching'
  const jump = (ms: number) => (): void => viewing.seek(state().wallMs + ms)
  const step = (frames: number) => (): void => viewing.step(frames)
  const playFaster = (): void => (state().playing ? viewing.setSpeed(1) : viewing.togglePlay())
  const focused = (): Lane | undefined => lanes().find(({ id }) => id === viewing.focus()) ?? lanes()[0]
  const partEdge = (pick: 'first' | 'last') => (): void => {
    const lane = focused()
    const part = pick === 'first' ? lane?.row().session.parts[0] : lane?.row().session.parts.at(-1)
    if (lane && part) viewing.seek((pick === 'first' ? part.startMs : part.endMs - 100) + lane.offsetMs())
  }
  /** The nearest of these moments before or behind the picture. */
  const nearest = (moments: () => readonly number[], direction: -1 | 1, ifNone: () => void = () => undefined) => (): void => {
    const now = state().wallMs
    const sorted = moments().toSorted((a, b) => a - b)
    const found = direction > 0 ? sorted.find((ms) => ms > now + 1) : sorted.findLast((ms) => ms < now - (state().playing ? HERE_MS : 1))
    if (found === undefined) ifNone()
    else viewing.seek(found)
  }
  const parts = (): readonly number[] => lanes().flatMap((lane) => lane.row().session.parts.map(({ startMs }) => startMs + lane.offsetMs()))
  const gapEnds = (): readonly number[] => lanes().flatMap((lane) => lane.row().session.gaps.map(({ endMs }) => endMs + lane.offsetMs()))
  const markers = (): readonly number[] => lanes().flatMap((lane) => lane.markers().flatMap((marker) => markerMoment(lane, marker) ?? []))
  const loudMoments = (): readonly number[] => lanes().flatMap((lane) => loud.of(lane).map(({ fromMs }) => fromMs - LEAD_MS + lane.offsetMs()))
  const sayNoneLoud = (): void => tellNothing(t('loudNone'), loud.unknownMs() >= 1000 ? t('loudUnknown', formatDuration(loud.unknownMs())) : null)
  const toEdge = (edge: 'fromMs' | 'toMs') => (): void => {
    const ms = viewing.range()[edge]
    if (ms !== null) viewing.seek(ms)
  }
  const zoomToRange = (): void => {
    const { fromMs, toMs } = viewing.range()
    if (fromMs === null || toMs === null) return view.zoom(0.1)
    const air = Math.max(500, Math.abs(toMs - fromMs) * 0.05)
    view.show({ fromMs: Math.min(fromMs, toMs) - air, toMs: Math.max(fromMs, toMs) + air })
  }
  const move = (ms: number) => (): void => {
    const row = rows().find((one) => one.lanes.some(({ id }) => id === viewing.chosen()))
    companions().filter(({ lane }) => row?.lanes.includes(lane)).forEach((one) => one.move(ms))
  }
  const focusOn = (number: number) => (): void => {
    const row = rows()[number]
    if (row) viewing.setFocus(laneAt(row, state().wallMs).id)
  }
  const list: readonly (Omit<Command, 'group' | 'when' | 'title'> & { readonly title: Parameters<typeof t>[0]; readonly lanes?: number })[] = [
    { id: 'playPause', title: 'playPause', keys: ['Space'], run: viewing.togglePlay },
    { id: 'back5', title: 'back5', keys: ['j'], run: jump(-5000) },
    { id: 'stop', title: 'stopPlaying', keys: ['k'], run: viewing.pause },
    { id: 'playFaster', title: 'playFaster', keys: ['l'], run: playFaster },
    { id: 'frameBack', title: 'frameBack', keys: ['ArrowLeft'], run: step(-1), quiet: true },
    { id: 'frameOn', title: 'frameOn', keys: ['ArrowRight'], run: step(1), quiet: true },
    { id: 'back1', title: 'back1', keys: ['Shift+ArrowLeft'], run: jump(-1000), quiet: true },
    { id: 'on1', title: 'on1', keys: ['Shift+ArrowRight'], run: jump(1000), quiet: true },
    { id: 'toBegin', title: 'toBegin', keys: ['Home'], run: partEdge('first') },
    { id: 'toEnd', title: 'toEnd', keys: ['End'], run: partEdge('last') },
    { id: 'slower', title: 'slower', keys: [','], run: () => viewing.setSpeed(-1) },
    { id: 'faster', title: 'faster', keys: ['.'], run: () => viewing.setSpeed(1) },
    { id: 'rangeIn', title: 'rangeIn', keys: ['i'], run: () => viewing.setRange({ ...viewing.range(), fromMs: state().wallMs }) },
    { id: 'rangeOut', title: 'rangeOut', keys: ['o'], run: () => viewing.setRange({ ...viewing.range(), toMs: state().wallMs }) },
    { id: 'toRangeIn', title: 'toRangeIn', keys: ['Shift+i'], run: toEdge('fromMs'), quiet: true },
    { id: 'toRangeOut', title: 'toRangeOut', keys: ['Shift+o'], run: toEdge('toMs'), quiet: true },
    { id: 'clearRange', title: 'clearRange', keys: ['x'], run: () => viewing.setRange({ fromMs: null, toMs: null }) },
    { id: 'goToTime', title: 'goToTime', keys: ['g'], run: acts.goToTime },
    { id: 'partBack', title: 'partBack', keys: ['PageUp'], run: nearest(parts, -1) },
    { id: 'partOn', title: 'partOn', keys: ['PageDown'], run: nearest(parts, 1) },
    { id: 'gapBack', title: 'gapBack', keys: ['['], run: nearest(gapEnds, -1) },
    { id: 'gapOn', title: 'gapOn', keys: [']'], run: nearest(gapEnds, 1) },
    { id: 'markerBack', title: 'markerBack', keys: ['Shift+n'], run: nearest(markers, -1) },
    { id: 'markerOn', title: 'markerOn', keys: ['n'], run: nearest(markers, 1) },
    { id: 'loudBack', title: 'loudBack', keys: ['Shift+h'], run: nearest(loudMoments, -1, sayNoneLoud) },
    { id: 'loudOn', title: 'loudOn', keys: ['h'], run: nearest(loudMoments, 1, sayNoneLoud) },
    { id: 'zoomIn', title: 'zoomIn', keys: ['+', '='], run: () => view.zoom(0.5), quiet: true },
    { id: 'zoomOut', title: 'zoomOut', keys: ['-'], run: () => view.zoom(2), quiet: true },
    { id: 'fit', title: 'fit', keys: ['0'], run: view.fit },
    { id: 'zoomRange', title: 'zoomRange', keys: ['z'], run: zoomToRange },
    ...[0, 1, 2, 3].map((number) => ({ id: `picture${number + 1}`, title: `picture${number + 1}` as 'picture1', keys: [`${number + 1}`], run: focusOn(number), lanes: Math.max(2, number + 1), quiet: true })),
    { id: 'alignBack', title: 'alignBack', keys: ['<'], run: move(-100), lanes: 2, quiet: true },
    { id: 'alignOn', title: 'alignOn', keys: ['>'], run: move(100), lanes: 2, quiet: true },
    { id: 'markHere', title: 'addMarker', keys: ['m'], run: acts.markHere },
    { id: 'takeStill', title: 'takeStill', keys: ['s'], run: acts.takeStill },
    { id: 'takeRange', title: 'takeRange', keys: ['p'], run: acts.takeRange },
    { id: 'mute', title: 'mute', keys: ['Shift+m'], run: () => viewing.setMuted(!viewing.muted()) },
    { id: 'fullScreen', title: 'fullScreen', keys: ['f'], run: acts.toggleFull },
    { id: 'resume', title: 'resume', keys: [], run: viewing.resume },
  ]
  /** Keys of further pictures only where there are some. */
  const whenOf = ({ id, lanes: least = 1 }: (typeof list)[number]) => (): boolean => (id === 'resume' ? viewing.interrupted() !== null : when() && rows().length >= least)
  provideCommands(list.map((command): Command => ({ ...command, group: 'view', title: () => (t as (key: typeof command.title) => string)(command.title), when: whenOf(command) })))
}
