// The approver's answer: what they sign, narrowed if they like, with their own passphrase where somebody else is at work.

import { createSignal, Show, type JSX } from 'solid-js'
import type { RequestRow } from '../../../app/app.ts'
import { approvalActs } from '../../../core/viewing/uses.ts'
import { Button } from '../../parts/Button.tsx'
import { Field, TextField } from '../../parts/Field.tsx'
import { createSigning, SignAs } from '../../parts/SignAs.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { approvalsWords as t } from './approvalsWords.ts'
import { UntilField } from './UntilField.tsx'

export const AnswerForm = (props: { readonly row: RequestRow; readonly onDone?: () => void }): JSX.Element => {
  const app = useApp()
  const fields = (): RequestRow['deed']['fields'] => props.row.deed.fields
  const urgent = (): boolean => fields().urgentViewing !== null
  const signing = createSigning(() => approvalActs[fields().use], () => props.row.deed.person)
  const [untilMs, setUntilMs] = createSignal(fields().untilMs)
  const [times, setTimes] = createSignal(fields().times)
  const [words, setWords] = createSignal('')
  const [complained, setComplained] = createSignal(false)
  const send = async (approve: boolean): Promise<void> => {
    if (!approve && words().trim() === '') return void setComplained(true)
    const answer = approve ? ({ approve, untilMs: untilMs(), times: times(), words: words().trim() } as const) : ({ approve, words: words().trim() } as const)
    if (!(await act(app.answer(props.row.deed.id, answer, signing.options())))) return
    tell(t(approve ? 'approved' : 'refused'))
    props.onDone?.()
  }
  return (
    <Show when={signing.people().length > 0} fallback={<SignAs signing={signing} />}>
      <form class="stack panel answerForm" aria-label={t('answer')} onSubmit={(event) => event.preventDefault()}>
        <p class="muted small">{t('answerAbout')}</p>
        <Show when={!urgent()}>
          <div class="row top wrap">
            <UntilField label={t('untilDay')} hint={t('untilDayHint')} untilMs={untilMs()} mostMs={fields().untilMs} onUntil={setUntilMs} />
            <Field label={t('timesField')} hint={t('timesHint')} type="number" min={0} max={fields().times || undefined} value={times()} onInput={(event) => setTimes(Math.max(0, Math.floor(event.currentTarget.valueAsNumber || 0)))} />
          </div>
        </Show>
        <TextField label={t('words')} hint={t('wordsHint')} complaint={complained() && words().trim() === '' ? t('wordsNeeded') : null} rows={2} maxlength={2000} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
        <SignAs signing={signing} />
        <div class="row wrap">
          <Button tone="accent" icon="check" disabled={!signing.ready()} onClick={() => send(true)}>
            {t('approve')}
          </Button>
          <Button tone="danger" icon="close" disabled={!signing.ready()} onClick={() => send(false)}>
            {t('refuse')}
          </Button>
        </div>
      </form>
    </Show>
  )
}
