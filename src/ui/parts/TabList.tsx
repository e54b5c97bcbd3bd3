// The tabs in the head of a screen, each a word and what may stand behind it.

import { List, Trigger } from '@kobalte/core/tabs'
import { For, type JSX } from 'solid-js'

export interface TabListProps<Tab extends string> {
  readonly tabs: readonly Tab[]
  readonly children: (tab: Tab) => JSX.Element
}

export const TabList = <Tab extends string>(props: TabListProps<Tab>): JSX.Element => (
  <List class="tabList grow">
    <For each={props.tabs}>
      {(tab) => (
        <Trigger class="tab" value={tab}>
          {props.children(tab)}
        </Trigger>
      )}
    </For>
  </List>
)
