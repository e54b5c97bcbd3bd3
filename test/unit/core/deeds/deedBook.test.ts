// What people signed: whole and by whom, judged by certificate, role, profile and date; attempts stay on record.

import { describe, expect, test } from 'vitest'
import { sha256, toHex, utf8 } from '../../../../src/core/bytes.ts'
import { parseDeed } from '../../../../src/core/deeds/deed.ts'
import type { DeedFields } from '../../../../src/core/deeds/deedKinds.ts'
import { makeDeedProjection } from '../../../../src/core/deeds/deedBook.ts'
import { deedClockToleranceMs } from '../../../../src/core/deeds/judgeDeed.ts'
import { encodeCbor } from '../../../../src/core/format/cbor.ts'
import { logId } from '../../../../src/core/ids.ts'
import type { Entry } from '../../../../src/core/log/entry.ts'
import { issue } from '../../../../src/core/trust/certificate.ts'
import { baseMs, makeTestSigner, serialOf, signers, unit, verifyInNode } from '../../../support/agency.ts'
import { makeDeedBench } from '../../../support/deedBench.ts'

const request: DeedFields<'request'> = { use: 'view', title: 'DSJ3A71 2026-09-22', session: 's1', caseNumber: '', list: 'a'.repeat(64), count: 2, purpose: 'casework', reason: '核对现场', untilMs: baseMs + 86_400_000, times: 0, urgentViewing: null }
const unitOfTwo = () => makeDeedBench({ 王敏: ['officer', 'viewer'], 李华: ['approver'] })

describe('the book of deeds', () => {
  test('has what was signed, by whom, and nothing twice', async () => {
    const bench = await unitOfTwo()
    const id = await bench.sign('request', request, { by: '王敏' })
    await bench.enter(bench.bytesOf(id))
    const [row, ...others] = bench.book().of('request')
    expect(others).toEqual([])
    expect(row).toMatchObject({ id, name: '王敏', person: bench.idOf('王敏'), roles: ['officer', 'viewer'], fields: request, fault: null, seenMs: baseMs + 1_000, seq: 0 })
    expect(bench.book().faulty).toEqual([])
  })

  test('checks no signature twice, and trusts none by the name of another', async () => {
    const bench = await unitOfTwo()
    const bytes = bench.bytesOf(await bench.sign('request', request, { by: '王敏' }))
    const entry = (deed: Uint8Array, seq: number): Entry => ({ logId: logId('b'.repeat(64)), seq, prev: '', timeMs: baseMs + 2_000, monoMs: 0, boot: '', salt: new Uint8Array(), kind: 'deed', body: { deed } })
    const verified = new Set<string>()
    let checks = 0
    const makeFold = () => makeDeedProjection((...all) => ((checks += 1), verifyInNode(...all)), verified)
    await makeFold().add([entry(bytes, 0)])
    const again = makeFold()
    await again.add([entry(bytes, 0)])
    expect(checks).toBe(1)
    expect(again.book(bench.trust()).of('request')).toHaveLength(1)
    const deed = parseDeed(bytes)
    if (!deed.ok) throw new Error(deed.error)
    const forged = makeFold()
    await forged.add([entry(encodeCbor([deed.value.body, new Uint8Array(64)]), 0)])
    expect(checks).toBe(2)
    expect(forged.book(bench.trust()).faulty.map(({ fault }) => fault)).toEqual(['badSignature'])
  })

  test('does not let stand what the role may not', async () => {
    const bench = await unitOfTwo()
    const id = await bench.sign('request', request, { by: '王敏' })
    await bench.sign('approval', { request: id, untilMs: 1, times: 0, words: '' }, { by: '王敏' })
    expect(bench.book().of('approval')).toEqual([])
    expect(bench.book().faulty.map(({ type, fault, name }) => [type, fault, name])).toEqual([['approval', 'roleNotAllowed', '王敏']])
    await bench.sign('approval', { request: id, untilMs: 1, times: 0, words: '' }, { by: '李华' })
    expect(bench.book().of('approval').map(({ name }) => name)).toEqual(['李华'])
  })

  test('refuses strangers, other units, dates to come, and the revoked', async () => {
    const bench = await unitOfTwo()
    const faultOf = async (how: Parameters<typeof bench.sign>[2]) => {
      const id = await bench.sign('request', request, how)
      return bench.book().find(id)?.fault
    }
    expect(await faultOf({ by: '赵四' })).toBe('unenrolled')
    expect(await faultOf({ by: '王敏', agency: '0'.repeat(16) })).toBe('otherAgency')
    expect(await faultOf({ by: '王敏', atMs: baseMs + 10_000 + deedClockToleranceMs + 1, seenMs: baseMs + 10_000 })).toBe('futureDated')
    expect(await faultOf({ by: '王敏', atMs: baseMs + 10_000 + deedClockToleranceMs, seenMs: baseMs + 10_000 })).toBe(null)
    expect(await faultOf({ by: '王敏', atMs: baseMs - 1_000 - deedClockToleranceMs - 1 })).toBe('unenrolled')
    await bench.revoke('王敏', baseMs + 1_000_000)
    expect(await faultOf({ by: '王敏', atMs: baseMs + 999_999 })).toBe(null)
    expect(await faultOf({ by: '王敏', atMs: baseMs + 999_999, seenMs: baseMs + 1_000_000 })).toBe('revoked')
    expect(await faultOf({ by: '王敏', atMs: baseMs + 1_000_000 })).toBe('revoked')
  })

  test('judges by the role held when it was signed and when it was first seen', async () => {
    const bench = await unitOfTwo()
    const turnMs = baseMs + 86_400_000
    for (const [name, role] of [['李华', 'viewer'], ['王敏', 'approver']] as const)
      await bench.addStatement(await issue({ kind: 'person', serial: serialOf(`renewed ${name}`), subject: makeTestSigner(name).publicKey, name, officerNumber: '', role, unit, notBefore: turnMs }, signers.authority))
    const faultOf = async (by: string, atMs: number, seenMs = atMs) => {
      const id = await bench.sign('refusal', { request: 'a'.repeat(64), words: '不同意' }, { by, atMs, seenMs })
      return bench.book().find(id)?.fault
    }
    expect(await faultOf('李华', baseMs)).toBe(null)
    expect(await faultOf('李华', baseMs, turnMs)).toBe('roleNotAllowed')
    expect(await faultOf('李华', turnMs)).toBe('roleNotAllowed')
    expect(await faultOf('王敏', turnMs - 3_600_000, turnMs)).toBe('roleNotAllowed')
    expect(await faultOf('王敏', turnMs)).toBe(null)
    expect(bench.book().of('refusal').map(({ name, roles }) => [name, roles])).toEqual([['李华', ['approver']], ['王敏', ['approver']]])
  })

  test('finds every changed byte', async () => {
    const bench = await unitOfTwo()
    const bytes = bench.bytesOf(await bench.sign('request', request, { by: '王敏' }))
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      const parsed = parseDeed(changed)
      if (!parsed.ok) continue
      await bench.enter(changed)
      expect(bench.book().of('request')).toHaveLength(1)
    }
    expect(bench.book().faulty.length).toBeGreaterThan(10)
    expect(new Set(bench.book().faulty.map(({ fault }) => fault))).toEqual(new Set(['badSignature']))
  })

  test('takes a good signature after a bad one over the same body', async () => {
    const bench = await unitOfTwo()
    const other = await unitOfTwo()
    const id = await bench.sign('request', request, { by: '王敏' })
    const good = parseDeed(bench.bytesOf(id))
    if (!good.ok) throw new Error(good.error)
    await other.enter(encodeCbor([good.value.body, new Uint8Array(64)]), baseMs + 1_000)
    expect(other.book().find(id)?.fault).toBe('badSignature')
    await other.enter(bench.bytesOf(id), baseMs + 1_000)
    expect(other.book().find(id)?.fault).toBe(null)
  })

  test('keeps types of later versions, and says where a shape is wrong', async () => {
    const bench = await unitOfTwo()
    const later = await bench.sign('later' as 'refusal', { any: 1 } as never, { by: '王敏' })
    const misshapen = await bench.sign('request', { ...request, list: 'x' }, { by: '王敏' })
    expect([bench.book().find(later)?.fault, bench.book().find(misshapen)?.fault]).toEqual(['unknownType', 'malformed'])
  })

  test('puts attachments together in any order, and only when the hash is right', async () => {
    const fold = makeDeedProjection(verifyInNode)
    const whole = utf8('第一段\n第二段\n第三段')
    const hash = sha256(whole)
    const piece = (index: number, bytes: Uint8Array): Entry => ({ logId: logId('a'.repeat(64)), seq: index, prev: '', timeMs: 0, monoMs: 0, boot: '', salt: new Uint8Array(16), kind: 'attachment', body: { sha256: hash, index, of: 3, bytes } })
    await fold.add([piece(2, whole.slice(20)), piece(0, whole.slice(0, 10))])
    expect(fold.book(null).attachment(toHex(hash))).toBe(null)
    await fold.add([piece(1, utf8('falsch'))])
    expect(fold.book(null).attachment(toHex(hash))).toBe(null)
    await fold.add([piece(1, whole.slice(10, 20))])
    expect(fold.book(null).attachment(toHex(hash))).toEqual(whole)
  })
})
