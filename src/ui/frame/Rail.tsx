// The places of the app: a column at the left, a bar at the bottom on narrow screens.

import { A, useLocation } from '@solidjs/router'
import { createEffect, For, on, Show, type JSX } from 'solid-js'
import { shellWords as t } from '../i18n/shellWords.ts'
import { Icon } from '../parts/Icon.tsx'
import { createDesk } from '../screens/approvals/createDesk.ts'
import { isToDo, toReport } from '../screens/approvals/todo.ts'
import { createPlaces, type Place } from './createPlaces.ts'

/** How many things wait for the person at work in a place. */
const createWaiting = (): ((place: Place['id']) => number) => {
  const desk = createDesk()
  return (place) => {
    const me = desk.me()
    return place === 'approvals' && me ? (desk.requests() ?? []).filter((row) => isToDo(row, me, desk.profile())).length + toReport(desk.visits(), me).length : 0
  }
}

export const Rail = (): JSX.Element => {
  const shown = createPlaces()
  const waiting = createWaiting()
  const location = useLocation()
  let nav: HTMLElement | undefined
  // On narrow screens the bar scrolls sideways.
  createEffect(on([() => location.pathname, shown], () => nav?.querySelector('.here')?.scrollIntoView({ inline: 'nearest', block: 'nearest' })))
  return (
    <nav ref={(element) => (nav = element)} class="rail noPrint" aria-label={t('mainNavigation')}>
      <span class="railMark" aria-hidden="true">
        <img src="/icon.svg" width="24" height="24" alt="" />
      </span>
      <For each={shown()}>
        {(place) => (
          <A class="railLink" activeClass="here" href={`/${place.id}`}>
            <Icon name={place.icon} size={18} />
            {t(place.id)}
            <Show when={waiting(place.id)}>
              {(count) => (
                <span class="railBadge" aria-hidden="true">
                  {count()}
                </span>
              )}
            </Show>
          </A>
        )}
      </For>
    </nav>
  )
}
