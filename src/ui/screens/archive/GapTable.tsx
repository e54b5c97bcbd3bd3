// The gaps of a session: from when to when, why, and by whom that was said (article 11); with the form to say it.

import { createSignal, For, lazy, Show, Suspense, type JSX } from 'solid-js'
import type { ExplainedGap, MarkerRow } from '../../../app/app.ts'
import type { SessionId } from '../../../core/ids.ts'
import { mayDo, rolesFor } from '../../../core/policy/profile.ts'
import { common } from '../../i18n/common.ts'
import { formatClock, formatDuration, formatTime } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { Select, TextField } from '../../parts/Field.tsx'
import { Duration, TimeText } from '../../parts/figures.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { causeText } from './causeText.ts'
import { gapWords as t } from './gapWords.ts'
import { lackText } from './listedWords.ts'

const GapExemptions = lazy(async () => ({ default: (await import('../duty/GapExemptions.tsx')).GapExemptions }))

/** The same as app/explainGap keeps. */
const maxStatementLength = 2_000

export const GapTable = (props: { readonly session: SessionId }): JSX.Element => {
  const app = useApp()
  const gaps = createLive(() => app.gaps(props.session), [])
  const duty = createLive(() => app.duty)
  const exempt = (after: string): boolean => duty()?.rows.find(({ session }) => session.id === props.session)?.gaps.some((gap) => gap.after === after && gap.exemptions.length > 0) ?? false
  const policy = createLive(() => app.policy)
  const identity = createLive(() => app.identity)
  const [open, setOpen] = createSignal<string | null>(null)
  const may = (): boolean => {
    const [known, who] = [policy(), identity()]
    return known !== undefined && who?.state === 'open' && mayDo(known.profile, who.person.roles, 'explainGap')
  }
  const allowed = (): string => rolesFor(policy()?.profile ?? { roles: [] }, 'explainGap').map((role) => common(`role.${role}`)).join(' · ')
  return (
    <Show when={gaps().length > 0}>
      <section class="stack">
        <h2>
          {t('title')} <span class="muted">{gaps().length}</span>
        </h2>
        <table class="times gaps">
          <thead class="unseen">
            <tr>
              <th>{t('span')}</th>
              <th>{t('length')}</th>
              <th>{t('why')}</th>
            </tr>
          </thead>
          <tbody>
            <For each={gaps().map(({ after }) => after)}>
              {(after) => (
                <Show when={gaps().find((gap) => gap.after === after)}>
                  {(gap) => (
                    <>
                      <tr>
                        <td class="when">
                          <TimeText ms={gap().startMs} show="clock" /> – <TimeText ms={gap().endMs} show="clock" />
                        </td>
                        <td>
                          <Duration ms={gap().endMs - gap().startMs} />
                        </td>
                        <td>
                          <Show when={gap().lack}>{(lack) => <p class="muted">{t('listed', lackText(lack()))}</p>}</Show>
                          <Explanation gap={gap()} session={props.session} exempt={exempt(after)} />
                          <Show when={may() && open() !== after}>
                            <Button small tone={gap().explanations.length > 0 ? 'quiet' : 'plain'} aria-label={t('explainThis', spanText(gap()))} onClick={() => setOpen(after)}>
                              {gap().explanations.length > 0 ? t('explainAgain') : t('explain')}
                            </Button>
                          </Show>
                          <Suspense>
                            <GapExemptions session={props.session} after={after} />
                          </Suspense>
                        </td>
                      </tr>
                      <Show when={may() && open() === after}>
                        <tr>
                          <td colSpan={3} class="gapForm">
                            <ExplainForm gap={gap()} session={props.session} onDone={() => setOpen(null)} />
                          </td>
                        </tr>
                      </Show>
                    </>
                  )}
                </Show>
              )}
            </For>
          </tbody>
        </table>
        <Show when={!may() && gaps().some(({ explanations }) => explanations.length === 0)}>
          <p class="muted small">{t('mayNot', allowed())}</p>
        </Show>
      </section>
    </Show>
  )
}

const spanText = ({ startMs, endMs }: ExplainedGap): string => `${formatClock(startMs)} – ${formatClock(endMs)}`

const Explanation = (props: { readonly gap: ExplainedGap; readonly session: SessionId; readonly exempt: boolean }): JSX.Element => {
  const app = useApp()
  const policy = createLive(() => app.policy)
  const markers = createLive(() => app.markers(props.session), [])
  const spoken = (id: string): string => markers().find(({ marker }) => marker === id)?.text ?? t('markerGone')
  return (
    <Show when={props.gap.explanations[0]} fallback={<Show when={!props.exempt}><span class="amber">{t('notExplained')} </span></Show>}>
      {(latest) => (
        <div>
          <strong>{causeText(latest().cause, policy()?.profile)}</strong>
          <Show when={latest().marker}>{(id) => <p>{`${t('marker')}: ${spoken(id())}`}</p>}</Show>
          <Show when={latest().statement}>
            <p class="statement">{latest().statement}</p>
          </Show>
          <p class="muted">{t('by', latest().person, formatTime(latest().writtenMs))}</p>
          <Show when={props.gap.explanations.length > 1}>
            <p class="muted">{t('earlier', props.gap.explanations.length - 1)}</p>
          </Show>
        </div>
      )}
    </Show>
  )
}

const ExplainForm = (props: { readonly gap: ExplainedGap; readonly session: SessionId; readonly onDone: () => void }): JSX.Element => {
  const app = useApp()
  const policy = createLive(() => app.policy)
  const markers = createLive(() => app.markers(props.session), [])
  const row = createLive(() => app.session(props.session))
  const [cause, setCause] = createSignal('')
  const [marker, setMarker] = createSignal('')
  const [statement, setStatement] = createSignal('')
  const spoken = (): readonly MarkerRow[] => markers().filter(({ kind }) => kind === 'interruption')
  const wallOf = ({ recordingId, atMs }: MarkerRow): number => (row()?.session.parts.find((part) => part.recordingId === recordingId)?.startMs ?? 0) + atMs
  const ready = (): boolean => cause() !== '' && (marker() !== '' || statement().trim() !== '')
  const sign = async (): Promise<void> => {
    const { before, after } = props.gap
    if (await act(app.explainGap({ sessionId: props.session, before, after, cause: cause(), statement: statement(), marker: marker() || null }))) props.onDone()
  }
  return (
    <form class="stack panel" aria-label={t('explainThis', `${spanText(props.gap)} (${formatDuration(props.gap.endMs - props.gap.startMs)})`)} onSubmit={(event) => event.preventDefault()}>
      <Select label={t('cause')} value={cause()} choices={[{ value: '', label: t('chooseCause') }, ...(policy()?.profile.gapCauses ?? []).map(({ id }) => ({ value: id, label: causeText(id, policy()?.profile) }))]} onChoose={setCause} />
      <Show when={spoken().length > 0} fallback={<p class="muted small">{t('voiceHint')}</p>}>
        <Select label={t('marker')} value={marker()} choices={[{ value: '', label: t('noMarker') }, ...spoken().map((one) => ({ value: one.marker, label: t('markerAt', formatClock(wallOf(one)), one.text) }))]} onChoose={setMarker} />
      </Show>
      <TextField label={t('statement')} hint={t('statementHint')} rows={3} maxLength={maxStatementLength} value={statement()} onInput={(event) => setStatement(event.currentTarget.value)} />
      <div class="row">
        <Button tone="accent" disabled={!ready()} onClick={sign}>
          {t('sign')}
        </Button>
        <Button tone="quiet" onClick={() => props.onDone()}>
          {common('cancel')}
        </Button>
      </div>
    </form>
  )
}
