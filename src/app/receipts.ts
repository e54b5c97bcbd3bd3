// Issues a receipt for Recordings (article 1), and makes its file: the signed Deed with every proof a stranger needs.

import { concat, fromHex, indexOfBytes, toHex } from '../core/bytes.ts'
import { decodeManifest, type ManifestRow } from '../core/catalog/manifest.ts'
import { showRow } from '../core/catalog/manifestRows.ts'
import type { Recording } from '../core/catalog/recording.ts'
import { checkReceipt, type ReceiptVerdict } from '../core/cases/checkReceipt.ts'
import type { DeedBook, DeedRow } from '../core/deeds/deedBook.ts'
import type { DeedFields } from '../core/deeds/deedKinds.ts'
import { makeReceipt, type LogProof, type ReceiptRow } from '../core/format/receipt.ts'
import { logId, type Bytes, type LogId, type RecordingId } from '../core/ids.ts'
import { checkNote, type Verify } from '../core/log/checkpoint.ts'
import { bodyOf, decodeEntry } from '../core/log/entry.ts'
import { inclusionProof } from '../core/log/merkle.ts'
import type { ClockCorrection } from '../core/policy/recorderClock.ts'
import type { CatalogStore, LogStore, StoredEntry } from '../core/ports.ts'
import { err, ok } from '../core/result.ts'
import { isRevocation, parseStatement } from '../core/trust/certificate.ts'
import type { Trust } from '../core/trust/verifyChain.ts'
import type { Answer, App, OutFile } from './app.ts'
import type { LogWriter } from './logWriter.ts'

export interface NewReceipt {
  /** For whom. */
  readonly party: string
  readonly reason: string
  readonly caseNumber: string
  readonly recordings: readonly RecordingId[]
}

export interface IssuedReceipt {
  readonly file: OutFile
  /** What checking the file found: this is what is shown and printed. */
  readonly verdict: ReceiptVerdict
}

export interface ReceiptDeps {
  readonly store: Pick<CatalogStore, 'manifest' | 'recordings' | 'copiesOfRecording'>
  readonly logs: Pick<LogStore, 'logs' | 'byKind' | 'read' | 'leaves' | 'checkpoints'>
  readonly checkpoint: LogWriter['checkpoint']
  readonly verify: Verify
  readonly trust: () => Trust | null
  /** Certificates and revocations known here. */
  readonly statements: () => readonly Bytes[]
  readonly book: () => DeedBook
  readonly sign: App['sign']
  /** How far the recorder's clock was off (article 5). */
  readonly correction: (recording: RecordingId) => Promise<ClockCorrection | null>
  /** Local date for the file's name. */
  readonly day: (ms: number) => string
}

export const makeReceipts = (deps: ReceiptDeps): Pick<App, 'issueReceipt' | 'openReceipt'> => {
  /** The one decoded last: Recordings of one receipt mostly lie on one drive. */
  let decoded: { readonly root: string; readonly rows: readonly ManifestRow[] } | null = null
  const rowsWith = async (root: string, recording: string): Promise<readonly ManifestRow[]> => {
    if (decoded?.root === root) return decoded.rows
    const bytes = await deps.store.manifest(root)
    // A manifest of a full drive takes a while to decode: most are of other drives.
    if (!bytes || indexOfBytes(bytes, fromHex(recording)) < 0) return []
    const manifest = decodeManifest(bytes)
    decoded = { root, rows: manifest.ok ? manifest.value.rows : [] }
    return decoded.rows
  }

  /** The earliest scan that found it and stands under a checkpoint. */
  const rowFor = async (recording: string): Promise<ReceiptRow | null> => {
    const scans = (await deps.logs.byKind('drive-scan')).toSorted((a, b) => a.timeMs - b.timeMs)
    for (const scan of scans) {
      const entry = decodeEntry(scan.bytes)
      const body = entry.ok ? bodyOf(entry.value, 'drive-scan') : null
      const row = body?.rows ? showRow(await rowsWith(toHex(body.manifest), recording), recording) : null
      const proof = row && (await proofOf(deps, scan.logId, scan.seq))
      if (!row || !proof) continue
      const [before] = await deps.logs.read(scan.logId, scan.seq - 1, scan.seq)
      return { row, scan: proof, before: before?.kind === 'witness' ? before.bytes : null }
    }
    return null
  }

  const proveAll = async (recordings: readonly string[]): Answer<readonly ReceiptRow[]> => {
    const rows: ReceiptRow[] = []
    for (const recording of recordings) {
      const row = await rowFor(recording)
      if (!row) return err({ type: 'NotInScan', recordingId: recording })
      rows.push(row)
    }
    return ok(rows)
  }

  const fileOf = async (deed: DeedRow<'receipt'>): Answer<IssuedReceipt> => {
    const trust = deps.trust()
    const rows = await proveAll(deed.fields.recordings.map(({ recording }) => recording))
    if (!rows.ok) return rows
    const filed = await proofOf(deps, logId(deed.logId), deed.seq)
    if (!trust || !filed) return err({ type: 'NotEnrolled' })
    const keys = [deed.personKey, filed.publicKey, ...rows.value.map(({ scan }) => scan.publicKey), ...[...trust.witnesses.values()].map(({ subject }) => subject)]
    const receipt = { root: trust.root, statements: neededStatements(deps.statements(), keys), deed: deed.bytes, filed, rows: rows.value }
    return ok({ file: { name: `receipt-${deps.day(deed.madeMs)}-${deed.id.slice(0, 8)}.fieldreel-receipt`, bytes: makeReceipt(receipt) }, verdict: await checkReceipt(receipt, deps.verify) })
  }

  return {
    issueReceipt: async ({ party, reason, caseNumber, recordings }) => {
      const known = new Map((await deps.store.recordings(recordings)).map((recording) => [recording.id, recording]))
      // So that the newest scan stands under a signed root, too.
      const signed = await deps.checkpoint()
      if (!signed.ok) return signed
      // Before anything is signed: a receipt that proves nothing is none.
      const proven = await proveAll(recordings)
      if (!proven.ok) return proven
      const facts: DeedFields<'receipt'>['recordings'] = []
      for (const id of recordings) {
        const recording = known.get(id)
        if (!recording) return err({ type: 'NotInScan', recordingId: id })
        facts.push(factsOf(recording, (await deps.store.copiesOfRecording(id))[0]?.path ?? '', await deps.correction(id)))
      }
      const deed = await deps.sign('receipt', { party, reason, caseNumber, recordings: facts })
      if (!deed.ok) return deed
      const covered = await deps.checkpoint()
      return covered.ok ? fileOf(deed.value) : covered
    },
    openReceipt: async (id) => {
      const deed = deps.book().find(id)
      if (deed?.type !== 'receipt') throw new Error(`no receipt ${id}`)
      const covered = await deps.checkpoint()
      return covered.ok ? fileOf(deed as DeedRow<'receipt'>) : covered
    },
  }
}

const factsOf = ({ id, xxh128, size, recorder, officer, startMs, durationMs, timeSource }: Recording, path: string, correction: ClockCorrection | null): DeedFields<'receipt'>['recordings'][number] => ({
  recording: id,
  xxh128,
  size,
  name: path.slice(path.lastIndexOf('/') + 1).slice(-300),
  recorder,
  officer,
  startMs,
  endMs: startMs === null || durationMs === null ? null : startMs + Math.round(durationMs),
  clock: timeSource,
  offsetMs: correction && -correction.offsetMs,
  uncertaintyMs: correction && correction.uncertaintyMs,
})

/** Under the first cosigned checkpoint that has the Entry, else the newest that has it; null while none does. */
const proofOf = async ({ logs, verify, trust }: ReceiptDeps, id: LogId, seq: number): Promise<LogProof | null> => {
  const log = (await logs.logs()).find((one) => one.logId === id)
  const [entry]: readonly (StoredEntry | undefined)[] = await logs.read(id, seq, seq + 1)
  const covering = (await logs.checkpoints(id)).filter(({ size }) => size > seq).toSorted((a, b) => a.size - b.size)
  let chosen = covering.at(-1)
  if (!log || !entry || !chosen) return null
  const witnesses = [...(trust()?.witnesses.values() ?? [])].map(({ name, subject }) => ({ name, publicKey: subject }))
  for (const checkpoint of covering.filter((one) => one.witnesses.length > 0)) {
    const checked = await checkNote(checkpoint.note, log.publicKey, witnesses, verify)
    if (!checked.ok || checked.value.cosignatures.length === 0) continue
    chosen = checkpoint
    break
  }
  const leaves = (await logs.leaves(id, chosen.size)).map(fromHex)
  return { publicKey: log.publicKey, incarnation: log.incarnation, entry: { bytes: entry.bytes, signature: entry.signature }, proof: inclusionProof(leaves, seq).map((step) => concat(step)), note: chosen.note }
}

/** Root and authorities, the certificates of these keys, and what revokes any of them: a party learns of nobody else. */
const neededStatements = (statements: readonly Bytes[], keys: readonly Uint8Array[]): readonly Bytes[] => {
  const wanted = new Set(keys.map(toHex))
  const read = statements.flatMap((bytes) => {
    const parsed = parseStatement(bytes)
    return parsed.ok ? [{ bytes, signed: parsed.value }] : []
  })
  const kept = read.filter(({ signed }) => !isRevocation(signed) && (signed.statement.kind === 'root' || signed.statement.kind === 'authority' || ('subject' in signed.statement && wanted.has(toHex(signed.statement.subject)))))
  const serials = new Set(kept.map(({ signed }) => signed.statement.serial))
  const ended = read.filter(({ signed }) => isRevocation(signed) && serials.has(signed.statement.revokes))
  return [...kept, ...ended].map(({ bytes }) => bytes)
}
