// An entry in words: its kind, and one line of what it says.

import { toHex } from '../../../core/bytes.ts'
import { parseDeed } from '../../../core/deeds/deed.ts'
import { isDeedType } from '../../../core/deeds/deedKinds.ts'
import type { DeedFault } from '../../../core/deeds/judgeDeed.ts'
import type { EntryBodies, EntryKind } from '../../../core/log/kinds.ts'
import { decodeEntry, type Entry } from '../../../core/log/entry.ts'
import type { StoredEntry } from '../../../core/ports.ts'
import { isRevocation, parseStatement, type Certificate } from '../../../core/trust/certificate.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import { coverFaults, type CoverFault } from '../../../core/viewing/approvals.ts'
import { coverText } from '../../i18n/coverText.ts'
import { deedWords } from '../../i18n/deedWords.ts'
import { withheldKind } from '../../../app/logProjection.ts'
import { common } from '../../i18n/common.ts'
import { formatCount, formatDuration } from '../../i18n/formats.ts'
import { messageOf } from '../../messages.ts'
import { causeText } from '../archive/causeText.ts'
import { markerKindText } from '../viewing/markerKindText.ts'
import { logWords as t } from './logWords.ts'
import { intervalText } from './WatchedBar.tsx'

/** A kind of a later version is shown as it is written. */
export const kindText = (kind: string): string => (Object.hasOwn(summaries, kind) ? t(`kind.${kind as EntryKind}`) : kind === withheldKind ? t('withheld') : kind)

/** Made when its row is drawn: a log may hold a hundred thousand. */
export const summaryOf = (stored: StoredEntry): string => {
  if (stored.kind === withheldKind) return t('withheldAbout')
  const entry = decodeEntry(stored.bytes)
  if (!entry.ok) return t('unreadable')
  return Object.hasOwn(summaries, stored.kind) ? summarise(entry.value, stored.kind as EntryKind) : t('unknownKind')
}

const summarise = <K extends EntryKind>(entry: Entry, kind: K): string => {
  try {
    return summaries[kind](entry.body as unknown as EntryBodies[K])
  } catch {
    // A body of another shape than its kind says: the verifier reports it.
    return t('unreadable')
  }
}

/** For whom, and as what: the bytes themselves say it. */
const certificateText = (bytes: Uint8Array): string => {
  const parsed = parseStatement(bytes)
  if (!parsed.ok) return t('unreadable')
  if (isRevocation(parsed.value)) return t('revocation', parsed.value.statement.revokes.slice(0, 8))
  const { kind, name, officerNumber, role } = parsed.value.statement as Certificate
  return [t(`certificate.${kind}`), name, officerNumber, role ? common(`role.${role as 'viewer'}`) : ''].filter(Boolean).join(' · ')
}

const deedText = (bytes: Uint8Array): string => {
  const parsed = parseDeed(bytes)
  if (!parsed.ok) return t('unreadable')
  const { type, id } = parsed.value
  return `${isDeedType(type) ? deedWords(`deed.${type}`) : type} ${id.slice(0, 8)}`
}

/** Why a Deed was not taken; where an attempt was refused, by the sentence its person was told. */
const refusedText = (fault: string, detail: string): readonly string[] => {
  const known = deedWords(`fault.${fault as DeedFault}`)
  if (known) return [known, detail]
  try {
    const told = JSON.parse(detail) as CoverFault | FieldreelError
    return [coverFaults.some((type) => type === told.type) ? coverText(told as CoverFault).title : messageOf(told as FieldreelError).title]
  } catch {
    return [fault, detail]
  }
}

const summaries: { readonly [K in EntryKind]: (body: EntryBodies[K]) => string } = {
  'log-open': ({ device, app }) => `${device} · ${app}`,
  certificate: ({ certificate }) => certificateText(certificate),
  'session-open': ({ name }) => name,
  'session-close': () => '',
  'drive-register': ({ name }) => name,
  'drive-scan': ({ files, recordings, changed, missing }) => [t('scanned', formatCount(files), formatCount(recordings)), changed ? t('scanChanged', formatCount(changed)) : '', missing ? t('scanMissing', formatCount(missing)) : ''].filter(Boolean).join(' · '),
  finding: ({ type, path }) => `${common(`finding.${type as 'copyMissing'}`) || type} ${path ?? ''}`,
  'view-open': ({ purpose, reason, caseNumber }) => `${common(`purpose.${purpose}`)} · ${reason} ${caseNumber}`,
  'view-more': ({ recordings }) => t('recordingsMore', recordings.length),
  'view-interval': ({ intervals, pictures, full }) => [intervals.map(intervalText).join(', '), pictures === 0 ? t('soundAlone') : pictures !== undefined && pictures > 1 ? t('beside', pictures) : '', full ? t('fullScreen') : ''].filter(Boolean).join(' · '),
  'watermark-lost': ({ what, recording, atMs }) => [t(`lost.${what}`) ?? what, recording === null ? '' : `${recording.slice(0, 8)} ${formatDuration(atMs, true)}`].filter(Boolean).join(' · '),
  'view-close': ({ reason }) => t(`ended.${reason}`),
  'view-recovered': () => t('ended.recovered'),
  marker: ({ kind, text }) => `${markerKindText(kind)} ${text}`,
  'marker-withdrawn': ({ marker, reason }) => `${marker.slice(0, 8)} · ${reason}`,
  'marker-export': ({ format, markers, sha256 }) => `${format === 'vtt' ? 'WebVTT' : 'JSON-LD'} · ${formatCount(markers)} · SHA-256 ${toHex(sha256).slice(0, 8)}`,
  'piece-removed': ({ recording, path }) => `${recording.slice(0, 8)} · ${path}`,
  'piece-export': ({ recording, approval }) => `${recording.slice(0, 8)} · ${approval.slice(0, 8)}`,
  'gap-explained': ({ cause, statement }) => [causeText(cause), statement].filter(Boolean).join(' · '),
  deed: ({ deed }) => deedText(deed),
  attachment: ({ sha256, index, of }) => `${toHex(sha256).slice(0, 8)} ${index + 1}/${of}`,
  'deed-refused': ({ type, fault, detail }) => [isDeedType(type) ? deedWords(`deed.${type}`) : type, ...refusedText(fault, detail)].filter(Boolean).join(' · '),
  'clock-aligned': ({ offsetMs, session, against }) => `${offsetMs >= 0 ? '+' : '−'}${formatDuration(Math.abs(offsetMs), true)} · ${session.slice(0, 8)} ↔ ${against.slice(0, 8)}`,
  witness: ({ note }) => note.split('\n', 2).join(' '),
  'bundle-export': ({ entries }) => t('exportedEntries', formatCount(entries)),
}
