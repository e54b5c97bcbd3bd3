// The findings of some recordings, each with its evidence: both sides of what disagrees.

import { For, Show, type JSX } from 'solid-js'
import type { Recording } from '../../../core/catalog/recording.ts'
import type { Finding } from '../../../core/ports.ts'
import { common } from '../../i18n/common.ts'
import { TimeText } from '../../parts/figures.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { archiveWords as t } from './archiveWords.ts'
import { Evidence } from './Evidence.tsx'

export const FindingList = (props: { readonly recordings: readonly Recording[] }): JSX.Element => {
  const app = useApp()
  const all = createLive(() => app.findings, [])
  const own = (): readonly Finding[] => all().filter(({ recordingId }) => props.recordings.some(({ id }) => id === recordingId))
  return (
    <Show when={own().length > 0}>
      <section class="stack">
        <h2>
          {t('findings')} <span class="muted">{own().length}</span>
        </h2>
        <For each={own()}>
          {(finding) => (
            <div class="problem">
              <Icon name="flag" class="red" />
              <div class="grow stack">
                <p class="problemTitle">{common(`finding.${finding.type}`)}</p>
                <p class="small muted">
                  <TimeText ms={finding.ms} />
                </p>
                <Show when={finding.path}>{(path) => <p class="path">{path()}</p>}</Show>
                <details class="small">
                  <summary class="muted">{t('evidence')}</summary>
                  <Evidence facts={finding.evidence} />
                </details>
              </div>
            </div>
          )}
        </For>
      </section>
    </Show>
  )
}
