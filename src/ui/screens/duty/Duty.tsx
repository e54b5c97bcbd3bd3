// Duty: what officers do with recorders before, during and after use, and what heads read of it; every view has its URL.

import { Content, Root } from '@kobalte/core/tabs'
import { useSearchParams } from '@solidjs/router'
import type { JSX } from 'solid-js'
import { Arriving } from '../../parts/Arriving.tsx'
import { Select } from '../../parts/Field.tsx'
import { TabList } from '../../parts/TabList.tsx'
import { createDuty } from './createDuty.ts'
import { tabs, type DutyParams, type Tab } from './dutyParams.ts'
import { dutyWords as t } from './dutyWords.ts'
import { ListTab } from './ListTab.tsx'
import { Recorders } from './Recorders.tsx'
import { Today } from './Today.tsx'
import { Todo } from './Todo.tsx'
import './duty.css'

export const Duty = (): JSX.Element => {
  const [query, setQuery] = useSearchParams<DutyParams>()
  const tab = (): Tab => tabs.find((name) => name === query.tab) ?? 'today'
  const own = (): boolean => query.who !== 'all'
  const duty = createDuty(own)
  const whose = (
    <Select bare label={t('whose')} value={own() ? 'mine' : 'all'} choices={[{ value: 'mine', label: duty.number() ? `${t('mine')} ${duty.number()}` : t('mine') }, { value: 'all', label: t('everybody') }]} onChoose={(who) => setQuery({ who: who === 'all' ? 'all' : null })} />
  )
  return (
    <section class="screen duty">
      <Root class="screen tabs" value={tab()} onChange={(next) => setQuery({ tab: next === 'today' ? null : next })}>
        <header class="screenHead logHead">
          <h1>{t('title')}</h1>
          <TabList tabs={tabs}>{t}</TabList>
          <span class="whose" hidden={tab() === 'list' || tab() === 'recorders'}>{whose}</span>
        </header>
        <Arriving />
        <Content class="tabBody scroll" value="today">
          <Today duty={duty} />
        </Content>
        <Content class="tabBody" value="todo">
          <Todo duty={duty} query={query} onChange={setQuery} />
        </Content>
        <Content class="tabBody" value="list">
          <ListTab duty={duty} query={query} onChange={setQuery} />
        </Content>
        <Content class="tabBody scroll" value="recorders">
          <Recorders duty={duty} query={query} onChange={setQuery} />
        </Content>
      </Root>
    </section>
  )
}
