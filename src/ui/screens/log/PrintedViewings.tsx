// The register of Viewings on paper: every row in full, with unit, checkpoint, date and page in the margins.

import { createMemo, For, Show, type JSX } from 'solid-js'
import type { ViewingRow } from '../../../app/app.ts'
import { common } from '../../i18n/common.ts'
import { formatDuration, formatTime, formatZone } from '../../i18n/formats.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import type { CatalogNames } from './catalogNames.ts'
import { readCheckpoint } from './checkpointText.ts'
import { logWords as t } from './logWords.ts'
import { groupWatched, watchedText } from './WatchedBar.tsx'

export const PrintedViewings = (props: { readonly rows: readonly ViewingRow[]; readonly names: CatalogNames }): JSX.Element => {
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
    return read ? `${t('checkpoint')} ${read.size} ${read.root.slice(0, 16)}…` : `${t('checkpoint')}: ${t('noCheckpoint')}`
  }
  const now = Date.now()
  const printed = (): string => `${t('printedAt')} ${formatTime(now)} ${formatZone(now)}`
  return (
    <div class="onlyPrint printed">
      <style>{`@page { @bottom-left { content: ${quote(me()?.unit ?? '')}; font-size: 8pt } @bottom-center { content: ${quote(`${checkpoint()}   ${printed()}`)}; font-size: 8pt } @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt } }`}</style>
      <h1>{t('printedTitle')}</h1>
      <p>
        {me()?.unit} · {t('printedBy')} {me()?.person.name} · {printed()} · {t('count', props.rows.length)}
      </p>
      <table>
        <thead>
          <tr>
            <th>{t('openedAt')}</th>
            <th>{t('person')}</th>
            <th>{t('kind.view-open')}</th>
            <th>{t('openWatched')}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(row) => (
              <tr>
                <td>
                  {formatTime(row.openedMs)}
                  <br />
                  {row.closedMs === null ? t('ended.running') : `–${formatTime(row.closedMs)}`}
                  <Show when={row.ended !== 'closed' && row.ended !== 'running'}>
                    <br />
                    {t(`ended.${row.ended}`)}
                  </Show>
                </td>
                <td>
                  {row.person}
                  <br />
                  {row.device}
                  <br />
                  <code>{row.viewing.slice(0, 8)}</code>
                </td>
                <td>
                  {common(`purpose.${row.purpose}`)} {row.caseNumber}
                  <br />
                  {row.reason}
                </td>
                <td>
                  <For each={groupWatched(row.watched)} fallback={t('nothingWatched')}>
                    {([id, intervals]) => (
                      <div>
                        <code class="path">{id}</code> {watchedText(intervals)}
                      </div>
                    )}
                  </For>
                  <div>{t('watchedSum', formatDuration(row.watchedMs, true))}</div>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}

/** As a CSS string. */
const quote = (text: string): string => `"${text.replaceAll(/["\\\n<]/g, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)}"`
