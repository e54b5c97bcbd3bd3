// Every entry of one log, newest first, and the body and hashes of the chosen one.

import { useSearchParams } from '@solidjs/router'
import { createMemo, Show, type JSX } from 'solid-js'
import type { LogHealth } from '../../../app/app.ts'
import { withheldKind } from '../../../app/logProjection.ts'
import { toHex } from '../../../core/bytes.ts'
import { parseDeed } from '../../../core/deeds/deed.ts'
import { isDeedType } from '../../../core/deeds/deedKinds.ts'
import type { CborMap } from '../../../core/format/cbor.ts'
import { decodeEntry } from '../../../core/log/entry.ts'
import type { StoredEntry } from '../../../core/ports.ts'
import { common } from '../../i18n/common.ts'
import { deedWords } from '../../i18n/deedWords.ts'
import { formatCount } from '../../i18n/formats.ts'
import { IconButton } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Select } from '../../parts/Field.tsx'
import { Duration, TimeText } from '../../parts/figures.tsx'
import { Hash } from '../../parts/Hash.tsx'
import { StateMarks, type Mark } from '../../parts/StateMarks.tsx'
import { VirtualList } from '../../parts/VirtualList.tsx'
import { useApp } from '../../state/appContext.ts'
import { createMedia } from '../../state/createMedia.ts'
import { createLive } from '../../state/createLive.ts'
import { BodyView } from './BodyView.tsx'
import { kindText, summaryOf } from './entryText.ts'
import { logWords as t } from './logWords.ts'

export const EntriesTab = (): JSX.Element => {
  const app = useApp()
  const [query, setQuery] = useSearchParams()
  const logs = createLive(() => app.logs, [])
  const chosen = createMemo((): LogHealth | undefined => logs().find(({ log }) => log.logId === query['log']) ?? logs().find(({ log }) => log.own) ?? logs()[0])
  return (
    <Show
      when={chosen()}
      fallback={
        <EmptyState icon="log" title={t('noLogs')}>
          <p>{t('noLogsAbout')}</p>
        </EmptyState>
      }
    >
      {(health) => (
        <>
          <div class="logFilter row wrap">
            <Select bare label={t('whichLog')} value={health().log.logId as string} choices={logs().map(({ log }) => ({ value: log.logId as string, label: `${log.deviceName}${log.own ? ` · ${t('ownLog')}` : ''} · ${log.logId.slice(0, 8)}` }))} onChoose={(log) => setQuery({ log, seq: undefined })} />
            <span class="muted small">{t('entriesOf', formatCount(health().log.size), formatCount(Math.max(0, health().log.size - 1)))}</span>
          </div>
          <Entries health={health()} seq={query['seq'] === undefined ? null : Number(query['seq'])} onSeq={(seq) => setQuery({ seq: seq === null ? undefined : String(seq) })} />
        </>
      )}
    </Show>
  )
}

const Entries = (props: { readonly health: LogHealth; readonly seq: number | null; readonly onSeq: (seq: number | null) => void }): JSX.Element => {
  const app = useApp()
  const entries = createLive(() => app.entries(props.health.log.logId), [])
  const narrow = createMedia('(max-width: 900px)')
  const newestFirst = createMemo(() => (narrow(), entries().toReversed()))
  const shown = (): StoredEntry | undefined => entries().find(({ seq }) => seq === props.seq)
  const marksOf = (entry: StoredEntry): readonly (Mark | null)[] => [
    { icon: 'device', tone: 'plain', word: common('whereDevice') },
    entry.seq < props.health.log.onServer ? { icon: 'server', tone: 'green', word: common('whereServer') } : { icon: 'server', tone: 'amber', word: common('whereServerNot') },
    props.health.head && props.health.head.witnesses.length > 0 && entry.seq < props.health.head.size ? { icon: 'shield', tone: 'green', word: common('whereWitness', props.health.head.witnesses.length), count: props.health.head.witnesses.length } : null,
  ]
  return (
    <div class="entries" classList={{ open: shown() !== undefined }}>
      <Show
        when={entries().length > 0}
        fallback={
          <EmptyState icon="log" title={t('noEntries')}>
            <p>{t('noEntriesAbout')}</p>
          </EmptyState>
        }
      >
        <VirtualList label={t('entries')} rows={newestFirst()} rowHeight={() => (narrow() ? 48 : 32)} keyOf={(entry) => String(entry.seq)}>
          {(entry) => (
            <button type="button" class="entryRow" classList={{ chosen: entry().seq === props.seq }} aria-pressed={entry().seq === props.seq} onClick={() => props.onSeq(entry().seq === props.seq ? null : entry().seq)}>
              <span class="number mono">{formatCount(entry().seq)}</span>
              <TimeText ms={entry().timeMs} />
              <span class="entryKind">{kindText(entry().kind)}</span>
              <span class="muted clip entrySummary">{summaryOf(entry())}</span>
              <StateMarks marks={marksOf(entry())} />
            </button>
          )}
        </VirtualList>
      </Show>
      <Show when={shown()}>{(entry) => <EntryDetail entry={entry()} onClose={() => props.onSeq(null)} />}</Show>
    </div>
  )
}

/** Of a deed: what was signed, instead of its bytes. */
const signedFields = ({ deed }: CborMap): CborMap | null => {
  const parsed = deed instanceof Uint8Array ? parseDeed(deed) : null
  if (!parsed?.ok) return null
  const { id, type, person, madeMs, fields } = parsed.value
  return { deed: id, type: isDeedType(type) ? deedWords(`deed.${type}`) : type, person, madeMs, ...fields }
}

const EntryDetail = (props: { readonly entry: StoredEntry; readonly onClose: () => void }): JSX.Element => {
  const decoded = createMemo(() => decodeEntry(props.entry.bytes))
  return (
    <aside class="entryDetail scroll stack">
      <div class="row">
        <h2 class="grow">
          {formatCount(props.entry.seq)} · {kindText(props.entry.kind)}
        </h2>
        <IconButton icon="close" label={common('close')} onClick={() => props.onClose()} />
      </div>
      <Show when={decoded().ok && decoded()} fallback={<p class={props.entry.kind === withheldKind ? 'muted' : 'red'}>{t(props.entry.kind === withheldKind ? 'withheldAbout' : 'unreadable')}</p>}>
        {(found) => {
          const entry = () => {
            const now = found()
            if (!now.ok) throw new Error('shown only when it could be decoded')
            return now.value
          }
          return (
            <>
              <BodyView body={signedFields(entry().body) ?? entry().body} />
              <dl class="facts2">
                <dt>{t('time')}</dt>
                <dd>
                  <TimeText ms={entry().timeMs} />
                </dd>
                <dt>{t('mono')}</dt>
                <dd>
                  <Duration ms={entry().monoMs} tenths />
                </dd>
                <dt>{t('leaf')}</dt>
                <dd>
                  <Hash value={props.entry.leaf} name={t('leaf')} />
                </dd>
                <dt>{t('prev')}</dt>
                <dd>
                  <Hash value={entry().prev} name={t('prev')} />
                </dd>
                <dt>{t('signature')}</dt>
                <dd>
                  <Hash value={toHex(props.entry.signature)} name={t('signature')} plain />
                </dd>
                <dt>{t('logName')}</dt>
                <dd>
                  <Hash value={props.entry.logId} name={t('logName')} plain />
                </dd>
                <dt>{t('boot')}</dt>
                <dd>
                  <code>{entry().boot}</code>
                </dd>
                <dt>CBOR</dt>
                <dd>{t('bytes', props.entry.bytes.length)}</dd>
              </dl>
            </>
          )
        }}
      </Show>
    </aside>
  )
}
