// What somebody answers to a Finding: a state and words, signed; says before what will be signed and by whom.

import { createSignal, Show, type JSX } from 'solid-js'
import type { AnsweredFinding, FindingState } from '../../../core/policy/findings/findingsOf.ts'
import { Button } from '../../parts/Button.tsx'
import { Select, TextField } from '../../parts/Field.tsx'
import { createSigning, SignAs } from '../../parts/SignAs.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createArriving } from '../../state/createArriving.ts'
import { auditWords as t } from './auditWords.ts'
import { findingWords as f } from './findingWords.ts'

const states = ['explained', 'confirmed', 'dismissed', 'open'] as const satisfies readonly FindingState[]

export const AnswerFinding = (props: { readonly finding: AnsweredFinding }): JSX.Element => {
  const app = useApp()
  const arriving = createArriving()
  const signing = createSigning(() => 'answerFinding')
  const [state, setState] = createSignal<FindingState>('explained')
  const [words, setWords] = createSignal('')
  const title = (): string => f(`rule.${props.finding.rule}`)
  const sign = async (): Promise<void> => {
    const { id, subject } = props.finding
    const signed = await act(app.sign('findingAnswer', { finding: id, title: `${title()} ${subject.person ?? subject.recorder ?? ''}`.trim(), state: state(), words: words().trim() }, signing.options()))
    if (!signed) return
    setWords('')
    tell(t('signed'), `${title()} · ${f(`state.${signed.value.fields.state}`)}`)
  }
  return (
    <section class="stack">
      <h3>{t('answer')}</h3>
      <Show when={signing.people().length > 0} fallback={<p class="note">{t('mayNot', signing.needed())}</p>}>
        <Select label={t('state')} value={state()} choices={states.map((value) => ({ value, label: f(`state.${value}`) }))} onChoose={setState} />
        <TextField label={t('words')} hint={t('wordsHint')} rows={3} maxlength={4_000} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
        <Show when={arriving()}><p class="note amber">{t('answerEarly')}</p></Show>
        <SignAs signing={signing} />
        <p class="muted small">{t('signsAs', f(`state.${state()}`), title())} {t('answerAbout')}</p>
        <div class="row">
          <span class="grow" />
          <Button tone="accent" icon="shield" disabled={words().trim() === '' || !signing.ready()} onClick={sign}>{t('sign')}</Button>
        </div>
      </Show>
    </section>
  )
}
