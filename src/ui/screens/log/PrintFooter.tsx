// The foot of every printed page: unit, checkpoint, when and by whom it was printed, page x of y.

import { createMemo, type JSX } from 'solid-js'
import { formatTime, formatZone } from '../../i18n/formats.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { readCheckpoint } from './checkpointText.ts'
import { logWords as t } from './logWords.ts'

export const PrintFooter = (): JSX.Element => {
  const app = useApp()
  const identity = createLive(() => app.identity)
  const logs = createLive(() => app.logs, [])
  const me = createMemo(() => {
    const now = identity()
    return now?.state === 'open' ? now : null
  })
  const checkpoint = (): string => {
    const own = logs().find(({ log }) => log.own)?.head
    const read = own && readCheckpoint(own.note)
    return read ? `${t('checkpoint')} ${read.size} ${read.root.slice(0, 16)}…` : `${t('checkpoint')} ${t('noCheckpoint')}`
  }
  const now = Date.now()
  const printed = (): string => `${t('printedAt')} ${formatTime(now)} ${formatZone(now)}`
  const text = (): string => [me()?.unit, [me()?.person.name, me()?.person.officerNumber].filter(Boolean).join(' '), me()?.device, checkpoint(), printed()].filter(Boolean).join(' · ')
  // One box across the page: three of them would each get a third, and break a unit's name in two.
  return <style>{`@page { @bottom-left { content: ${quote(text())}; font: 7pt/1.5 sans-serif; text-align: left; vertical-align: top; padding-top: 3mm; width: 90% } @bottom-right { content: counter(page) " / " counter(pages); font: 7pt/1.5 sans-serif; text-align: right; vertical-align: top; padding-top: 3mm; width: 10% } }`}</style>
}

/** As a CSS string. */
const quote = (text: string): string => `"${text.replaceAll(/["\\\n<]/g, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)}"`
