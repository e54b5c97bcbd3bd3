// What articles 4, 6, 8, 10 and 11 ask of one session, beside its facts: what was signed, what is missing, and the next step.

import { A } from '@solidjs/router'
import { createSignal, For, Show, type JSX } from 'solid-js'
import type { SessionId } from '../../../core/ids.ts'
import type { DutyRow } from '../../../core/policy/dutyBoard.ts'
import { isNoticeOpen } from '../../../core/policy/notices.ts'
import { isUnrelated } from '../../../core/policy/sessionNotes.ts'
import { formatTime } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createRight } from '../../state/createRight.ts'
import { viewHref } from '../viewing/viewHref.ts'
import { dutyWords as t } from './dutyWords.ts'
import { ElementBar } from './ElementBar.tsx'
import { activityText } from './profileText.ts'
import { SignLine, signGroups } from './SignLine.tsx'
import { WritingDialog, type Writing } from './WritingDialog.tsx'
import './duty.css'

export const SessionDuty = (props: { readonly id: SessionId }): JSX.Element => {
  const duty = createLive(() => useApp().duty)
  const row = (): DutyRow | undefined => duty()?.rows.find(({ session }) => session.id === props.id)
  return <Show when={row()}>{(known) => <Notes row={known()} />}</Show>
}

const Notes = (props: { readonly row: DutyRow }): JSX.Element => {
  const policy = createLive(() => useApp().policy)
  const right = createRight('writeFieldNote')
  const [writing, setWriting] = createSignal<Writing | null>(null)
  const flag = () => props.row.notes.workFlag
  const activity = () => props.row.notes.activity
  const note = () => props.row.notes.noticeNote
  const begin = (): string => viewHref(props.row.session.id, props.row.session.parts[0]?.startMs ?? props.row.session.startMs)
  const by = (deed: { readonly name: string; readonly madeMs: number }): JSX.Element => <span class="muted small block">{t('notedBy', deed.name, formatTime(deed.madeMs))}</span>
  return (
    <section class="stack sessionDuty">
      <div class="row">
        <h2 class="grow">{t('notes')}</h2>
        <Show when={right.may()}>
          <Button small tone="quiet" icon="flag" onClick={() => setWriting('flag')}>
            {isUnrelated(props.row.notes) ? t('liftFlag') : t('unrelated')}
          </Button>
        </Show>
      </div>
      <Show when={isUnrelated(props.row.notes) && flag()}>
        {(deed) => (
          <p class="note amber">
            <strong>{t('unrelated')}</strong> {deed().fields.reason}
            {by(deed())}
          </p>
        )}
      </Show>
      <dl class="facts2">
        <dt>{t('activity')}</dt>
        <dd>
          <Show when={activity()} fallback={<span class="amber">{t('notYetRegistered')} </span>}>
            {(deed) => (
              <>
                {activityText(deed().fields.kind, policy()?.profile)}
                <For each={deed().fields.steps}>{(step) => <span class="block">{step.matter} · {step.step}</span>}</For>
                <Show when={deed().fields.words}>{(words) => <span class="block statement">{words()}</span>}</Show>
                {by(deed())}
              </>
            )}
          </Show>
          <Show when={right.may()}>
            <Button small tone={activity() ? 'quiet' : 'plain'} onClick={() => setWriting('activity')}>
              {t('register')}
            </Button>
          </Show>
        </dd>
        <dt>{t('notice')}</dt>
        <dd>
          <span class={isNoticeOpen(props.row.notice) ? 'amber' : props.row.notice === 'given' ? 'green' : ''}>{t(`notice.${props.row.notice}`)}</span>{' '}
          <Show when={note()}>
            {(deed) => (
              <span class="block">
                {deed().fields.reason}
                {by(deed())}
              </span>
            )}
          </Show>
          <Show when={isNoticeOpen(props.row.notice)}>
            <span class="row wrap">
              <A class="button compact" href={begin()}>
                {t('watchBegin')}
              </A>
              <Show when={right.may()}>
                <Button small tone="quiet" onClick={() => setWriting('notice')}>
                  {t('writeWhy')}
                </Button>
              </Show>
            </span>
          </Show>
        </dd>
        <Show when={props.row.elements.length > 0}>
          <dt>{t('elements')}</dt>
          <dd>
            <ElementBar states={props.row.elements} named />
          </dd>
        </Show>
        <dt>{t('signs')}</dt>
        <dd>
          <Show when={props.row.signs.length > 0} fallback={<span class="muted">{t('noSigns')}</span>}>
            <For each={signGroups(props.row.signs)}>{(group) => <SignLine group={group} />}</For>
            <span class="muted small row">
              <Icon name="flag" size={12} /> {t('about.signs')}
            </span>
          </Show>
        </dd>
      </dl>
      <WritingDialog writing={writing()} row={props.row} onClose={() => setWriting(null)} />
    </section>
  )
}
