// A whole receipt from fixed seeds, with the media file it is about: the same bytes at every run. Node only.

import { hash } from 'node:crypto'
import { fromHex } from '../../src/core/bytes.ts'
import { manifestRowsRoot, showRow } from '../../src/core/catalog/manifestRows.ts'
import { encodeManifest, type ManifestRow } from '../../src/core/catalog/manifest.ts'
import { signDeed } from '../../src/core/deeds/deed.ts'
import type { DeedFields } from '../../src/core/deeds/deedKinds.ts'
import type { LogProof, Receipt } from '../../src/core/format/receipt.ts'
import { driveId, recordingId, type Bytes } from '../../src/core/ids.ts'
import { decodeEntry } from '../../src/core/log/entry.ts'
import { inclusionProof } from '../../src/core/log/merkle.ts'
import { agencyId } from '../../src/core/trust/certificate.ts'
import { baseMs, fillLog, makeStatements, signers } from './agency.ts'

/** 3 MiB and a little: more than a slice's worth of nothing special. */
export const mediaBytes: Bytes = new Uint8Array(3 * (1 << 20) + 17).map((_, at) => (at * 31 + (at >> 8)) & 255)
const media = recordingId(hash('sha256', mediaBytes, 'hex'))
const probe = { kind: 'video' as const, container: 'mp4', durationMs: 60_000, video: null, audio: null, times: [], place: null, device: null, playMode: 'timeline' as const, damage: null }
const rowOf = (path: string, id: string): ManifestRow => ({ path, size: mediaBytes.length, mtime: baseMs, content: { recordingId: recordingId(id), xxh128: 'ab'.repeat(16), blockStatesRoot: null, probe } })
/** Six others on the same drive, which a party must not learn of. */
export const manifestRows: readonly ManifestRow[] = [rowOf('2026/ZF3A001_0003.MP4', media), ...['甲', '乙', '丙', '丁'].map((name) => rowOf(`2026/${name}.MP4`, hash('sha256', name, 'hex'))), { path: 'notes.txt', size: 4, mtime: baseMs, content: null }, rowOf('2025/old.MP4', '0'.repeat(64))]

export const receiptFields: DeedFields<'receipt'> = {
  party: '当事人 李某', reason: '当事人申请留存现场记录的凭证', caseNumber: '黔江文执〔2026〕031 号',
  recordings: [{ recording: media, xxh128: 'ab'.repeat(16), size: mediaBytes.length, name: 'ZF3A001_0003.MP4', recorder: 'ZF3A001', officer: '500114', startMs: baseMs - 60_000, endMs: baseMs, clock: 'name', offsetMs: -2_500, uncertaintyMs: 500 }],
}

export interface ReceiptOptions {
  /** Default: the checkpoint over the scan, and the head quoted before it, are cosigned. */
  readonly witnessed?: boolean
  readonly fields?: DeedFields<'receipt'>
}

export const makeTestReceipt = async ({ witnessed = true, fields = receiptFields }: ReceiptOptions = {}): Promise<Receipt> => {
  const log = await fillLog(18)
  if (witnessed) log.write('witness', { note: await log.checkpoint() })
  const scan = log.entries.length
  const { root } = encodeManifest({ driveId: driveId('d'.repeat(32)), rows: manifestRows })
  log.write('drive-scan', { drive: 'd'.repeat(32), manifest: fromHex(root), files: 7, recordings: 6, bytes: 7, changed: 0, missing: 0, rows: manifestRowsRoot(manifestRows) })
  const scanned = log.entries.length
  const deed = await signDeed({ type: 'receipt', fields, agency: agencyId(signers.root.publicKey), madeMs: baseMs + 100_000, salt: new Uint8Array(16) }, signers.person)
  log.write('deed', { deed })
  const proofOf = async (seq: number, size: number): Promise<LogProof> => {
    const entry = log.entries[seq]
    if (!entry) throw new Error(`no entry ${seq}`)
    const note = await log.checkpoint(size)
    const bare = witnessed ? note : `${note.split('\n').slice(0, -2).join('\n')}\n`
    return { publicKey: signers.device.publicKey, incarnation: 0, entry, proof: inclusionProof(log.leaves.slice(0, size), seq).map((step) => new Uint8Array(step)), note: bare }
  }
  const before = witnessed ? (log.entries[scan - 1]?.bytes ?? null) : null
  const rows = await Promise.all(
    fields.recordings.map(async ({ recording }) => {
      const row = showRow(manifestRows, recording)
      if (!row) throw new Error(`no row of ${recording}`)
      return { row, scan: await proofOf(scan, scanned), before }
    }),
  )
  const kind = before && decodeEntry(before)
  if (kind && !(kind.ok && kind.value.kind === 'witness')) throw new Error('not a head')
  return { root: signers.root.publicKey, statements: await makeStatements(), deed, filed: await proofOf(scanned, log.entries.length), rows }
}
