// Whether a Log is what its device wrote, whole and in order: entries, chain, clocks, checkpoints, certificates, rules of viewing.

import { fromHex, toHex } from '../bytes.ts'
import type { Bytes, LogId } from '../ids.ts'
import type { Trust } from '../trust/verifyChain.ts'
import { checkNotes, type NotedHead } from './checkNotes.ts'
import type { Verify } from './checkpoint.ts'
import { clockToleranceMs } from './constants.ts'
import { bodyOf, makeLogId, type Entry } from './entry.ts'
import type { SignedEntry } from './exchange.ts'
import { makeDeedRules } from './deedRules.ts'
import { inspectEntry, type InspectedEntry } from './inspectEntry.ts'
import { isKnownKind } from './bodyShapes.ts'
import { appendLeaf, emptyFrontier, frontierRoot } from './merkle.ts'
import type { LogNotice, LogNoticeType, LogProblem, LogProblemType } from './problems.ts'
import { makeViewingRules } from './viewingRules.ts'

export interface LogToVerify {
  readonly publicKey: Bytes
  readonly incarnation: number
  /** Signed notes of checkpoints, as kept. */
  readonly notes: readonly string[]
}

export interface LogVerdict {
  readonly logId: LogId
  /** Entries read, also those that are not in order. */
  readonly entries: number
  readonly firstMs: number | null
  readonly lastMs: number | null
  /** Root over the entries in order, hex. */
  readonly root: string
  /** Size of the largest checkpoint that matches. */
  readonly checkpointed: number
  /** Cosignatures on matching checkpoints: the largest size of each witness. */
  readonly witnesses: readonly { readonly name: string; readonly seconds: number; readonly size: number }[]
  readonly problems: readonly LogProblem[]
  readonly notices: readonly LogNotice[]
}

/** Feed every Entry in the order kept, then ask. */
export interface LogCheck {
  add(inspected: readonly InspectedEntry[]): void
  finish(): LogVerdict
}

/** All in one, for logs in memory. `trust` null: no agency is known. */
export const verifyLog = async (log: LogToVerify, entries: readonly SignedEntry[], trust: Trust | null, verify: Verify): Promise<LogVerdict> => {
  const check = await makeLogCheck(log, trust, verify)
  for (const entry of entries) check.add([await inspectEntry(log.publicKey, entry, verify)])
  return check.finish()
}

export const makeLogCheck = async (log: LogToVerify, trust: Trust | null, verify: Verify): Promise<LogCheck> => {
  const logId = makeLogId(log.publicKey, log.incarnation)
  const problems: LogProblem[] = []
  const notices: LogNotice[] = []
  const report = (type: LogProblemType, seq: number | null, detail: string): unknown => problems.push({ type, seq, detail })
  const notice = (type: LogNoticeType, seq: number | null, detail: string): unknown => notices.push({ type, seq, detail })

  const device = trust?.devices.get(toHex(log.publicKey)) ?? null
  const revocation = (device && trust?.revocations.get(device.serial)) ?? null
  const heads = await checkNotes(log, logId, trust, verify, report, notice)
  if (!device) report('unenrolled', 0, 'no certificate for this device')
  if (revocation?.lastTrusted && toHex(revocation.lastTrusted.logId) === logId) heads.push({ size: revocation.lastTrusted.size, root: toHex(revocation.lastTrusted.root), cosignatures: [] })
  heads.sort((a, b) => a.size - b.size)
  const issuers = new Set(trust ? [trust.root, ...trust.authorities.map(({ subject }) => subject)].map(toHex) : [])

  const viewing = makeViewingRules()
  const deeds = makeDeedRules(trust)
  const unknownKinds = new Set<string>()
  const matched: NotedHead[] = []
  const leafBySeq = new Map<number, string>()
  let frontier = emptyFrontier
  let entries = 0
  let next = 0
  /** Leaf of the entry before; null after a gap, when it is not known. */
  let before: string | null = logId
  let last: Entry | null = null
  let firstMs: number | null = null
  let lastMs: number | null = null
  let whole = true
  let mismatched = false
  let nextHead = 0

  const compareHeads = (): void => {
    for (let head = heads[nextHead]; whole && !mismatched && head && head.size <= frontier.size; head = heads[(nextHead += 1)]) {
      if (head.size < frontier.size) continue
      if (toHex(frontierRoot(frontier)) === head.root) matched.push(head)
      else {
        mismatched = true
        report('checkpointMismatch', matched.at(-1)?.size ?? 0, `the checkpoint of size ${head.size} has another root`)
      }
    }
  }

  /** Puts a leaf at `next`. */
  const take = (leaf: string): void => {
    leafBySeq.set(next, leaf)
    if (whole) frontier = appendLeaf(frontier, fromHex(leaf))
    before = leaf
    next += 1
    compareHeads()
  }

  const checkClock = (entry: Entry): void => {
    if (!last) return
    const wall = entry.timeMs - last.timeMs
    const ran = entry.boot === last.boot ? entry.monoMs - last.monoMs : 0
    if (ran < 0 || wall < ran - clockToleranceMs) report('clockJump', entry.seq, `${wall} ms on the clock, ${ran} ms passed`)
    else if (entry.boot === last.boot && wall > ran + clockToleranceMs) notice('clockForward', entry.seq, `${wall} ms on the clock, ${ran} ms passed`)
  }

  const checkPeople = (entry: Entry, personSigned: boolean): void => {
    const session = bodyOf(entry, 'session-open')
    if (!session) return
    if (!personSigned) report('badPersonSignature', entry.seq, session.person)
    const certificate = trust?.people.get(session.person)
    const ended = certificate && trust?.revocations.get(certificate.serial)
    if (!certificate) report('unenrolled', entry.seq, `no certificate for ${session.name} ${session.person}`)
    else if (ended && entry.timeMs >= ended.fromMs) report('revoked', entry.seq, `${certificate.name}: ${ended.reason}`)
  }

  const checkContent = ({ entry, detail, personSigned, deedSigned, statementIssuer }: InspectedEntry & { readonly entry: Entry }): void => {
    const { seq, kind } = entry
    if (detail !== null) return void report('malformed', seq, detail)
    const genesis = bodyOf(entry, 'log-open')
    if ((seq === 0) !== (genesis !== null)) report('wrongGenesis', seq, kind)
    else if (genesis && (toHex(genesis.publicKey) !== toHex(log.publicKey) || genesis.incarnation !== log.incarnation)) report('wrongGenesis', seq, 'another key or incarnation')
    if (kind === 'certificate' && !(statementIssuer !== null && issuers.has(statementIssuer))) report('badCertificate', seq, statementIssuer === null ? 'cannot be read or is not signed' : 'its issuer does not stand under the root')
    if (!isKnownKind(kind) && !unknownKinds.has(kind)) {
      unknownKinds.add(kind)
      notice('unknownKind', seq, kind)
    }
    checkPeople(entry, personSigned)
    for (const found of viewing.next(entry)) report(found.type, seq, found.detail)
    const judged = deeds.next(entry, deedSigned)
    for (const found of judged.problems) report(found.type, seq, found.detail)
    for (const found of judged.notices) notice(found.type, seq, found.detail)
  }

  const addOne = (inspected: InspectedEntry): void => {
    const { entry, leaf, signed } = inspected
    entries += 1
    if (!entry) {
      report('malformed', next, inspected.detail ?? '')
      take(leaf)
      return
    }
    const { seq } = entry
    if (!signed) report('badSignature', seq, 'not signed by the device')
    if (entry.logId !== logId) report('wrongLog', seq, entry.logId)
    if (seq < next) {
      const known = leafBySeq.get(seq)
      if (known === undefined) report('outOfOrder', seq, `stands after ${next - 1}`)
      else report(known === leaf ? 'repeated' : 'forked', seq, leaf)
      return
    }
    if (seq > next) {
      report('missing', next, seq - next === 1 ? `${next}` : `${next} to ${seq - 1}`)
      whole = false
      before = null
      next = seq
    }
    if (before !== null && entry.prev !== before) report('chainBroken', seq, `prev is ${entry.prev}, the entry before has ${before}`)
    checkClock(entry)
    checkContent({ ...inspected, entry })
    firstMs ??= entry.timeMs
    lastMs = entry.timeMs
    last = entry
    take(leaf)
  }

  return {
    add: (inspected) => inspected.forEach(addOne),
    finish: () => {
      compareHeads()
      const largest = heads.at(-1)?.size ?? 0
      const checkpointed = matched.at(-1)?.size ?? 0
      if (largest > next) report('truncated', next, `a checkpoint is of size ${largest}`)
      if (next > largest) notice('noCheckpoint', largest, `${next - largest} entries after the last checkpoint`)
      const trustedSize = revocation ? (revocation.lastTrusted && toHex(revocation.lastTrusted.logId) === logId ? revocation.lastTrusted.size : 0) : Infinity
      if (revocation && next > trustedSize) report('revoked', trustedSize, `${device?.name ?? ''}: ${revocation.reason}`)
      if (device && firstMs !== null && firstMs < device.notBefore) notice('beforeEnrolment', 0, `the certificate begins at ${device.notBefore}`)
      for (const { seq, detail } of deeds.urgent()) notice('urgentViewing', seq, detail)
      for (const { viewing: id, seq } of viewing.unfinished()) notice('viewingUnfinished', seq, id)
      const witnesses = new Map(matched.flatMap(({ size, cosignatures }) => cosignatures.map(({ name, seconds }) => [name, { name, seconds, size }] as const)))
      return { logId, entries, firstMs, lastMs, root: toHex(frontierRoot(frontier)), checkpointed, witnesses: [...witnesses.values()], problems: problems.toSorted(bySeq), notices: notices.toSorted(bySeq) }
    },
  }
}

const bySeq = (a: LogProblem | LogNotice, b: LogProblem | LogNotice): number => (a.seq ?? Infinity) - (b.seq ?? Infinity) || (a.type < b.type ? -1 : a.type > b.type ? 1 : 0)
