// What an HLS playlist says of one recording: its place, what it is understood with, and what is missing around it.

import { For, Show, type JSX } from 'solid-js'
import type { Beside, Listed } from '../../../core/catalog/listed.ts'
import { formatDuration } from '../../i18n/formats.ts'
import { Hash } from '../../parts/Hash.tsx'
import { lackText, listedWords as t } from './listedWords.ts'

export const ListedFacts = (props: { readonly listed: Listed }): JSX.Element => {
  const cipher = (): string | undefined => props.listed.reading?.stretches.find((stretch) => stretch.cipher)?.cipher?.method
  const needed = (): readonly Beside[] => {
    const { setUp, stretches } = props.listed.reading ?? { setUp: null, stretches: [] }
    const all = [setUp?.file, setUp?.cipher?.key, ...stretches.map((stretch) => stretch.cipher?.key)].filter((one) => one !== undefined)
    return [...new Map(all.map((one) => [one.path, one])).values()]
  }
  return (
    <section class="stack">
      <h3>{t('title')}</h3>
      <dl class="facts2">
        <dt class="path">{props.listed.playlist.path}</dt>
        <dd>
          {t('place', props.listed.number, formatDuration(props.listed.atMs))}
          <div>
            <Hash value={props.listed.playlist.sha256} name="SHA-256" />
          </div>
        </dd>
        <For each={needed()}>
          {(beside) => (
            <>
              <dt class="path">{beside.path}</dt>
              <dd>
                {t('needed')}
                <div>
                  <Hash value={beside.sha256} name="SHA-256" />
                </div>
              </dd>
            </>
          )}
        </For>
      </dl>
      <Show when={cipher()}>{(method) => <p class="note">{t('cipher', method())}</p>}</Show>
      <Show when={props.listed.count > 1}>
        <p class="note">{t('count', props.listed.count)}</p>
      </Show>
      <Show when={props.listed.before}>{(lack) => <p class="note amber">{t('before', lackText(lack()))}</p>}</Show>
      <Show when={props.listed.after}>{(lack) => <p class="note amber">{t('after', lackText(lack()))}</p>}</Show>
    </section>
  )
}
