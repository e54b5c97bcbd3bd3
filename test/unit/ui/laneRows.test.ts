// Which Sessions share a row, which of them is meant at a moment, and in which order small pictures are made.

import { expect, test } from 'vitest'
import type { SessionRow } from '../../../src/app/app.ts'
import { filmOrder, spread } from '../../../src/ui/screens/viewing/filmOrder.ts'
import type { Lane } from '../../../src/ui/screens/viewing/lane.ts'
import { laneAt, laneRows } from '../../../src/ui/screens/viewing/laneRows.ts'

/** Hours; a part each hour. */
const lane = (id: string, recorder: string | null, from: number, to: number, offsetMs = 0): Lane => {
  const hour = 3_600_000
  const parts = Array.from({ length: to - from }, (_, at) => ({ recordingId: `${id}${from + at}`, startMs: (from + at) * hour, endMs: (from + at + 1) * hour }))
  const row = { session: { id, recorder, officer: '500114', parts, startMs: from * hour, endMs: to * hour, gaps: [] } } as unknown as SessionRow
  return { id, row: () => row, offsetMs: () => offsetMs, leftOut: () => new Map(), markers: () => [], watched: () => [] }
}
const names = (lanes: readonly Lane[]) => laneRows(lanes).map((row) => row.lanes.map(({ id }) => id))

test('a recorder has one row for all Sessions of its day; its second camera and unknown recorders have their own', () => {
  expect(names([lane('a', 'A', 8, 12), lane('b', 'B', 8, 20), lane('c', 'A', 13, 20), lane('d', 'A', 8, 12), lane('e', null, 8, 9), lane('f', null, 10, 11)])).toEqual([['a', 'c'], ['b'], ['d'], ['e'], ['f']])
})

test('a recorder whose clock is moved by hours keeps its row', () => {
  expect(names([lane('a', 'A', 8, 12, 7_200_000), lane('b', 'A', 12, 14)])).toEqual([['a', 'b']])
})

test('in the break between two Sessions the nearer is meant', () => {
  const [row] = laneRows([lane('a', 'A', 8, 12), lane('b', 'A', 14, 20)])
  expect([9, 12.5, 13.5, 15].map((hour) => laneAt(row!, hour * 3_600_000).id)).toEqual(['a', 'a', 'b', 'b'])
})

test('every beginning of the order lies evenly over the whole', () => {
  expect(spread([0, 1, 2, 3, 4, 5, 6, 7])).toEqual([0, 4, 2, 6, 1, 5, 3, 7])
  expect([spread([]), spread([1]), spread([1, 2, 3]).toSorted()]).toEqual([[], [1], [1, 2, 3]])
})

test('what is in view comes first, of every recorder in turn, and nothing twice', () => {
  const order = filmOrder([lane('a', 'A', 8, 12), lane('b', 'B', 8, 12)], { fromMs: 10.5 * 3_600_000, toMs: 11.5 * 3_600_000 })
  expect(order.slice(0, 4)).toEqual(['a10', 'b10', 'a11', 'b11'])
  expect([order.length, new Set(order).size]).toEqual([8, 8])
})
