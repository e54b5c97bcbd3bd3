// Attaches what was picked to a case: one that is found by number or title, or a new one. Used from the archive, viewing and a session's facts.

import { createMemo, createSignal, For, Show, type JSX } from 'solid-js'
import type { CasePick } from '../../../core/cases/picksOfRange.ts'
import { findCase, type CaseRow } from '../../../core/cases/casesOf.ts'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { SignDialog } from '../../parts/SignDialog.tsx'
import { CaseDialog } from './CaseDialog.tsx'
import { matchesCase } from './caseFilter.ts'
import { CaseStateChip } from './CaseStateChip.tsx'
import { caseWords as t } from './caseWords.ts'
import { attachedRecordings, createCases } from './createCases.ts'
import './cases.css'

interface AttachProps {
  readonly picks: readonly CasePick[]
  /** What is picked, where there is a choice: drawn above the cases. */
  readonly children?: JSX.Element
  /** The number that is meant most likely. */
  readonly number?: string
  readonly onClose: () => void
}

const shown = 8

export const AttachToCase = (props: AttachProps): JSX.Element => {
  const app = useApp()
  const cases = createCases()
  const [text, setText] = createSignal(props.number ?? '')
  const [chosen, setChosen] = createSignal<string | null>(null)
  const [words, setWords] = createSignal('')
  const [making, setMaking] = createSignal(false)
  const found = createMemo(() => (cases.all() ?? []).filter((row) => matchesCase(row, text(), 'all')).slice(0, shown))
  const row = (): CaseRow | null => (chosen() === null ? null : findCase(cases.all() ?? [], chosen() ?? ''))
  const recordings = (): readonly string[] => props.picks.flatMap((pick) => pick.recordings)
  const isIn = (one: CaseRow): boolean => {
    const attached = new Set(attachedRecordings(one))
    return recordings().length > 0 && props.picks.every(({ range }) => range === null) && recordings().every((id) => attached.has(id))
  }
  const sign = async (): Promise<boolean> => {
    const number = row()?.number
    if (number === undefined) return false
    const signed = await act(app.attachToCase(number, props.picks, words().trim()))
    if (signed) tell(t('attachedTo', number), t('count', new Set(recordings()).size))
    return signed !== null
  }
  return (
    <Show when={!making()} fallback={<CaseDialog cases={cases.all() ?? []} number={text().trim()} onClose={() => setMaking(false)} onSigned={(number) => { setText(''); setChosen(number) }} />}>
      <SignDialog open onClose={props.onClose} title={t('attachTitle')} about={t('attachAbout')} act="keepCase" ready={row() !== null && props.picks.length > 0} sign={t('signAttach')} onSign={sign}>
        {props.children}
        <Field type="search" label={t('chooseCase')} placeholder={t('searchCase')} value={text()} onInput={(event) => setText(event.currentTarget.value)} />
        <div class="caseChoices" role="radiogroup" aria-label={t('title')}>
          <For each={found()}>
            {(one) => (
              <label class="caseChoice">
                <input type="radio" name="case" checked={chosen() === one.number} onChange={() => setChosen(one.number)} />
                <span class="grow">
                  {one.number} <span class="muted">{one.title}</span>
                </span>
                <Show when={isIn(one)}>
                  <span class="muted small">{t('already')}</span>
                </Show>
                <CaseStateChip row={one} />
              </label>
            )}
          </For>
          <Button small icon="plus" onClick={() => setMaking(true)}>
            {text().trim() === '' || findCase(cases.all() ?? [], text()) ? t('newHere') : t('newCaseNamed', text().trim())}
          </Button>
        </div>
        <Field label={t('attachWords')} maxLength={4000} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
      </SignDialog>
    </Show>
  )
}
