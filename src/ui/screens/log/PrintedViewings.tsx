// The register of Viewings on paper: every row in full, with unit, checkpoint, date and page in the margins.

import { createMemo, For, Show, type JSX } from 'solid-js'
import type { ViewingRow } from '../../../app/app.ts'
import { common } from '../../i18n/common.ts'
import { formatDuration, formatTime, formatZone } from '../../i18n/formats.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import type { CatalogNames, KnownRecording } from './catalogNames.ts'
import { logWords as t } from './logWords.ts'
import { PrintFooter } from './PrintFooter.tsx'
import { groupWatched, watchedText } from './WatchedBar.tsx'

export const PrintedViewings = (props: { readonly rows: readonly ViewingRow[]; readonly names: CatalogNames }): JSX.Element => {
  const app = useApp()
  const identity = createLive(() => app.identity)
  const me = createMemo(() => {
    const now = identity()
    return now?.state === 'open' ? now : null
  })
  const now = Date.now()
  const printed = (): string => `${t('printedAt')} ${formatTime(now)} ${formatZone(now)}`
  return (
    <div class="onlyPrint printed">
      <PrintFooter />
      <h1>{t('printedTitle')}</h1>
      <p>
        {me()?.unit} · {t('printedBy')} {me()?.person.name} · {printed()} · {t('count', props.rows.length)}
      </p>
      <table>
        <thead>
          <tr>
            <th>{t('openedAt')}</th>
            <th>{t('person')}</th>
            <th>{t('why')}</th>
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
                        <Show when={props.names.recording(id)}>{(known) => <>{whenTaken(known())} </>}</Show>
                        {watchedText(intervals)}
                        <br />
                        <code class="path">{id}</code>
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

/** Where in the archive it is: the fingerprint alone tells a reader nothing. */
const whenTaken = ({ session, startMs }: KnownRecording): string => `${session.day === 'unset' ? common('clockNotSet') : formatTime(startMs)} ${session.recorder ?? common('unknownRecorder')}`
