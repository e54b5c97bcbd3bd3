// Who of this laptop signs: the person at work, or a colleague who types their own passphrase here.

import { createSignal, Show, type Accessor, type JSX } from 'solid-js'
import type { Person, SignOptions } from '../../app/app.ts'
import type { Act } from '../../core/policy/acts.ts'
import { mayDo, rolesFor } from '../../core/policy/profile.ts'
import { common } from '../i18n/common.ts'
import { makeWords } from '../i18n/makeWords.ts'
import { rolesText } from '../i18n/rolesText.ts'
import { useApp } from '../state/appContext.ts'
import { createLive } from '../state/createLive.ts'
import { Field, Select } from './Field.tsx'

const t = makeWords(
  { signer: '签署人', passphrase: '签署人的口令', passphraseHint: '由签署人本人输入；只用于这一次签署', me: (name: string) => `${name}（本人）`, nobody: (roles: string) => `本机没有可以办理的人；需要：${roles}` },
  { signer: 'Signed by', passphrase: 'Passphrase of the signer', passphraseHint: 'Typed by the signer; used for this signature only', me: (name) => `${name} (you)`, nobody: (roles) => `Nobody on this device may do this; it needs: ${roles}` },
)

export interface Signing {
  /** Those who may, the person at work first. */
  readonly people: Accessor<readonly Person[]>
  readonly person: Accessor<Person | undefined>
  readonly isMe: Accessor<boolean>
  readonly needed: Accessor<string>
  readonly ready: Accessor<boolean>
  readonly options: () => SignOptions
  choose(id: string): void
  readonly passphrase: Accessor<string>
  setPassphrase(text: string): void
}

/** `except`: a person who may not, whatever their role. */
export const createSigning = (act: Accessor<Act>, except: Accessor<string | null> = () => null): Signing => {
  const app = useApp()
  const identity = createLive(() => app.identity)
  const policy = createLive(() => app.policy)
  const [chosen, setChosen] = createSignal<string | null>(null)
  const [passphrase, setPassphrase] = createSignal('')
  const people = (): readonly Person[] => {
    const [who, known] = [identity(), policy()]
    if (who?.state !== 'open' || !known) return []
    const may = [who.person, ...who.people.filter(({ id }) => id !== who.person.id)]
    return may.filter(({ id, roles }) => id !== except() && mayDo(known.profile, roles, act()))
  }
  const person = (): Person | undefined => people().find(({ id }) => id === chosen()) ?? people()[0]
  const isMe = (): boolean => {
    const who = identity()
    return who?.state === 'open' && who.person.id === person()?.id
  }
  return {
    people,
    person,
    isMe,
    needed: () => rolesFor(policy()?.profile ?? { roles: [] }, act()).map((role) => common(`role.${role}`)).join(' · '),
    ready: () => person() !== undefined && (isMe() || passphrase() !== ''),
    options: () => {
      const signer = person()
      return signer && !isMe() ? { as: { person: signer.id, passphrase: passphrase() } } : {}
    },
    choose: (id) => {
      setChosen(id)
      setPassphrase('')
    },
    passphrase,
    setPassphrase,
  }
}

export const SignAs = (props: { readonly signing: Signing }): JSX.Element => (
  <Show when={props.signing.person()} fallback={<p class="note">{t('nobody', props.signing.needed())}</p>}>
    {(person) => (
      <div class="stack">
        <Select
          label={t('signer')}
          value={person().id}
          disabled={props.signing.people().length < 2}
          choices={props.signing.people().map(({ id, name, roles }) => ({ value: id, label: `${id === person().id && props.signing.isMe() ? t('me', name) : name} · ${rolesText(roles)}` }))}
          onChoose={props.signing.choose}
        />
        <Show when={!props.signing.isMe()}>
          <Field label={t('passphrase')} hint={t('passphraseHint')} type="password" autocomplete="off" value={props.signing.passphrase()} onInput={(event) => props.signing.setPassphrase(event.currentTarget.value)} />
        </Show>
      </div>
    )}
  </Show>
)
