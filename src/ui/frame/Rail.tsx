// The places of the app: a column at the left, a bar at the bottom on narrow screens.

import { A, useLocation } from '@solidjs/router'
import { createEffect, createMemo, For, on, Show, type JSX } from 'solid-js'
import { makeLive } from '../../core/live.ts'
import type { DutyBoard } from '../../core/policy/dutyBoard.ts'
import { shellWords as t } from '../i18n/shellWords.ts'
import { Icon } from '../parts/Icon.tsx'
import { createDesk } from '../screens/approvals/createDesk.ts'
import { isToDo, toReport } from '../screens/approvals/todo.ts'
import { toRead } from '../screens/duty/reportsOf.ts'
import { useApp } from '../state/appContext.ts'
import { createLive } from '../state/createLive.ts'
import { createRight } from '../state/createRight.ts'
import { createPlaces, type Place } from './createPlaces.ts'

/** The board is folded for heads only: nobody else waits for it here. */
const noBoard = makeLive<DutyBoard | null>(null)

/** How many things wait for the person at work in a place. */
const createWaiting = (): ((place: Place['id']) => number) => {
  const app = useApp()
  const desk = createDesk()
  const heads = createRight('acknowledgeReport')
  const reads = createMemo(() => heads.may())
  const board = createLive<DutyBoard | null>(() => (reads() ? app.duty : noBoard), null)
  return (place) => {
    const me = desk.me()
    if (!me) return 0
    if (place === 'approvals') return (desk.requests() ?? []).filter((row) => isToDo(row, me, desk.profile())).length + toReport(desk.visits(), me).length
    const reported = place === 'duty' ? board() : null
    return reported ? toRead(reported, me).length : 0
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
