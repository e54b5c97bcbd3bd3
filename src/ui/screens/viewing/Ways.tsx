// Why nothing covers this viewing yet, and the three ways on: ask, have it approved on this laptop, or look urgently.

import { A } from '@solidjs/router'
import { createEffect, createSignal, on, Show, type JSX } from 'solid-js'
import type { CoverReason, RequestRow, SessionRow } from '../../../app/app.ts'
import { mayDo } from '../../../core/policy/profile.ts'
import { awaitsAnswer } from '../../../core/viewing/requests.ts'
import { requestTitle } from '../../../core/viewing/requestScope.ts'
import { coverText } from '../../i18n/coverText.ts'
import { zone } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { CarryDeeds } from '../../parts/CarryDeeds.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { createSigning } from '../../parts/SignAs.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { AnswerForm } from '../approvals/AnswerForm.tsx'
import { approvalsWords } from '../approvals/approvalsWords.ts'
import { createDesk } from '../approvals/createDesk.ts'
import { firstTerms } from '../approvals/firstTerms.ts'
import { RegisterForm } from '../approvals/RegisterForm.tsx'
import { TermFields, WhyFields, type Asked, type AskedTerms } from '../approvals/RequestForm.tsx'
import type { OpenIdentity } from './Viewing.tsx'
import { viewingWords as t } from './viewingWords.ts'

interface WaysProps {
  readonly row: SessionRow
  readonly me: OpenIdentity
  readonly reasons: readonly CoverReason[]
  readonly why: Asked
  readonly onWhy: (change: Partial<Asked>) => void
  readonly onUrgent: () => void
}

export const Ways = (props: WaysProps): JSX.Element => {
  const app = useApp()
  const desk = createDesk()
  const [terms, setTerms] = createSignal<AskedTerms>(firstTerms(desk.profile(), Date.now()))
  const [complained, setComplained] = createSignal(false)
  const [answering, setAnswering] = createSignal(false)
  const approver = createSigning(() => 'approveViewing', () => props.me.person.id)
  const first = (): CoverReason => props.reasons[0] as CoverReason
  /** The own Request that waits: it is not asked twice. */
  const waiting = (): RequestRow | undefined => props.reasons.find(({ request }) => request && awaitsAnswer(request) && request.deed.person === props.me.person.id)?.request ?? undefined
  const unregistered = (): RequestRow | undefined => props.reasons.find(({ fault }) => fault.type === 'notRegistered')?.request ?? undefined
  const mayAsk = (): boolean => mayDo(desk.profile(), props.me.person.roles, 'requestViewing')
  /** What was asked for is what an urgent viewing is for. */
  const asked = (): RequestRow | undefined => unregistered() ?? waiting()
  createEffect(on(asked, (row) => row && props.onWhy({ purpose: row.deed.fields.purpose, reason: row.deed.fields.reason, caseNumber: row.deed.fields.caseNumber })))
  const ready = (): boolean => {
    setComplained(true)
    return props.why.reason.trim() !== ''
  }
  const ask = async (): Promise<boolean> => {
    if (!ready()) return false
    const { session } = props.row
    const { purpose, reason, caseNumber } = props.why
    const asked = await act(app.ask({ ...terms(), use: 'view', purpose, reason: reason.trim(), caseNumber: caseNumber.trim(), title: requestTitle([session], zone()), session: session.id, recordings: session.parts.map(({ recordingId }) => recordingId), urgentViewing: null }))
    if (asked) tell(approvalsWords('askedIt'))
    return asked !== null
  }
  /** Answering stays open until the approver has signed: the Request comes first. */
  const askHere = async (): Promise<void> => {
    if (waiting() || (await ask())) setAnswering(true)
  }
  return (
    <div class="stack wide">
      <section class="note amber row top" aria-label={t('notCovered')}>
        <Icon name={first().fault.type === 'notAsked' ? 'lock' : 'warn'} class="amber" />
        <div class="grow stack">
          <strong>{coverText(first().fault).title}</strong>
          <span>{coverText(first().fault).next}</span>
          <Show when={first().request}>
            {(request) => (
              <p class="row wrap">
                <A class="button compact" href={`/approvals/${request().deed.id}`}>
                  {t('seeRequest')}
                </A>
              </p>
            )}
          </Show>
        </div>
      </section>
      <Show when={unregistered()}>
        {(row) => (
          <section class="stack">
            <h2>{t('wayRegister')}</h2>
            <RegisterForm row={row()} />
            <CarryDeeds small ids={[row().deed.id, ...(row().answer ? [row().answer?.id as string] : [])]} />
          </section>
        )}
      </Show>
      <Show when={!asked()}>
        <WhyFields value={props.why} complain={complained()} focus onChange={props.onWhy} />
      </Show>
      <Show when={!unregistered()}>
        <section class="panel stack viewWay">
          <h2>{t('wayAsk')}</h2>
          <p class="muted small">{t('wayAskAbout')}</p>
          <Show
            when={waiting()}
            fallback={
              <>
                <TermFields onlyView value={terms()} profile={desk.profile()} onChange={(change) => setTerms((before) => ({ ...before, ...change }))} />
                <p>
                  <Button tone="accent" icon="approval" disabled={!mayAsk()} onClick={ask}>
                    {t('askIt')}
                  </Button>
                </p>
              </>
            }
          >
            {(row) => (
              <>
                <p class="row">
                  <Icon name="check" class="green" />
                  {t('askedAlready')}
                </p>
                <CarryDeeds small ids={[row().deed.id]} />
              </>
            )}
          </Show>
        </section>
        <section class="panel stack viewWay">
          <h2>{t('wayHere')}</h2>
          <p class="muted small">{approver.people().length > 0 ? t('wayHereAbout', approver.people().map(({ name }) => name).join('、')) : t('wayHereNobody', approver.needed())}</p>
          <Show when={answering() && waiting()} fallback={<p><Button icon="person" disabled={!mayAsk() || approver.people().length === 0} onClick={askHere}>{t('approveHere')}</Button></p>}>
            {(row) => <AnswerForm row={row()} onDone={() => setAnswering(false)} />}
          </Show>
        </section>
      </Show>
      <Show when={desk.profile().viewing.urgentAllowed}>
        <section class="panel stack viewWay urgentWay">
          <h2>{t('wayUrgent')}</h2>
          <p class="muted small">
            {t('wayUrgentAbout', desk.profile().viewing.urgentApprovalHours)} <Show when={asked()}>{t('wayUrgentAsked')}</Show>
          </p>
          <p>
            <Button tone="danger" icon="warn" onClick={() => ready() && props.onUrgent()}>
              {t('openUrgent')}
            </Button>
          </p>
        </section>
      </Show>
    </div>
  )
}
