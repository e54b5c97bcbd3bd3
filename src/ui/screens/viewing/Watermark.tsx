// Who looks, when, under which approval, in which viewing: over every picture, and told to the log when it is taken away.

import { createEffect, createSignal, onCleanup, type JSX } from 'solid-js'
import type { WatermarkLoss } from '../../../core/log/kinds.ts'
import { formatTime } from '../../i18n/formats.ts'
import { guardWatermark } from './guardWatermark.ts'
import type { OpenIdentity } from './Viewing.tsx'
import { viewingWords as t } from './viewingWords.ts'

interface WatermarkProps {
  readonly me: OpenIdentity
  /** Holds the pictures; positioned. */
  readonly cell: HTMLElement
  readonly viewing: string
  /** Id of the approval's Deed; null for an urgent viewing. */
  readonly approval: string | null
  readonly onLost: (what: WatermarkLoss) => void
}

/** Says who let a filmed screen out. */
export const Watermark = (props: WatermarkProps): JSX.Element => {
  const [now, setNow] = createSignal(Date.now())
  const timer = setInterval(() => setNow(Date.now()), 1000)
  const guard = guardWatermark(props.cell, (what) => props.onLost(what))
  createEffect(() => {
    const { name, officerNumber } = props.me.person
    guard.write([`${name} ${officerNumber} ${formatTime(now())}`, `${props.approval ? t('markApproval', props.approval.slice(0, 8)) : t('markUrgent')} · ${t('markViewing', props.viewing.slice(0, 8))}`])
  })
  onCleanup(() => {
    clearInterval(timer)
    guard.dispose()
  })
  return null
}
