// The places of the app: a column at the left, a bar at the bottom on narrow screens.

import { A, useLocation } from '@solidjs/router'
import { createEffect, For, on, Show, type JSX } from 'solid-js'
import type { Act } from '../../core/policy/acts.ts'
import { mayDo } from '../../core/policy/profile.ts'
import { shellWords as t } from '../i18n/shellWords.ts'
import { Icon, type IconName } from '../parts/Icon.tsx'
import { useApp } from '../state/appContext.ts'
import { createDesk } from '../screens/approvals/createDesk.ts'
import { isToDo, toReport } from '../screens/approvals/todo.ts'
import { createLive } from '../state/createLive.ts'

interface Place {
  readonly id: 'archive' | 'drives' | 'duty' | 'cases' | 'approvals' | 'custody' | 'log' | 'audit' | 'settings'
  readonly icon: IconName
  /** Whoever may do one of these has use of it; none: everybody. */
  readonly acts?: readonly Act[]
}

/** In the order in which they stand. */
const places: readonly Place[] = [
  { id: 'archive', icon: 'archive' },
  { id: 'drives', icon: 'drive' },
  { id: 'duty', icon: 'duty', acts: ['writeFieldNote', 'explainGap', 'acknowledgeReport', 'chooseProfile'] },
  { id: 'cases', icon: 'folder', acts: ['keepCase', 'requestViewing', 'approveViewing', 'approveRelease', 'acknowledgeReport', 'answerFinding'] },
  { id: 'approvals', icon: 'approval', acts: ['requestViewing', 'extractEvidence', 'recordDisposal', 'approveViewing', 'approveRelease', 'approveDisposal', 'registerViewing'] },
  { id: 'custody', icon: 'custody', acts: ['writeFieldNote', 'collect', 'placeHold', 'recordDisposal', 'approveDisposal'] },
  { id: 'log', icon: 'log' },
  { id: 'audit', icon: 'shield', acts: ['answerFinding', 'cosignHeads', 'exportFindings', 'verifyLogs'] },
  { id: 'settings', icon: 'settings' },
]

/** The places this person has use of, by the profile in force. */
const createPlaces = (): (() => readonly Place[]) => {
  const app = useApp()
  const policy = createLive(() => app.policy)
  const identity = createLive(() => app.identity)
  return () => {
    const [known, who] = [policy(), identity()]
    return places.filter(({ acts }) => !acts || (known && who?.state === 'open' && acts.some((act) => mayDo(known.profile, who.person.roles, act))))
  }
}

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
