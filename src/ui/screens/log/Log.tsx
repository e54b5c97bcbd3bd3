// The proof on screen: who watched what, the entries behind it, and whether they hold.

import { Content, Root } from '@kobalte/core/tabs'
import { useSearchParams } from '@solidjs/router'
import { Show, type JSX } from 'solid-js'
import { Button } from '../../parts/Button.tsx'
import { TabList } from '../../parts/TabList.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createPrinting } from '../../state/createPrinting.ts'
import { EntriesTab } from './EntriesTab.tsx'
import { logWords as t } from './logWords.ts'
import { PrintedViewings } from './PrintedViewings.tsx'
import { createCatalogNames } from './catalogNames.ts'
import { VerifyTab } from './VerifyTab.tsx'
import { createViewingFilter } from './viewingFilter.ts'
import { ViewingsTab } from './ViewingsTab.tsx'
import './log.css'

const tabs = ['viewings', 'entries', 'verification'] as const

export const Log = (): JSX.Element => {
  const app = useApp()
  const [query, setQuery] = useSearchParams()
  const viewings = createLive(() => app.viewings)
  const names = createCatalogNames(app)
  const filter = createViewingFilter(() => viewings() ?? [])
  const printing = createPrinting()
  const tab = (): string => tabs.find((name) => name === query['tab']) ?? 'viewings'
  return (
    <section class="screen log">
      <Root class="screen tabs noPrint" value={tab()} onChange={(next) => setQuery({ tab: next === 'viewings' ? undefined : next })}>
        <header class="screenHead logHead">
          <h1>{t('title')}</h1>
          <TabList tabs={tabs}>{t}</TabList>
          <Show when={tab() === 'viewings' && filter.rows().length > 0}>
            <Button small icon="print" onClick={() => window.print()}>
              {t('print')}
            </Button>
          </Show>
        </header>
        <Content class="tabBody" value="viewings">
          <ViewingsTab ready={viewings() !== undefined} any={(viewings()?.length ?? 0) > 0} filter={filter} names={names} />
        </Content>
        <Content class="tabBody" value="entries">
          <EntriesTab />
        </Content>
        <Content class="tabBody" value="verification">
          <VerifyTab />
        </Content>
      </Root>
      <Show when={printing()}>
        <PrintedViewings rows={filter.rows()} names={names} />
      </Show>
    </section>
  )
}
