// What a receipt proves, step by step: signatures up to the unit's root, proofs in the log, witnesses, and the time between two of them.

import { equal, fromHex, toHex } from '../bytes.ts'
import type { ManifestRow } from '../catalog/manifest.ts'
import { readShownRow } from '../catalog/manifestRows.ts'
import { deedSigningInput, parseDeed, type Deed } from '../deeds/deed.ts'
import { fieldsProblem, type DeedFields } from '../deeds/deedKinds.ts'
import { deedClockToleranceMs } from '../deeds/judgeDeed.ts'
import type { LogProof, Receipt, ReceiptRow } from '../format/receipt.ts'
import { checkNote, unenrolledAgency, type Cosignature, type Verify } from '../log/checkpoint.ts'
import { bodyOf, decodeEntry, entryLeaf, entrySigningInput, makeLogId, type Entry } from '../log/entry.ts'
import { isIncluded } from '../log/merkle.ts'
import { rolesOf, type Role } from '../policy/acts.ts'
import type { Certificate } from '../trust/certificate.ts'
import { certificateAt, sortStatements, type Trust } from '../trust/verifyChain.ts'

export type ReceiptProblemType =
  /** A certificate that does not stand under the root named in the file. */
  | 'certificate'
  /** The Deed cannot be read, or is no receipt. */
  | 'deed'
  /** Changed after it was signed. */
  | 'deedSignature'
  /** Who signed has no certificate of this unit for that day. */
  | 'signer'
  /** Signed, or scanned, after the certificate was revoked. */
  | 'revoked'
  /** The Deed is not the one that stands in the log. */
  | 'notFiled'
  | 'entrySignature'
  /** The device has no certificate of this unit. */
  | 'device'
  /** The proof does not lead from the Entry to the checkpoint. */
  | 'notInLog'
  /** The checkpoint cannot be read, or the device did not sign it. */
  | 'checkpoint'
  | 'cosignature'
  /** The proof does not lead from the row to what the Entry fixed. */
  | 'notInManifest'
  /** The row has another fingerprint or size than the receipt says. */
  | 'differs'

export interface ReceiptProblem {
  readonly type: ReceiptProblemType
  /** Which Recording of the receipt, from 0; null where it is about the receipt itself. */
  readonly recording: number | null
  readonly detail: string
}

/** An Entry that stands in a log as it should. */
export interface ProvenEntry {
  readonly logId: string
  readonly seq: number
  /** By the clock of the device. */
  readonly timeMs: number
  readonly device: string
  readonly checkpoint: { readonly size: number; readonly root: string }
  /** Whose cosignature matches; empty: only the device vouches. */
  readonly witnesses: readonly Cosignature[]
}

export interface ReceiptedRecording {
  readonly facts: DeedFields<'receipt'>['recordings'][number]
  /** Where it lay on its drive; null where the row does not stand. */
  readonly path: string | null
  /** Null where the fingerprint is not proven to be in the log. */
  readonly fixed: ProvenEntry | null
  /** Between which moments it was fixed, by witnesses' clocks; null where none says. Epoch milliseconds. */
  readonly notBeforeMs: number | null
  readonly notAfterMs: number | null
}

export interface ReceiptVerdict {
  /** Public key, hex: to be compared with the one the unit published. */
  readonly root: string
  readonly unit: string
  readonly problems: readonly ReceiptProblem[]
  /** Null where the Deed cannot be read. */
  readonly said: { readonly id: string; readonly fields: DeedFields<'receipt'>; readonly madeMs: number; readonly name: string; readonly officerNumber: string; readonly roles: readonly Role[] } | null
  readonly filed: ProvenEntry | null
  readonly recordings: readonly ReceiptedRecording[]
}

export const checkReceipt = async (receipt: Receipt, verify: Verify): Promise<ReceiptVerdict> => {
  const problems: ReceiptProblem[] = []
  const report = (type: ReceiptProblemType, recording: number | null, detail: string): null => {
    problems.push({ type, recording, detail })
    return null
  }
  const sorted = await sortStatements(receipt.root, receipt.statements, verify)
  const { trust } = sorted
  for (const problem of sorted.problems) report('certificate', null, 'detail' in problem ? problem.detail : problem.type)
  const proof = (one: LogProof, recording: number | null) => proveEntry(one, trust, verify, (type, detail) => report(type, recording, detail))

  const filed = await proof(receipt.filed, null)
  const deed = await readDeed(receipt.deed, filed?.entry.timeMs ?? 0, trust, verify, (type, detail) => report(type, null, detail))
  const carried = filed && bodyOf(filed.entry, 'deed')?.deed
  if (filed && !(carried && equal(carried, receipt.deed))) report('notFiled', null, `entry ${filed.entry.seq} has another deed`)

  const recordings: ReceiptedRecording[] = []
  const listed = deed?.fields.recordings ?? []
  if (deed && listed.length !== receipt.rows.length) report('differs', null, `${listed.length} recordings, ${receipt.rows.length} proofs`)
  for (const [index, facts] of listed.entries()) {
    const row = receipt.rows[index]
    if (row) recordings.push(await proveRecording(row, facts, await proof(row.scan, index), trust, verify, (type, detail) => report(type, index, detail)))
  }
  return {
    root: toHex(receipt.root),
    unit: trust.unit,
    problems,
    said: deed && { id: deed.deed.id, fields: deed.fields, madeMs: deed.deed.madeMs, name: deed.signer?.name ?? '', officerNumber: deed.signer?.officerNumber ?? '', roles: rolesOf(deed.signer?.role ?? '') },
    filed: filed?.proven ?? null,
    recordings,
  }
}

type Report = (type: ReceiptProblemType, detail: string) => null
interface Proven {
  readonly entry: Entry
  readonly proven: ProvenEntry
}

/** `filedMs`: when the log first had it. */
const readDeed = async (bytes: Uint8Array, filedMs: number, trust: Trust, verify: Verify, report: Report): Promise<{ readonly deed: Deed; readonly fields: DeedFields<'receipt'>; readonly signer: Certificate | null } | null> => {
  const parsed = parseDeed(bytes)
  if (!parsed.ok) return report('deed', parsed.error)
  const deed = parsed.value
  const problem = deed.type === 'receipt' ? fieldsProblem('receipt', deed.fields) : deed.type
  if (problem !== null) return report('deed', problem)
  if (!(await verify(deed.personKey, deedSigningInput(deed.body), deed.signature))) report('deedSignature', deed.id)
  const known = trust.people.get(deed.person) ?? null
  const ended = known && trust.revocations.get(known.serial)
  const signer = certificateAt(trust, deed.person, deed.madeMs) ?? known
  if (!known || !equal(known.subject, deed.personKey) || deed.agency !== trust.agency || known.notBefore > deed.madeMs + deedClockToleranceMs) report('signer', deed.person)
  else if (ended && Math.max(deed.madeMs, filedMs) >= ended.fromMs) report('revoked', known.name)
  return { deed, fields: deed.fields as unknown as DeedFields<'receipt'>, signer }
}

const proveEntry = async ({ publicKey, incarnation, entry: signed, proof, note }: LogProof, trust: Trust, verify: Verify, report: Report): Promise<Proven | null> => {
  const decoded = decodeEntry(signed.bytes)
  if (!decoded.ok) return report('notInLog', 'the entry cannot be read')
  const entry = decoded.value
  const logId = makeLogId(publicKey, incarnation)
  if (entry.logId !== logId) return report('notInLog', 'an entry of another log')
  if (!(await verify(publicKey, entrySigningInput(signed.bytes), signed.signature))) report('entrySignature', `entry ${entry.seq}`)
  const device = trust.devices.get(toHex(publicKey))
  const ended = device && trust.revocations.get(device.serial)
  if (!device) report('device', `log ${logId}`)
  else if (ended && !(ended.lastTrusted && toHex(ended.lastTrusted.logId) === logId && entry.seq < ended.lastTrusted.size)) report('revoked', device.name)

  const witnesses = witnessesOf(trust)
  const checked = await checkNote(note, publicKey, witnesses, verify)
  if (!checked.ok) return report('checkpoint', checked.error)
  const { checkpoint, deviceSigned, cosignatures, badWitnesses } = checked.value
  if (!deviceSigned || checkpoint.logId !== logId) return report('checkpoint', deviceSigned ? 'of another log' : 'not signed by the device')
  if (checkpoint.agency !== trust.agency && checkpoint.agency !== unenrolledAgency) report('checkpoint', `of another unit: ${checkpoint.agency}`)
  for (const name of badWitnesses) report('cosignature', name)
  if (!isIncluded(entry.seq, checkpoint.size, fromHex(entryLeaf(signed.bytes)), checkpoint.root, proof)) return report('notInLog', `entry ${entry.seq}, checkpoint of size ${checkpoint.size}`)
  return { entry, proven: { logId, seq: entry.seq, timeMs: entry.timeMs, device: device?.name ?? '', checkpoint: { size: checkpoint.size, root: toHex(checkpoint.root) }, witnesses: cosignatures } }
}

const proveRecording = async ({ row: shown, before }: ReceiptRow, facts: ReceiptedRecording['facts'], scan: Proven | null, trust: Trust, verify: Verify, report: Report): Promise<ReceiptedRecording> => {
  const body = scan && bodyOf(scan.entry, 'drive-scan')
  const row = body?.rows ? readShownRow(shown, body.rows) : null
  if (scan && !row) report('notInManifest', `entry ${scan.entry.seq}`)
  const same = row !== null && isOf(row, facts)
  if (row && !same) report('differs', row.path)
  if (!scan || !same) return { facts, path: null, fixed: null, notBeforeMs: null, notAfterMs: null }
  const seconds = scan.proven.witnesses.map((one) => one.seconds)
  return {
    facts,
    path: row.path,
    fixed: scan.proven,
    notBeforeMs: before && entryLeaf(before) === scan.entry.prev ? await timeOfHead(before, trust, verify) : null,
    notAfterMs: seconds.length > 0 ? Math.min(...seconds) * 1_000 : null,
  }
}

const isOf = ({ size, content }: ManifestRow, facts: ReceiptedRecording['facts']): boolean => content?.recordingId === facts.recording && content.xxh128 === facts.xxh128 && size === facts.size

/** When a witness cosigned the head that an Entry quotes: the Entry, and whatever follows it, is not older. */
const timeOfHead = async (bytes: Uint8Array, trust: Trust, verify: Verify): Promise<number | null> => {
  const entry = decodeEntry(bytes)
  const note = entry.ok ? bodyOf(entry.value, 'witness')?.note : undefined
  const checked = note === undefined ? null : await checkNote(note, new Uint8Array(32), witnessesOf(trust), verify)
  const seconds = checked?.ok ? checked.value.cosignatures.map((one) => one.seconds) : []
  return seconds.length > 0 ? Math.max(...seconds) * 1_000 : null
}

const witnessesOf = (trust: Trust) => [...trust.witnesses.values()].filter(({ serial }) => !trust.revocations.has(serial)).map(({ name, subject }) => ({ name, publicKey: subject }))
