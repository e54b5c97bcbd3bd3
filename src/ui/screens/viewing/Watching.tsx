// Picture, transport and timeline on the dark side; registration, markers, photos and facts beside it.

import { createEffect, createMemo, createSignal, Show, type JSX } from 'solid-js'
import type { OpenViewing, SessionRow } from '../../../app/app.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { AddLane } from './AddLane.tsx'
import { createClock } from './createClock.ts'
import { createCompanions, type Member } from './createCompanions.ts'
import { createFilm } from './createFilm.ts'
import { createTimelineView } from './createTimelineView.ts'
import { createTracks } from './createTracks.ts'
import type { ViewingScreen } from './createViewing.ts'
import { Facts } from './Facts.tsx'
import { GoToTime } from './GoToTime.tsx'
import { JumpList } from './JumpList.tsx'
import type { Lane } from './lane.ts'
import { LaneHead } from './LaneHead.tsx'
import type { Draft } from './MarkerForm.tsx'
import { Markers } from './Markers.tsx'
import { Photos } from './Photos.tsx'
import { PlacePanel } from './PlacePanel.tsx'
import { RegistrationCard } from './RegistrationCard.tsx'
import { Stage } from './Stage.tsx'
import { Timeline } from './Timeline.tsx'
import { Transport } from './Transport.tsx'
import type { OpenIdentity } from './Viewing.tsx'
import { provideViewingCommands } from './viewingCommands.ts'
import { viewingWords as t } from './viewingWords.ts'

interface WatchingProps {
  readonly row: SessionRow
  readonly me: OpenIdentity
  readonly viewing: ViewingScreen
  readonly onContainer: (element: HTMLElement) => void
}

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
  const companions = createCompanions(app, props.viewing, () => props.row)
  const lanes = createMemo((): readonly Lane[] => [main, ...companions.list().map(({ lane }) => lane)])
  const opened = (): OpenViewing | null => {
    const now = props.viewing.phase()
    return now.at === 'watching' ? now.open : null
  }
  const first: Member = { lane: main, state: () => props.viewing.state(), frame: () => props.viewing.frame(), opened, player: () => opened()?.player ?? null }
  const clock = createClock(props.viewing, () => [first, ...companions.list()])
  const view = createTimelineView(lanes, () => clock.state().wallMs)
  const [asking, setAsking] = createSignal(false)
  const film = createFilm(app)
  const tracks = createTracks(lanes)
  createEffect(() => app.filmstrips.prefer(lanes().flatMap((lane) => lane.row().recordings.map((recording) => recording.id))))
  const markHere = (): void => {
    const { fromMs, toMs } = clock.range()
    setDraft(fromMs !== null && toMs !== null ? { wallMs: Math.min(fromMs, toMs), toWallMs: Math.max(fromMs, toMs) } : { wallMs: fromMs ?? clock.state().wallMs, toWallMs: null })
  }
  const toggleFull = (): void => void (document.fullscreenElement ? document.exitFullscreen() : stage?.requestFullscreen())
  provideViewingCommands({ viewing: clock, view, lanes, companions: companions.list }, { markHere, toggleFull, goToTime: () => setAsking(true) })
  return (
    <div class="viewing">
      <Show when={!whole()}>
        <div class="viewingMain dark" onMouseDown={keepFocus}>
          <Stage row={props.row} me={props.me} viewing={clock} companions={companions.list()} onRemove={companions.remove} id={id()} onStage={(element) => (stage = element)} onContainer={props.onContainer} />
          <Transport row={props.row} viewing={clock} onMark={markHere} onFull={toggleFull} />
          <Timeline
            lanes={lanes()}
            viewing={clock}
            view={view}
            film={film}
            tools={<AddLane companions={companions} disabled={id() === null} />}
            laneHead={(lane) => <LaneHead lane={lane} number={lanes().indexOf(lane) + 1} companion={companions.list().find((one) => one.lane === lane)} />}
          />
          <GoToTime open={asking()} onClose={() => setAsking(false)} lane={main} view={view} viewing={clock} />
        </div>
      </Show>
      <aside class="viewingSide scroll" classList={{ alone: whole() }}>
        <RegistrationCard row={props.row} me={props.me} viewing={props.viewing} id={id()} />
        <Show when={whole()}>
          <p class="note">{props.row.recordings.some(({ playMode }) => playMode === 'whole') ? t('wholeOnly') : t('nothingPlays')}</p>
        </Show>
        <Show when={!whole()}>
          <Markers lanes={lanes()} viewing={clock} draft={draft()} onDraft={setDraft} onMark={markHere} />
          <JumpList lanes={lanes()} viewing={clock} />
          <PlacePanel lanes={lanes()} viewing={clock} tracks={tracks} />
        </Show>
        <Photos row={props.row} viewing={props.viewing} me={props.me} />
        <Show when={!whole()}>
          <Facts row={props.row} viewing={props.viewing} />
        </Show>
      </aside>
    </div>
  )
}
