// The audit on paper: unit, period, policy; the board, every Finding with its evidence and answers, who watched what, log health.

import { createMemo, For, Show, type JSX } from 'solid-js'
import { principles } from '../../../core/audit/principleBoard.ts'
import { watchedByPerson } from '../../../core/audit/watchedBy.ts'
import { retentionSummary } from '../../../core/custody/retentionRows.ts'
import { parseCheckpoint } from '../../../core/log/checkpoint.ts'
import { toBase64 } from '../../../core/bytes.ts'
import { common } from '../../i18n/common.ts'
import { formatCount, formatDuration, formatTime, formatZone } from '../../i18n/formats.ts'
import { language } from '../../i18n/language.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { PrintFooter } from '../log/PrintFooter.tsx'
import { logWords } from '../log/logWords.ts'
import { auditWords as t } from './auditWords.ts'
import { figureText, shareText } from './Board.tsx'
import type { Audit } from './createAudit.ts'
import { evidenceText } from './evidenceText.ts'
import { findingWords as f } from './findingWords.ts'
import { namesOf, noNames, sessionName } from './names.ts'
import { periodText } from './PeriodChooser.tsx'

export const Report = (props: { readonly audit: Audit }): JSX.Element => {
  const app = useApp()
  const identity = createLive(() => app.identity)
  const me = createMemo(() => {
    const now = identity()
    return now?.state === 'open' ? now : null
  })
  const names = createMemo(() => { const book = props.audit.book(); return book ? namesOf(book) : noNames })
  const profile = () => props.audit.book()?.facts.profile
  const kept = createMemo(() => {
    const book = props.audit.book()
    const rows = (book?.retention.rows ?? []).filter(({ session }) => session.day >= props.audit.period().from && session.day <= props.audit.period().to)
    return retentionSummary(rows.flatMap(({ retentions }) => retentions), book?.facts.nowMs ?? 0)
  })
  const unapproved = createMemo(() => props.audit.viewings().filter(({ viewing }) => props.audit.unapproved().has(viewing)))
  const period = (): string => `${periodText(props.audit.period().text)}${t('brackets', `${props.audit.period().from} – ${props.audit.period().to}`)}`
  const now = Date.now()
  const shown = (): readonly (readonly [string, string])[] => [
    [t('unit'), me()?.unit ?? ''],
    [t('reportFor'), period()],
    [t('profile'), profile() ? t('profileOf', profile()!.profile.title[language() === 'en' ? 'en' : 'zh'], profile()!.profile.version, profile()!.id.slice(0, 16)) : ''],
    [t('reportBy'), `${me()?.person.name ?? ''} ${me()?.person.officerNumber ?? ''}`],
    [t('reportMade'), `${formatTime(now)} ${formatZone(now)}`],
  ]
  return (
    <div class="onlyPrint auditReport">
      <PrintFooter />
      <h1>{t('reportTitle')}</h1>
      <table class="reportHead"><tbody><For each={shown()}>{([label, value]) => <tr><th>{label}</th><td>{value}</td></tr>}</For></tbody></table>

      <h2>{t('section', 1, t('reportBoard'))}</h2>
      <div class="reportBoard">
        <For each={principles}>
          {(principle) => (
            <table>
              <thead><tr><th colspan="2">{t(`principle.${principle}`)}　{t(`principleAbout.${principle}`)}</th></tr></thead>
              <tbody>
                <For each={props.audit.board()?.[principle] ?? []}>
                  {(figure) => (
                    <tr>
                      <td>{t(`figure.${figure.name}`)}</td>
                      <td class="num">{figureText(figure)}<Show when={figure.of}>{(of) => <> / {formatCount(of())}{t('brackets', shareText(figure.value, of()))}</>}</Show></td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          )}
        </For>
      </div>

      <h2>{t('section', 2, `${t('reportFindings')}${t('brackets', String(props.audit.findings().length))}`)}</h2>
      <Show when={props.audit.findings().length > 0} fallback={<p>{t('nothing')}</p>}>
        <table class="reportFindings">
          <thead><tr><th>{t('when')}</th><th>{t('ruleColumn')}</th><th>{t('evidence')}</th><th>{t('state')} · {t('answers')}</th></tr></thead>
          <tbody>
            <For each={props.audit.findings()}>
              {(one) => (
                <tr>
                  <td>{one.ms > 0 ? formatTime(one.ms) : ''}<br /><code>{one.id.slice(0, 12)}</code></td>
                  <td><strong>{f(`rule.${one.rule}`)}</strong><br />{f(`kind.${one.kind}`)} · {t('article', one.article)}<br />{[one.subject.person, one.subject.recorder].filter(Boolean).join(' · ')}</td>
                  <td><For each={one.evidence}>{(told) => <div><span class={told.as === 'hash' || told.says === 'path' ? 'path' : ''}>{t('pair', f(`says.${told.says}`), evidenceText(told, one.evidence, true))}</span><Show when={told.entry}>{(entry) => <> [{names().logs.get(entry().logId) ?? entry().logId.slice(0, 8)} #{entry().seq}]</>}</Show></div>}</For></td>
                  <td>{f(`state.${one.state}`)}<For each={one.answers}>{(answer) => <div>{formatTime(answer.madeMs)} {t('pair', answer.name, answer.fields.words)}</div>}</For></td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>

      <h2>{t('section', 3, t('reportViewings'))}</h2>
      <table>
        <thead><tr><th>{t('person')}</th><th class="num">{t('viewings')}</th><th class="num">{t('recordings')}</th><th class="num">{t('watched')}</th><th class="num">{t('onlyUnapproved')}</th><th class="num">{t('urgentMark')}</th><th>{t('last')}</th></tr></thead>
        <tbody>
          <For each={watchedByPerson(props.audit.viewings(), props.audit.unapproved())}>
            {(row) => <tr><td>{row.person}</td><td class="num">{row.viewings}</td><td class="num">{row.recordings}</td><td class="num">{formatDuration(row.watchedMs)}</td><td class="num">{row.unapproved}</td><td class="num">{row.urgent}</td><td>{formatTime(row.lastMs)}</td></tr>}
          </For>
        </tbody>
      </table>

      <h2>{t('section', 4, t('reportUnapproved'))}</h2>
      <Show when={unapproved().length > 0} fallback={<p>{t('nothing')}</p>}>
        <table>
          <thead><tr><th>{t('when')}</th><th>{t('person')}</th><th>{t('sessionWord')}</th><th class="num">{t('watched')}</th><th>{t('reason')}</th></tr></thead>
          <tbody><For each={unapproved()}>{(row) => <tr><td>{formatTime(row.openedMs)}</td><td>{row.person}<br />{row.device}</td><td>{sessionName(row.session, names())}</td><td class="num">{formatDuration(row.watchedMs)}</td><td>{row.urgent ? `${t('urgentMark')} · ` : ''}{common(`purpose.${row.purpose}`)} · {row.reason} {row.caseNumber}</td></tr>}</For></tbody>
        </table>
      </Show>

      <h2>{t('section', 5, t('reportLogs'))}</h2>
      <table class="reportLogs">
        <thead><tr><th>{t('logDevice')}</th><th class="num">{t('logEntries')}</th><th>{t('head64')}</th><th>{t('witnesses')}</th><th>{t('checked')}</th></tr></thead>
        <tbody>
          <For each={props.audit.book()?.logs ?? []}>
            {({ log, entries, head, problems, checkedMs }) => {
              const read = head ? parseCheckpoint(head.note) : null
              return (
                <tr>
                  <td>{log.deviceName}</td>
                  <td class="num">{formatCount(entries)}</td>
                  <td class="path">{read?.ok ? `${read.value.size} ${toBase64(read.value.root)}` : t('noHead')}</td>
                  <td>{head?.witnesses.join('、') || common('none')}</td>
                  <td>{checkedMs === null ? t('never') : problems.length === 0 ? t('holds') : problems.map(({ type, seq }) => `${logWords(`problem.${type}`)} #${seq ?? ''}`).slice(0, 6).join('；')}</td>
                </tr>
              )
            }}
          </For>
        </tbody>
      </table>

      <h2>{t('section', 6, t('reportRetention'))}</h2>
      <p>{t('retentionText', formatCount(kept().due), formatCount(kept().recordings), formatCount(kept().held))}</p>
      <p class="reportHonest">{t('honest')}</p>
      <p class="reportSign">{t('signature')}　　　　　　　　　　　　</p>
    </div>
  )
}
