// How recorders were aligned: the latest word of two Sessions, whichever way round; and what the independent verifier thinks of it.

import { expect, test } from 'vitest'
import { bodyFault } from '../../../../server/verify/readEntry.ts'
import type { Entry } from '../../../../src/core/log/entry.ts'
import { makeAlignmentProjection, offsetBetween } from '../../../../src/core/viewing/projectAlignments.ts'

const entry = (timeMs: number, session: string, against: string, offsetMs: number): Entry =>
  ({ logId: 'l', seq: timeMs, prev: '', timeMs, monoMs: 0, boot: '', salt: new Uint8Array(0), kind: 'clock-aligned', body: { viewing: 'v', session, against, offsetMs } }) as unknown as Entry

test('the latest counts, in both directions, whatever the order they come in', () => {
  const fold = makeAlignmentProjection()
  fold.add([entry(3, 'b', 'a', -700), entry(1, 'a', 'b', 400)])
  fold.add([entry(2, 'c', 'a', 50)])
  const rows = fold.rows()
  expect([offsetBetween(rows, 'b', 'a'), offsetBetween(rows, 'a', 'b'), offsetBetween(rows, 'c', 'a'), offsetBetween(rows, 'b', 'c')]).toEqual([-700, 700, 50, 0])
})

test('the verifier takes offsets of either sign, and nothing else', () => {
  const body = (offsetMs: number | string) => new Map<string, number | string>([['viewing', 'v'], ['session', 's'], ['against', 't'], ['offsetMs', offsetMs]])
  expect([bodyFault('clock-aligned', body(-1400)), bodyFault('clock-aligned', body(9)), bodyFault('clock-aligned', body('9'))]).toEqual([null, null, 'clock-aligned.offsetMs'])
})
