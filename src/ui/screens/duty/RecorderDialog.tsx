// Registers a recorder, or hands it on: serial, model, who carries it since which day.

import { createSignal, type JSX } from 'solid-js'
import { carrierAt, type RecorderRow } from '../../../core/policy/recorders.ts'
import { formatDay } from '../../i18n/formats.ts'
import { Field } from '../../parts/Field.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { dutyWords as t } from './dutyWords.ts'
import { SignDialog } from '../../parts/SignDialog.tsx'
import { readMoment } from './timeInput.ts'

export const RecorderDialog = (props: { readonly row: RecorderRow | null; readonly onClose: () => void }): JSX.Element => {
  const app = useApp()
  const [serial, setSerial] = createSignal(props.row?.serial ?? '')
  const [model, setModel] = createSignal(props.row?.model ?? '')
  const [officer, setOfficer] = createSignal(props.row ? (carrierAt(props.row, Number.MAX_SAFE_INTEGER) ?? '') : '')
  const [since, setSince] = createSignal(formatDay(Date.now()))
  const sinceMs = (): number | null => readMoment(since(), '00:00')
  const onSign = async (): Promise<boolean> => {
    const signed = await act(app.sign('recorder', { serial: serial().trim(), model: model().trim(), officerNumber: officer().trim(), sinceMs: sinceMs() ?? 0, words: '' }))
    if (signed) tell(t('signed'), serial().trim())
    return signed !== null
  }
  return (
    <SignDialog open onClose={props.onClose} title={t('recorderTitle')} about={t('recorderAbout')} act="writeFieldNote" ready={serial().trim() !== '' && sinceMs() !== null} sign={t('signRecorder')} onSign={onSign}>
      <Field label={t('serial')} maxlength={40} autocomplete="off" disabled={props.row !== null} value={serial()} onInput={(event) => setSerial(event.currentTarget.value)} />
      <Field label={t('model')} maxlength={100} autocomplete="off" value={model()} onInput={(event) => setModel(event.currentTarget.value)} />
      <div class="pair">
        <Field label={t('carrier')} hint={t('carrierHint')} maxlength={40} autocomplete="off" value={officer()} onInput={(event) => setOfficer(event.currentTarget.value)} />
        <Field label={t('sinceDay')} inputmode="numeric" autocomplete="off" value={since()} onInput={(event) => setSince(event.currentTarget.value)} complaint={sinceMs() === null ? t('badTime') : null} />
      </div>
    </SignDialog>
  )
}
