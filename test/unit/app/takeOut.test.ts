// A piece as a file: only under an approval that covers it, as often as that allows, and on record before it is handed out (article 18).

import { expect, test } from 'vitest'
import { makeTakeOut } from '../../../src/app/takeOut.ts'
import { makeWarrants } from '../../../src/app/warrants.ts'
import type { AppendEntry } from '../../../src/app/logWriter.ts'
import type { Recording } from '../../../src/core/catalog/recording.ts'
import { driveId, logId, recordingId } from '../../../src/core/ids.ts'
import { decodeEntry } from '../../../src/core/log/entry.ts'
import { makeLive } from '../../../src/core/live.ts'
import { piecesOf } from '../../../src/core/pieces/piece.ts'
import type { StoredEntry } from '../../../src/core/ports.ts'
import { makeRecordingList } from '../../../src/core/deeds/recordingList.ts'
import { err, ok } from '../../../src/core/result.ts'
import { baseMs, makeTestLog } from '../../support/agency.ts'
import { makeDeedBench } from '../../support/deedBench.ts'

const [film, piece] = ['a', 'b'].map((digit) => recordingId(digit.repeat(64))) as [ReturnType<typeof recordingId>, ReturnType<typeof recordingId>]
const untilMs = baseMs + 3_600_000
const file = { name: 'piece.mp4', size: 3, lastModified: 0, slice: () => new Blob(['abc']) }

const makeBench = async (times: number) => {
  const bench = await makeDeedBench({ 赵伟: ['custodian'], 李华: ['approver'] })
  const log = makeTestLog()
  const kinds: string[] = []
  const appendEntry: AppendEntry = async (kind, body) => {
    log.write(kind, body)
    kinds.push(kind)
    return ok({ logId: logId('l'), seq: kinds.length, bytes: new Uint8Array(0), signature: new Uint8Array(0), leaf: '', kind, timeMs: 0 })
  }
  const byKind = async (wanted: string): Promise<readonly StoredEntry[]> =>
    log.entries.flatMap(({ bytes, signature }, seq) => {
      const entry = decodeEntry(bytes)
      return entry.ok && entry.value.kind === wanted ? [{ logId: entry.value.logId, seq, bytes, signature, leaf: '', kind: wanted, timeMs: 0 }] : []
    })
  await bench.sign('piece', { recording: piece, xxh128: '0'.repeat(32), size: 3, name: 'piece.mp4', work: 'copy', cuts: [{ recording: film, fromMs: 0, toMs: 1_000 }], viewing: 'v', caseNumber: '', words: '', redactions: null }, { by: '赵伟' })
  const list = await bench.attach(makeRecordingList([film]).bytes)
  const request = await bench.sign('request', { use: 'extract', title: 't', session: 's', caseNumber: '', list, count: 1, purpose: 'casework', reason: '举证', untilMs, times, urgentViewing: null }, { by: '赵伟' })
  await bench.sign('approval', { request, untilMs, times: 0, words: '' }, { by: '李华' })
  const person = { id: bench.idOf('赵伟'), name: '赵伟', officerNumber: '', roles: ['custodian' as const], clearances: [] }
  const takeOut = makeTakeOut({
    store: {
      recordings: async () => [{ id: piece } as Recording],
      apply: async () => ok(undefined),
      copiesOfRecording: async () => [{ driveId: driveId('d'.repeat(32)), path: 'piece.mp4', size: 3, mtime: 0, state: 'fingerprinted', recordingId: piece, error: null, seenMs: 0 }],
      directory: async () => ({ kind: 'handle', name: '', source: null }),
      drives: async () => [],
    },
    drives: { permission: async () => 'granted', requestPermission: async () => true, open: async () => ok(file) },
    fingerprinter: { fingerprint: async () => ok({ sha256: piece, xxh128: '0'.repeat(32), size: 3, blockStates: new Uint8Array() }) },
    clock: { now: () => baseMs + 60_000, mono: () => 0, boot: '' },
    random: { bytes: (length) => new Uint8Array(length) },
    appendEntry,
    pieces: () => piecesOf(bench.book()),
    wayOut: makeWarrants({ appendEntry, clock: { now: () => baseMs + 60_000 }, after: () => () => undefined, logs: { byKind }, deeds: { ...makeLive(bench.book()), get: bench.book }, viewings: makeLive([]), unlocked: () => ({ person, logId: log.logId }) }),
  })
  return { takeOut, kinds }
}

test('is on record with what permits it before it is handed out', async () => {
  const { takeOut, kinds } = await makeBench(0)
  expect(await takeOut(piece)).toEqual(ok(file))
  expect(kinds.at(-1)).toBe('piece-export')
  expect(new Set(kinds.slice(0, -1))).toEqual(new Set(['deed', 'attachment']))
})

test('no more often than approved, however fast one clicks', async () => {
  const { takeOut, kinds } = await makeBench(2)
  const taken = await Promise.all([takeOut(piece), takeOut(piece), takeOut(piece)])
  expect(taken).toEqual([ok(file), ok(file), err({ type: 'NotApprovedToTakeOut', fault: { type: 'usedUp', times: 2 }, needed: ['approver'] })])
  expect(kinds.filter((kind) => kind === 'piece-export')).toHaveLength(2)
})
