// Searching: words in any field, Chinese text, width and case folded; every filter.

import { expect, test } from 'vitest'
import type { Recording } from '../../../../src/core/catalog/recording.ts'
import { matchesFilter, type Searchable, type SearchFilter } from '../../../../src/core/catalog/search.ts'
import { recordingId, sessionId } from '../../../../src/core/ids.ts'

const zone = 'Asia/Shanghai'
const none: SearchFilter = { text: '', recorder: null, officer: null, from: null, to: null, drive: null, kind: null, tag: null, state: null }
const startMs = Date.UTC(2026, 2, 26, 1, 36, 21)
const recording = { id: recordingId('a'), kind: 'video', device: 'Ambarella H6', recorder: 'A123456', officer: '012345', playMode: 'timeline', damage: null } as Recording
const one: Searchable = {
  session: { id: sessionId('s'), recorder: 'A123456', officer: '012345', day: '2026-03-26', startMs, endMs: startMs + 1000, parts: [], gaps: [], footageMs: 1000 },
  recordings: [recording],
  paths: ['DCIM/Cafe\u0301 现场.mp4'],
  drives: [{ driveId: 'd1', name: '移动硬盘 2', connected: true }],
  tags: ['行政强制'],
  remark: '黔江区 <b>文化</b> 市场检查',
  markers: ['出示证件', '当事人情绪激动'],
  findings: [],
  unexplainedGaps: 0,
}
const finds = (filter: Partial<SearchFilter>, what: Searchable = one): boolean => matchesFilter(what, { ...none, ...filter }, zone)

test.each(['', 'a123456', '012345', 'Ａ１２３４５６', 'café', 'CAFÉ 现场', '文化 市场', '行政', 'ambarella', '2026-03-26', '20260326', '2026年3月26日', '09:36', '移动硬盘', '情绪激动', '<b>', '  现场   h6 '])('%s is found', (text) => {
  expect(finds({ text })).toBe(true)
})
test.each(['b123456', '文化局', '2026-03-27', '现场 nowhere'])('%s is not', (text) => {
  expect(finds({ text })).toBe(false)
})

test.each<[Partial<SearchFilter>, boolean]>([
  [{ recorder: 'A123456' }, true], [{ recorder: 'B' }, false], [{ officer: '012345' }, true], [{ officer: '1' }, false],
  [{ from: '2026-03-26', to: '2026-03-26' }, true], [{ from: '2026-03-27' }, false], [{ to: '2026-03-25' }, false],
  [{ drive: 'd1' }, true], [{ drive: 'd2' }, false], [{ kind: 'video' }, true], [{ kind: 'photo' }, false], [{ tag: '行政强制' }, true], [{ tag: '行政' }, false],
  [{ state: 'playable' }, true], [{ state: 'unplugged' }, false], [{ state: 'clockNotSet' }, false], [{ state: 'damaged' }, false], [{ state: 'finding' }, false], [{ state: 'unexplainedGap' }, false],
])('%o: %s', (filter, expected) => {
  expect(finds(filter)).toBe(expected)
})

test('states', () => {
  const unset: Searchable = { ...one, session: { ...one.session, day: 'unset', startMs: 0 }, drives: [], recordings: [{ ...recording, damage: { type: 'DamagedMedia', detail: 'x' } }] }
  expect([finds({ state: 'clockNotSet' }, unset), finds({ state: 'unplugged' }, unset), finds({ state: 'damaged' }, unset), finds({ state: 'playable' }, unset)]).toEqual([true, true, true, false])
  expect(finds({ state: 'unexplainedGap' }, { ...one, unexplainedGaps: 1 })).toBe(true)
  expect([finds({ from: '1970-01-01' }, unset), finds({ text: '1970' }, unset)]).toEqual([false, false])
})
