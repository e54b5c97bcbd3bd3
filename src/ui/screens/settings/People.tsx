// The people who share this device, those who wait for their certificate, and adding one more.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { Identity } from '../../../app/app.ts'
import { rolesText } from '../../i18n/rolesText.ts'
import { Button } from '../../parts/Button.tsx'
import { FileIn } from '../../parts/FileIn.tsx'
import { FileOut } from '../../parts/FileOut.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { AddPerson } from './AddPerson.tsx'
import { Passkey } from './Passkey.tsx'
import { peopleWords as t } from './peopleWords.ts'
import { Section } from './Section.tsx'

export const People = (props: { readonly identity: Extract<Identity, { state: 'open' }> }): JSX.Element => {
  const app = useApp()
  const [adding, setAdding] = createSignal(false)
  return (
    <Section id="people" title={t('people')} about={t('peopleAbout')}>
      <ul class="peopleList">
        <For each={props.identity.people}>
          {(person) => (
            <li class="row wrap">
              <strong>{person.name}</strong>
              <span class="muted">{[person.officerNumber, rolesText(person.roles)].filter(Boolean).join(' · ')}</span>
              <Show when={person.id === props.identity.person.id}>
                <span class="chip accent">{t('you')}</span>
              </Show>
            </li>
          )}
        </For>
        <For each={props.identity.waiting}>
          {(one) => (
            <li class="stack">
              <div class="row wrap">
                <strong>{one.person.name}</strong>
                <span class="chip amber">{t('waiting')}</span>
                <code class="muted">{one.requestId}</code>
              </div>
              <div class="row wrap">
                <FileOut small file={one.request} />
                <FileIn small label={t('openCertificate')} onFile={(file) => act(app.acceptCertificate(file))} />
              </div>
            </li>
          )}
        </For>
      </ul>
      <div class="row wrap">
        <Button icon="person" onClick={() => setAdding(true)}>
          {t('addPerson')}
        </Button>
        <Passkey person={props.identity.person} />
      </div>
      <Show when={adding()}>
        <AddPerson identity={props.identity} onClose={() => setAdding(false)} />
      </Show>
    </Section>
  )
}
