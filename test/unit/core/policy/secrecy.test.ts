// Article 19: what is classified and from whom it is hidden, and which Entries tell of it.

import { describe, expect, test } from 'vitest'
import { sha256, utf8 } from '../../../../src/core/bytes.ts'
import { makeRecordingList, readRecordingList } from '../../../../src/core/deeds/recordingList.ts'
import type { Level } from '../../../../src/core/deeds/secrecyDeeds.ts'
import { logId, recordingId } from '../../../../src/core/ids.ts'
import type { Entry } from '../../../../src/core/log/entry.ts'
import type { EntryBodies, EntryKind } from '../../../../src/core/log/kinds.ts'
import { makeEntryFilter } from '../../../../src/core/policy/hideEntries.ts'
import { classificationsOf, hiddenFrom, isSessionHidden, nothingHidden, sameHidden } from '../../../../src/core/policy/secrecy.ts'
import { makeDeedBench } from '../../../support/deedBench.ts'

const [a, b, c] = ['a', 'b', 'c'].map((digit) => recordingId(digit.repeat(64))) as [ReturnType<typeof recordingId>, ReturnType<typeof recordingId>, ReturnType<typeof recordingId>]
const list = makeRecordingList([b, a, b])

const classified = async () => {
  const bench = await makeDeedBench({ 冉保管: ['custodian'], 周查阅: ['viewer'] })
  await bench.attach(list.bytes)
  const classify = (level: Level | null, by = '冉保管') => bench.sign('classification', { subject: 'session', of: 's1', list: list.hash, count: list.count, level, reason: '涉及商业秘密', basis: '' }, { by })
  return { bench, classify }
}

describe('a list of recordings', () => {
  test('is sorted, each once, and read back only as it was written', () => {
    expect(readRecordingList(list.bytes)).toEqual(new Set([a, b]))
    expect(list.count).toBe(2)
    for (const wrong of [`${b}\n${a}\n`, `${a}\n${a}\n`, a, `${a}\r\n`, 'x\n', '']) expect(readRecordingList(utf8(wrong))).toBe(null)
  })
})

describe('what is classified', () => {
  test('is hidden from whoever is not cleared for that very class', async () => {
    const { bench, classify } = await classified()
    await classify('commercial')
    const known = classificationsOf(bench.book())
    expect(known.sessions.get('s1')?.level).toBe('commercial')
    expect([...hiddenFrom(known, []).recordings]).toEqual([a, b])
    expect([...hiddenFrom(known, ['internal', 'state']).sessions]).toEqual(['s1'])
    expect(sameHidden(hiddenFrom(known, ['commercial']), nothingHidden)).toBe(true)
  })

  test('ends by a later deed, and not by whoever may not', async () => {
    const { bench, classify } = await classified()
    await classify('state')
    await classify(null, '周查阅')
    expect(classificationsOf(bench.book()).recordings.size).toBe(2)
    await classify(null)
    expect(sameHidden(hiddenFrom(classificationsOf(bench.book()), []), nothingHidden)).toBe(true)
  })

  test('hides a session whole when one of its recordings is hidden, also under another name', async () => {
    const { bench, classify } = await classified()
    await classify('state')
    const hidden = hiddenFrom(classificationsOf(bench.book()), [])
    const part = (id: typeof a) => ({ recordingId: id, startMs: 0, endMs: 1 })
    expect([isSessionHidden(hidden, { id: 's2', parts: [part(c), part(a)] }), isSessionHidden(hidden, { id: 's3', parts: [part(c)] })]).toEqual([true, false])
  })

  test('stays hidden by the name of the session while its list has not arrived', async () => {
    const bench = await makeDeedBench({ 冉保管: ['custodian'] })
    await bench.sign('classification', { subject: 'session', of: 's1', list: list.hash, count: 2, level: 'state', reason: '密', basis: '' }, { by: '冉保管' })
    const hidden = hiddenFrom(classificationsOf(bench.book()), [])
    expect([hidden.sessions.has('s1'), hidden.recordings.size]).toEqual([true, 0])
  })
})

describe('entries that tell of something hidden', () => {
  const hidden = { recordings: new Set<string>([a]), sessions: new Set(['s1']), cases: new Set(['2026-031']) }
  let seq = 0
  const entry = <K extends EntryKind>(kind: K, body: EntryBodies[K]): Entry => ({ logId: logId('l'), seq: seq++, prev: '', timeMs: 0, monoMs: 0, boot: '', salt: new Uint8Array(16), kind, body: body as unknown as Entry['body'] })
  const open = (viewing: string, session: string, caseNumber = '') => entry('view-open', { viewing, person: 'p', purpose: 'casework', reason: '看', caseNumber, session, recordings: [session === 's1' ? a : c] })
  const watched = (viewing: string) => entry('view-interval', { viewing, intervals: [] })

  test('are the viewing, and all that is named after it', () => {
    const filter = makeEntryFilter(hidden)
    const told = [open('v1', 's1'), open('v2', 's2'), open('v3', 's3', '2026-031'), watched('v1'), watched('v2'), watched('v3'), entry('marker', { marker: 'm', viewing: 'v1', recording: a, atMs: 0, toMs: null, kind: 'other', text: '门牌' }), entry('session-close', { person: 'p' })]
    expect(told.map(filter.isHidden)).toEqual([true, false, true, true, false, true, true, false])
  })

  test('are the viewing whose later entry names it', () => {
    const filter = makeEntryFilter(hidden)
    const told = [open('v4', 's4'), entry('view-more', { viewing: 'v4', recordings: [a] }), watched('v4')]
    while (told.filter((one) => filter.learn(one)).length > 0);
    expect(told.map(filter.isHidden)).toEqual([true, true, true])
  })

  test('are deeds and lists, and the deeds that cite them, whichever is read first', async () => {
    const bench = await makeDeedBench({ 周查阅: ['viewer'], 李批: ['approver'] })
    const made = makeRecordingList([a])
    const request = await bench.sign('request', { use: 'view', title: 'DSJ3A71', session: null, caseNumber: '', list: made.hash, count: 1, purpose: 'casework', reason: '看', untilMs: 1, times: 0, urgentViewing: null }, { by: '周查阅' })
    const approval = await bench.sign('approval', { request, untilMs: 1, times: 0, words: '' }, { by: '李批' })
    const refusal = await bench.sign('refusal', { request: 'f'.repeat(64), words: '不' }, { by: '李批' })
    const entries = [entry('deed', { deed: bench.bytesOf(approval) }), entry('deed', { deed: bench.bytesOf(request) }), entry('attachment', { sha256: sha256(made.bytes), index: 0, of: 1, bytes: made.bytes }), entry('deed', { deed: bench.bytesOf(refusal) })]
    const filter = makeEntryFilter(hidden)
    while (entries.filter((one) => filter.learn(one)).length > 0);
    expect(entries.map(filter.isHidden)).toEqual([true, true, true, false])
  })
})
