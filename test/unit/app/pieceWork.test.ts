// Pieces in the making as running work.

import { expect, test } from 'vitest'
import { makePieceWork } from '../../../src/app/pieceWork.ts'
import type { MakePiece, PieceOptions } from '../../../src/app/makePiece.ts'
import type { Work } from '../../../src/app/app.ts'
import { recordingId } from '../../../src/core/ids.ts'
import type { PiecePlan } from '../../../src/core/pieces/piece.ts'
import { err, ok } from '../../../src/core/result.ts'

const id = recordingId('ab'.repeat(32))
const plan: PiecePlan = { work: 'copy', cut: { recordingId: id, fromMs: 1000, toMs: 21_000 } }
const quiet: PieceOptions = { signal: new AbortController().signal, onProgress: () => undefined }

const start = (make: MakePiece) => {
  let now = 0
  const work = makePieceWork({ make, clock: { mono: () => now }, timeText: (ms) => `${ms}` })
  return { work, pass: (ms: number) => (now += ms), rows: (): readonly Work[] => work.work.get() }
}

test('tells how far, how fast and how long still, and what went wrong', async () => {
  let tell: PieceOptions['onProgress'] = () => undefined
  let end: (answer: Awaited<ReturnType<MakePiece>>) => void = () => undefined
  const { work, pass, rows } = start((_viewing, _piece, { onProgress }) => {
    tell = onProgress
    return new Promise((resolve) => (end = resolve))
  })
  const made = work.makePiece({ id: 'v', parts: [] }, { plan, words: '', caseNumber: '' }, quiet)
  await new Promise((resolve) => setTimeout(resolve))
  pass(2000)
  tell({ secondsDone: 8, secondsTotal: 20 })
  expect(rows()[0]).toMatchObject({ kind: 'piece', title: '1000', phase: 'reading', secondsLeft: 3, footage: { secondsDone: 8, secondsTotal: 20, speed: 4 } })
  end(err({ type: 'StorageFull', usedBytes: 1, quotaBytes: 1 }))
  await made
  expect(rows()[0]).toMatchObject({ phase: 'failed', error: { type: 'StorageFull' } })
  work.dismiss(rows()[0]?.id ?? '')
  expect(rows()).toEqual([])
})

test('is stopped from the strip, and then says nothing', async () => {
  const { work, rows } = start((_viewing, _piece, { signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(err({ type: 'Cancelled' })))))
  const made = work.makePiece({ id: 'v', parts: [] }, { plan, words: '', caseNumber: '' }, quiet)
  work.dismiss(rows()[0]?.id ?? '')
  expect(rows()).toHaveLength(1)
  work.cancel(rows()[0]?.id ?? '')
  expect(await made).toEqual(err({ type: 'Cancelled' }))
  expect(rows()).toEqual([])
})

test('several are made one after the other', async () => {
  const order: string[] = []
  const { work } = start(async (_viewing, { words }) => {
    order.push(`begin ${words}`)
    await Promise.resolve()
    order.push(`end ${words}`)
    return ok(id)
  })
  await Promise.all(['a', 'b'].map((words) => work.makePiece({ id: 'v', parts: [] }, { plan, words, caseNumber: '' }, quiet)))
  expect(order).toEqual(['begin a', 'end a', 'begin b', 'end b'])
})
