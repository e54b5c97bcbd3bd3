// The first start: what this is, then creating a unit here or asking to join one.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { SetUpForm } from '../../../app/app.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { tell } from '../../parts/Toast.tsx'
import { useApp } from '../../state/appContext.ts'
import { painted } from '../../state/painted.ts'
import { saveFile } from '../../state/saveFile.ts'
import { minPassphrase, strengthOf } from './passphraseStrength.ts'
import { StartPage } from './StartPage.tsx'
import { startWords as t } from './startWords.ts'

type Way = 'create' | 'join'

export const FirstStart = (): JSX.Element => {
  const [way, setWay] = createSignal<Way>('create')
  return (
    <StartPage>
      <div class="stack">
        <p class="startLead">{t('what')}</p>
        <p class="muted">{t('offline')}</p>
      </div>
      <div class="wayRow" role="radiogroup" aria-label={`${t('create')} / ${t('join')}`}>
        <For each={['create', 'join'] as const}>
          {(one) => (
            <label class="way" classList={{ chosen: way() === one }}>
              <input type="radio" name="way" value={one} checked={way() === one} onChange={() => setWay(one)} />
              <span>
                <strong>{t(one)}</strong>
                <span class="muted small">{t(`${one}About`)}</span>
              </span>
            </label>
          )}
        </For>
      </div>
      <SetUp way={way()} />
    </StartPage>
  )
}

const SetUp = (props: { readonly way: Way }): JSX.Element => {
  const app = useApp()
  const [form, setForm] = createSignal<SetUpForm>({ unit: '', person: '', officerNumber: '', device: '', passphrase: '' })
  const [again, setAgain] = createSignal('')
  const [error, setError] = createSignal<FieldreelError | null>(null)
  const [busy, setBusy] = createSignal(false)
  const put = (change: Partial<SetUpForm>): void => void setForm((before) => ({ ...before, ...change }))
  const strength = (): ReturnType<typeof strengthOf> => strengthOf(form().passphrase)
  const hint = (): string => (strength() === 'short' ? t('strength.short', minPassphrase - [...form().passphrase].length) : t(`strength.${strength() as 'empty'}`))
  const differs = (): boolean => again() !== '' && again() !== form().passphrase
  const ready = (): boolean => [form().unit, form().person, form().device].every((text) => text.trim() !== '') && (strength() === 'fair' || strength() === 'good') && again() === form().passphrase
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (!ready() || busy()) return
    setBusy(true)
    setError(null)
    await painted()
    const trimmed: SetUpForm = { ...form(), unit: form().unit.trim(), person: form().person.trim(), officerNumber: form().officerNumber.trim(), device: form().device.trim() }
    const answer = props.way === 'create' ? await app.setUp(trimmed) : await app.makeRequest(trimmed)
    setBusy(false)
    if (!answer.ok) return void setError(answer.error)
    if (answer.value) {
      saveFile(answer.value)
      tell(t('requestMade'), answer.value.name)
    }
  }
  const type = (key: keyof SetUpForm) => (event: { readonly currentTarget: HTMLInputElement }) => put({ [key]: event.currentTarget.value })
  return (
    <form class="panel stack wide" onSubmit={(event) => void submit(event)} autocomplete="off">
      <div class="pair">
        <Field label={t('unit')} hint={t('unitHint')} required value={form().unit} onInput={type('unit')} />
        <Field label={t('device')} hint={t('deviceHint')} required value={form().device} onInput={type('device')} />
        <Field label={t('person')} required value={form().person} onInput={type('person')} autocomplete="name" />
        <Field label={t('officerNumber')} value={form().officerNumber} onInput={type('officerNumber')} />
        <Field label={t('passphrase')} type="password" autocomplete="new-password" required hint={hint()} complaint={strength() === 'weak' ? hint() : null} value={form().passphrase} onInput={type('passphrase')} />
        <Field label={t('passphraseAgain')} type="password" autocomplete="new-password" required complaint={differs() ? t('differ') : null} value={again()} onInput={(event) => setAgain(event.currentTarget.value)} />
      </div>
      <p class="note amber row top">
        <Icon name="warn" class="amber" />
        {t('passphraseWarning')}
      </p>
      <Show when={props.way === 'create'}>
        <WhatIsSigned form={form()} />
      </Show>
      <Show when={error()}>{(failed) => <Problem error={failed()} plain />}</Show>
      <div class="row">
        <span class="muted small grow" role="status">
          {busy() ? t('working') : ''}
        </span>
        <Button type="submit" tone="accent" icon={props.way === 'create' ? 'shield' : 'file'} disabled={!ready() || busy()}>
          {props.way === 'create' ? t('doCreate') : t('doRequest')}
        </Button>
      </div>
    </form>
  )
}

/** A signed act says what will be signed before it is done. */
const WhatIsSigned = (props: { readonly form: SetUpForm }): JSX.Element => {
  const named = (text: string): string => text.trim() || '…'
  return (
    <div class="note stack">
      <h3>{t('signs')}</h3>
      <ul class="signed">
        <li>{t('signsRoot', named(props.form.unit))}</li>
        <li>{t('signsPerson', named(props.form.person))}</li>
        <li>{t('signsDevice', named(props.form.device))}</li>
        <li>{t('signsLog')}</li>
      </ul>
      <p>{t('signsKept')}</p>
    </div>
  )
}
