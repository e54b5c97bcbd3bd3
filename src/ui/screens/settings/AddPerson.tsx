// One dialog: who is added to this device, as what, and both passphrases.

import { createSignal, Show, type JSX } from 'solid-js'
import type { Identity, NewPerson } from '../../../app/app.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { tell } from '../../parts/Toast.tsx'
import { useApp } from '../../state/appContext.ts'
import { painted } from '../../state/painted.ts'
import { minPassphrase, strengthOf } from '../start/passphraseStrength.ts'
import { startWords } from '../start/startWords.ts'
import { peopleWords as t } from './peopleWords.ts'
import { TermsFields } from './TermsFields.tsx'

export const AddPerson = (props: { readonly identity: Extract<Identity, { state: 'open' }>; readonly onClose: () => void }): JSX.Element => {
  const app = useApp()
  const [form, setForm] = createSignal<NewPerson>({ name: '', officerNumber: '', roles: ['viewer'], clearances: [], passphrase: '', ownPassphrase: '' })
  const [again, setAgain] = createSignal('')
  const [error, setError] = createSignal<FieldreelError | null>(null)
  const [busy, setBusy] = createSignal(false)
  const put = (change: Partial<NewPerson>): void => void setForm((before) => ({ ...before, ...change }))
  const type = (key: keyof NewPerson) => (event: { readonly currentTarget: HTMLInputElement }) => put({ [key]: event.currentTarget.value })
  const strength = (): ReturnType<typeof strengthOf> => strengthOf(form().passphrase)
  const hint = (): string => (strength() === 'short' ? startWords('strength.short', minPassphrase - [...form().passphrase].length) : startWords(`strength.${strength() as 'empty'}`))
  const ready = (): boolean => form().name.trim() !== '' && form().roles.length > 0 && (strength() === 'fair' || strength() === 'good') && again() === form().passphrase && form().ownPassphrase !== ''
  const submit = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    await painted()
    const answer = await app.addPerson({ ...form(), name: form().name.trim(), officerNumber: form().officerNumber.trim() })
    setBusy(false)
    if (!answer.ok) return void setError(answer.error)
    tell(answer.value ? t('asked', form().name) : t('added', form().name))
    props.onClose()
  }
  return (
    <Dialog
      open
      wide
      onClose={() => props.onClose()}
      title={t('addTitle')}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{common('cancel')}</Button>
          <Button tone="accent" icon="shield" disabled={!ready() || busy()} onClick={submit}>
            {props.identity.mayEnrol ? t('doAdd') : t('doAsk')}
          </Button>
        </>
      }
    >
      <div class="pair">
        <Field label={t('name')} required value={form().name} onInput={type('name')} autocomplete="off" />
        <Field label={t('officerNumber')} value={form().officerNumber} onInput={type('officerNumber')} autocomplete="off" />
      </div>
      <Show when={props.identity.mayEnrol}>
        <TermsFields terms={form()} onChange={put} />
      </Show>
      <div class="pair">
        <Field label={t('newPassphrase')} type="password" autocomplete="new-password" required hint={`${t('byThemselves')} ${hint()}`} complaint={strength() === 'weak' ? hint() : null} value={form().passphrase} onInput={type('passphrase')} />
        <Field label={t('newPassphraseAgain')} type="password" autocomplete="new-password" required complaint={again() !== '' && again() !== form().passphrase ? startWords('differ') : null} value={again()} onInput={(event) => setAgain(event.currentTarget.value)} />
      </div>
      <Field label={t('ownPassphrase', props.identity.person.name)} type="password" autocomplete="current-password" required hint={t('ownHint')} value={form().ownPassphrase} onInput={type('ownPassphrase')} />
      <p class="note">
        {props.identity.mayEnrol ? t('addSignsHere', props.identity.unit, props.identity.person.name) : t('addAsks')} <Show when={props.identity.mayEnrol && form().roles.includes('administrator')}>{t('addAdministrator')}</Show>
      </p>
      <Show when={error()}>{(failed) => <Problem error={failed()} plain />}</Show>
    </Dialog>
  )
}
