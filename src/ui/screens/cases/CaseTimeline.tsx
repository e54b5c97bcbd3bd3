// The days of a case one under the other: recorders as lanes, parts, gaps, markers; a click watches from there.

import { useNavigate } from '@solidjs/router'
import { createMemo, For, Show, type JSX } from 'solid-js'
import type { MarkerRow, SessionRow } from '../../../app/app.ts'
import type { CaseRow } from '../../../core/cases/casesOf.ts'
import type { Session } from '../../../core/session/session.ts'
import { common } from '../../i18n/common.ts'
import { formatClock, formatDuration } from '../../i18n/formats.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { Together } from '../viewing/Together.tsx'
import { viewHref } from '../viewing/viewHref.ts'
import { caseDays, ticksOf, type CaseDay, type Lane, type Span } from './caseDays.ts'
import { caseWords as t } from './caseWords.ts'

export const CaseTimeline = (props: { readonly row: CaseRow; readonly sessions: ReadonlyMap<string, SessionRow> }): JSX.Element => {
  const days = createMemo(() => caseDays(props.row, props.sessions))
  return (
    <Show when={days().length > 0}>
      <section class="stack">
        <h2>{t('timeline')}</h2>
        <p class="muted small">{t('timelineAbout')}</p>
        <div class="caseDays">
          <For each={days()}>
            {(day, index) => (
              <>
                <Show when={daysBetween(days()[index() - 1]?.day, day.day)}>{(n) => <p class="muted small caseBetween">{t('dayGap', n())}</p>}</Show>
                <DayBlock day={day} caseNumber={props.row.number} sessions={props.sessions} />
              </>
            )}
          </For>
        </div>
      </section>
    </Show>
  )
}

/** Share of the lane after which a tick has no room for its text. */
const lastTick = 0.93

/** Whole days without anything between two; 0 for neighbours. */
const daysBetween = (before: string | undefined, day: string): number => {
  const days = before ? (Date.parse(day) - Date.parse(before)) / 86_400_000 - 1 : 0
  return Number.isFinite(days) ? days : 0
}

const placeIn = (day: Span, { fromMs, toMs }: Span): JSX.CSSProperties => {
  const span = Math.max(1, day.toMs - day.fromMs)
  return { left: `${((fromMs - day.fromMs) / span) * 100}%`, width: `${((toMs - fromMs) / span) * 100}%` }
}

const DayBlock = (props: { readonly day: CaseDay; readonly caseNumber: string; readonly sessions: ReadonlyMap<string, SessionRow> }): JSX.Element => {
  const unset = (): boolean => props.day.day === 'unset'
  const rows = createMemo(() => props.day.lanes.flatMap(({ sessions }) => sessions.flatMap(({ parts }) => props.sessions.get(parts[0]?.recordingId ?? '') ?? [])))
  /** Where what is attached of it begins. */
  const attachedMs = ({ session }: SessionRow): number => {
    const begins = props.day.lanes.flatMap(({ sessions, attached }) => (sessions.some(({ id }) => id === session.id) ? attached : [])).map(({ fromMs }) => fromMs)
    return Math.min(...begins.filter((ms) => ms >= session.startMs && ms < session.endMs), session.endMs)
  }
  // The zone's offset is the same for the whole of a short span: good enough for round ticks.
  const offset = (): number => {
    const [h = 0, m = 0, s = 0] = formatClock(props.day.fromMs).split(':').map(Number)
    return ((h * 60 + m) * 60 + s) * 1000 - (props.day.fromMs % 86_400_000)
  }
  return (
    <div class="caseDay">
      <strong class={`caseDayName ${unset() ? 'amber' : ''}`}>{unset() ? t('unset') : props.day.day}</strong>
      <Show when={!unset()} fallback={<For each={props.day.lanes}>{(lane) => <span class="caseLaneName clip">{lane.recorder ?? common('unknownRecorder')}</span>}</For>}>
        <div class="caseTicks muted" aria-hidden="true">
          <For each={ticksOf(props.day, offset()).filter((ms) => (ms - props.day.fromMs) / (props.day.toMs - props.day.fromMs) < lastTick)}>{(ms) => <span style={{ left: placeIn(props.day, { fromMs: ms, toMs: ms }).left ?? '0' }}>{formatClock(ms).slice(0, 5)}</span>}</For>
        </div>
        <For each={props.day.lanes}>
          {(lane) => (
            <>
              <span class="caseLaneName clip" title={lane.recorder ?? undefined}>
                {lane.recorder ?? common('unknownRecorder')}
              </span>
              <LaneTrack lane={lane} day={props.day} caseNumber={props.caseNumber} />
            </>
          )}
        </For>
        <Together rows={rows()} atMs={attachedMs} caseNumber={props.caseNumber} />
      </Show>
    </div>
  )
}

const LaneTrack = (props: { readonly lane: Lane; readonly day: CaseDay; readonly caseNumber: string }): JSX.Element => {
  const navigate = useNavigate()
  const watch = (session: Session, ms: number): void => navigate(viewHref(session.id, ms, props.caseNumber))
  const gaps = (): readonly Span[] => props.lane.sessions.flatMap((session) => session.gaps.map(({ startMs, endMs }) => ({ fromMs: startMs, toMs: endMs })))
  return (
    <div class="caseLane" role="group" aria-label={t('lane', props.lane.recorder ?? common('unknownRecorder'), props.lane.sessions.reduce((sum, { parts }) => sum + parts.length, 0), gaps().length)}>
      <For each={props.lane.sessions}>
        {(session) => (
          <>
            <For each={session.parts}>
              {({ startMs, endMs }) => <button type="button" class="casePart" style={placeIn(props.day, { fromMs: startMs, toMs: endMs })} title={`${t('watch')} ${formatClock(startMs)}–${formatClock(endMs)} ${formatDuration(endMs - startMs)}`} aria-label={`${t('watch')} ${formatClock(startMs)}`} onClick={() => watch(session, startMs)} />}
            </For>
            <SessionMarkers session={session} day={props.day} onWatch={(ms) => watch(session, ms)} />
          </>
        )}
      </For>
      <For each={gaps()}>{(gap) => <span class="caseGap" style={placeIn(props.day, gap)} title={`${common('gap')} ${formatDuration(gap.toMs - gap.fromMs)}`} />}</For>
      <For each={props.lane.attached}>{(span) => <span class={`caseHeld ${span.ranged ? 'ranged' : ''}`} style={placeIn(props.day, span)} />}</For>
    </div>
  )
}

const SessionMarkers = (props: { readonly session: Session; readonly day: CaseDay; readonly onWatch: (ms: number) => void }): JSX.Element => {
  const app = useApp()
  const markers = createLive(() => app.markers(props.session.id), [])
  const placed = (): readonly { readonly marker: MarkerRow; readonly ms: number }[] =>
    markers().flatMap((marker) => {
      const part = props.session.parts.find(({ recordingId }) => recordingId === marker.recordingId)
      return part ? [{ marker, ms: part.startMs + marker.atMs }] : []
    })
  return <For each={placed()}>{({ marker, ms }) => <button type="button" class="caseMarker" style={{ left: placeIn(props.day, { fromMs: ms, toMs: ms }).left ?? '0' }} title={`${formatClock(ms)} ${marker.text || common('marker')}`} aria-label={`${common('marker')} ${formatClock(ms)} ${marker.text}`} onClick={() => props.onWatch(ms)} />}</For>
}
