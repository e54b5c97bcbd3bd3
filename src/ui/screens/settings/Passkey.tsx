// A passkey as a second way to unlock, for the person at work: their passphrase once more, then the authenticator asks.

import { createSignal, Show, type JSX } from 'solid-js'
import type { Person } from '../../../app/app.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { tell } from '../../parts/Toast.tsx'
import { useApp } from '../../state/appContext.ts'
import { peopleWords as t } from './peopleWords.ts'

/** WebAuthn knows names only: `localhost` or a domain, never an address of digits. */
const isBareAddress = /^[\d.]+$|:/.test(location.hostname)

export const Passkey = (props: { readonly person: Person }): JSX.Element => {
  const app = useApp()
  const [asking, setAsking] = createSignal(false)
  const [passphrase, setPassphrase] = createSignal('')
  const [error, setError] = createSignal<FieldreelError | null>(null)
  const close = (): void => {
    setAsking(false)
    setPassphrase('')
    setError(null)
  }
  const add = async (): Promise<void> => {
    setError(null)
    const answer = await app.addPasskey(passphrase())
    if (!answer.ok) return void setError(answer.error)
    tell(t('passkeyAdded'))
    close()
  }
  return (
    <Show when={'PublicKeyCredential' in window && !isBareAddress} fallback={<span class="muted small">{t('passkeyNeedsName')}</span>}>
      <Button onClick={() => setAsking(true)}>{t('addPasskey')}</Button>
      <Dialog
        open={asking()}
        onClose={close}
        title={t('passkeyTitle')}
        about={t('passkeyAbout')}
        actions={
          <>
            <Button onClick={close}>{common('cancel')}</Button>
            <Button tone="accent" disabled={passphrase() === ''} onClick={add}>
              {t('doAddPasskey')}
            </Button>
          </>
        }
      >
        <Field label={t('ownPassphrase', props.person.name)} type="password" autocomplete="current-password" value={passphrase()} onInput={(event) => setPassphrase(event.currentTarget.value)} />
        <Show when={error()}>{(failed) => <Problem error={failed()} plain />}</Show>
      </Dialog>
    </Show>
  )
}
