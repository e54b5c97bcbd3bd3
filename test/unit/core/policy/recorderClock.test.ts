// A recorder's clock: from each reading until the next, the whole of a session, the catalogue untouched.

import { describe, expect, test } from 'vitest'
import { recordingId, sessionId } from '../../../../src/core/ids.ts'
import { clockReadings, correctionFor, correctSession } from '../../../../src/core/policy/recorderClock.ts'
import type { Session } from '../../../../src/core/session/session.ts'
import { baseMs } from '../../../support/agency.ts'
import { makeDeedBench, type DeedBench } from '../../../support/deedBench.ts'

const minute = 60_000
const day = 86_400_000
const zone = 'Asia/Shanghai'

/** As the catalogue has it: by the recorder's own clock. */
const session = (startMs: number, lengthMs = 10 * minute, change: Partial<Session> = {}): Session => {
  const endMs = startMs + lengthMs
  return {
    id: sessionId('s'), recorder: 'DSJ3A71', officer: '500114', day: '2026-09-21', startMs, endMs, footageMs: lengthMs - minute,
    parts: [{ recordingId: recordingId('a'), startMs, endMs: startMs + 4 * minute }, { recordingId: recordingId('b'), startMs: startMs + 5 * minute, endMs }],
    gaps: [{ startMs: startMs + 4 * minute, endMs: startMs + 5 * minute }], ...change,
  }
}
const readAt = (bench: DeedBench, atMs: number, aheadMs: number, more: { readonly set?: boolean; readonly serial?: string; readonly recording?: string; readonly uncertaintyMs?: number } = {}) =>
  bench.sign('clockReading', { serial: 'DSJ3A71', method: 'typed', atMs, shownMs: atMs + aheadMs, uncertaintyMs: 2_000, set: false, recording: null, words: '', ...more }, { by: '王敏', atMs })
const officers = { 王敏: ['officer'], 陈立: ['viewer'] } as const

describe('the correction of a session', () => {
  test('counts from the reading until the next one', async () => {
    const bench = await makeDeedBench(officers)
    await readAt(bench, baseMs, 72_000)
    await readAt(bench, baseMs + day, -5_000)
    const readings = clockReadings(bench.book())
    const ahead = (startMs: number): number | undefined => correctionFor(session(startMs), readings)?.offsetMs
    expect(ahead(baseMs - day)).toBeUndefined()
    expect(ahead(baseMs + minute)).toBe(72_000)
    expect(ahead(baseMs + day - 30 * minute)).toBe(72_000)
    expect(ahead(baseMs + day + minute)).toBe(-5_000)
  })

  test('counts for the session in which the clock was filmed, as a whole', async () => {
    const bench = await makeDeedBench(officers)
    await readAt(bench, baseMs, 72_000)
    const filmed = session(baseMs + 72_000 - minute)
    const correction = correctionFor(filmed, clockReadings(bench.book()))
    expect(correction).toMatchObject({ offsetMs: 72_000, uncertaintyMs: 2_000, measuredMs: baseMs })
    const right = correctSession(filmed, correction, zone)
    expect([right.startMs, right.endMs, right.gaps[0]?.startMs, right.parts.map(({ startMs }) => startMs)]).toEqual([baseMs - minute, baseMs + 9 * minute, baseMs + 3 * minute, [baseMs - minute, baseMs + 4 * minute]])
    expect([right.id, right.footageMs, filmed.startMs]).toEqual([filmed.id, filmed.footageMs, baseMs + 72_000 - minute])
  })

  test('is none for what ended before the reading, though the recorder says later', async () => {
    const bench = await makeDeedBench(officers)
    await readAt(bench, baseMs, 3_600_000)
    const readings = clockReadings(bench.book())
    expect(correctionFor(session(baseMs + 20 * minute), readings)).toBeNull()
    expect(correctionFor(session(baseMs + 55 * minute), readings)?.offsetMs).toBe(3_600_000)
  })

  test('is that of the reading for the file in which it was read, whatever the times', async () => {
    const bench = await makeDeedBench(officers)
    await readAt(bench, baseMs, -3_600_000, { set: true, recording: 'b'.repeat(64) })
    const filmed = session(baseMs - 3_600_000 - minute)
    expect(correctionFor(filmed, clockReadings(bench.book()))).toBeNull()
    expect(correctionFor({ ...filmed, parts: filmed.parts.map((part) => ({ ...part, recordingId: recordingId('b'.repeat(64)) })) }, clockReadings(bench.book()))?.offsetMs).toBe(-3_600_000)
  })

  test('is nothing once the clock was set, and the offset for the session in which it was read', async () => {
    const bench = await makeDeedBench(officers)
    await readAt(bench, baseMs, 3_600_000, { set: true, recording: 'b'.repeat(64) })
    const readings = clockReadings(bench.book())
    const [part] = session(baseMs).parts
    const filmed = session(baseMs + 3_600_000 - 5 * minute)
    expect(correctionFor({ ...filmed, parts: [{ ...part!, recordingId: recordingId('b'.repeat(64)) }] }, readings)?.offsetMs).toBe(3_600_000)
    expect(correctionFor(session(baseMs - 5 * minute), readings)).toBeNull()
    const later = session(baseMs + 2 * minute)
    expect(correctionFor(later, readings)).toMatchObject({ offsetMs: 0, uncertaintyMs: 2_000 })
    expect(correctSession(later, correctionFor(later, readings), zone)).toBe(later)
  })

  test('moves a session to the day on which it was', async () => {
    const bench = await makeDeedBench(officers)
    await readAt(bench, baseMs, 2 * 3_600_000)
    const midnight = Date.parse('2026-09-25T00:30:00+08:00')
    const late = session(midnight, 10 * minute, { day: '2026-09-25' })
    expect(correctSession(late, correctionFor(late, clockReadings(bench.book())), zone).day).toBe('2026-09-24')
  })

  test('knows the serial however it was typed, and no other recorder', async () => {
    const bench = await makeDeedBench(officers)
    await readAt(bench, baseMs, 72_000, { serial: ' dsj3a71 ' })
    const readings = clockReadings(bench.book())
    expect(correctionFor(session(baseMs + minute), readings)?.offsetMs).toBe(72_000)
    expect(correctionFor(session(baseMs + minute, minute, { recorder: 'DSJ3A72' }), readings)).toBeNull()
    expect(correctionFor(session(baseMs + minute, minute, { recorder: null }), readings)).toBeNull()
    expect(correctionFor(session(0, minute, { day: 'unset' }), readings)).toBeNull()
  })

  test('does not listen to who may not write field notes, nor to a reading that is none', async () => {
    const bench = await makeDeedBench(officers)
    await bench.sign('clockReading', { serial: 'DSJ3A71', method: 'typed', atMs: baseMs, shownMs: baseMs + 9_000, uncertaintyMs: 0, set: false, recording: null, words: '' }, { by: '陈立' })
    await bench.sign('clockReading', { serial: 'DSJ3A71', method: 'guessed' as 'typed', atMs: baseMs, shownMs: baseMs, uncertaintyMs: 0, set: false, recording: null, words: '' }, { by: '王敏' })
    await readAt(bench, baseMs + 1, 1_000, { uncertaintyMs: -1 })
    expect(clockReadings(bench.book()).size).toBe(0)
    expect(bench.book().faulty.map(({ fault }) => fault).toSorted()).toEqual(['malformed', 'malformed', 'roleNotAllowed'])
  })
})
