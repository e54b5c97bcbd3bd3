// The last minute before the device locks by itself: how long, and one button to stay.

import { Show, type JSX } from 'solid-js'
import { shellWords as t } from '../i18n/shellWords.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useApp } from '../state/appContext.ts'
import { createLive } from '../state/createLive.ts'

export const IdleWarning = (): JSX.Element => {
  const app = useApp()
  const left = createLive(() => app.idleSecondsLeft, null)
  return (
    <Show when={left() !== null}>
      <div class="idleWarning noPrint" role="alert">
        <Icon name="lock" />
        <span class="grow">{t('idleSoon', left() ?? 0)}</span>
        <Button small tone="accent" onClick={() => app.stayOpen()}>
          {t('idleStay')}
        </Button>
      </div>
    </Show>
  )
}
