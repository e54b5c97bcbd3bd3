// Issues a receipt of article 1: for whom, why, and of which recordings; ends in a signature and opens the printable page.

import { useNavigate } from '@solidjs/router'
import { createSignal, For, Show, type JSX } from 'solid-js'
import type { Recording } from '../../../core/catalog/recording.ts'
import { maxReceipted } from '../../../core/deeds/caseDeeds.ts'
import { common } from '../../i18n/common.ts'
import { formatBytes, formatTime } from '../../i18n/formats.ts'
import { CheckField, Field, TextField } from '../../parts/Field.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { SignDialog } from '../../parts/SignDialog.tsx'
import { caseWords as t } from './caseWords.ts'
import './cases.css'

interface ReceiptDialogProps {
  readonly recordings: readonly Recording[]
  readonly caseNumber: string
  readonly onClose: () => void
}

export const ReceiptDialog = (props: ReceiptDialogProps): JSX.Element => {
  const app = useApp()
  const navigate = useNavigate()
  const [party, setParty] = createSignal('')
  const [reason, setReason] = createSignal('')
  const [ticked, setTicked] = createSignal<ReadonlySet<string>>(new Set(props.recordings.length <= maxReceipted ? props.recordings.map(({ id }) => id as string) : []))
  const chosen = (): readonly Recording[] => props.recordings.filter(({ id }) => ticked().has(id))
  const tick = (id: string, on: boolean): void => void setTicked((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)))
  const sign = async (): Promise<boolean> => {
    const issued = await act(app.issueReceipt({ party: party().trim(), reason: reason().trim(), caseNumber: props.caseNumber, recordings: chosen().map(({ id }) => id) }))
    if (issued?.value.verdict.said) navigate(`/receipts/${issued.value.verdict.said.id}`)
    return issued !== null
  }
  return (
    <SignDialog open onClose={props.onClose} title={t('issueTitle')} about={t('issueAbout')} act="keepCase" ready={party().trim() !== '' && reason().trim() !== '' && chosen().length > 0 && chosen().length <= maxReceipted} sign={t('signReceipt')} onSign={sign}>
      <Field label={t('party')} placeholder={t('partyHint')} maxLength={300} value={party()} onInput={(event) => setParty(event.currentTarget.value)} />
      <TextField label={t('issueReason')} rows={2} maxLength={4000} value={reason()} onInput={(event) => setReason(event.currentTarget.value)} />
      <fieldset class="casePicks">
        <legend class="row small">
          <span class="muted">{t('sampleRecordings')}</span>
          <Show when={chosen().length > maxReceipted} fallback={<span class="muted">{t('chosen', chosen().length)}</span>}>
            <span class="red">{t('tooMany', maxReceipted)}</span>
          </Show>
        </legend>
        <div class="scroll casePickList">
          <For each={props.recordings}>
            {(recording) => <CheckField label={`${common(`kind.${recording.kind}`)} · ${recording.startMs === null ? common('clockNotSet') : formatTime(recording.startMs)} · ${formatBytes(recording.size)} · ${recording.id.slice(0, 8)}`} checked={ticked().has(recording.id)} onChange={(on) => tick(recording.id, on)} />}
          </For>
        </div>
      </fieldset>
    </SignDialog>
  )
}
