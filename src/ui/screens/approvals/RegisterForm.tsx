// The custodian's registration of an approved viewing, on this laptop with their own passphrase.

import { createSignal, Show, type JSX } from 'solid-js'
import type { RequestRow } from '../../../app/app.ts'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { createSigning, SignAs } from '../../parts/SignAs.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { approvalsWords as t } from './approvalsWords.ts'

export const RegisterForm = (props: { readonly row: RequestRow; readonly onDone?: () => void }): JSX.Element => {
  const app = useApp()
  const signing = createSigning(() => 'registerViewing')
  const [words, setWords] = createSignal('')
  const sign = async (): Promise<void> => {
    if (!(await act(app.register(props.row.deed.id, words().trim(), signing.options())))) return
    tell(t('registered'))
    props.onDone?.()
  }
  return (
    <Show when={signing.people().length > 0} fallback={<SignAs signing={signing} />}>
      <form class="stack panel answerForm" aria-label={t('register')} onSubmit={(event) => event.preventDefault()}>
        <p class="muted small">{t('registerAbout')}</p>
        <Field label={t('words')} maxlength={300} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
        <SignAs signing={signing} />
        <div class="row">
          <Button tone="accent" icon="check" disabled={!signing.ready()} onClick={sign}>
            {t('registerIt')}
          </Button>
        </div>
      </form>
    </Show>
  )
}
