// Importing a 音像记录清单: what was read and every problem by its line first, then the signature.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { ReadActivityList } from '../../../app/activityLists.ts'
import { sha256, toHex } from '../../../core/bytes.ts'
import type { ActivityListProblem } from '../../../core/policy/activityList.ts'
import { formatCount } from '../../i18n/formats.ts'
import { FileButton } from '../../parts/FileButton.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { dutyWords as t } from './dutyWords.ts'
import { SignDialog } from '../../parts/SignDialog.tsx'

const mostProblems = 50
const previewed = 5

const problemText = (problem: ActivityListProblem): string => {
  switch (problem.type) {
    case 'ColumnMissing':
    case 'ColumnTwice':
    case 'CellEmpty':
    case 'CellTooLong':
      return t(`problem.${problem.type}`, t(`column.${problem.column}`))
    case 'TermUnreadable':
      return t('problem.TermUnreadable', problem.text)
    case 'RowTwice':
      return t('problem.RowTwice', problem.firstLine)
    default:
      return t(`problem.${problem.type}`)
  }
}

export const ImportList = (props: { readonly label: string; readonly accent?: boolean }): JSX.Element => {
  const app = useApp()
  const [read, setRead] = createSignal<ReadActivityList | null>(null)
  const take = async (file: File): Promise<void> => {
    const answer = await act(app.readActivityList(file))
    if (answer) setRead(answer.value)
  }
  const onSign = async (): Promise<boolean> => {
    const list = read()
    if (!list) return false
    const signed = await act(app.sign('activityList', { file: toHex(sha256(list.bytes)), name: list.name.slice(0, 200), rows: list.rows.length, words: '' }, { attachments: [list.bytes] }))
    if (signed) tell(t('signed'), list.name)
    return signed !== null
  }
  return (
    <>
      <FileButton label={props.label} tone={props.accent ? 'accent' : 'plain'} small={!props.accent} accept=".csv,.txt,text/csv" onFile={take} />
      <Show when={read()}>
        {(list) => (
          <SignDialog open onClose={() => setRead(null)} title={t('importTitle')} about={list().name} act="chooseProfile" ready={list().problems.length === 0} sign={t('signImport')} onSign={onSign} wide>
            <Show
              when={list().problems.length > 0}
              fallback={
                <>
                  <p class="green">{t('importReady', formatCount(list().rows.length), list().encoding.toUpperCase())}</p>
                  <h3>{t('previewRows')}</h3>
                  <ul class="plainList small">
                    <For each={list().rows.slice(0, previewed)}>
                      {(row) => (
                        <li>
                          {row.category} · {row.matter} · <strong>{row.step}</strong> <span class="muted">{row.begins} – {row.ends} · {row.retention}</span>
                        </li>
                      )}
                    </For>
                  </ul>
                </>
              }
            >
              <p class="red">{t('importProblems', formatCount(list().problems.length), list().encoding.toUpperCase())}</p>
              <ul class="plainList problemList">
                <For each={list().problems.slice(0, mostProblems)}>
                  {(problem) => (
                    <li>
                      <span class="muted figure">{t('line', problem.line)}</span> {problemText(problem)}
                    </li>
                  )}
                </For>
              </ul>
              <Show when={list().problems.length > mostProblems}>
                <p class="muted small">{t('moreProblems', formatCount(list().problems.length - mostProblems))}</p>
              </Show>
            </Show>
          </SignDialog>
        )}
      </Show>
    </>
  )
}
