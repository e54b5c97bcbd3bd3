// Certificates, chains and the two files of enrolment.

import { beforeAll, describe, expect, test } from 'vitest'
import { concat, toHex, utf8 } from '../../../../src/core/bytes.ts'
import { encodeCbor } from '../../../../src/core/format/cbor.ts'
import type { Bytes } from '../../../../src/core/ids.ts'
import { certificateMagic } from '../../../../src/core/log/constants.ts'
import { agencyId, issue, keyFingerprint, parseStatement, personId } from '../../../../src/core/trust/certificate.ts'
import { makeCertificateFile, makeRequestFile, readCertificateFile, readRequestFile, requestId } from '../../../../src/core/trust/enrolment.ts'
import { certificateAt, sortStatements, verifyChain } from '../../../../src/core/trust/verifyChain.ts'
import { sortCertificates } from '../../../../server/verify/certificates.ts'
import { baseMs, makeRenewals, makeStatement, makeStatements, makeTestSigner, person, serialOf, signers, unit, verifyInNode } from '../../../support/agency.ts'

const root = signers.root.publicKey
let statements: readonly Bytes[]
beforeAll(async () => {
  statements = await makeStatements()
})
const chain = (list: readonly Uint8Array[], of: Uint8Array = root) => verifyChain(of, list, verifyInNode)

describe('a chain', () => {
  test('gives people, devices and witnesses by key, in any order of statements', async () => {
    for (const list of [statements, statements.toReversed(), [...statements, ...statements]]) {
      const trust = await chain(list)
      if (!trust.ok) throw new Error(JSON.stringify(trust.error))
      expect(trust.value.unit).toBe(unit)
      expect(trust.value.agency).toBe(agencyId(root))
      expect(trust.value.people.get(person)).toMatchObject({ name: '张三', officerNumber: '010203', role: 'administrator' })
      expect(trust.value.devices.get(toHex(signers.device.publicKey))?.kind).toBe('device')
      expect(trust.value.witnesses.size).toBe(1)
    }
  })

  test.each<[string, () => Promise<Bytes>]>([
    ['issued by a person', () => makeStatement('device', makeTestSigner('x'), signers.person, 'x')],
    ['an authority issued by an authority', () => makeStatement('authority', makeTestSigner('x'), signers.authority, 'x')],
    ['a device issued by the root itself', () => makeStatement('device', makeTestSigner('x'), signers.root, 'x')],
    ['a root issued by another', () => makeStatement('root', signers.root, makeTestSigner('x'), 'x')],
    ['a revocation by a stranger', () => issue({ kind: 'revocation', serial: serialOf('r'), revokes: serialOf('x'), fromMs: 1, lastTrusted: null, reason: '' }, makeTestSigner('x'))],
  ])('refuses %s', async (_, make) => {
    expect(await chain([...statements, await make()])).toMatchObject({ ok: false })
  })

  test('refuses the root of another agency, and a statement changed in any byte', async () => {
    const foreign = makeTestSigner('foreign')
    expect(await chain([...statements, await makeStatement('root', foreign, foreign, 'x')])).toMatchObject({ ok: false, error: { type: 'ForeignAgency', expected: agencyId(root), found: agencyId(foreign.publicKey) } })
    const device = statements[2] as Bytes
    for (let place = 0; place < device.length; place += 11) {
      const changed = device.slice()
      changed[place] = (changed[place] ?? 0) ^ 0x04
      expect((await chain([...statements.toSpliced(2, 1), changed])).ok, `byte ${place}`).toBe(false)
    }
  })

  test('of two revocations the earlier one counts', async () => {
    const revoke = (serial: string, fromMs: number) => issue({ kind: 'revocation', serial: serialOf(serial), revokes: serialOf('person 张三'), fromMs, lastTrusted: null, reason: serial }, signers.authority)
    const trust = await chain([...statements, await revoke('later', 9), await revoke('earlier', 5)])
    expect(trust.ok && trust.value.revocations.get(serialOf('person 张三'))?.reason).toBe('earlier')
  })

  test('a revocation comes back as it was issued', async () => {
    const lastTrusted = { logId: new Uint8Array(32).fill(1), size: 7, root: new Uint8Array(32).fill(2) }
    const parsed = parseStatement(await issue({ kind: 'revocation', serial: serialOf('r'), revokes: serialOf('x'), fromMs: 5, lastTrusted, reason: '遗失' }, signers.authority))
    expect(parsed.ok && parsed.value.statement).toEqual({ kind: 'revocation', serial: serialOf('r'), revokes: serialOf('x'), issuer: signers.authority.publicKey, fromMs: 5, lastTrusted, reason: '遗失' })
  })

  test('of several certificates of a key the newest that was not revoked counts, since the earliest', async () => {
    const day = (count: number): number => baseMs + count * 86_400_000
    const { trust, problems } = await sortStatements(root, [...statements, ...(await makeRenewals())].toReversed(), verifyInNode)
    expect(problems).toEqual([])
    const people = Object.fromEntries([...trust.people.values()].map((one) => [one.name, one]))
    expect(people['张三']).toMatchObject({ role: 'officer approver', clearances: ['internal', 'state'], notBefore: baseMs - 1_000 })
    expect(people['李四']).toMatchObject({ role: 'viewer', notBefore: day(1) })
    expect(people['李四']?.clearances).toBe(undefined)
    expect(trust.revocations.get(people['王五']!.serial)?.fromMs).toBe(day(20))
    const roleAt = (name: string, ms: number) => certificateAt(trust, personId(people[name]!.subject), ms)?.role
    expect([roleAt('张三', day(9)), roleAt('张三', day(10)), roleAt('张三', 0)]).toEqual(['administrator', 'officer approver', 'administrator'])
    expect([roleAt('王五', day(2)), roleAt('王五', day(30))]).toEqual(['officer', 'custodian'])
  })

  test.each([[[]], [['internal', 'internal']], [['state', 'internal']], [['internal commercial']], [['secret']], ['internal']])('clearances written as %j are no certificate', async (clearances) => {
    const fields = { kind: 'person', serial: serialOf('c'), subject: root, name: 'x', officerNumber: '', role: 'viewer', unit, notBefore: 1, clearances } as unknown as Parameters<typeof issue>[0]
    expect(parseStatement(await issue(fields, signers.authority)).ok).toBe(false)
    expect(sortCertificates(root, [await issue(fields, signers.authority)]).faults).toHaveLength(1)
    const device = { ...fields, kind: 'device', clearances: ['internal'] } as Parameters<typeof issue>[0]
    expect(parseStatement(await issue(device, signers.authority)).ok).toBe(false)
    expect(sortCertificates(root, [await issue(device, signers.authority)]).faults).toEqual(['a statement with other fields'])
  })

  test('names of keys', () => {
    expect(personId(root)).toHaveLength(32)
    expect(keyFingerprint(root)).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/)
  })
})

describe('enrolment', () => {
  const form = { unit, person: '李四', officerNumber: '0404', device: '外勤 1', madeMs: baseMs }
  const newPerson = makeTestSigner('new person')
  const newDevice = makeTestSigner('new device')

  test('a request is read back with the keys that signed it', async () => {
    const file = await makeRequestFile(form, newPerson, newDevice)
    expect(await readRequestFile(file, verifyInNode)).toEqual({ ok: true, value: { ...form, personKey: newPerson.publicKey, deviceKey: newDevice.publicKey } })
    expect(requestId(file)).toHaveLength(64)
  })

  test('a request signed without one of its keys, changed, or of another kind is refused', async () => {
    const other = { publicKey: newDevice.publicKey, sign: newPerson.sign }
    expect(await readRequestFile(await makeRequestFile(form, newPerson, other), verifyInNode)).toMatchObject({ ok: false, error: { type: 'CertificateInvalid' } })
    const file = await makeRequestFile(form, newPerson, newDevice)
    for (const bad of [new Uint8Array(), utf8('x'), file.slice(0, -1), concat(file, utf8('x')), makeCertificateFile(root, file, statements)])
      expect(await readRequestFile(bad, verifyInNode)).toMatchObject({ ok: false, error: { type: 'FileNotRecognised' } })
    const renamed = file.map((byte, index) => (index === 40 ? byte ^ 1 : byte))
    expect((await readRequestFile(renamed, verifyInNode)).ok).toBe(false)
  })

  test('the answer carries the chain and names its request', async () => {
    const request = await makeRequestFile(form, newPerson, newDevice)
    const issued = [...statements, await makeStatement('device', newDevice, signers.authority, form.device), await makeStatement('person', newPerson, signers.authority, form.person)]
    const file = makeCertificateFile(root, request, issued)
    for (const expected of [null, root]) {
      const read = await readCertificateFile(file, expected, verifyInNode)
      if (!read.ok) throw new Error(JSON.stringify(read.error))
      expect(read.value.request).toBe(requestId(request))
      expect(read.value.statements).toEqual(issued)
      expect(read.value.trust.people.get(personId(newPerson.publicKey))?.name).toBe('李四')
    }
  })

  test('the answer of another agency, without its root, broken, or of another kind is refused', async () => {
    const request = await makeRequestFile(form, newPerson, newDevice)
    expect(await readCertificateFile(makeCertificateFile(root, request, statements), makeTestSigner('mine').publicKey, verifyInNode)).toMatchObject({ ok: false, error: { type: 'ForeignAgency' } })
    expect(await readCertificateFile(makeCertificateFile(root, request, statements.slice(1)), null, verifyInNode)).toMatchObject({ ok: false, error: { type: 'CertificateInvalid' } })
    expect(await readCertificateFile(makeCertificateFile(root, request, [utf8('x')]), null, verifyInNode)).toMatchObject({ ok: false, error: { type: 'CertificateInvalid' } })
    for (const bad of [request, utf8(certificateMagic), concat(utf8(certificateMagic), encodeCbor([1, 2, 3]))]) expect(await readCertificateFile(bad, null, verifyInNode)).toMatchObject({ ok: false, error: { type: 'FileNotRecognised' } })
  })
})
