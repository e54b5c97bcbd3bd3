// The elements of article 10 as one bar: a cell each, filled where there is a marker.

import { For, type JSX } from 'solid-js'
import type { ElementState } from '../../../core/policy/completeness.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { dutyWords as t } from './dutyWords.ts'
import { elementText } from './profileText.ts'

export const ElementBar = (props: { readonly states: readonly ElementState[]; readonly named?: boolean }): JSX.Element => {
  const policy = createLive(() => useApp().policy)
  return (
    <span class={`elementBar ${props.named ? 'named' : ''}`} role="group" aria-label={t('elements')}>
      <For each={props.states}>
        {(state) => {
          const word = (): string => elementText(state.id, policy()?.profile)
          return (
            <span class={state.markers > 0 ? 'marked' : 'unmarked'} role="img" aria-label={`${word()}: ${t('markers', state.markers)}`} title={`${word()}: ${t('markers', state.markers)}`}>
              {props.named ? word() : ''}
            </span>
          )
        }}
      </For>
    </span>
  )
}
