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
  const open = async (answer: () => ReturnType<typeof app.unlock>): Promise<boolean> => {
    if (busy()) return true
    setBusy(true)
    setError(null)
    await painted()
    const opened = await answer()
    setBusy(false)
    if (!opened.ok) setError(opened.error)
    return opened.ok
  }
  const unlock = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (!(await open(() => app.unlock(person(), passphrase())))) form?.querySelector<HTMLInputElement>('input[type=password]')?.select()
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
          <Show when={props.identity.passkeys.includes(person())}>
            <Button icon="person" disabled={busy()} onClick={() => open(() => app.unlockByPasskey(person()))}>
              {t('byPasskey')}
            </Button>
          </Show>
          <Button type="submit" tone="accent" icon="lock" disabled={busy() || passphrase() === '' || person() === ''}>
            {t('doUnlock')}
          </Button>
        </div>
      </form>
      <p class="muted small">{props.identity.people.length > 0 ? t('unlockSigns') : t('nobodyLeft')}</p>
    </StartPage>
  )
}
