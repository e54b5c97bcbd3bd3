// Making a piece: who may, of what, and that nothing is kept of one that failed or was not signed for (articles 18 and 19).

import { describe, expect, test } from 'vitest'
import type { App, Person } from '../../../src/app/app.ts'
import { finishPieces } from '../../../src/app/finishPieces.ts'
import { makePieces, type NewPiece, type PieceDeps } from '../../../src/app/makePiece.ts'
import { emptyBook, type DeedBook } from '../../../src/core/deeds/deedBook.ts'
import type { FieldreelError } from '../../../src/core/errors.ts'
import { driveId, recordingId } from '../../../src/core/ids.ts'
import { defaultProfile } from '../../../src/core/policy/defaultProfile.ts'
import { classificationsOf } from '../../../src/core/policy/secrecy.ts'
import type { PendingPiece } from '../../../src/core/piecePorts.ts'
import type { TimelinePart } from '../../../src/core/playbackPorts.ts'
import type { StoredEntry } from '../../../src/core/ports.ts'
import { err, ok } from '../../../src/core/result.ts'
import { makeRecordingList } from '../../../src/core/deeds/recordingList.ts'
import { makeTestLog } from '../../support/agency.ts'
import { makeDeedBench } from '../../support/deedBench.ts'

const [film, other, made] = ['a', 'b', 'c'].map((digit) => recordingId(digit.repeat(64))) as [ReturnType<typeof recordingId>, ReturnType<typeof recordingId>, ReturnType<typeof recordingId>]
const file = { name: 'draft', size: 3, lastModified: 0, slice: () => new Blob(['abc']) }
const part: TimelinePart = { recordingId: film, driveId: driveId('d'.repeat(32)), path: 'a.mp4', file, startMs: 1_000, endMs: 9_000, video: null, audio: null, blockStates: new Uint8Array() }
const options = { signal: new AbortController().signal, onProgress: () => undefined }
const path = `piece-at-3000-exact-${made.slice(0, 8)}/piece-at-3000-exact.mp4`
const full = { type: 'StorageFull', usedBytes: 5, quotaBytes: 6 } as const
const exact: NewPiece = { plan: { work: 'exact', cuts: [{ recordingId: film, fromMs: 2_000, toMs: 3_000 }] }, caseNumber: '', words: '' }

const makeBench = async (roles: Person['roles'] = ['custodian'], change: Partial<PieceDeps> = {}) => {
  const bench = await makeDeedBench({ 冉保管: roles })
  const did: string[] = []
  const pendingOf = (recording: string): PendingPiece => ({ recording, keep: async (path) => ok(void did.push(`keep ${path}`)), drop: async () => void did.push('drop pending') })
  const sign: App['sign'] = async (type, fields) => {
    did.push(`sign ${type}`)
    const id = await bench.sign(type, fields, { by: '冉保管' })
    const row = bench.book().find(id)
    if (!row) throw new Error('not in the book')
    return ok(row as never)
  }
  const deps: PieceDeps = {
    maker: { make: async (plan) => ok({ extension: 'mp4', cuts: 'cuts' in plan ? plan.cuts : [plan.cut] }) },
    pieces: {
      directory: async () => ok({ kind: 'handle', name: '', source: null }),
      begin: async () => ok({ target: null, file: async () => file, settle: async (recording) => (did.push('settle'), ok(pendingOf(recording))), drop: async () => void did.push('drop') }),
      pending: async () => ok([pendingOf(made)]),
      remove: async () => ok(undefined),
    },
    fingerprinter: { fingerprint: async () => ok({ sha256: made, xxh128: '0'.repeat(32), size: 3, blockStates: new Uint8Array() }) },
    sign,
    person: () => ({ id: bench.idOf('冉保管'), name: '冉保管', officerNumber: '', roles, clearances: ['state'] }),
    profile: () => defaultProfile,
    classified: () => classificationsOf(bench.book()),
    index: async () => (did.push('index'), ok(part.driveId)),
    stamp: (ms) => `at-${ms}`,
    ...change,
  }
  const make = (piece: NewPiece = exact) => makePieces(deps)({ id: 'v1', parts: [part] }, piece, options)
  /** As at the next start, of what the log has by then. */
  const finish = () => finishPieces({ ...deps, logs: { byKind: async () => logOf(bench.book()) } })
  return { bench, did, make, finish }
}

const logOf = (book: DeedBook): readonly StoredEntry[] => {
  const log = makeTestLog()
  for (const { bytes } of book.of('piece')) log.write('deed', { deed: bytes })
  return log.entries.map(({ bytes, signature }, seq) => ({ logId: log.logId, seq, bytes, signature, leaf: '', kind: 'deed', timeMs: 0 }))
}

describe('a piece', () => {
  test('is signed for before it is kept, named by its own begin', async () => {
    const { bench, did, make } = await makeBench()
    expect(await make()).toEqual(ok(made))
    expect(did).toEqual(['settle', 'sign piece', `keep ${path}`, 'index', 'drop pending'])
    expect(bench.book().of('piece').map(({ fields }) => fields)).toEqual([
      { recording: made, xxh128: '0'.repeat(32), size: 3, name: 'piece-at-3000-exact.mp4', work: 'exact', viewing: 'v1', caseNumber: '', words: '', redactions: null, cuts: [{ recording: film, fromMs: 2_000, toMs: 3_000 }] },
    ])
  })

  test('is not begun by a role that makes none, of what is not being watched, or of what is classified', async () => {
    const viewer = await makeBench(['viewer'])
    expect(await viewer.make()).toMatchObject(err({ type: 'RoleNotAllowed' }))
    const custodian = await makeBench()
    expect(await custodian.make({ ...exact, plan: { work: 'copy', cut: { recordingId: other, fromMs: 0, toMs: 1 } } })).toEqual(err({ type: 'CopyUnavailable', recordingId: other, drives: [] }))
    const list = makeRecordingList([film])
    await custodian.bench.attach(list.bytes)
    await custodian.bench.sign('classification', { subject: 'recording', of: film, list: list.hash, count: 1, level: 'state', reason: '涉密', basis: '' }, { by: '冉保管' })
    expect(await custodian.make()).toEqual(err({ type: 'PieceOfClassified' }))
    expect([...viewer.did, ...custodian.did]).toEqual([])
  })

  test.each<[string, FieldreelError, readonly string[], Partial<PieceDeps>]>([
    ['made', { type: 'Cancelled' }, ['drop'], { maker: { make: async () => err({ type: 'Cancelled' }) } }],
    ['made for want of room', { ...full, type: 'NoRoomForPiece' }, ['drop'], { maker: { make: async () => err(full) } }],
    ['fingerprinted', { type: 'FileGone', path: '' }, ['drop'], { fingerprinter: { fingerprint: async () => err({ type: 'FileGone', path: '' }) } }],
    ['signed for', { type: 'AnotherWriter' }, ['settle', 'drop pending'], { sign: async () => err({ type: 'AnotherWriter' }) }],
    ['signed for in a full database', { ...full, type: 'NoRoomForPiece' }, ['settle', 'drop pending'], { sign: async () => err(full) }],
  ])('that could not be %s leaves nothing', async (_, error, wanted, change) => {
    const { did, make } = await makeBench(['custodian'], change)
    expect(await make()).toEqual(err(error))
    expect(did).toEqual(wanted)
  })

  test('of what became classified while it was made leaves nothing', async () => {
    let asked = 0
    const now = await makeBench(['custodian'])
    const list = makeRecordingList([film])
    await now.bench.attach(list.bytes)
    await now.bench.sign('classification', { subject: 'recording', of: film, list: list.hash, count: 1, level: 'state', reason: '涉密', basis: '' }, { by: '冉保管' })
    const { did, make } = await makeBench(['custodian'], { classified: () => classificationsOf(asked++ === 0 ? emptyBook : now.bench.book()) })
    expect(await make()).toEqual(err({ type: 'PieceOfClassified' }))
    expect(did).toEqual(['drop'])
  })

  test('that is signed for and cannot be filed is kept, and says so', async () => {
    const { did, make } = await makeBench(['custodian'], { index: async () => err(full) })
    expect(await make()).toEqual(err({ type: 'PieceNotFiled', name: 'piece-at-3000-exact.mp4', why: full }))
    expect(did).toEqual(['settle', 'sign piece', `keep ${path}`])
  })
})

describe('a program that is killed', () => {
  const killed = new Error('killed')
  const kill = async (): Promise<never> => Promise.reject(killed)

  test('before the piece is signed for leaves nothing at the next start', async () => {
    const { did, make, finish } = await makeBench(['custodian'], { sign: kill })
    await expect(make()).rejects.toBe(killed)
    await finish()
    expect(did).toEqual(['settle', 'drop pending'])
  })

  test('after that files it at the next start', async () => {
    let dead = true
    const { did, make, finish } = await makeBench(['custodian'], { index: async () => (dead ? kill() : (did.push('index'), ok(part.driveId))) })
    await expect(make()).rejects.toBe(killed)
    dead = false
    await finish()
    expect(did).toEqual(['settle', 'sign piece', `keep ${path}`, `keep ${path}`, 'index', 'drop pending'])
  })

  test('and has still no room then, is tried once more', async () => {
    const { did, make, finish } = await makeBench(['custodian'], { index: async () => err(full) })
    await make()
    await finish()
    expect(did.at(-1)).toBe(`keep ${path}`)
  })
})
