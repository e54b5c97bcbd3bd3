// One Request with what the person at work may do about it: answer, register, view, withdraw, carry.

import { A } from '@solidjs/router'
import { createSignal, Show, type JSX } from 'solid-js'
import type { RequestRow } from '../../../app/app.ts'
import { awaitsAnswer, isApproval } from '../../../core/viewing/requests.ts'
import { Button } from '../../parts/Button.tsx'
import { CarryDeeds } from '../../parts/CarryDeeds.tsx'
import { TextField } from '../../parts/Field.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { approvalsWords as t } from './approvalsWords.ts'
import type { Desk } from './createDesk.ts'
import { RegisterForm } from './RegisterForm.tsx'
import { RequestFacts, RequestHistory } from './RequestFacts.tsx'
import { StateChip } from './RequestList.tsx'
import { TogetherByDay } from '../viewing/TogetherByDay.tsx'
import { needsRegistration } from './todo.ts'

export const RequestDetail = (props: { readonly row: RequestRow; readonly desk: Desk }): JSX.Element => {
  const [again, setAgain] = createSignal(false)
  const fields = (): RequestRow['deed']['fields'] => props.row.deed.fields
  const mine = (): boolean => props.desk.me()?.id === props.row.deed.person
  const waits = (): boolean => awaitsAnswer(props.row)
  const register = (): boolean => needsRegistration(props.row, props.desk.profile())
  const ready = (): boolean => fields().use === 'view' && mine() && (props.row.state === 'registered' || (props.row.state === 'approved' && !register()))
  const approvedByMe = (): boolean => props.row.answer !== null && isApproval(props.row.answer) && props.row.answer.person === props.desk.me()?.id
  const withdrawable = (): boolean => (mine() && (waits() || props.row.state === 'approved' || props.row.state === 'registered')) || (approvedByMe() && (props.row.state === 'approved' || props.row.state === 'registered'))
  const ids = (): readonly string[] => [props.row.deed.id, ...(props.row.answer ? [props.row.answer.id] : []), ...(props.row.registration ? [props.row.registration.id] : []), ...(props.row.withdrawal ? [props.row.withdrawal.id] : [])]
  return (
    <article class="detailBody stack wide">
      <header class="row wrap">
        <h1 class="grow">{fields().title}</h1>
        <StateChip row={props.row} profile={props.desk.profile()} />
      </header>
      <RequestFacts row={props.row} />
      <Show when={ready() && fields().session}>
        {(session) => (
          <p>
            <A class="button accent" href={`/view/${encodeURIComponent(session())}`}>
              <Icon name="play" />
              {t('watchNow')}
            </A>
          </p>
        )}
      </Show>
      <Show when={ready() && !fields().session && props.row.recordings}>{(recordings) => <TogetherByDay recordings={recordings()} />}</Show>
      <Show when={waits()}>
        <section class="stack">
          <h2>{t('answer')}</h2>
          <Show when={mine()}>
            <p class="note">
              {t('ownRequest')} {t('ownRequestHere')}
            </p>
          </Show>
          <AnswerForm row={props.row} />
        </section>
      </Show>
      <Show when={register()}>
        <section class="stack">
          <h2>{t('register')}</h2>
          <RegisterForm row={props.row} />
        </section>
      </Show>
      <Show when={props.row.state === 'approved' && fields().use === 'view' && !register()}>
        <p class="note">{t('registerSelf')}</p>
      </Show>
      <RequestHistory row={props.row} />
      <section class="stack">
        <h2>{t('carry')}</h2>
        <p class="muted small">{t('carryAbout')}</p>
        <CarryDeeds small ids={ids()} />
      </section>
      <div class="row wrap">
        <Show when={fields().session}>
          {(session) => (
            <A class="button compact" href={`/archive/${encodeURIComponent(session())}`}>
              {t('toSession')}
            </A>
          )}
        </Show>
        <Show when={!waits() && !mine() && ['approved', 'registered', 'refused'].includes(props.row.state)}>
          <Button small tone="quiet" aria-expanded={again()} onClick={() => setAgain(!again())}>
            {t('answerAgain')}
          </Button>
        </Show>
      </div>
      <Show when={again() && !waits()}>
        <AnswerForm row={props.row} onDone={() => setAgain(false)} />
      </Show>
      <Show when={withdrawable()}>
        <Withdraw row={props.row} />
      </Show>
    </article>
  )
}

const Withdraw = (props: { readonly row: RequestRow }): JSX.Element => {
  const app = useApp()
  const [words, setWords] = createSignal('')
  const sign = async (): Promise<void> => {
    if (await act(app.withdraw(props.row.deed.id, words().trim()))) tell(t('withdrawn'))
  }
  return (
    <details class="withdraw">
      <summary class="muted">{t('withdraw')}</summary>
      <div class="stack">
        <p class="muted small">{t('withdrawAbout')}</p>
        <TextField label={t('withdrawWords')} rows={2} maxlength={2000} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
        <p>
          <Button small tone="danger" onClick={sign}>
            {t('withdrawIt')}
          </Button>
        </p>
      </div>
    </details>
  )
}
