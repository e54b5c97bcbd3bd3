// Places a Hold on Sessions, or on a whole Case by its number.

import { createSignal, Show, type JSX } from 'solid-js'
import { makeRecordingList } from '../../../core/deeds/recordingList.ts'
import type { RecordingId } from '../../../core/ids.ts'
import { endOfDay, dayToEpoch } from '../../../core/policy/calendar.ts'
import { Field, TextField } from '../../parts/Field.tsx'
import { readDay } from '../../parts/readDay.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { custodyWords as t } from './custodyWords.ts'
import { SignDialog } from './SignDialog.tsx'

interface HoldDialogProps {
  /** Empty: a Case is to be named. */
  readonly title: string
  readonly session: string | null
  readonly recordings: readonly RecordingId[]
  readonly onClose: (signed: boolean) => void
}

export const HoldDialog = (props: HoldDialogProps): JSX.Element => {
  const app = useApp()
  const settings = createLive(() => app.settings)
  const [caseNumber, setCaseNumber] = createSignal('')
  const [reason, setReason] = createSignal('')
  const [until, setUntil] = createSignal('')
  /** The end of that day; null: until lifted; undefined: not a day. */
  const untilMs = (): number | null | undefined => {
    if (until().trim() === '') return null
    const zone = settings()?.zone ?? 'Asia/Shanghai'
    const day = readDay(until())
    const ms = day ? dayToEpoch(day, zone) : null
    return ms === null ? undefined : endOfDay(ms, zone)
  }
  const sign = () => {
    const list = makeRecordingList(props.recordings)
    return app.sign('hold', { title: props.title || caseNumber().trim(), list: list.hash, count: list.count, session: props.session, caseNumber: caseNumber().trim(), reason: reason().trim(), untilMs: untilMs() ?? null }, { attachments: [list.bytes] })
  }
  return (
    <SignDialog title={t('holdTitle')} about={t('holdAbout')} ready={reason().trim() !== '' && untilMs() !== undefined && (props.title !== '' || caseNumber().trim() !== '')} onSign={sign} onClose={props.onClose}>
      <Show when={props.title === ''} fallback={<p><strong>{props.title}</strong></p>}>
        <Field label={t('caseNumber')} maxLength={300} value={caseNumber()} onInput={(event) => setCaseNumber(event.currentTarget.value)} />
      </Show>
      <TextField label={t('reason')} rows={3} maxLength={4000} value={reason()} onInput={(event) => setReason(event.currentTarget.value)} />
      <Field label={t('holdUntil')} placeholder="2026-03-26" complaint={untilMs() === undefined ? t('dayBad') : null} value={until()} onInput={(event) => setUntil(event.currentTarget.value)} />
    </SignDialog>
  )
}
