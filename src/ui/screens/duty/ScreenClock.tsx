// A clock over the whole screen for a recorder to film: digits for people, the same moment as a QR code for machines.

import { createEffect, createSignal, onCleanup, type JSX } from 'solid-js'
import { formatClock, formatDay, formatZone } from '../../i18n/formats.ts'
import { drawCodes } from '../../parts/codes/codeImages.ts'
import { Button } from '../../parts/Button.tsx'
import { dutyWords as t } from './dutyWords.ts'

/** Tenths are readable in a film of 25 pictures a second; the code changes with the second. */
const everyMs = 50

export const ScreenClock = (props: { readonly onClose: () => void }): JSX.Element => {
  const [now, setNow] = createSignal(Date.now())
  const timer = setInterval(() => setNow(Date.now()), everyMs)
  onCleanup(() => clearInterval(timer))
  const second = (): number => Math.floor(now() / 1_000)
  let code: HTMLDivElement | undefined
  createEffect((before) => {
    const at = second()
    if (at !== before) code?.replaceChildren(drawCodes([`FIELDREEL CLOCK ${new Date(at * 1_000).toISOString().slice(0, 19)}Z`]))
    return at
  })
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') props.onClose()
  }
  window.addEventListener('keydown', onKey)
  onCleanup(() => window.removeEventListener('keydown', onKey))
  return (
    <div class="screenClock" role="dialog" aria-label={t('clockTitle')}>
      <p class="screenClockDay">{formatDay(now())}</p>
      <p class="screenClockTime">{formatClock(now(), true)}</p>
      <div class="screenClockCode" ref={(element) => (code = element)} />
      <p class="muted">{formatZone(now())}</p>
      <Button onClick={() => props.onClose()}>{t('leaveClock')}</Button>
    </div>
  )
}
