// Picture, transport and timeline on the dark side; registration, markers, photos and facts beside it.

import { createEffect, createMemo, createSignal, Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createFilm } from './createFilm.ts'
import { createTimelineView } from './createTimelineView.ts'
import type { ViewingScreen } from './createViewing.ts'
import { Facts } from './Facts.tsx'
import type { Lane } from './lane.ts'
import { Markers, type Draft } from './Markers.tsx'
import { Photos } from './Photos.tsx'
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
  const lanes = (): readonly Lane[] => [main]
  const view = createTimelineView(lanes, () => props.viewing.state().wallMs)
  const film = createFilm(app)
  createEffect(() => app.filmstrips.prefer(lanes().flatMap((lane) => lane.row().recordings.map((recording) => recording.id))))
  const markHere = (): void => {
    const { fromMs, toMs } = props.viewing.range()
    setDraft(fromMs !== null && toMs !== null ? { wallMs: fromMs, toWallMs: toMs } : { wallMs: fromMs ?? props.viewing.state().wallMs, toWallMs: null })
  }
  const toggleFull = (): void => void (document.fullscreenElement ? document.exitFullscreen() : stage?.requestFullscreen())
  provideViewingCommands(props.viewing, () => props.row, { markHere, toggleFull })
  return (
    <div class="viewing">
      <Show when={!whole()}>
        <div class="viewingMain dark" onMouseDown={keepFocus}>
          <Stage row={props.row} me={props.me} viewing={props.viewing} id={id()} onStage={(element) => (stage = element)} onContainer={props.onContainer} />
          <Transport row={props.row} viewing={props.viewing} onMark={markHere} onFull={toggleFull} />
          <Timeline lanes={lanes()} viewing={props.viewing} view={view} film={film} />
        </div>
      </Show>
      <aside class="viewingSide scroll" classList={{ alone: whole() }}>
        <RegistrationCard row={props.row} me={props.me} registration={props.viewing.registration()} id={id()} />
        <Show when={whole()}>
          <p class="note">{props.row.recordings.some(({ playMode }) => playMode === 'whole') ? t('wholeOnly') : t('nothingPlays')}</p>
        </Show>
        <Show when={!whole()}>
          <Markers row={props.row} viewing={props.viewing} markers={markers()} draft={draft()} onDraft={setDraft} onMark={markHere} />
        </Show>
        <Photos row={props.row} viewing={props.viewing} me={props.me} />
        <Show when={!whole()}>
          <Facts row={props.row} viewing={props.viewing} />
        </Show>
      </aside>
    </div>
  )
}
