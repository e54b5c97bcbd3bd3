// Picture, transport and timeline on the dark side; registration, markers, photos and facts beside it.

import { useSearchParams } from '@solidjs/router'
import { createEffect, createMemo, createSignal, on, onCleanup, Show, type JSX } from 'solid-js'
import type { OpenViewing, SessionRow } from '../../../app/app.ts'
import type { WatermarkLoss } from '../../../core/log/kinds.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createMaking } from '../pieces/createMaking.ts'
import { MakingForms } from '../pieces/MakingForms.tsx'
import { PieceList } from '../pieces/PieceList.tsx'
import { createIsRedacting, createRedactionMode, RedactionBeside, RedactionOverPicture } from '../redaction/Redaction.tsx'
import { AddLane } from './AddLane.tsx'
import { createClock } from './createClock.ts'
import { createCompanions, type Member } from './createCompanions.ts'
import { createFilm } from './createFilm.ts'
import { createLoud } from './createLoud.ts'
import { createTimelineView } from './createTimelineView.ts'
import { createTracks } from './createTracks.ts'
import type { ViewingScreen } from './createViewing.ts'
import { Facts } from './Facts.tsx'
import { filmOrder } from './filmOrder.ts'
import { GoToTime } from './GoToTime.tsx'
import { JumpList } from './JumpList.tsx'
import type { Lane } from './lane.ts'
import { LaneHead } from './LaneHead.tsx'
import { laneRows, mostPictures } from './laneRows.ts'
import type { Draft } from './MarkerForm.tsx'
import { Markers } from './Markers.tsx'
import { Photos } from './Photos.tsx'
import { PlacePanel } from './PlacePanel.tsx'
import { RegistrationCard } from './RegistrationCard.tsx'
import { Stage } from './Stage.tsx'
import { Timeline } from './Timeline.tsx'
import { Range, Transport } from './Transport.tsx'
import type { OpenIdentity } from './Viewing.tsx'
import { provideViewingCommands } from './viewingCommands.ts'
import { viewingWords as t } from './viewingWords.ts'

interface WatchingProps {
  readonly row: SessionRow
  readonly me: OpenIdentity
  readonly viewing: ViewingScreen
  readonly onContainer: (element: HTMLElement) => void
}

/** Whoever zooms and pans is not there yet. */
const PREFER_MS = 300

/** A click on a button under the picture leaves the keys to the player: Space goes on playing. Tab still reaches every button. */
const keepFocus = (event: MouseEvent): void => {
  if (event.target instanceof Element && event.target.closest('button')) event.preventDefault()
}

export const Watching = (props: WatchingProps): JSX.Element => {
  const app = useApp()
  const markers = createLive(() => app.markers(props.row.session.id), [])
  const viewings = createLive(() => app.viewings, [])
  const [draft, setDraft] = createSignal<Draft | null>(null)
  let stage: HTMLElement | undefined
  const id = (): string | null => {
    const now = props.viewing.phase()
    return now.at === 'watching' ? now.open.viewing : null
  }
  const whole = (): boolean => props.viewing.phase().at === 'whole'
  /** What of this Viewing is already in the log. */
  const watched = createMemo(() => viewings().find(({ viewing }) => viewing === id())?.watched ?? [])
  const main: Lane = {
    id: props.row.session.id,
    row: () => props.row,
    offsetMs: () => 0,
    leftOut: createMemo(() => {
      const now = props.viewing.phase()
      return new Map(now.at === 'watching' ? now.open.leftOut.map(({ recordingId, error }) => [recordingId as string, error]) : [])
    }),
    markers,
    watched,
  }
  const companions = createCompanions(app, props.viewing, main)
  const [query, setQuery] = useSearchParams()
  companions.addNamed(String(query['with'] ?? '').split(',').filter(Boolean))
  // What is watched beside is in the address; until it was opened once, the address is what was asked for.
  createEffect(on(() => companions.list().map(({ lane }) => lane.id).join(), (ids) => props.viewing.phase().at === 'watching' && setQuery({ with: ids || null }, { replace: true }), { defer: true }))
  const lanes = createMemo((): readonly Lane[] => [main, ...companions.list().map(({ lane }) => lane)])
  const rows = createMemo(() => laneRows(lanes()))
  const opened = (): OpenViewing | null => {
    const now = props.viewing.phase()
    return now.at === 'watching' ? now.open : null
  }
  const first: Member = { lane: main, state: () => props.viewing.state(), frame: () => props.viewing.frame(), opened, player: () => opened()?.player ?? null, wake: () => undefined, isLost: () => false }
  const members = (): readonly Member[] => [first, ...companions.list()]
  const openedOf = (lane: Lane): OpenViewing | null => members().find((member) => member.lane === lane)?.opened() ?? null
  const clock = createClock(props.viewing, members)
  const making = createMaking(clock, () => props.me)
  const view = createTimelineView(lanes, () => clock.state().wallMs)
  const isRedacting = createIsRedacting()
  const [picture, setPicture] = createSignal<HTMLElement>()
  const redaction = createMemo(() => (isRedacting() && opened() ? createRedactionMode(clock, () => props.row) : null))
  const [asking, setAsking] = createSignal(false)
  const film = createFilm(app)
  const loud = createLoud(film, lanes)
  const tracks = createTracks(lanes)
  let preferring = 0
  createEffect(() => {
    const order = filmOrder(lanes(), view.span())
    clearTimeout(preferring)
    preferring = setTimeout(() => app.filmstrips.prefer(order), PREFER_MS)
  })
  onCleanup(() => clearTimeout(preferring))
  const markHere = (): void => {
    const { fromMs, toMs } = clock.range()
    setDraft(fromMs !== null && toMs !== null ? { wallMs: Math.min(fromMs, toMs), toWallMs: Math.max(fromMs, toMs) } : { wallMs: fromMs ?? clock.state().wallMs, toWallMs: null })
  }
  const [full, setFull] = createSignal(false)
  const lookFull = (): void => void setFull(document.fullscreenElement === stage)
  document.addEventListener('fullscreenchange', lookFull)
  onCleanup(() => document.removeEventListener('fullscreenchange', lookFull))
  createEffect(() => {
    const view = { pictures: Math.max(1, rows().filter((row) => row.lanes.some((lane) => clock.isShown(lane.id))).length), full: full() }
    for (const member of members()) member.opened()?.setView(view)
  })
  const [losses, setLosses] = createSignal(0)
  const onLost = (lost: OpenViewing, what: WatermarkLoss): void => {
    clock.pause()
    void lost.loseWatermark(what)
    setLosses((before) => before + 1)
  }
  const toggleFull = (): void => void (document.fullscreenElement ? document.exitFullscreen() : stage?.requestFullscreen())
  provideViewingCommands({ viewing: clock, view, lanes, rows, companions: companions.list, loud }, { markHere, toggleFull, goToTime: () => setAsking(true), takeStill: making.takeStill, takeRange: making.takeRange })
  return (
    <div class="viewing">
      <Show when={!whole()}>
        <div class="viewingMain dark" onMouseDown={keepFocus}>
          <Stage row={props.row} me={props.me} viewing={clock} rows={rows()} companions={companions.list()} opened={openedOf} onRemove={companions.remove} onLost={onLost} losses={losses()} onStage={(element) => (stage = element)} onContainer={(element) => { setPicture(element); props.onContainer(element) }} />
          <Transport row={clock.focused()?.lane.row() ?? props.row} viewing={clock} making={making} onMark={markHere} onFull={toggleFull} />
          <Show when={redaction()}>{(mode) => <Show when={picture()}>{(place) => <RedactionOverPicture mode={mode()} viewing={clock} view={view} stage={place()} />}</Show>}</Show>
          <Timeline
            rows={rows()}
            viewing={clock}
            view={view}
            film={film}
            loud={loud}
            tools={<><Range row={clock.focused()?.lane.row() ?? props.row} viewing={clock} /><AddLane companions={companions} full={rows().length >= mostPictures} disabled={id() === null} /></>}
            laneHead={(row) => <LaneHead row={row} number={rows().findIndex(({ id: one }) => one === row.id) + 1} companions={companions.list().filter(({ lane }) => row.lanes.includes(lane) && row.id !== main.id)} />}
          />
          <MakingForms making={making} caseNumber={props.viewing.registration().caseNumber} />
          <GoToTime open={asking()} onClose={() => setAsking(false)} lane={main} view={view} viewing={clock} />
        </div>
      </Show>
      <aside class="viewingSide scroll" classList={{ alone: whole() }}>
        <RegistrationCard row={props.row} me={props.me} viewing={props.viewing} id={id()} />
        <Show when={whole()}>
          <p class="note">{props.row.recordings.some(({ playMode }) => playMode === 'whole') ? t('wholeOnly') : t('nothingPlays')}</p>
        </Show>
        <Show when={redaction()}>{(mode) => <Show when={opened()}>{(open) => <RedactionBeside mode={mode()} viewing={clock} row={props.row} opened={open()} />}</Show>}</Show>
        <Show when={!whole() && !redaction()}>
          <Markers lanes={lanes()} viewing={clock} draft={draft()} onDraft={setDraft} onMark={markHere} opened={(session) => [first, ...companions.list()].find(({ lane }) => lane.id === session)?.opened() ?? null} />
          <JumpList lanes={lanes()} viewing={clock} loud={loud} />
          <PieceList class="sideBlock" recordings={lanes().flatMap((lane) => lane.row().recordings.map(({ id }) => id))} />
        </Show>
        <PlacePanel lanes={lanes()} viewing={clock} tracks={tracks} />
        <Photos row={props.row} viewing={props.viewing} me={props.me} />
        <Show when={!whole()}>
          <Facts member={clock.focused() ?? first} tracks={tracks} />
        </Show>
      </aside>
    </div>
  )
}
