// Unlocking this device: which person, and their passphrase.

import { createSignal, Show, type JSX } from 'solid-js'
import type { Identity } from '../../../app/app.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import { rolesText } from '../../i18n/rolesText.ts'
import { Button } from '../../parts/Button.tsx'
import { Field, Select } from '../../parts/Field.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { useApp } from '../../state/appContext.ts'
import { painted } from '../../state/painted.ts'
import { StartPage } from './StartPage.tsx'
import { startWords as t } from './startWords.ts'

export const Unlock = (props: { readonly identity: Extract<Identity, { state: 'locked' }> }): JSX.Element => {
  const app = useApp()
  const [chosen, setChosen] = createSignal<string | null>(null)
  const [passphrase, setPassphrase] = createSignal('')
  const [error, setError] = createSignal<FieldreelError | null>(null)
  const [busy, setBusy] = createSignal(false)
  let form: HTMLFormElement | undefined
  const person = (): string => chosen() ?? props.identity.people[0]?.id ?? ''
  const unlock = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (busy()) return
    setBusy(true)
    setError(null)
    await painted()
    const answer = await app.unlock(person(), passphrase())
    setBusy(false)
    if (answer.ok) return
    setError(answer.error)
    form?.querySelector<HTMLInputElement>('input[type=password]')?.select()
  }
  return (
    <StartPage title={props.identity.unit}>
      <form ref={(element) => (form = element)} class="panel stack wide" aria-busy={busy()} onSubmit={(event) => void unlock(event)}>
        <Select label={t('who')} value={person()} choices={props.identity.people.map(({ id, name, officerNumber, roles }) => ({ value: id, label: [name, officerNumber, rolesText(roles)].filter(Boolean).join(' · ') }))} onChoose={setChosen} />
        <Field label={t('passphrase')} type="password" autocomplete="current-password" autofocus required value={passphrase()} onInput={(event) => setPassphrase(event.currentTarget.value)} />
        <Show when={error()}>{(failed) => <Problem error={failed()} plain />}</Show>
        <div class="row">
          <span class="muted small grow" role="status">
            {busy() ? t('unlocking') : t('onDevice', props.identity.device)}
          </span>
          <Button type="submit" tone="accent" icon="lock" disabled={busy() || passphrase() === '' || person() === ''}>
            {t('doUnlock')}
          </Button>
        </div>
      </form>
      <p class="muted small">{props.identity.people.length > 0 ? t('unlockSigns') : t('nobodyLeft')}</p>
    </StartPage>
  )
}
