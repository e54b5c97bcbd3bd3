// The policy profile in force, and the way to all of it.

import { A } from '@solidjs/router'
import { Show, type JSX } from 'solid-js'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { wordText } from '../policy/placeText.ts'
import { policyWords as t } from '../policy/policyWords.ts'
import { Section } from './Section.tsx'

export const PolicyInForce = (): JSX.Element => {
  const policy = createLive(() => useApp().policy)
  return (
    <Section id="policy" title={t('title')} about={t('about')}>
      <Show when={policy()}>{(known) => <p>{t('current', wordText(known().profile.title), known().profile.version)} · {t('fromTo', known().profile.from, known().profile.until ?? '')}</p>}</Show>
      <div>
        <A class="button" href="/settings/policy">
          {t('openPolicy')}
        </A>
      </div>
    </Section>
  )
}
