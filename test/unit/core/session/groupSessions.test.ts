// Sessions: split files are seamless, interruptions are Gaps, every Recording is in exactly one.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordingId } from '../../../../src/core/ids.ts'
import type { Listed } from '../../../../src/core/catalog/listed.ts'
import { groupSessions, type GroupInput } from '../../../../src/core/session/groupSessions.ts'

const rules = { zone: 'Asia/Shanghai', sessionGapMs: 30 * 60_000 }
const begin = Date.UTC(2026, 2, 26, 1)
const input = (id: string, startS: number | null, lengthS: number, more: Partial<GroupInput['recording']> & { path?: string } = {}): GroupInput => ({
  path: more.path ?? `DCIM/${id}.mp4`,
  recording: { id: recordingId(id), kind: 'video', startMs: startS === null ? null : begin + startS * 1000, timeSource: 'name', durationMs: lengthS * 1000, recorder: 'A123456', officer: '012345', sequence: null, channel: null, device: null, ...more },
})

test('split files follow without a gap, an interruption is a gap', () => {
  const [session, ...rest] = groupSessions([input('c', 300, 60), input('a', 0, 60.04), input('b', 60, 59.2)], rules)
  expect(rest).toEqual([])
  expect(session?.parts.map((part) => [part.recordingId, (part.startMs - begin) / 1000, (part.endMs - begin) / 1000])).toEqual([['a', 0, 60.04], ['b', 60.04, 119.24], ['c', 300, 360]])
  expect(session?.gaps.map((gap) => [(gap.startMs - begin) / 1000, (gap.endMs - begin) / 1000])).toEqual([[119.24, 300]])
  expect(session).toMatchObject({ recorder: 'A123456', officer: '012345', day: '2026-03-26', footageMs: 179_240 })
})

test('small losses at every split add up until they show', () => {
  const parts = Array.from({ length: 10 }, (_, at) => input(`r${at}`, at * 61, 60))
  const [session] = groupSessions(parts, rules)
  const lost = (session?.gaps ?? []).reduce((sum, gap) => sum + gap.endMs - gap.startMs, 0)
  expect(lost).toBeGreaterThanOrEqual(8000 - 1500)
})

test('files that overlap by a second each keep their times to the end of the shift', () => {
  const [session, ...rest] = groupSessions(Array.from({ length: 100 }, (_, at) => input(`r${at}`, at * 359, 360)), rules)
  expect(rest).toEqual([])
  expect(Math.max(...(session?.parts ?? []).map(({ startMs }, at) => Math.abs(startMs - begin - at * 359_000)))).toBeLessThanOrEqual(1500)
  expect(session?.gaps).toEqual([])
})

test('files that hold their split twice are one session without a gap, numbered or not', () => {
  for (const numbered of [true, false]) {
    const chain = Array.from({ length: 6 }, (_, at) => input(`r${at}`, at * 290, 300, { sequence: numbered ? at : null }))
    const [session, ...rest] = groupSessions(chain, rules)
    expect(rest).toEqual([])
    expect(session?.parts.map(({ startMs }) => (startMs - begin) / 1000)).toEqual(chain.map((_, at) => at * 290))
    expect(session?.gaps).toEqual([])
    expect(session?.endMs).toBe(begin + (5 * 290 + 300) * 1000)
  }
})

test('a camera that filmed for a moment only does not take over what holds its split twice', () => {
  const chain = Array.from({ length: 4 }, (_, at) => input(`r${at}`, at * 290, 300))
  const sessions = groupSessions([...chain, input('short', 100, 20)], rules)
  expect(sessions.map(({ parts, gaps }) => [parts.length, gaps.length])).toEqual([[4, 0], [1, 0]])
})

test('a file that begins before the last ends, but does not go on in number or overlaps for long, is another camera’s', () => {
  expect(groupSessions([input('a', 0, 300, { sequence: 4 }), input('b', 290, 300, { sequence: 9 })], rules)).toHaveLength(2)
  expect(groupSessions([input('a', 0, 300), input('b', 260, 300)], rules)).toHaveLength(2)
  // Ten seconds are much of half a minute.
  expect(groupSessions([input('a', 0, 30), input('b', 20, 30)], rules)).toHaveLength(2)
  // Two cameras, two seconds apart: each goes on by itself.
  const cameras = [input('a1', 0, 60), input('b1', 2, 60), input('a2', 60, 60), input('b2', 62, 60)]
  expect(groupSessions(cameras, rules).map(({ parts }) => parts.map((part) => part.recordingId))).toEqual([['a1', 'a2'], ['b1', 'b2']])
})

test('longer than the profile says is another session', () => {
  expect(groupSessions([input('a', 0, 60), input('b', 60 + 30 * 60, 60), input('c', 60 + 30 * 60 + 60 + 30 * 60 + 1, 60)], rules)).toHaveLength(2)
})

test('two cameras of one recorder are two sessions, with or without a channel in the name', () => {
  const front = ['a', 'b'].map((id, at) => input(`f${id}`, at * 60, 60, { channel: 'F' }))
  const back = ['a', 'b'].map((id, at) => input(`b${id}`, at * 60, 60, { channel: 'B' }))
  expect(groupSessions([...front, ...back], rules).map((session) => session.parts.map((part) => part.recordingId))).toEqual(expect.arrayContaining([['fa', 'fb'], ['ba', 'bb']]))
  expect(groupSessions([input('x', 0, 60), input('y', 0, 60)], rules)).toHaveLength(2)
})

test('other recorders and officers never mix', () => {
  expect(groupSessions([input('a', 0, 60), input('b', 60, 60, { recorder: 'B' }), input('c', 120, 60, { officer: '2' })], rules)).toHaveLength(3)
})

test('a photo belongs to the session around it and makes no gap', () => {
  const photo = input('p', 30, 0, { kind: 'photo', durationMs: null })
  const late = input('q', 60 + 25 * 60, 0, { kind: 'photo', durationMs: null })
  const alone = input('z', 10 * 3600, 0, { kind: 'photo', durationMs: null })
  const sessions = groupSessions([photo, late, alone, input('a', 0, 60)], rules)
  expect(sessions.map((session) => [session.parts.map((part) => part.recordingId), session.gaps, session.footageMs])).toEqual([[['a', 'p', 'q'], [], 60_000], [['z'], [], 0]])
})

test('an unset clock: one session a folder, in the order of the names', () => {
  const sessions = groupSessions([input('b', null, 5, { path: 'x/2.mp4' }), input('a', null, 5, { path: 'x/1.mp4' }), input('c', null, 5, { path: 'y/1.mp4' })], rules)
  expect(sessions.map((session) => [session.day, session.startMs, session.parts.map((part) => part.recordingId)]).sort()).toEqual([['unset', 0, ['a', 'b']], ['unset', 0, ['c']]])
})

const listed = (number: number, more: Partial<Listed> = {}): Listed => ({ playlist: { path: 'index.m3u8', sha256: 'aa' }, number, atMs: number * 6000, beginMs: 0, count: 1, before: null, after: null, reading: null, ...more })

test('a playlist without a clock: its order, however its lengths are rounded; what it lacks is a gap with that name', () => {
  const lack = { count: 1, declared: 1, lengthMs: 500, names: ['3.ts'] }
  const parts = [0, 1, 2, 4].map((at) => input(`s${at}`, at * 6, 5.4, { recorder: null, timeSource: 'fileSystem', listed: listed(at, at === 4 ? { before: lack } : {}) }))
  const [session, ...rest] = groupSessions(parts.toReversed(), rules)
  expect(rest).toEqual([])
  expect(session?.parts.map((part) => [part.recordingId, (part.startMs - begin) / 1000])).toEqual([['s0', 0], ['s1', 5.4], ['s2', 10.8], ['s4', 16.7]])
  expect(session?.gaps).toEqual([{ startMs: begin + 16_200, endMs: begin + 16_700, lack }])
})

test('two playlists in one folder are two sessions', () => {
  const two = [listed(0), listed(0, { playlist: { path: 'other.m3u8', sha256: 'bb' } })].map((said, at) => input(`v${at}`, at * 6, 6, { recorder: null, timeSource: 'fileSystem', listed: said }))
  expect(groupSessions(two, rules)).toHaveLength(2)
})

const arbitrary = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 10_000 }),
    start: fc.option(fc.integer({ min: 0, max: 30_000 })),
    length: fc.integer({ min: 0, max: 4000 }),
    kind: fc.constantFrom('video' as const, 'audio' as const, 'photo' as const),
    recorder: fc.constantFrom('A', 'B', null),
    channel: fc.constantFrom('F', 'B', null),
    sequence: fc.option(fc.integer({ min: 0, max: 5 })),
    folder: fc.constantFrom('x', 'y'),
  }),
  { selector: (one) => one.id, maxLength: 40 },
)

test('any order gives the same sessions, and each recording is in exactly one', () => {
  fc.assert(
    fc.property(arbitrary, fc.infiniteStream(fc.nat()), (list, chance) => {
      const inputs = list.map((one) => input(String(one.id), one.start, one.length, { kind: one.kind, recorder: one.recorder, channel: one.channel, sequence: one.sequence, path: `${one.folder}/${one.id}.mp4` }))
      const sessions = groupSessions(inputs, rules)
      const shuffled = inputs.map((value) => ({ value, key: chance.next().value ?? 0 })).sort((a, b) => a.key - b.key).map(({ value }) => value)
      expect(groupSessions(shuffled, rules)).toEqual(sessions)
      expect(sessions.flatMap((session) => session.parts.map((part) => part.recordingId)).sort()).toEqual(inputs.map((one) => one.recording.id).sort())
      expect(new Set(sessions.map((session) => session.id)).size).toBe(sessions.length)
      for (const session of sessions) {
        for (const [index, part] of session.parts.entries()) if (index > 0) expect(part.startMs).toBeGreaterThanOrEqual(session.parts[index - 1]?.startMs ?? 0)
        for (const gap of session.gaps) expect(gap.endMs).toBeGreaterThan(gap.startMs)
        const rolling = session.parts.filter((part) => part.endMs > part.startMs)
        for (const [index, part] of rolling.entries()) if (index > 0) expect(part.startMs).toBeGreaterThanOrEqual(rolling[index - 1]?.endMs ?? 0)
      }
    }),
    { numRuns: 300 },
  )
})
