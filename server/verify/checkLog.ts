// The verifier's own judgement of one Log; it names problems by the same words as the app, from its own checking.

import { hash } from 'node:crypto'
import { clockToleranceMs, logIdPrefix, sessionPrefix } from '../../src/core/log/constants.ts'
import type { LogNotice, LogNoticeType, LogProblem, LogProblemType } from '../../src/core/log/problems.ts'
import { issuerOf, shortHash, type Standing } from './certificates.ts'
import { makeApprovals, type ApprovalUse } from './approvals.ts'
import { checkSignatures } from './checkSignatures.ts'
import { isSigned } from './ed25519.ts'
import { checkNote } from './note.ts'
import type { BundleLog } from './readBundle.ts'
import { bodyFault, isKnown, readEntry, type ReadEntry } from './readEntry.ts'
import { asBytes, asText, hex } from './shape.ts'
import { leafHash, makeTree } from './tree.ts'
import { makeViewings, type ExplanationSummary, type ViewingSummary } from './viewings.ts'

export interface LogReport {
  readonly logId: string
  readonly deviceName: string
  readonly entries: number
  readonly firstMs: number | null
  readonly lastMs: number | null
  readonly root: string
  readonly checkpointed: number
  readonly witnesses: readonly { readonly name: string; readonly seconds: number; readonly size: number }[]
  readonly viewings: readonly ViewingSummary[]
  readonly uses: readonly ApprovalUse[]
  readonly explanations: readonly ExplanationSummary[]
  readonly problems: readonly LogProblem[]
  readonly notices: readonly LogNotice[]
}

interface Noted {
  readonly size: number
  readonly root: string
  readonly witnesses: readonly { readonly name: string; readonly seconds: number }[]
}

export const checkLog = async (log: BundleLog, standing: Standing): Promise<LogReport> => {
  const logId = makeId(log)
  const problems: LogProblem[] = []
  const notices: LogNotice[] = []
  const problem = (type: LogProblemType, seq: number | null, detail: string): void => void problems.push({ type, seq, detail })
  const notice = (type: LogNoticeType, seq: number | null, detail: string): void => void notices.push({ type, seq, detail })

  const device = standing.devices.get(hex(log.publicKey))
  const ended = device && standing.ended.get(device.serial)
  const heads = readHeads(log, logId, standing, problem, notice)
  if (!device) problem('unenrolled', 0, 'no certificate for this device')
  if (ended?.lastTrusted?.logId === logId) heads.push({ size: ended.lastTrusted.size, root: ended.lastTrusted.root, witnesses: [] })
  heads.sort((a, b) => a.size - b.size)

  const signatures = await checkSignatures(log.publicKey, log.entries)
  const tree = makeTree()
  const leaves = new Map<number, string>()
  const matched: Noted[] = []
  const unknown = new Set<string>()
  const viewings = makeViewings(standing)
  const approvals = makeApprovals(standing)
  let expected = 0
  let previousLeaf: string | null = logId
  let previous: ReadEntry | null = null
  let firstMs: number | null = null
  let gap = false
  let rewritten = false

  const append = (leaf: Uint8Array): void => {
    leaves.set(expected, hex(leaf))
    previousLeaf = hex(leaf)
    expected += 1
    if (gap) return
    tree.add(leaf)
    for (const head of heads.filter(({ size }) => size === tree.size)) {
      if (rewritten) return
      rewritten = tree.root() !== head.root
      if (rewritten) problem('checkpointMismatch', matched.at(-1)?.size ?? 0, `the checkpoint of size ${head.size} has another root`)
      else matched.push(head)
    }
  }

  for (const [index, signed] of log.entries.entries()) {
    const leaf = leafHash(signed.bytes)
    const entry = readEntry(signed.bytes)
    if (typeof entry === 'string') {
      problem('malformed', expected, entry)
      append(leaf)
      continue
    }
    const { seq } = entry
    if (!signatures[index]) problem('badSignature', seq, 'not signed by the device')
    if (entry.logId !== logId) problem('wrongLog', seq, entry.logId)
    if (seq < expected) {
      const known = leaves.get(seq)
      problem(known === undefined ? 'outOfOrder' : known === hex(leaf) ? 'repeated' : 'forked', seq, `stands after ${expected - 1}`)
      continue
    }
    if (seq > expected) {
      problem('missing', expected, `${expected} to ${seq - 1}`)
      gap = true
      expected = seq
    } else if (entry.prev !== previousLeaf) {
      problem('chainBroken', seq, `prev is ${entry.prev}, the entry before has ${previousLeaf ?? ''}`)
    }
    if (previous) checkClock(previous, entry, problem, notice)
    const fault = bodyFault(entry.kind, entry.body)
    if (fault === null) checkBody(entry, log, standing, problem)
    else problem('malformed', seq, fault)
    if (!isKnown(entry.kind) && !unknown.has(entry.kind)) {
      unknown.add(entry.kind)
      notice('unknownKind', seq, entry.kind)
    }
    if (fault === null) {
      for (const found of viewings.next(entry)) problem(found.type, seq, found.detail)
      const judged = approvals.next(entry)
      for (const found of judged.problems) problem(found.type, seq, found.detail)
      for (const found of judged.notices) notice(found.type, seq, found.detail)
    }
    firstMs ??= entry.timeMs
    previous = entry
    append(leaf)
  }

  const largest = heads.at(-1)?.size ?? 0
  if (largest > expected) problem('truncated', expected, `a checkpoint is of size ${largest}`)
  if (largest < expected) notice('noCheckpoint', largest, `${expected - largest}`)
  if (ended) {
    const trusted = ended.lastTrusted?.logId === logId ? ended.lastTrusted.size : 0
    if (expected > trusted) problem('revoked', trusted, ended.reason)
  }
  if (device && firstMs !== null && firstMs < device.notBefore) notice('beforeEnrolment', 0, new Date(device.notBefore).toISOString())
  for (const { seq, detail } of approvals.urgent()) notice('urgentViewing', seq, detail)
  for (const { id, seq } of viewings.unfinished()) notice('viewingUnfinished', seq, id)
  const witnesses = new Map(matched.flatMap((head) => head.witnesses.map((one) => [one.name, { ...one, size: head.size }] as const)))
  return {
    logId,
    deviceName: log.deviceName,
    entries: log.entries.length,
    firstMs,
    lastMs: (previous as ReadEntry | null)?.timeMs ?? null,
    root: tree.root(),
    checkpointed: matched.at(-1)?.size ?? 0,
    witnesses: [...witnesses.values()],
    viewings: viewings.summaries(approvals.basisOf), uses: approvals.uses(), explanations: viewings.explanations(),
    problems: problems.toSorted(inOrder),
    notices: notices.toSorted(inOrder),
  }
}

type Report = (type: LogProblemType, seq: number | null, detail: string) => void
type Notice = (type: LogNoticeType, seq: number | null, detail: string) => void

const makeId = ({ publicKey, incarnation }: BundleLog): string => {
  const count = Buffer.alloc(8)
  count.writeBigUInt64BE(BigInt(incarnation))
  return hash('sha256', Buffer.concat([Buffer.from(logIdPrefix), publicKey, count]), 'hex')
}

const readHeads = (log: BundleLog, logId: string, standing: Standing, problem: Report, notice: Notice): Noted[] => {
  // An auditor's cosignature counts as a witness's.
  const known = [...standing.witnesses, ...standing.auditors].map(({ name, subject }) => ({ name, publicKey: subject }))
  const strangers = new Set<string>()
  const heads: Noted[] = []
  for (const note of log.notes) {
    const found = checkNote(note, log.publicKey, known)
    if (typeof found === 'string') {
      problem('badCheckpoint', null, found)
      continue
    }
    const { head, deviceSigned, witnesses, bad } = found
    const fault = head.logId !== logId ? 'of another log' : !deviceSigned ? 'not signed by the device' : head.agency !== 'none' && head.agency !== standing.agency ? 'of another agency' : null
    if (fault !== null) {
      problem('badCheckpoint', head.size, fault)
      continue
    }
    heads.push({ size: head.size, root: head.root, witnesses })
    for (const name of bad) problem('badCosignature', head.size, name)
    for (const name of found.unknown) strangers.add(name)
  }
  for (const name of strangers) notice('unknownWitness', null, name)
  return heads
}

/** Within one start the performance clock tells how much time passed; over a restart only that time does not go back. */
const checkClock = (before: ReadEntry, entry: ReadEntry, problem: Report, notice: Notice): void => {
  const sameStart = before.boot === entry.boot
  const passed = sameStart ? entry.monoMs - before.monoMs : 0
  const shown = entry.timeMs - before.timeMs
  const detail = `${shown} ms on the clock, ${passed} ms passed`
  if (passed < 0 || shown + clockToleranceMs < passed) problem('clockJump', entry.seq, detail)
  else if (sameStart && shown > passed + clockToleranceMs) notice('clockForward', entry.seq, detail)
}

const checkBody = (entry: ReadEntry, log: BundleLog, standing: Standing, problem: Report): void => {
  const { seq, kind, body } = entry
  if ((kind === 'log-open') !== (seq === 0)) problem('wrongGenesis', seq, kind)
  else if (seq === 0 && (hex(asBytes(body.get('publicKey')) ?? new Uint8Array()) !== hex(log.publicKey) || body.get('incarnation') !== log.incarnation)) problem('wrongGenesis', seq, 'another key or incarnation')
  if (kind === 'certificate') {
    const issuer = issuerOf(asBytes(body.get('certificate')) ?? new Uint8Array())
    if (issuer === null || !standing.issuers.has(issuer)) problem('badCertificate', seq, issuer === null ? 'cannot be read or is not signed' : 'its issuer does not stand under the root')
  }
  if (kind === 'session-open') checkSession(entry, standing, problem)
}

const checkSession = ({ logId, seq, prev, timeMs, body }: ReadEntry, standing: Standing, problem: Report): void => {
  const personKey = asBytes(body.get('personKey')) ?? new Uint8Array()
  const person = asText(body.get('person')) ?? ''
  const numbers = Buffer.alloc(16)
  numbers.writeBigUInt64BE(BigInt(seq))
  numbers.writeBigUInt64BE(BigInt(timeMs), 8)
  const message = Buffer.concat([Buffer.from(sessionPrefix), Buffer.from(logId, 'hex'), numbers.subarray(0, 8), Buffer.from(prev, 'hex'), numbers.subarray(8), personKey])
  if (shortHash(personKey, 32) !== person || !isSigned(personKey, message, asBytes(body.get('personSignature')) ?? new Uint8Array())) problem('badPersonSignature', seq, person)
  const certificate = standing.people.get(person)
  const ended = certificate && standing.ended.get(certificate.serial)
  if (!certificate) problem('unenrolled', seq, `no certificate for ${asText(body.get('name')) ?? ''} ${person}`)
  else if (ended && timeMs >= ended.fromMs) problem('revoked', seq, `${certificate.name}: ${ended.reason}`)
}

const inOrder = (a: LogProblem | LogNotice, b: LogProblem | LogNotice): number => (a.seq ?? Infinity) - (b.seq ?? Infinity) || Buffer.compare(Buffer.from(a.type), Buffer.from(b.type))
