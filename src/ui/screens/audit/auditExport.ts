// The audit as files: Findings or Viewings as CSV for spreadsheets, everything with heads and proofs as JSON.

import type { AuditProofs } from '../../../app/auditProofs.ts'
import type { OutFile } from '../../../app/app.ts'
import { utf8 } from '../../../core/bytes.ts'
import { writeCsv } from '../../../core/format/writeCsv.ts'
import { findingWords as f } from './findingWords.ts'
import { common } from '../../i18n/common.ts'
import { formatTime } from '../../i18n/formats.ts'
import { auditWords as t } from './auditWords.ts'
import type { Audit } from './createAudit.ts'
import { evidenceText } from './evidenceText.ts'
import { sessionName, type AuditNames } from './names.ts'
import type { EntryPlace } from '../../../core/policy/findings/finding.ts'

const fileName = (audit: Audit, what: string, suffix: string): string => `fieldreel-audit-${what}-${audit.period().text}.${suffix}`

export const findingsCsv = (audit: Audit, names: AuditNames): OutFile => ({
  name: fileName(audit, 'findings', 'csv'),
  bytes: utf8(
    writeCsv([
      [t('findingId'), t('when'), t('kinds'), t('ruleColumn'), t('article', 0).replace('0', '').replaceAll(/\s+/g, ' ').trim(), t('person'), common('recorder'), t('sessionWord'), common('fingerprint'), t('evidence'), t('state'), t('answers')],
      ...audit.findings().map((one) => [
        one.id, one.ms > 0 ? formatTime(one.ms) : '', f(`kind.${one.kind}`), f(`rule.${one.rule}`), one.article, one.subject.person ?? '', one.subject.recorder ?? '', one.subject.session ? sessionName(one.subject.session, names) : '', one.subject.recording ?? '',
        one.evidence.map((told) => `${f(`says.${told.says}`)}: ${evidenceText(told, one.evidence, true)}${told.entry ? ` [${names.logs.get(told.entry.logId) ?? told.entry.logId} #${told.entry.seq}]` : ''}`).join('; '),
        f(`state.${one.state}`),
        one.answers.map((answer) => `${formatTime(answer.madeMs)} ${answer.name}: ${f(`state.${answer.fields.state}`)} ${answer.fields.words}`).join('; '),
      ]),
    ]),
  ),
})

export const viewingsCsv = (audit: Audit, names: AuditNames): OutFile => ({
  name: fileName(audit, 'viewings', 'csv'),
  bytes: utf8(
    writeCsv([
      [t('when'), t('person'), t('device'), t('sessionWord'), t('reason'), t('caseNumber'), `${t('watched')} (s)`, t('coverage'), t('approval'), t('registered'), t('urgentMark'), t('onlyUnapproved')],
      ...audit.viewings().map((row) => [
        formatTime(row.openedMs), row.person, row.device, sessionName(row.session, names), `${common(`purpose.${row.purpose}`)} ${row.reason}`, row.caseNumber, Math.round(row.watchedMs / 1_000),
        row.watched.map(({ recordingId, fromMs, toMs, rate }) => `${recordingId} ${fromMs / 1_000}-${toMs / 1_000} s ×${rate / 100}`).join('; '),
        row.approval ?? '', row.registration ?? '', row.urgent ? common('yes') : '', audit.unapproved().has(row.viewing) ? common('yes') : '',
      ]),
    ]),
  ),
})

/** Entries that the Findings of the period cite. */
export const citedEntries = (audit: Audit): readonly EntryPlace[] =>
  audit.findings().flatMap(({ evidence, answers }) => [...evidence.flatMap(({ entry }) => (entry ? [entry] : [])), ...answers.map(({ logId, seq }) => ({ logId, seq }))])

export const auditJson = (audit: Audit, who: { readonly unit: string; readonly agencyRoot: string; readonly person: string }, proofs: AuditProofs): OutFile => {
  const book = audit.book()
  const content = {
    format: 'fieldreel/audit/v1',
    made: new Date().toISOString(),
    ...who,
    period: audit.period(),
    profile: book?.facts.profile.id ?? null,
    board: audit.board(),
    findings: audit.findings().map(({ answers, ...one }) => ({ ...one, answers: answers.map(({ id, name, madeMs, fields, logId, seq }) => ({ deed: id, name, madeMs, state: fields.state, words: fields.words, entry: { logId, seq } })) })),
    viewings: audit.viewings().map((row) => ({ ...row, unapproved: audit.unapproved().has(row.viewing) })),
    logs: (book?.logs ?? []).map(({ log, entries, checkedMs, problems, notices, witnesses }) => ({ logId: log.logId, device: log.deviceName, entries, checkedMs, problems, notices, witnesses })),
    proofs,
  }
  return { name: fileName(audit, 'all', 'json'), bytes: utf8(`${JSON.stringify(content, null, 1)}\n`) }
}
