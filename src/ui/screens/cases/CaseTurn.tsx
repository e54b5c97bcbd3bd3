// Closes a case, or opens it again; ends in a signature.

import { createSignal, type JSX } from 'solid-js'
import type { CaseRow } from '../../../core/cases/casesOf.ts'
import { dayToEpoch } from '../../../core/policy/calendar.ts'
import { formatDay, zone } from '../../i18n/formats.ts'
import { Field, TextField } from '../../parts/Field.tsx'
import { readDay } from '../../parts/readDay.ts'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { SignDialog } from '../../parts/SignDialog.tsx'
import { caseWords as t } from './caseWords.ts'
import { termProblem } from './termProblem.ts'

interface CaseTurnProps {
  readonly row: CaseRow
  readonly onClose: () => void
}

export const CloseCase = (props: CaseTurnProps): JSX.Element => {
  const app = useApp()
  const [day, setDay] = createSignal(formatDay(Date.now()))
  const [term, setTerm] = createSignal(props.row.termText ?? '')
  const [words, setWords] = createSignal('')
  const closedMs = (): number | null => dayToEpoch(readDay(day()) ?? '', zone())
  const sign = async (): Promise<boolean> => (await act(app.sign('caseClosing', { caseNumber: props.row.number, closedMs: closedMs() ?? 0, term: term().trim() || null, words: words().trim() }))) !== null
  return (
    <SignDialog open onClose={props.onClose} title={t('closeTitle')} about={t('closeAbout')} act="keepCase" ready={closedMs() !== null && termProblem(term()) === undefined} sign={t('signClose')} onSign={sign}>
      <div class="casePair">
        <Field label={t('closed')} inputmode="numeric" title={t('dateForm')} value={day()} complaint={closedMs() === null ? t('dateBad') : undefined} onInput={(event) => setDay(event.currentTarget.value)} />
        <Field label={t('term')} maxLength={300} value={term()} hint={term().trim() === '' ? t('termUnknown') : undefined} complaint={termProblem(term())} onInput={(event) => setTerm(event.currentTarget.value)} />
      </div>
      <TextField label={t('words')} rows={2} maxLength={4000} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
    </SignDialog>
  )
}

export const ReopenCase = (props: CaseTurnProps): JSX.Element => {
  const app = useApp()
  const [reason, setReason] = createSignal('')
  const sign = async (): Promise<boolean> => (await act(app.sign('caseReopening', { caseNumber: props.row.number, reason: reason().trim() }))) !== null
  return (
    <SignDialog open onClose={props.onClose} title={t('reopenTitle')} about={t('reopenAbout')} act="keepCase" ready={reason().trim() !== ''} sign={t('signReopen')} onSign={sign}>
      <TextField label={t('reason')} rows={3} maxLength={4000} value={reason()} onInput={(event) => setReason(event.currentTarget.value)} />
    </SignDialog>
  )
}
