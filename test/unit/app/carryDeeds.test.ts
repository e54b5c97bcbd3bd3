// Deeds carried by file from one device of a unit to another: whole, judged on arrival, attempts on record, and nothing twice.

import { describe, expect, test } from 'vitest'
import { makeCarryDeeds } from '../../../src/app/carryDeeds.ts'
import type { AppendEntry } from '../../../src/app/logWriter.ts'
import { toHex, utf8 } from '../../../src/core/bytes.ts'
import { makeDeedFile, readDeedFile, type DeedFile } from '../../../src/core/deeds/deedFile.ts'
import { signDeed } from '../../../src/core/deeds/deed.ts'
import type { DeedFields } from '../../../src/core/deeds/deedKinds.ts'
import type { Bytes } from '../../../src/core/ids.ts'
import type { FileLike } from '../../../src/core/ports.ts'
import { ok } from '../../../src/core/result.ts'
import { agencyId } from '../../../src/core/trust/certificate.ts'
import { baseMs, makeStatement, makeTestSigner, signers, verifyInNode } from '../../support/agency.ts'
import { makeDeedBench, type DeedBench } from '../../support/deedBench.ts'

const people = { 王敏: ['officer', 'viewer'], 李华: ['approver'], 赵平: ['custodian'] } as const
const fileOf = (bytes: Bytes): FileLike => ({ name: 'x.fieldreel-deeds', size: bytes.length, lastModified: 0, slice: (from, to) => ({ arrayBuffer: async () => bytes.slice(from, to).buffer }) })
const request = (list: string): DeedFields<'request'> => ({ use: 'view', title: 'DSJ3A71 2026-09-22', session: 's1', caseNumber: '', list, count: 2, purpose: 'casework', reason: '核对现场', untilMs: baseMs + 86_400_000, times: 0, urgentViewing: null })

/** One device: its book, and what it wrote. `lacks` are the people whose certificates have not come here. */
const makePlace = async (nowMs = baseMs + 60_000, lacks: readonly string[] = []) => {
  const bench: DeedBench = await makeDeedBench(Object.fromEntries(Object.entries(people).filter(([name]) => !lacks.includes(name))))
  const written: (readonly [kind: string, body: Readonly<Record<string, unknown>>])[] = []
  const appendEntry: AppendEntry = (kind, body) => {
    written.push([kind, body as unknown as Readonly<Record<string, unknown>>])
    return bench.appendEntry(kind, body)
  }
  const carry = makeCarryDeeds({
    keys: { verify: verifyInNode }, clock: { now: () => nowMs }, appendEntry, day: () => '2026-03-26',
    record: () => ({ unit: '', device: '', people: [], root: signers.root.publicKey, statements: bench.statements(), requestId: null }),
    addStatements: async (received) => {
      for (const one of received) await bench.addStatement(one)
      return ok(undefined)
    },
    book: bench.book, bookWith: async () => bench.book(),
  })
  const take = async (bytes: Bytes) => {
    const answer = await carry.importDeeds(fileOf(bytes))
    if (!answer.ok) throw new Error(JSON.stringify(answer.error))
    return answer.value
  }
  return { bench, written, carry, take, refusals: () => written.flatMap(([kind, body]) => (kind === 'deed-refused' ? [[body['type'], body['fault']]] : [])) }
}
type Place = Awaited<ReturnType<typeof makePlace>>

const ask = async ({ bench }: Place) => {
  const list = await bench.attach(utf8(`${'a'.repeat(64)}\n${'b'.repeat(64)}\n`))
  return { list, id: await bench.sign('request', request(list), { by: '王敏' }) }
}
const exported = async ({ carry }: Place, ids: readonly string[], brief = false) => {
  const out = await carry.exportDeeds(ids, { brief })
  if (!out.ok) throw new Error(JSON.stringify(out.error))
  return out.value
}
const opened = (bytes: Bytes): DeedFile => {
  const read = readDeedFile(bytes)
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value
}

describe('a file of deeds', () => {
  test('brings a request with its list, and the approval back with the request', async () => {
    const [a, b] = [await makePlace(), await makePlace()]
    const { id, list } = await ask(a)
    const out = await exported(a, [id])
    expect(out.name).toBe(`2026-03-26-${id.slice(0, 8)}.fieldreel-deeds`)
    expect(await b.take(out.bytes)).toMatchObject({ came: [{ id, type: 'request', name: '王敏', fault: null }], known: [], refused: [], statements: 0 })
    expect(toHex(b.bench.book().attachment(list)!)).toBe(toHex(a.bench.book().attachment(list)!))
    expect(b.written.map(([kind]) => kind)).toEqual(['attachment', 'deed'])

    const approval = await b.bench.sign('approval', { request: id, untilMs: baseMs + 9e7, times: 1, words: '同意' }, { by: '李华' })
    const back = await exported(b, [approval])
    expect(opened(back.bytes).deeds).toHaveLength(2)
    expect(await a.take(back.bytes)).toMatchObject({ came: [{ id: approval, name: '李华' }], known: [{ id }], refused: [] })
  })

  test('brings certificates that are missing here, so that their deeds can be judged', async () => {
    const [a, b] = [await makePlace(), await makePlace(undefined, ['王敏'])]
    const { id } = await ask(a)
    expect(await b.take((await exported(a, [id])).bytes)).toMatchObject({ came: [{ id, name: '王敏', fault: null }], statements: 1 })
    expect(b.written.map(([kind]) => kind)).toEqual(['certificate', 'attachment', 'deed'])
  })

  test('in brief leaves out the list of what it only answers, and what every device of the unit has', async () => {
    const place = await makePlace()
    const { id } = await ask(place)
    const approval = await place.bench.sign('approval', { request: id, untilMs: baseMs + 9e7, times: 1, words: '' }, { by: '李华' })
    const [whole, brief, asking] = [await exported(place, [approval]), await exported(place, [approval], true), await exported(place, [id], true)]
    expect([whole.leftOut, brief.leftOut, asking.leftOut]).toEqual([0, 1, 0])
    expect([whole, brief, asking].map(({ bytes }) => opened(bytes).attachments.length)).toEqual([1, 0, 1])
    expect([whole, brief].map(({ bytes }) => opened(bytes).statements.length)).toEqual([4, 2])
    // The receiver is of the unit, and asked.
    expect(await place.take(brief.bytes)).toMatchObject({ came: [], known: [{ id }, { id: approval }], refused: [] })
  })

  test('brought again is harmless: nothing is written twice', async () => {
    const [a, b] = [await makePlace(), await makePlace()]
    const { id } = await ask(a)
    const { bytes } = await exported(a, [id])
    await b.take(bytes)
    const count = b.written.length
    expect(await b.take(bytes)).toMatchObject({ came: [], known: [{ id }], refused: [], statements: 0 })
    expect(b.written).toHaveLength(count)
  })
})

describe('refused, with the attempt on record', () => {
  const change = (bytes: Bytes, parts: Partial<DeedFile>): Bytes => makeDeedFile({ ...opened(bytes), ...parts })

  test('an altered deed, whichever byte', async () => {
    const [a, b] = [await makePlace(), await makePlace()]
    const { id } = await ask(a)
    const { bytes } = await exported(a, [id])
    const [deed] = opened(bytes).deeds
    for (let at = 2; at < deed!.length; at += 41) {
      const altered = deed!.slice()
      altered[at] = (altered[at] ?? 0) ^ 1
      expect(await b.take(change(bytes, { deeds: [altered] })), `byte ${at}`).toMatchObject({ came: [], refused: [{}] })
    }
    expect(b.bench.book().of('request')).toEqual([])
    expect(new Set(b.refusals().map(([, fault]) => fault))).toContain('badSignature')
  })

  test('an altered list is not taken for the real one', async () => {
    const [a, b] = [await makePlace(), await makePlace()]
    const { id, list } = await ask(a)
    await b.take(change((await exported(a, [id])).bytes, { attachments: [utf8('c'.repeat(64))] }))
    expect(b.bench.book().attachment(list)).toBe(null)
    expect(b.written.map(([kind]) => kind)).toEqual(['deed'])
  })

  test('a stranger, another unit, a wrong role, a date to come, a revoked signer', async () => {
    const b = await makePlace()
    const sign = (by: string, type: 'request' | 'approval', madeMs = baseMs, agency = agencyId(signers.root.publicKey)): Promise<Bytes> =>
      type === 'request'
        ? signDeed({ type, fields: request('a'.repeat(64)), agency, madeMs, salt: new Uint8Array(16) }, makeTestSigner(by))
        : signDeed({ type, fields: { request: 'a'.repeat(64), untilMs: 1, times: 0, words: '' }, agency, madeMs, salt: new Uint8Array(16) }, makeTestSigner(by))
    await b.bench.revoke('赵平', baseMs + 30_000)
    const deeds = [await sign('无名', 'request'), await sign('王敏', 'request', baseMs, '0'.repeat(16)), await sign('王敏', 'approval'), await sign('王敏', 'request', baseMs + 3_600_000), await sign('赵平', 'request')]
    const { came, refused } = await b.take(makeDeedFile({ root: signers.root.publicKey, statements: [], deeds, attachments: [] }))
    expect(came).toEqual([])
    expect(refused.map(({ fault }) => fault)).toEqual(['unenrolled', 'otherAgency', 'roleNotAllowed', 'futureDated', 'revoked'])
    expect(b.refusals()).toEqual([['request', 'unenrolled'], ['request', 'otherAgency'], ['approval', 'roleNotAllowed'], ['request', 'futureDated'], ['request', 'revoked']])
  })

  test('a certificate that does not stand keeps no good deed out', async () => {
    const [a, b] = [await makePlace(), await makePlace()]
    const { id } = await ask(a)
    const forged = await makeStatement('person', makeTestSigner('冒名'), makeTestSigner('another authority'), '冒名')
    expect(await b.take(change((await exported(a, [id])).bytes, { statements: [forged] }))).toMatchObject({ came: [{ id }], statements: 0, refused: [{ type: 'certificate', fault: 'badCertificate' }] })
  })

  test('the file of another unit, and what is no file of deeds', async () => {
    const b = await makePlace()
    const foreign = makeDeedFile({ root: makeTestSigner('foreign').publicKey, statements: [], deeds: [], attachments: [] })
    expect(await b.carry.importDeeds(fileOf(foreign))).toMatchObject({ ok: false, error: { type: 'ForeignAgency' } })
    for (const bad of [utf8(''), utf8('fieldreel bundle v1\n'), foreign.slice(0, -1), makeDeedFile({ root: new Uint8Array(31), statements: [], deeds: [], attachments: [] })])
      expect(await b.carry.importDeeds(fileOf(bad))).toMatchObject({ ok: false, error: { type: 'FileNotRecognised' } })
    expect(b.refusals()).toEqual([['file', 'otherAgency'], ...Array.from({ length: 4 }, () => ['file', 'malformed'])])
  })
})
