// Which Recordings are pieces, what lets somebody watch one, and that it is classified with what it was made from (articles 16, 18, 19).

import { describe, expect, test } from 'vitest'
import { makeRecordingList } from '../../../../src/core/deeds/recordingList.ts'
import type { DeedFields } from '../../../../src/core/deeds/deedKinds.ts'
import { recordingId } from '../../../../src/core/ids.ts'
import { isWithin, originOf, piecesOf, withoutPieces } from '../../../../src/core/pieces/piece.ts'
import { classificationsOf, hiddenFrom } from '../../../../src/core/policy/secrecy.ts'
import { coverFor } from '../../../../src/core/viewing/approvals.ts'
import { baseMs } from '../../../support/agency.ts'
import { makeDeedBench } from '../../../support/deedBench.ts'

const [film, other, piece, part] = ['a', 'b', 'c', 'd'].map((digit) => recordingId(digit.repeat(64))) as [ReturnType<typeof recordingId>, ReturnType<typeof recordingId>, ReturnType<typeof recordingId>, ReturnType<typeof recordingId>]
const fields = (recording: string, ...parents: readonly string[]): DeedFields<'piece'> => ({
  recording, xxh128: '0'.repeat(32), size: 10, name: 'piece.mp4', work: 'exact', viewing: 'v', caseNumber: '', words: '', redactions: null,
  cuts: parents.map((parent) => ({ recording: parent, fromMs: 0, toMs: 1_000 })),
})
const people = { 冉保管: ['custodian'], 周查阅: ['viewer'], 李领导: ['approver'] } as const

describe('a piece', () => {
  test('is known by the first deed about it, of somebody who may make one', async () => {
    const bench = await makeDeedBench(people)
    await bench.sign('piece', fields(other, film), { by: '周查阅' })
    const first = await bench.sign('piece', fields(piece, film), { by: '冉保管' })
    await bench.sign('piece', fields(piece, other), { by: '冉保管' })
    const pieces = piecesOf(bench.book())
    expect([...pieces].map(([id, deed]) => [id, deed.id])).toEqual([[piece, first]])
    const rows = [[film], [film, piece], [piece], []].map((ids) => ({ recordings: ids.map((id) => ({ id })) }))
    expect(withoutPieces(rows, pieces)).toEqual([rows[0], rows[1], rows[3]])
    const session = (...ids: readonly (typeof film)[]) => ({ parts: ids.map((id) => ({ recordingId: id, startMs: 0, endMs: 1 })) })
    const recorded = new Map([[film as string, { recorder: 'DSJ-1', officer: '010203' }]])
    expect([session(piece), session(film), session(film, piece)].map((one) => originOf(one, pieces, recorded))).toEqual([{ recorder: 'DSJ-1', officer: '010203' }, null, null])
    expect(originOf(session(piece), pieces, new Map())).toEqual({ recorder: null, officer: null })
    expect([film, piece, other].map((id) => isWithin(new Set([film]), id, pieces))).toEqual([true, true, false])
  })

  test('may be watched by whoever was given all of what it is made from', async () => {
    const bench = await makeDeedBench(people)
    await bench.sign('piece', fields(piece, film), { by: '冉保管' })
    await bench.sign('piece', fields(part, film, other), { by: '冉保管' })
    const list = makeRecordingList([film])
    await bench.attach(list.bytes)
    const untilMs = baseMs + 3_600_000
    const request = await bench.sign('request', { use: 'view', title: '', session: null, caseNumber: '', list: list.hash, count: 1, purpose: 'casework', reason: '核对', untilMs, times: 0, urgentViewing: null }, { by: '周查阅' })
    const approval = await bench.sign('approval', { request, untilMs, times: 0, words: '' }, { by: '李领导' })
    await bench.sign('registration', { request, approval, words: '' }, { by: '冉保管' })
    const ask = (recording: string) => coverFor({ book: bench.book(), viewings: [], takenOut: [], nowMs: baseMs + 60_000, person: { id: bench.idOf('周查阅'), roles: ['viewer'] }, recordings: [recording], uses: ['view'] }).ok
    expect([film, piece, part].map(ask)).toEqual([true, true, false])
  })

  test('is classified with what it was made from, and so is what was made of it', async () => {
    const bench = await makeDeedBench(people)
    await bench.sign('piece', fields(piece, other, film), { by: '冉保管' })
    await bench.sign('piece', fields(part, piece), { by: '冉保管' })
    const list = makeRecordingList([film])
    await bench.attach(list.bytes)
    await bench.sign('classification', { subject: 'recording', of: film, list: list.hash, count: 1, level: 'state', reason: '涉密', basis: '' }, { by: '冉保管' })
    expect(hiddenFrom(classificationsOf(bench.book()), []).recordings).toEqual(new Set([film, piece, part]))
  })

  test('is open again once somebody who may says so of it', async () => {
    const bench = await makeDeedBench(people)
    await bench.sign('piece', fields(piece, film), { by: '冉保管' })
    const classify = async (id: string, level: 'state' | null): Promise<void> => {
      const list = makeRecordingList([recordingId(id)])
      await bench.attach(list.bytes)
      await bench.sign('classification', { subject: 'recording', of: id, list: list.hash, count: 1, level, reason: '涉密', basis: '' }, { by: '冉保管' })
    }
    await classify(film, 'state')
    await classify(piece, null)
    expect(hiddenFrom(classificationsOf(bench.book()), []).recordings).toEqual(new Set([film]))
  })
})
