// Custody: what is to be handed over, how long everything is kept, what is held, and what is disposed of; every view has its URL.

import { Content, Root } from '@kobalte/core/tabs'
import { useSearchParams } from '@solidjs/router'
import type { JSX } from 'solid-js'
import { Arriving } from '../../parts/Arriving.tsx'
import { TabList } from '../../parts/TabList.tsx'
import { createCustody } from './createCustody.ts'
import { tabs, type CustodyParams, type Tab } from './custodyParams.ts'
import { custodyWords as t } from './custodyWords.ts'
import { Disposals } from './Disposals.tsx'
import { HandOver } from './HandOver.tsx'
import { Holds } from './Holds.tsx'
import { Retention } from './Retention.tsx'
import './custody.css'

export const Custody = (): JSX.Element => {
  const [query, setQuery] = useSearchParams<CustodyParams>()
  const desk = createCustody()
  const tab = (): Tab => tabs.find((name) => name === query.tab) ?? 'handOver'
  const change = (next: Record<string, string | null>): void => setQuery(next, { replace: true })
  return (
    <section class="screen custody">
      <Root class="screen tabs" value={tab()} onChange={(next) => setQuery({ tab: next === 'handOver' ? null : next, show: null, officer: null, category: null })}>
        <header class="screenHead custodyHead">
          <h1>{t('title')}</h1>
          <TabList tabs={tabs}>{t}</TabList>
        </header>
        <Arriving />
        <Content class="tabBody" value="handOver">
          <HandOver desk={desk} query={query} onChange={change} />
        </Content>
        <Content class="tabBody" value="retention">
          <Retention desk={desk} query={query} onChange={change} />
        </Content>
        <Content class="tabBody" value="holds">
          <Holds desk={desk} query={query} onChange={change} />
        </Content>
        <Content class="tabBody" value="disposals">
          <Disposals desk={desk} query={query} onChange={change} />
        </Content>
      </Root>
    </section>
  )
}
