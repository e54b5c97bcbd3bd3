// Every way to touch a log, tried on both verifiers: each must name it at its place, and both must say the same.

import { beforeAll, describe, expect, test } from 'vitest'
import { sortCertificates } from '../../../../server/verify/certificates.ts'
import { checkLog } from '../../../../server/verify/checkLog.ts'
import { fromHex, sha256, toHex, utf8 } from '../../../../src/core/bytes.ts'
import { decodeCbor, encodeCbor, type Cbor } from '../../../../src/core/format/cbor.ts'
import type { BundledLog } from '../../../../src/core/format/bundle.ts'
import type { Bytes } from '../../../../src/core/ids.ts'
import { entryLeaf, entrySigningInput, type Stamps } from '../../../../src/core/log/entry.ts'
import type { SignedEntry } from '../../../../src/core/log/exchange.ts'
import { treeRoot } from '../../../../src/core/log/merkle.ts'
import { verifyLog } from '../../../../src/core/log/verifyLog.ts'
import { issue, personId } from '../../../../src/core/trust/certificate.ts'
import { sortStatements } from '../../../../src/core/trust/verifyChain.ts'
import { baseMs, fillLog, gapExplanation, makeStatement, makeStatements, makeTestBundle, makeTestLog, makeTestSigner, person, serialOf, signers, verifyInNode } from '../../../support/agency.ts'

let log: BundledLog
let statements: readonly Bytes[]
beforeAll(async () => {
  const bundle = await makeTestBundle(38)
  ;[log] = bundle.logs
  statements = bundle.statements
})

/** What both verifiers find, as `type@seq`; throws where they differ. */
const find = async (changed: Partial<BundledLog>, certificates = statements): Promise<readonly string[]> => {
  const tried = { ...log, ...changed }
  const { trust } = await sortStatements(signers.root.publicKey, certificates, verifyInNode)
  const ours = await verifyLog(tried, tried.entries, trust, verifyInNode)
  const theirs = await checkLog(tried, sortCertificates(signers.root.publicKey, certificates))
  const brief = (found: readonly { readonly type: string; readonly seq: number | null }[]) => found.map(({ type, seq }) => `${type}@${seq ?? '-'}`)
  expect(brief(theirs.problems)).toEqual(brief(ours.problems))
  expect(brief(theirs.notices)).toEqual(brief(ours.notices))
  expect(theirs).toMatchObject({ root: ours.root, checkpointed: ours.checkpointed, entries: ours.entries, firstMs: ours.firstMs, lastMs: ours.lastMs, witnesses: ours.witnesses })
  return brief(ours.problems)
}

const entriesOf = (): SignedEntry[] => [...log.entries]
const at = (seq: number): SignedEntry => log.entries[seq] as SignedEntry
const replaced = (seq: number, entry: SignedEntry): SignedEntry[] => entriesOf().toSpliced(seq, 1, entry)
const fieldsOf = (seq: number): Cbor[] => {
  const decoded = decodeCbor(at(seq).bytes, Infinity)
  if (!decoded.ok) throw new Error(decoded.error)
  return [...(decoded.value as readonly Cbor[])]
}
const signed = (bytes: Bytes, signer = signers.device): SignedEntry => ({ bytes, signature: signer.signNow(entrySigningInput(bytes)) })
/** The entry with some of its ten fields changed, properly signed again by the device. */
const rewritten = (seq: number, fields: Readonly<Record<number, Cbor>>): SignedEntry => signed(encodeCbor(fieldsOf(seq).map((value, index) => fields[index] ?? value)))

test('an untouched log has no problem', async () => {
  expect(await find({})).toEqual([])
})

describe('bytes', () => {
  test('a flipped bit anywhere in an entry is found there', async () => {
    const { bytes, signature } = at(12)
    /** 1 version, 34 log id, 1 seq: a changed number is found where it then stands. */
    const seqPlace = 1 + 1 + 34
    for (let place = 0; place < bytes.length; place += place < 40 ? 1 : 9) {
      const flipped = bytes.slice()
      flipped[place] = (flipped[place] ?? 0) ^ (1 << (place % 8))
      const found = await find({ entries: replaced(12, { bytes: flipped, signature }).slice(0, 14), notes: [] })
      const wanted = place === seqPlace ? /^(malformed@12|badSignature@\d+)$/ : /^(malformed|badSignature)@12$/
      expect(found.some((one) => wanted.test(one)), `byte ${place}: ${found.join(' ')}`).toBe(true)
      if (place !== seqPlace) expect(found, `byte ${place}`).toContain('chainBroken@13')
    }
  }, 30_000)

  test('a flipped signature', async () => {
    for (const place of [0, 31, 32, 63]) {
      const signature = at(9).signature.slice()
      signature[place] = (signature[place] ?? 0) ^ 0x10
      expect(await find({ entries: replaced(9, { ...at(9), signature }) })).toEqual(['badSignature@9'])
    }
    expect(await find({ entries: replaced(9, { ...at(9), signature: at(9).signature.slice(1) }) })).toEqual(['badSignature@9'])
  })

  test('signed by another key', async () => {
    expect(await find({ entries: replaced(9, signed(at(9).bytes, makeTestSigner('thief'))) })).toEqual(['badSignature@9'])
  })

  test.each<[string, (fields: Cbor[]) => Uint8Array]>([
    ['keys out of order', (fields) => new Uint8Array([...encodeCbor([...fields.slice(0, 9), {}]).slice(0, -1), 0xa2, 0x61, 0x62, 1, 0x61, 0x61, 2])],
    ['a key twice', (fields) => new Uint8Array([...encodeCbor([...fields.slice(0, 9), {}]).slice(0, -1), 0xa2, 0x61, 0x61, 1, 0x61, 0x61, 2])],
    ['a float', (fields) => new Uint8Array([...encodeCbor([...fields.slice(0, 9), {}]).slice(0, -1), 0xa1, 0x61, 0x61, 0xf9, 0x3e, 0x00])],
    ['a tag', (fields) => new Uint8Array([...encodeCbor([...fields.slice(0, 9), {}]).slice(0, -1), 0xa1, 0x61, 0x61, 0xc1, 0x00])],
    ['undefined', (fields) => new Uint8Array([...encodeCbor([...fields.slice(0, 9), {}]).slice(0, -1), 0xa1, 0x61, 0x61, 0xf7])],
    ['text that is no UTF-8', (fields) => new Uint8Array([...encodeCbor([...fields.slice(0, 9), {}]).slice(0, -1), 0xa1, 0x61, 0x61, 0x62, 0xc3, 0x28])],
    ['a number not in its shortest form', (fields) => new Uint8Array([...encodeCbor([...fields.slice(0, 9), {}]).slice(0, -1), 0xa1, 0x61, 0x61, 0x18, 0x05])],
    ['an indefinite array', (fields) => new Uint8Array([0x9f, ...encodeCbor(fields).slice(1), 0xff])],
    ['a huge length', () => new Uint8Array([0x9b, 0, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff])],
    ['a huge text', () => new Uint8Array([0x8a, 0x01, 0x7b, 0, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff])],
    ['a tower of arrays', () => new Uint8Array(60_000).fill(0x81)],
    ['more bytes than an entry has', (fields) => encodeCbor([...fields.slice(0, 9), { a: 'x'.repeat(70_000) }])],
    ['a byte too many', (fields) => new Uint8Array([...encodeCbor(fields), 0])],
    ['no bytes', () => new Uint8Array(0)],
    ['a field too few', (fields) => encodeCbor(fields.slice(0, 9))],
    ['another version', (fields) => encodeCbor([2, ...fields.slice(1)])],
    ['an integer key', (fields) => new Uint8Array([...encodeCbor([...fields.slice(0, 9), {}]).slice(0, -1), 0xa1, 0x01, 0x02])],
  ])('%s, properly signed', async (_, change) => {
    expect(await find({ entries: replaced(10, signed(new Uint8Array(change(fieldsOf(10))))) })).toEqual(['checkpointMismatch@0', 'malformed@10', 'chainBroken@11'])
  })

  test('a body of another shape, properly signed', async () => {
    const interval = { recordingId: 'a'.repeat(64), fromMs: 9, toMs: 3, rate: 100 }
    for (const body of [{}, { viewing: 1, intervals: [] }, { viewing: 'x', intervals: [interval] }, { viewing: 'x', intervals: [{ ...interval, fromMs: -1 }] }])
      expect(await find({ entries: replaced(10, rewritten(10, { 9: body })) })).toEqual(['checkpointMismatch@0', 'malformed@10', 'chainBroken@11'])
  })
})

describe('order', () => {
  test('an entry dropped', async () => {
    expect(await find({ entries: entriesOf().toSpliced(15, 1) })).toEqual(['missing@15'])
    expect(await find({ entries: entriesOf().slice(1) })).toEqual(['missing@0'])
  })
  test('two entries exchanged', async () => {
    expect(await find({ entries: entriesOf().toSpliced(15, 2, at(16), at(15)) })).toEqual(['missing@15', 'outOfOrder@15'])
  })
  test('an entry twice', async () => {
    expect(await find({ entries: entriesOf().toSpliced(15, 0, at(15)) })).toEqual(['repeated@15'])
  })
  test('a fork: two signed entries of one number', async () => {
    expect(await find({ entries: entriesOf().toSpliced(16, 0, rewritten(15, { 7: new Uint8Array(16) })) })).toEqual(['forked@15'])
  })
  test('the end cut off', async () => {
    expect(await find({ entries: entriesOf().slice(0, 30) })).toEqual(['truncated@30'])
    expect(await find({ entries: [] })).toEqual(['truncated@0'])
  })
  test('the end cut off together with its checkpoint is seen by nobody: that is what witnesses are for', async () => {
    expect(await find({ entries: entriesOf().slice(0, 30), notes: log.notes.slice(0, 1) })).toEqual([])
  })
  test('a wrong prev, properly signed', async () => {
    expect(await find({ entries: replaced(20, rewritten(20, { 3: new Uint8Array(32) })) })).toEqual(['checkpointMismatch@12', 'chainBroken@20', 'chainBroken@21'])
  })
  test('the whole log rewritten from an entry on, all signed again: only the checkpoint knows', async () => {
    const entries = entriesOf().slice(0, 20)
    let prev = fromHex(entryLeaf((entries.at(-1) as SignedEntry).bytes))
    for (let seq = 20; seq < log.entries.length; seq += 1) {
      const entry = rewritten(seq, { 3: prev, 7: sha256(utf8(`other ${seq}`)).slice(0, 16) })
      entries.push(entry)
      prev = fromHex(entryLeaf(entry.bytes))
    }
    expect(await find({ entries })).toEqual(['checkpointMismatch@12'])
  })
  test('an entry of another log', async () => {
    expect(await find({ entries: replaced(20, rewritten(20, { 1: new Uint8Array(32) })) })).toEqual(['checkpointMismatch@12', 'wrongLog@20', 'chainBroken@21'])
  })
  test('another incarnation, another key', async () => {
    expect((await find({ incarnation: 1 })).slice(0, 3)).toEqual(['chainBroken@0', 'wrongGenesis@0', 'wrongLog@0'])
    const found = await find({ publicKey: makeTestSigner('thief').publicKey })
    expect(found).toContain('unenrolled@0')
    expect(found).toContain('badSignature@37')
  })
})

describe('checkpoints', () => {
  const other = async () => (await makeTestLog(makeTestSigner('thief')).checkpoint(0))
  test('another root, a changed cosignature, no note', async () => {
    const lines = log.notes[1]?.split('\n') ?? []
    const flipped = [...lines.slice(0, 5), (lines[5] ?? '').replace(/.(?===$)/, (last) => (last === 'A' ? 'Q' : 'A')), ''].join('\n')
    expect(await find({ notes: [log.notes[0] ?? '', flipped] })).toEqual(['badCosignature@38'])
    expect(await find({ notes: [...log.notes, 'x'] })).toEqual(['badCheckpoint@-'])
    expect(await find({ notes: [...log.notes, await other()] })).toEqual(['badCheckpoint@0'])
    expect(await find({ notes: [(log.notes[1] ?? '').replace('\n38\n', '\n37\n')] })).toEqual(['badCheckpoint@37'])
  })
  test('signed by the device over a root that the entries do not have', async () => {
    const twin = await fillLog(38)
    twin.leaves[3] = sha256(utf8('other'))
    expect(await find({ notes: [log.notes[0] ?? '', await twin.checkpoint()] })).toEqual(['checkpointMismatch@12'])
    expect(toHex(treeRoot(twin.leaves))).not.toBe(toHex(treeRoot((await fillLog(38)).leaves)))
  })
})

describe('people and certificates', () => {
  test('no certificate for the device, for the person, for the witness', async () => {
    const [root, authority, device, personal, witness] = statements as [Bytes, Bytes, Bytes, Bytes, Bytes]
    expect(await find({}, [root, authority, personal, witness])).toEqual(['unenrolled@0'])
    expect(await find({}, [root, authority, device, witness])).toEqual(['unenrolled@6'])
    expect(await find({}, [root, authority, device, personal])).toEqual([])
    expect(await find({}, [root, device, personal, witness])).toEqual(['unenrolled@0', 'badCertificate@3', 'badCertificate@4', 'badCertificate@5', 'unenrolled@6'])
  })

  test('a revoked device keeps what it wrote up to the last trusted head', async () => {
    const twin = await fillLog(38)
    const revoke = (root: Bytes) =>
      issue({ kind: 'revocation', serial: serialOf('end'), revokes: serialOf('device 办公室 电脑'), fromMs: baseMs, lastTrusted: { logId: fromHex(twin.logId), size: 25, root }, reason: '遗失' }, signers.authority)
    expect(await find({}, [...statements, await revoke(treeRoot(twin.leaves.slice(0, 25)))])).toEqual(['revoked@25'])
    expect(await find({}, [...statements, await revoke(sha256(utf8('other')))])).toEqual(['checkpointMismatch@12', 'revoked@25'])
    const all = await issue({ kind: 'revocation', serial: serialOf('all'), revokes: serialOf('device 办公室 电脑'), fromMs: baseMs, lastTrusted: null, reason: '' }, signers.root)
    expect(await find({}, [...statements, all])).toEqual(['revoked@0'])
    const thief = await issue({ kind: 'revocation', serial: serialOf('thief'), revokes: serialOf('device 办公室 电脑'), fromMs: baseMs, lastTrusted: null, reason: '' }, makeTestSigner('thief'))
    expect(await find({}, [...statements, thief])).toEqual([])
  })

  test('a revoked person may not open a session from then on', async () => {
    const revoke = (fromMs: number) => issue({ kind: 'revocation', serial: serialOf('person end'), revokes: serialOf('person 张三'), fromMs, lastTrusted: null, reason: '离职' }, signers.authority)
    expect(await find({}, [...statements, await revoke(baseMs)])).toEqual(['revoked@6'])
    expect(await find({}, [...statements, await revoke(baseMs + 60_000)])).toEqual([])
  })
})

describe('what the entries say', () => {
  type Writer = ReturnType<typeof makeTestLog>
  const written = async (write: (log: Writer) => void): Promise<readonly string[]> => {
    const writer = await fillLog(18)
    write(writer)
    return find({ entries: writer.entries, notes: [await writer.checkpoint()] })
  }
  const recording = 'a'.repeat(64)
  const interval = { recordingId: recording, fromMs: 0, toMs: 5, rate: 100 }
  const open = (log: Writer, viewing: string): void => log.write('view-open', { viewing, person, purpose: 'other', reason: '', caseNumber: '', session: 's', recordings: [recording] })
  const clock = (changed: Partial<Stamps>) => (log: Writer) => log.write('drive-register', { drive: 'd', name: 'n' }, changed)

  test('the clock set back, in one start and over a restart; small steps and forward are no problem', async () => {
    const next = { timeMs: baseMs + 19_000, monoMs: 19_100 }
    expect(await written(clock({}))).toEqual([])
    expect(await written(clock({ timeMs: next.timeMs - 4_000 }))).toEqual([])
    expect(await written(clock({ timeMs: next.timeMs - 7_000 }))).toEqual(['clockJump@18'])
    expect(await written(clock({ timeMs: next.timeMs + 3_600_000 }))).toEqual([])
    expect(await written(clock({ monoMs: 5 }))).toEqual(['clockJump@18'])
    expect(await written(clock({ monoMs: 5, boot: 'ffffffffffffffff' }))).toEqual([])
    expect(await written(clock({ timeMs: next.timeMs - 60_000, monoMs: 5, boot: 'ffffffffffffffff' }))).toEqual(['clockJump@18'])
  })

  test('watching without registration, after the end, of another recording; a viewing twice', async () => {
    expect(await written((log) => log.write('view-interval', { viewing: 'x', intervals: [interval] }))).toEqual(['viewingNotOpen@18'])
    expect(await written((log) => log.write('view-close', { viewing: 'x', reason: 'closed' }))).toEqual(['viewingNotOpen@18'])
    expect(await written((log) => log.write('view-interval', { viewing: serialOf('viewing 0'), intervals: [interval] }))).toEqual(['viewingNotOpen@18'])
    expect(await written((log) => log.write('marker', { marker: 'm', viewing: serialOf('viewing 0'), recording, atMs: 1, toMs: null, kind: 'k', text: '' }))).toEqual([])
    const sha256 = new Uint8Array(32)
    expect(await written((log) => { log.write('marker-withdrawn', { marker: 'm', viewing: serialOf('viewing 0'), reason: 'r' }); log.write('marker-export', { viewing: serialOf('viewing 0'), format: 'vtt', markers: 1, sha256 }) })).toEqual([])
    expect(await written((log) => log.write('marker', { marker: 'm', viewing: 'x', recording, atMs: 1, toMs: null, kind: 'k', text: '' }))).toEqual(['viewingNotOpen@18'])
    expect(await written((log) => { log.write('marker-withdrawn', { marker: 'm', viewing: 'x', reason: 'r' }); log.write('marker-export', { viewing: 'x', format: 'jsonld', markers: 1, sha256 }) })).toEqual(['viewingNotOpen@18', 'viewingNotOpen@19'])
    expect(await written((log) => log.write('marker-export', { viewing: serialOf('viewing 0'), format: 'pdf' as 'vtt', markers: 1, sha256 }))).toEqual(['malformed@18'])
    expect(
      await written((log) => {
        open(log, 'v')
        log.write('view-interval', { viewing: 'v', intervals: [interval, { ...interval, recordingId: 'b'.repeat(64) }, { ...interval, recordingId: 'b'.repeat(64) }] })
        open(log, 'v')
      }),
    ).toEqual(['recordingNotRegistered@19', 'malformed@20'])
  })

  test('a viewing after a crash is recovered once', async () => {
    expect(
      await written((log) => {
        open(log, 'v')
        log.write('view-recovered', { viewing: 'v', lastKnownMs: 1, unknownUntilMs: 2 })
        log.write('view-recovered', { viewing: 'v', lastKnownMs: 1, unknownUntilMs: 2 })
      }),
    ).toEqual(['viewingNotOpen@20'])
  })

  test('a viewing registered while nobody, or somebody else, had unlocked the device', async () => {
    expect(
      await written((log) => {
        log.write('session-close', { person })
        open(log, 'v')
        log.openSession()
        open(log, 'w')
      }),
    ).toEqual(['noSession@19'])
  })

  test('a gap explained by somebody who had not unlocked the device', async () => {
    expect(await written((log) => log.write('gap-explained', gapExplanation))).toEqual([])
    expect(await written((log) => log.write('gap-explained', { ...gapExplanation, person: 'f'.repeat(32) }))).toEqual(['noSession@18'])
    expect(await written((log) => log.write('gap-explained', { ...gapExplanation, marker: 7 as unknown as null }))).toEqual(['malformed@18'])
  })

  test('recorders aligned outside a running viewing, or by something that is no whole number', async () => {
    const aligned = { viewing: 'v', session: 's', against: 't', offsetMs: -1400 }
    const within = (write: (log: Writer) => void) => written((log) => (open(log, 'v'), write(log)))
    expect(await within((log) => log.write('clock-aligned', aligned))).toEqual([])
    expect(await written((log) => log.write('clock-aligned', aligned))).toEqual(['viewingNotOpen@18'])
    expect(await within((log) => (log.write('view-close', { viewing: 'v', reason: 'closed' }), log.write('clock-aligned', aligned)))).toEqual(['viewingNotOpen@20'])
    expect(await within((log) => log.write('clock-aligned', { ...aligned, offsetMs: '1' as unknown as number }))).toEqual(['malformed@19'])
  })

  test('a watermark lost outside a running viewing, or over a recording nobody registered', async () => {
    const lost = { viewing: 'v', recording: null, atMs: 0, what: 'removed' } as const
    const within = (write: (log: Writer) => void) => written((log) => (open(log, 'v'), write(log)))
    expect(await within((log) => log.write('watermark-lost', lost))).toEqual([])
    expect(await written((log) => log.write('watermark-lost', lost))).toEqual(['viewingNotOpen@18'])
    expect(await within((log) => log.write('watermark-lost', { ...lost, recording: 'f'.repeat(64) }))).toEqual(['recordingNotRegistered@19'])
    expect(await within((log) => log.write('watermark-lost', { ...lost, atMs: -1 }))).toEqual(['malformed@19'])
    expect(await within((log) => log.write('view-interval', { viewing: 'v', intervals: [], pictures: 'two' as unknown as number, full: false }))).toEqual(['malformed@19'])
  })

  test('a session signed for another place, by another key, or by nobody known', async () => {
    const stranger = makeTestSigner('stranger')
    expect(await written((log) => log.openSession(stranger))).toEqual(['unenrolled@18'])
    expect(await written((log) => log.write('session-open', { person, name: '张三', personKey: signers.person.publicKey, personSignature: new Uint8Array(64) }))).toEqual(['badPersonSignature@18'])
    expect(await written((log) => log.write('session-open', { person, name: '张三', personKey: stranger.publicKey, personSignature: new Uint8Array(64) }))).toEqual(['badPersonSignature@18'])
    expect(personId(stranger.publicKey)).not.toBe(person)
  })

  test('a certificate of another agency; a second log-open', async () => {
    const foreign = await makeStatement('authority', makeTestSigner('a'), makeTestSigner('foreign root'), '别处')
    expect(await written((log) => log.write('certificate', { certificate: foreign }))).toEqual(['badCertificate@18'])
    expect(await written((log) => log.write('certificate', { certificate: new Uint8Array([1]) }))).toEqual(['badCertificate@18'])
    expect(await written((log) => log.write('log-open', { device: '', publicKey: signers.device.publicKey, incarnation: 0, replaces: null, app: '' }))).toEqual(['wrongGenesis@18'])
  })

  test('a kind of a later version is carried', async () => {
    expect(await written((log) => log.write('later-kind' as 'witness', { note: 'x', more: { a: [1] } } as { note: string }))).toEqual([])
  })
})

test('statements that do not stand under the root are told by both', async () => {
  const foreign = await makeStatement('device', makeTestSigner('d'), makeTestSigner('x'), '别处')
  const broken = (statements[2] as Bytes).slice()
  broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1
  const all = [...(await makeStatements()), foreign, broken, new Uint8Array([0xff])]
  expect((await sortStatements(signers.root.publicKey, all, verifyInNode)).problems).toHaveLength(3)
  expect(sortCertificates(signers.root.publicKey, all).faults).toHaveLength(3)
})
