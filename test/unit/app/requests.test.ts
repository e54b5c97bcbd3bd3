// Asking, answering, registering and withdrawing: what is refused before anybody signs, and that the attempt is on record.

import { expect, test } from 'vitest'
import { makeRequests } from '../../../src/app/requests.ts'
import type { Person } from '../../../src/app/app.ts'
import { makeLive } from '../../../src/core/live.ts'
import { ok } from '../../../src/core/result.ts'
import { requestsOf } from '../../../src/core/viewing/requests.ts'
import { hexId } from '../../support/fakeLog.ts'
import { makeFakeDeeds } from '../../support/fakeDeeds.ts'

const people = (['王敏 viewer', '李华 approver', '赵伟 custodian', '周强 viewer approver'] as const).map((line): Person => {
  const [name = '', ...roles] = line.split(' ')
  return { id: hexId(name), name, officerNumber: '', roles: roles as Person['roles'], clearances: [] }
})
const [wang, li, zhao, zhou] = people as [Person, Person, Person, Person]
const nowMs = 1_790_000_000_000
const day = 86_400_000

const makeBench = () => {
  const deeds = makeFakeDeeds()
  const refused: unknown[] = []
  const me = makeLive<Person>(wang)
  const requests = makeRequests({
    sign: async (type, fields, options) => deeds.sign(type, fields, people.find(({ id }) => id === options?.as?.person) ?? me.get(), nowMs, options?.attachments),
    appendEntry: async (kind, body) => (refused.push(body), ok({ logId: 'l' as never, seq: 0, bytes: new Uint8Array(0), signature: new Uint8Array(0), leaf: '', kind, timeMs: nowMs })),
    clock: { now: () => nowMs },
    book: deeds.live.get,
    viewings: () => [], takenOut: () => [],
    person: me.get,
    people: () => people,
  })
  const as = ({ id }: Person) => ({ as: { person: id, passphrase: 'x' } })
  const ask = async (by: Person = wang, use: 'view' | 'dispose' = 'view') => requests.ask({ use, title: 't', session: null, caseNumber: '', purpose: 'casework', reason: '核对', untilMs: nowMs + day, times: 2, urgentViewing: null, recordings: ['b'.repeat(64), 'a'.repeat(64), 'a'.repeat(64)] }, as(by))
  const asked = async (by: Person = wang): Promise<string> => {
    const answer = await ask(by)
    if (!answer.ok) throw new Error(answer.error.type)
    return answer.value.id
  }
  const row = () => requestsOf({ book: deeds.live.get(), viewings: [], takenOut: [], nowMs })[0]
  return { requests, refused, me, as, ask, asked, row }
}
const yes = { approve: true, untilMs: nowMs + 9 * day, times: 0, words: '' } as const

test('a request holds its list, sorted, each once; a role that may not ask is refused', async () => {
  const bench = makeBench()
  await bench.asked()
  expect([bench.row()?.deed.fields.count, [...(bench.row()?.recordings ?? [])]]).toEqual([2, ['a'.repeat(64), 'b'.repeat(64)]])
  expect([await bench.ask(zhao), await bench.ask(wang, 'dispose')]).toMatchObject([{ error: { type: 'RoleNotAllowed', needed: expect.arrayContaining(['viewer']) } }, { error: { type: 'RoleNotAllowed', needed: ['custodian'] } }])
})

test('an answer narrows, and never widens', async () => {
  const bench = makeBench()
  const answer = await bench.requests.answer(await bench.asked(), yes, bench.as(li))
  expect(answer).toMatchObject({ ok: true, value: { name: '李华', fields: { untilMs: nowMs + day, times: 2 } } })
})

test('nobody answers their own request, nor without the role: both attempts are on record', async () => {
  const bench = makeBench()
  const own = await bench.asked(zhou)
  expect(await bench.requests.answer(own, yes, bench.as(zhou))).toEqual({ ok: false, error: { type: 'OwnRequest', name: '周强' } })
  expect(await bench.requests.answer(own, { approve: false, words: '不' }, bench.as(zhao))).toMatchObject({ ok: false, error: { type: 'RoleNotAllowed', needed: ['approver'] } })
  expect(bench.refused).toMatchObject([{ type: 'approval', deed: own, fault: 'OwnRequest' }, { type: 'refusal', deed: own, fault: 'RoleNotAllowed' }])
  expect(bench.row()?.state).toBe('waiting')
})

test('only what is approved is registered, only by a custodian', async () => {
  const bench = makeBench()
  const id = await bench.asked()
  expect(await bench.requests.register(id, '', bench.as(zhao))).toEqual({ ok: false, error: { type: 'RequestClosed', state: 'waiting' } })
  await bench.requests.answer(id, yes, bench.as(li))
  expect(await bench.requests.register(id, '', bench.as(wang))).toMatchObject({ ok: false, error: { type: 'RoleNotAllowed', needed: ['custodian'] } })
  expect((await bench.requests.register(id, '', bench.as(zhao))).ok).toBe(true)
  expect([bench.row()?.state, await bench.requests.register(id, '', bench.as(zhao))]).toMatchObject(['registered', { error: { type: 'RequestClosed' } }])
})

test('withdrawn by who asked or approved, once, and by nobody else', async () => {
  const bench = makeBench()
  const id = await bench.asked()
  await bench.requests.answer(id, yes, bench.as(li))
  bench.me.set(zhou)
  expect(await bench.requests.withdraw(id, '')).toEqual({ ok: false, error: { type: 'NotYours', name: '王敏' } })
  bench.me.set(li)
  expect((await bench.requests.withdraw(id, '')).ok).toBe(true)
  bench.me.set(wang)
  expect([bench.row()?.state, await bench.requests.withdraw(id, ''), await bench.requests.answer(id, yes, bench.as(li))]).toMatchObject(['withdrawn', { error: { type: 'RequestClosed' } }, { error: { type: 'RequestClosed' } }])
})
