// Opens a case, or says again what it is called; ends in a signature.

import { createSignal, For, Show, type JSX } from 'solid-js'
import { findCase, type CaseRow } from '../../../core/cases/casesOf.ts'
import { dayToEpoch } from '../../../core/policy/calendar.ts'
import { formatDay, zone } from '../../i18n/formats.ts'
import { Field } from '../../parts/Field.tsx'
import { readDay } from '../../parts/readDay.ts'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { SignDialog } from '../../parts/SignDialog.tsx'
import { caseWords as t } from './caseWords.ts'
import { termProblem } from './termProblem.ts'

interface CaseDialogProps {
  readonly cases: readonly CaseRow[]
  /** The one that is changed; none: a new one. */
  readonly row?: CaseRow
  /** What was typed already. */
  readonly number?: string
  readonly onClose: () => void
  readonly onSigned: (number: string) => void
}

export const CaseDialog = (props: CaseDialogProps): JSX.Element => {
  const app = useApp()
  const [number, setNumber] = createSignal(props.row?.number ?? props.number ?? '')
  const [title, setTitle] = createSignal(props.row?.title ?? '')
  const [kind, setKind] = createSignal(props.row?.kind ?? '')
  const [term, setTerm] = createSignal(props.row?.termText ?? '')
  const [day, setDay] = createSignal(formatDay(props.row?.openedMs ?? Date.now()))
  const openedMs = (): number | null => dayToEpoch(readDay(day()) ?? '', zone())
  const taken = (): boolean => !props.row && findCase(props.cases, number()) !== null
  const ready = (): boolean => number().trim() !== '' && title().trim() !== '' && openedMs() !== null && !taken() && termProblem(term()) === undefined
  const kinds = (): readonly string[] => [...new Set(props.cases.map((row) => row.kind).filter(Boolean))]
  const sign = async (): Promise<boolean> => {
    const signed = await act(app.sign('case', { caseNumber: number().trim(), title: title().trim(), kind: kind().trim(), openedMs: openedMs() ?? 0, term: term().trim() || null }))
    if (signed) props.onSigned(number().trim())
    return signed !== null
  }
  return (
    <SignDialog open onClose={props.onClose} title={props.row ? t('editTitle') : t('newCase')} about={<Show when={props.row} fallback={t('emptyAbout')}>{t('editAbout')}</Show>} act="keepCase" ready={ready()} sign={props.row ? t('signEdit') : t('signCase')} onSign={sign}>
      <Field label={t('number')} maxLength={300} readOnly={props.row !== undefined} value={number()} complaint={taken() ? t('numberTaken') : undefined} onInput={(event) => setNumber(event.currentTarget.value)} />
      <Field label={t('name')} maxLength={300} value={title()} onInput={(event) => setTitle(event.currentTarget.value)} />
      <div class="casePair">
        <Field label={t('kind')} maxLength={300} placeholder={t('kindHint')} list="caseKinds" value={kind()} onInput={(event) => setKind(event.currentTarget.value)} />
        <Field label={t('opened')} value={day()} inputmode="numeric" title={t('dateForm')} complaint={openedMs() === null ? t('dateBad') : undefined} onInput={(event) => setDay(event.currentTarget.value)} />
      </div>
      <datalist id="caseKinds">
        <For each={kinds()}>{(one) => <option value={one} />}</For>
      </datalist>
      <Field label={t('term')} hint={t('termHint')} maxLength={300} value={term()} complaint={termProblem(term())} onInput={(event) => setTerm(event.currentTarget.value)} />
    </SignDialog>
  )
}
