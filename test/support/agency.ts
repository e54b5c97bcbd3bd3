// A whole agency with one device log, from fixed seeds: the same bytes at every run. Node only.

import { createHash, createPrivateKey, createPublicKey, sign, verify as verifyNode, type KeyObject } from 'node:crypto'
import { fromHex, sha256, utf8 } from '../../src/core/bytes.ts'
import type { BundledLog, Bundle } from '../../src/core/format/bundle.ts'
import type { Bytes, LogId } from '../../src/core/ids.ts'
import { cosign, signCheckpoint, type Verify } from '../../src/core/log/checkpoint.ts'
import { entrySigningInput, makeEntry, makeGenesis, makeLogId, type LogHead, type Stamps } from '../../src/core/log/entry.ts'
import type { SignedEntry } from '../../src/core/log/exchange.ts'
import type { EntryBodies, EntryKind } from '../../src/core/log/kinds.ts'
import { treeRoot } from '../../src/core/log/merkle.ts'
import type { Signer } from '../../src/core/ports.ts'
import { agencyId, issue, personId, type Certificate } from '../../src/core/trust/certificate.ts'
import { sessionSigningInput } from '../../src/core/trust/sessionStatement.ts'

export const baseMs = 1_790_000_000_000
export const unit = '黔江区文化和旅游发展委员会'

/** RFC 8410: the head of a PKCS #8 and of an SPKI Ed25519 key. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex')

export interface TestSigner extends Signer {
  signNow(message: Uint8Array): Bytes
}

/** The key whose seed is SHA-256 of the name. */
export const makeTestSigner = (name: string): TestSigner => {
  const seed = createHash('sha256').update(name).digest()
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32))
  const signNow = (message: Uint8Array): Bytes => new Uint8Array(sign(null, message, key))
  return { publicKey, signNow, sign: async (message) => signNow(message) }
}

const publicKeys = new Map<string, KeyObject>()
export const verifyInNode: Verify = async (publicKey, message, signature) => {
  const name = Buffer.from(publicKey).toString('hex')
  const key = publicKeys.get(name) ?? createPublicKey({ key: Buffer.concat([spkiHead, publicKey]), format: 'der', type: 'spki' })
  publicKeys.set(name, key)
  return verifyNode(null, message, key, signature)
}

export const serialOf = (name: string): string => createHash('sha256').update(`serial ${name}`).digest('hex').slice(0, 32)

export const signers = {
  root: makeTestSigner('root'),
  authority: makeTestSigner('authority'),
  device: makeTestSigner('device'),
  person: makeTestSigner('person'),
  witness: makeTestSigner('witness'),
}
export const witnessName = '服务器 一'
export const deviceName = '办公室 电脑'
export const person = personId(signers.person.publicKey)

export const makeStatement = (kind: Certificate['kind'], subject: TestSigner, issuer: TestSigner, name: string, notBefore = baseMs - 1_000): Promise<Bytes> =>
  issue({ kind, serial: serialOf(`${kind} ${name}`), subject: subject.publicKey, name, officerNumber: kind === 'person' ? '010203' : '', role: kind === 'person' ? 'administrator' : '', unit, notBefore }, issuer)

/** root, authority, device, person, witness. */
export const makeStatements = (): Promise<readonly Bytes[]> =>
  Promise.all([
    makeStatement('root', signers.root, signers.root, unit),
    makeStatement('authority', signers.authority, signers.root, unit),
    makeStatement('device', signers.device, signers.authority, deviceName),
    makeStatement('person', signers.person, signers.authority, '张三'),
    makeStatement('witness', signers.witness, signers.authority, witnessName),
  ])

/** Of 张三 a new role and clearances; of 李四 a promotion that was revoked; of 王五 all certificates revoked. Days after `baseMs`. */
export const makeRenewals = (): Promise<readonly Bytes[]> => {
  const day = (count: number): number => baseMs + count * 86_400_000
  const term = (name: string, key: TestSigner, from: number, role: string, more: Partial<Certificate> = {}): Promise<Bytes> =>
    issue({ kind: 'person', serial: serialOf(`${name} ${from}`), subject: key.publicKey, name, officerNumber: '', role, unit, notBefore: day(from), ...more }, signers.authority)
  const end = (name: string, from: number, on: number): Promise<Bytes> => issue({ kind: 'revocation', serial: serialOf(`end ${name} ${from}`), revokes: serialOf(`${name} ${from}`), fromMs: day(on), lastTrusted: null, reason: '调整' }, signers.authority)
  const [li, wang] = [makeTestSigner('李四'), makeTestSigner('王五')]
  return Promise.all([
    term('张三', signers.person, 10, 'officer approver', { officerNumber: '010203', clearances: ['internal', 'state'] }),
    term('李四', li, 1, 'viewer'), term('李四', li, 5, 'viewer approver', { clearances: ['commercial'] }), end('李四', 5, 6),
    term('王五', wang, 1, 'officer'), term('王五', wang, 5, 'custodian'), end('王五', 1, 6), end('王五', 5, 20),
  ])
}

/** Writes one log, an entry a second, and remembers its leaves. */
export const makeTestLog = (device: TestSigner = signers.device, incarnation = 0) => {
  const logId: LogId = makeLogId(device.publicKey, incarnation)
  const entries: SignedEntry[] = []
  const leaves: Bytes[] = []
  let head: LogHead = makeGenesis(logId)
  let { timeMs, monoMs } = { timeMs: baseMs, monoMs: 100 }
  const write = <K extends EntryKind>(kind: K, body: EntryBodies[K], changed: Partial<Stamps> = {}): void => {
    const stamps = { timeMs: (timeMs += 1_000), monoMs: (monoMs += 1_000), boot: '0011223344556677', salt: sha256(utf8(`salt ${head.size}`)).slice(0, 16), ...changed }
    const made = makeEntry({ logId, head, kind, body, stamps })
    entries.push({ bytes: made.bytes, signature: device.signNow(entrySigningInput(made.bytes)) })
    leaves.push(fromHex(made.leaf))
    head = { size: head.size + 1, leaf: made.leaf }
  }
  const openSession = (signer: TestSigner = signers.person): void => {
    const statement = { logId, seq: head.size, prev: head.leaf, timeMs: timeMs + 1_000, personKey: signer.publicKey }
    write('session-open', { person: personId(signer.publicKey), name: '张三', personKey: signer.publicKey, personSignature: signer.signNow(sessionSigningInput(statement)) })
  }
  const checkpoint = async (size = entries.length): Promise<string> => {
    const note = await signCheckpoint({ agency: agencyId(signers.root.publicKey), logId, size, root: treeRoot(leaves.slice(0, size)) }, deviceName, device)
    const cosigned = await cosign(note, witnessName, Math.floor(timeMs / 1_000), signers.witness)
    if (!cosigned.ok) throw new Error(cosigned.error)
    return cosigned.value
  }
  return { logId, entries, leaves, write, openSession, checkpoint }
}

const recording = 'a'.repeat(64)

/** log-open, five certificates, session-open, drive-register, then viewings of ten entries each up to `count`. */
export const fillLog = async (count: number): Promise<ReturnType<typeof makeTestLog>> => {
  const log = makeTestLog()
  log.write('log-open', { device: deviceName, publicKey: signers.device.publicKey, incarnation: 0, replaces: null, app: '0.1.0' })
  for (const certificate of await makeStatements()) log.write('certificate', { certificate })
  log.openSession()
  log.write('drive-register', { drive: 'd'.repeat(32), name: '移动硬盘 1' })
  for (let round = 0; log.entries.length < count; round += 1) {
    const viewing = serialOf(`viewing ${round}`)
    log.write('view-open', { viewing, person, purpose: 'casework', reason: '核对现场检查过程', caseNumber: `2026-${round}`, session: 's1', recordings: [recording] })
    for (let at = 0; at < 8; at += 1) log.write('view-interval', { viewing, intervals: [{ recordingId: recording, fromMs: at * 10_000, toMs: at * 10_000 + 10_000, rate: 100 }] })
    log.write('view-close', { viewing, reason: 'closed' })
  }
  return log
}

/** What a person wrote of the gap between two Recordings (article 11). */
export const gapExplanation: EntryBodies['gap-explained'] = {
  explanation: serialOf('explanation'), person, session: 's1', before: recording, after: 'b'.repeat(64), startMs: baseMs - 120_000, endMs: baseMs - 5_000,
  cause: 'battery', statement: '更换电池，现场由李红梅继续拍照。', marker: null, profile: 'c'.repeat(64),
}

/** A bundle of one log of `count` entries (8 plus a multiple of 10 gives whole viewings), with checkpoints at a third and at the end. */
export const makeTestBundle = async (count = 38): Promise<Bundle & { readonly logs: readonly [BundledLog] }> => {
  const log = await fillLog(count)
  const notes = [await log.checkpoint(Math.floor(log.entries.length / 3)), await log.checkpoint()]
  const bundled = { publicKey: signers.device.publicKey, incarnation: 0, deviceName, entries: log.entries, notes }
  return { madeMs: baseMs + 86_400_000, root: signers.root.publicKey, statements: await makeStatements(), logs: [bundled], manifests: [] }
}
