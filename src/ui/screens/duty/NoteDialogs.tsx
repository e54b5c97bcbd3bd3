// Short signed notes of one session: why no notice was given (article 8), unrelated to work or not (article 4).

import { createSignal, type JSX } from 'solid-js'
import type { DutyRow } from '../../../core/policy/dutyBoard.ts'
import { isUnrelated, sessionSubject } from '../../../core/policy/sessionNotes.ts'
import type { Session } from '../../../core/session/session.ts'
import { TextField } from '../../parts/Field.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { dutyWords as t } from './dutyWords.ts'
import { noticeText } from './profileText.ts'
import { SignDialog } from '../../parts/SignDialog.tsx'

export const NoticeDialog = (props: { readonly session: Session; readonly onClose: () => void }): JSX.Element => {
  const app = useApp()
  const policy = createLive(() => app.policy)
  const identity = createLive(() => app.identity)
  const [reason, setReason] = createSignal('')
  const unit = (): string => {
    const now = identity()
    return now?.state === 'open' ? now.unit : ''
  }
  const onSign = async (): Promise<boolean> => {
    const subject = sessionSubject(props.session)
    const signed = subject && (await act(app.sign('noticeNote', { ...subject, reason: reason().trim() })))
    if (signed) tell(t('signed'), t('noticeTitle'))
    return Boolean(signed)
  }
  return (
    <SignDialog open onClose={props.onClose} title={t('noticeTitle')} about={`${t('noticeWithin', policy()?.profile.notice.withinMinutes ?? 0)} ${noticeText(policy()?.profile, unit())}`} act="writeFieldNote" ready={reason().trim() !== ''} sign={t('signNote')} onSign={onSign}>
      <TextField label={t('reason')} rows={4} maxlength={2000} value={reason()} onInput={(event) => setReason(event.currentTarget.value)} />
    </SignDialog>
  )
}

/** Flags, or lifts the flag where there is one. */
export const FlagDialog = (props: { readonly row: Pick<DutyRow, 'session' | 'notes'>; readonly onClose: () => void }): JSX.Element => {
  const app = useApp()
  const [reason, setReason] = createSignal('')
  // As it was when the dialog opened: signing changes it.
  const unrelated = !isUnrelated(props.row.notes)
  const title = (): string => (unrelated ? t('flagTitle') : t('liftTitle'))
  const onSign = async (): Promise<boolean> => {
    const subject = sessionSubject(props.row.session)
    const signed = subject && (await act(app.sign('workFlag', { ...subject, unrelated, reason: reason().trim() })))
    if (signed) tell(t('signed'), title())
    return Boolean(signed)
  }
  return (
    <SignDialog open onClose={props.onClose} title={title()} about={t('flagAbout')} act="writeFieldNote" ready={reason().trim() !== ''} sign={t('sign')} onSign={onSign}>
      <TextField label={t('reason')} rows={3} maxlength={2000} value={reason()} onInput={(event) => setReason(event.currentTarget.value)} />
    </SignDialog>
  )
}
