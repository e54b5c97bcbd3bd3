// Asking for disposal: only what is due and free; the rest is named with its reason and left out.

import { createMemo, createSignal, For, Show, type JSX } from 'solid-js'
import { disposedRecordings } from '../../../core/custody/disposals.ts'
import { planDisposal, type RetentionRow } from '../../../core/custody/retentionRows.ts'
import { formatCount, formatTime } from '../../i18n/formats.ts'
import { Field, TextField } from '../../parts/Field.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { chosenTitle } from './custodyText.ts'
import { custodyWords as t } from './custodyWords.ts'
import { readMoment } from './readMoment.ts'
import { SignDialog } from './SignDialog.tsx'

const monthMs = 30 * 86_400_000

export const DisposeDialog = (props: { readonly rows: readonly RetentionRow[]; readonly now: number; readonly onClose: (signed: boolean) => void }): JSX.Element => {
  const app = useApp()
  const disposals = createLive(() => app.custody.disposals, [])
  const settings = createLive(() => app.settings)
  const [reason, setReason] = createSignal('')
  const [until, setUntil] = createSignal(formatTime(props.now + monthMs).slice(0, 16))
  const untilMs = (): number | null => readMoment(until(), settings()?.zone ?? 'Asia/Shanghai')
  const plan = createMemo(() => {
    const retentions = new Map(props.rows.flatMap((row) => row.retentions.map((one) => [one.recordingId as string, one] as const)))
    return planDisposal(props.rows.flatMap((row) => row.retentions.map(({ recordingId }) => recordingId)), retentions, disposedRecordings(disposals()), props.now)
  })
  const refused = createMemo(() => [...Map.groupBy(plan().mayNot, ({ why }) => why)])
  return (
    <SignDialog
      title={t('askTitle')}
      about={t('askAbout')}
      ready={plan().may.length > 0 && reason().trim() !== '' && (untilMs() ?? 0) > props.now}
      onSign={() => app.custody.askDisposal({ title: chosenTitle(props.rows), session: props.rows.length === 1 ? (props.rows[0]?.session.id ?? null) : null, caseNumber: '', purpose: 'other', reason: reason().trim(), untilMs: untilMs() ?? 0, recordings: plan().may })}
      onClose={props.onClose}
    >
      <p>
        <strong>{t('recordings', formatCount(plan().may.length))}</strong> · {chosenTitle(props.rows)}
      </p>
      <Show when={plan().mayNot.length > 0}>
        <div class="note amber">
          <p>{plan().may.length > 0 ? t('leftOut', plan().mayNot.length) : t('nothingMay')}</p>
          <ul>
            <For each={refused()}>
              {([why, list]) => (
                <li>
                  {t(`refused.${why}`)} {formatCount(list.length)}
                </li>
              )}
            </For>
          </ul>
        </div>
      </Show>
      <TextField label={t('reason')} rows={3} maxLength={4000} value={reason()} onInput={(event) => setReason(event.currentTarget.value)} />
      <Field label={t('untilField')} hint={t('timeForm')} complaint={untilMs() === null ? t('timeBad') : null} value={until()} onInput={(event) => setUntil(event.currentTarget.value)} />
    </SignDialog>
  )
}
