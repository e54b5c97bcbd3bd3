// The places of the app: a column at the left, a bar at the bottom on narrow screens.

import { A } from '@solidjs/router'
import { For, type JSX } from 'solid-js'
import { shellWords as t } from '../i18n/shellWords.ts'
import { Icon } from '../parts/Icon.tsx'

const places = ['archive', 'drives', 'log', 'settings'] as const
const icons = { archive: 'archive', drives: 'drive', log: 'log', settings: 'settings' } as const

export const Rail = (): JSX.Element => (
  <nav class="rail noPrint" aria-label={t('mainNavigation')}>
    <span class="railMark" aria-hidden="true">
      <img src="/icon.svg" width="24" height="24" alt="" />
    </span>
    <For each={places}>
      {(place) => (
        <A class="railLink" activeClass="here" href={`/${place}`}>
          <Icon name={icons[place]} size={18} />
          {t(place)}
        </A>
      )}
    </For>
  </nav>
)
