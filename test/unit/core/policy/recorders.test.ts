// The register of recorders: from what was signed and from the files; who carried which when, and which went out unchecked.

import { expect, test } from 'vitest'
import { sessionId } from '../../../../src/core/ids.ts'
import { carrierAt, carrierMismatches, checkOn, recordersOf, uncheckedSessions } from '../../../../src/core/policy/recorders.ts'
import type { Session } from '../../../../src/core/session/session.ts'
import { baseMs } from '../../../support/agency.ts'
import { makeDeedBench } from '../../../support/deedBench.ts'

const day = 86_400_000
const zone = 'Asia/Shanghai'
const localDayOf = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10)
const session = (startMs: number, change: Partial<Session> = {}): Session => ({ id: sessionId(`${startMs}`), recorder: 'DSJ3A71', officer: '500114', day: localDayOf(startMs), startMs, endMs: startMs + 60_000, parts: [], gaps: [], footageMs: 60_000, ...change })
const bench = async () => {
  const made = await makeDeedBench({ 王敏: ['officer'], 保管: ['custodian'], 周敏: ['auditor'] })
  const register = (serial: string, officerNumber: string, sinceMs: number, by = '保管', model = '') => made.sign('recorder', { serial, model, officerNumber, sinceMs, words: '' }, { by })
  return { ...made, register }
}

test('knows what was registered and what left files, once each', async () => {
  const { register, book } = await bench()
  await register('dsj3a71 ', '500114', baseMs, '保管', 'DS-MCW405')
  await register('DSJ3A99', '', baseMs)
  await register('DSJ3A98', '500114', baseMs, '周敏')
  const rows = recordersOf(book(), [session(baseMs), session(baseMs + day), session(baseMs, { recorder: 'HKM0091' }), session(0, { recorder: 'HKM0091', day: 'unset', endMs: 0 }), session(baseMs, { recorder: null })])
  expect(rows.map(({ serial, model, sessions, lastUsedMs }) => [serial, model, sessions, lastUsedMs])).toEqual([['dsj3a71', 'DS-MCW405', 2, baseMs + day + 60_000], ['DSJ3A99', '', 0, null], ['HKM0091', '', 2, baseMs + 60_000]])
})

test('who carried it counts from the day that is named, whenever it was written', async () => {
  const { register, book } = await bench()
  await register('DSJ3A71', '500121', baseMs + 10 * day)
  await register('DSJ3A71', '500114', baseMs)
  await register('DSJ3A71', '', baseMs + 20 * day)
  const [row] = recordersOf(book(), [])
  expect([-1, 0, 5, 10, 25].map((days) => carrierAt(row!, baseMs + days * day))).toEqual([null, '500114', '500114', '500121', ''])
})

test('another officer’s number in the file names is a mismatch, silence is none', async () => {
  const { register, book } = await bench()
  await register('DSJ3A71', '500114', baseMs)
  await register('DSJ3A99', '', baseMs)
  const sessions = [session(baseMs + day), session(baseMs + day, { officer: '500121' }), session(baseMs - day, { officer: '500121' }), session(baseMs + day, { officer: null }), session(baseMs + day, { recorder: 'HKM0091', officer: '500121' }), session(baseMs + day, { recorder: 'dsj3a99', officer: '500114' }), session(0, { day: 'unset', officer: '500121' })]
  expect(carrierMismatches(sessions, recordersOf(book(), sessions)).map(({ registered, found }) => [registered, found])).toEqual([['500114', '500121'], ['', '500114']])
})

test('the check before use counts for its local day', async () => {
  const { register, book, sign } = await bench()
  await register('DSJ3A71', '500114', baseMs)
  const check = (atMs: number, battery = 90) => sign('preUse', { serial: 'DSJ3A71', battery, freeMib: 32_768, clock: 'right', reading: null, words: '' }, { by: '王敏', atMs })
  const late = Date.parse('2026-09-25T23:50:00+08:00')
  await check(late)
  await check(late + 60_000, 101)
  const sessions = [session(late), session(late + 20 * 60_000), session(late, { recorder: 'HKM0091' }), session(0, { day: 'unset' })]
  const recorders = recordersOf(book(), sessions)
  expect(checkOn(recorders[0]!, '2026-09-25', zone)?.fields.battery).toBe(90)
  expect(checkOn(recorders[0]!, '2026-09-26', zone)).toBeNull()
  expect(uncheckedSessions(sessions, recorders, zone).map((one) => one.day)).toEqual(['2026-09-26'])
})
