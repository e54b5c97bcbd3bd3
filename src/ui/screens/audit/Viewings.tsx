// Who watched what: the Viewings of the period by person, by Recording with what was seen of it, or one by one.

import { A } from '@solidjs/router'
import { createMemo, For, Match, Show, Switch, type JSX } from 'solid-js'
import { watchedByPerson, watchedByRecording } from '../../../core/audit/watchedBy.ts'
import type { ViewingRow } from '../../../core/viewing/viewing.ts'
import { common } from '../../i18n/common.ts'
import { formatCount, formatDuration } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Select } from '../../parts/Field.tsx'
import { Duration, TimeText } from '../../parts/figures.tsx'
import { VirtualList } from '../../parts/VirtualList.tsx'
import { createMedia } from '../../state/createMedia.ts'
import { auditWords as t } from './auditWords.ts'
import { useAudit } from './createAudit.ts'
import { namesOf, noNames, recordingName, sessionName, type AuditNames } from './names.ts'
import { SeenBar } from './SeenBar.tsx'

export const Viewings = (): JSX.Element => {
  const audit = useAudit()
  const narrow = createMedia('(max-width: 900px)')
  const names = createMemo(() => { const book = audit.book(); return book ? namesOf(book) : noNames })
  const by = (): 'person' | 'recording' | 'viewing' => (audit.params.by === 'recording' || audit.params.by === 'viewing' ? audit.params.by : 'person')
  const all = (): readonly ViewingRow[] => audit.book()?.facts.viewings ?? []
  const people = createMemo(() => [...new Map(all().map(({ personId, person }) => [personId, person]))].toSorted(([, a], [, b]) => a.localeCompare(b, 'zh-CN')))
  const cases = createMemo(() => [...new Set(all().map(({ caseNumber }) => caseNumber).filter((text) => text !== ''))].toSorted())
  const persons = createMemo(() => watchedByPerson(audit.viewings(), audit.unapproved()))
  const recordings = createMemo(() => watchedByRecording(audit.viewings()))
  const clear = (): void => audit.set({ person: '', of: '', case: '', only: '' })
  return (
    <>
      <div class="row wrap auditFilter">
        <Select bare label={t('by')} value={by()} choices={(['person', 'recording', 'viewing'] as const).map((value) => ({ value, label: `${t('by')} ${t(value === 'person' ? 'byPerson' : value === 'recording' ? 'byRecording' : 'byViewing')}` }))} onChoose={(value) => audit.set({ by: value })} />
        <Select bare label={t('person')} value={audit.choice().person} set={audit.choice().person !== ''} choices={[{ value: '', label: t('anybody') }, ...people().map(([value, label]) => ({ value, label }))]} onChoose={(person) => audit.set({ person })} />
        <Select bare label={t('caseNumber')} value={audit.choice().caseNumber} set={audit.choice().caseNumber !== ''} choices={[{ value: '', label: t('anyCase') }, ...cases().map((value) => ({ value, label: value }))]} onChoose={(value) => audit.set({ case: value })} />
        <Select bare label={t('only')} value={audit.choice().only} set={audit.choice().only !== ''} choices={[{ value: '', label: t('onlyAll') }, { value: 'unapproved', label: t('onlyUnapproved') }, { value: 'urgent', label: t('onlyUrgent') }]} onChoose={(only) => audit.set({ only })} />
        <Show when={audit.choice().of}>
          {(of) => (
            <span class="chip accent">
              {names().sessions.has(of()) ? sessionName(of(), names()) : recordingName(of(), names())}
              <button type="button" aria-label={t('clearFilter')} onClick={() => audit.set({ of: '' })}>×</button>
            </span>
          )}
        </Show>
        <span class="muted small" aria-live="polite">{t('sums', formatCount(audit.viewings().length), formatDuration(audit.viewings().reduce((sum, { watchedMs }) => sum + watchedMs, 0)), String(persons().length))}</span>
      </div>
      <Show when={audit.viewings().length > 0} fallback={<EmptyState icon="log" title={t('none')} actions={<Button onClick={clear}>{t('clearFilter')}</Button>}><p>{t('noneAbout')}</p></EmptyState>}>
        <Switch>
          <Match when={by() === 'person'}>
            <div class="scroll auditBody">
              <table class="auditTable">
                <thead><tr><th>{t('person')}</th><th class="num">{t('viewings')}</th><th class="num">{t('recordings')}</th><th class="num">{t('watched')}</th><th class="num">{t('onlyUnapproved')}</th><th class="num">{t('urgentMark')}</th><th>{t('last')}</th></tr></thead>
                <tbody>
                  <For each={persons()}>
                    {(row) => (
                      <tr>
                        <td><A href={audit.href({ tab: 'viewings', by: 'viewing', person: row.personId })}>{row.person}</A></td>
                        <td class="num">{formatCount(row.viewings)}</td>
                        <td class="num">{formatCount(row.recordings)}</td>
                        <td class="num"><Duration ms={row.watchedMs} /></td>
                        <td class="num"><Show when={row.unapproved > 0} fallback="0"><A class="red" href={audit.href({ tab: 'viewings', by: 'viewing', person: row.personId, only: 'unapproved' })}>{row.unapproved}</A></Show></td>
                        <td class="num">{row.urgent}</td>
                        <td><TimeText ms={row.lastMs} /></td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            </div>
          </Match>
          <Match when={by() === 'recording'}>
            <VirtualList label={t('byRecording')} rows={recordings()} rowHeight={() => (narrow() ? 78 : 52)} keyOf={({ recordingId }) => recordingId}>
              {(row) => (
                <div class="seenRow" role="listitem">
                  <span class="seenName clip"><A href={audit.href({ tab: 'viewings', by: 'viewing', of: row().recordingId })}>{recordingName(row().recordingId, names())}</A></span>
                  <SeenBar intervals={row().intervals} lengthMs={names().recordings.get(row().recordingId)?.durationMs ?? 0} />
                  <span class="figure seenSum"><Duration ms={row().watchedMs} /><Show when={names().recordings.get(row().recordingId)}>{(known) => <span class="muted"> / {formatDuration(known().durationMs)}</span>}</Show></span>
                  <span class="muted small clip seenPeople">{row().people.join('、')} · {row().viewings}</span>
                </div>
              )}
            </VirtualList>
          </Match>
          <Match when={by() === 'viewing'}>
            <VirtualList label={t('byViewing')} rows={audit.viewings()} rowHeight={() => (narrow() ? 94 : 50)} keyOf={(row) => `${row.logId}/${row.viewing}`}>
              {(row) => <OneViewing row={row()} names={names()} unapproved={audit.unapproved().has(row().viewing)} />}
            </VirtualList>
          </Match>
        </Switch>
      </Show>
    </>
  )
}

const OneViewing = (props: { readonly row: ViewingRow; readonly names: AuditNames; readonly unapproved: boolean }): JSX.Element => (
  <div class="oneViewing" role="listitem">
    <span class="oneWhen"><TimeText ms={props.row.openedMs} /></span>
    <span class="oneWho clip">{props.row.person}</span>
    <span class="oneWhat clip"><A href={`/archive/${encodeURIComponent(props.row.session)}`}>{sessionName(props.row.session, props.names)}</A></span>
    <span class="oneSum"><Duration ms={props.row.watchedMs} /></span>
    <span class="oneApproval">
      <Show when={props.row.urgent}><span class="chip amber">{t('urgentMark')}</span></Show>
      <Show when={props.unapproved} fallback={<Show when={props.row.approval}>{(id) => <span class="muted small">{t('approval')} <code>{id().slice(0, 8)}</code></span>}</Show>}>
        <span class="chip red">{t('noApproval')}</span>
      </Show>
    </span>
    <span class="oneWhy muted small clip" title={props.row.reason}>{common(`purpose.${props.row.purpose}`)} · {props.row.reason} {props.row.caseNumber} · {props.row.device}</span>
  </div>
)
