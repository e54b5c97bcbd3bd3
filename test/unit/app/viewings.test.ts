// No entry, no picture: the order of log and player, what is written when, and what a bad copy leads to.

import { describe, expect, test } from 'vitest'
import type { ViewingEvents } from '../../../src/app/app.ts'
import { makeViewings, type OpenSessionDeps } from '../../../src/app/openSession.ts'
import { openWhole } from '../../../src/app/openWhole.ts'
import { makeRecordingList } from '../../../src/core/deeds/recordingList.ts'
import { baseMs } from '../../support/agency.ts'
import { makeDeedBench } from '../../support/deedBench.ts'
import { makeWarrants } from '../../../src/app/warrants.ts'
import type { AppendEntry } from '../../../src/app/logWriter.ts'
import { sha256, toHex, utf8 } from '../../../src/core/bytes.ts'
import { encodeCbor, type Cbor } from '../../../src/core/format/cbor.ts'
import { maxEntryBytes } from '../../../src/core/log/constants.ts'
import type { EntryBodies } from '../../../src/core/log/kinds.ts'
import type { Copy, Recording } from '../../../src/core/catalog/recording.ts'
import type { DriveError, FieldreelError, PlaybackError } from '../../../src/core/errors.ts'
import { driveId, logId, recordingId, sessionId } from '../../../src/core/ids.ts'
import { emptyBook, type DeedBook } from '../../../src/core/deeds/deedBook.ts'
import { makeLive } from '../../../src/core/live.ts'
import type { KeptOutline, LeftOut, Player, PlayerEvents, PlayerState, PresentedFrame, TimelinePart } from '../../../src/core/playbackPorts.ts'
import type { FileLike, Finding } from '../../../src/core/ports.ts'
import { OUTLINE_FORM, type Outline } from '../../../src/core/media/outline.ts'
import { err, ok, type Result } from '../../../src/core/result.ts'
import type { Session, SessionPart } from '../../../src/core/session/session.ts'

const photoBytes = utf8('a photo')
const photo = recordingId(toHex(sha256(photoBytes)))
const film = recordingId('f'.repeat(64))
const [here, there] = [driveId('1'.repeat(32)), driveId('2'.repeat(32))]
const session = sessionId('s')
const request = { sessionId: session, purpose: 'casework', reason: '核实', caseNumber: '〔2026〕7', atMs: null, urgent: true, visit: null } as const

const makeRecording = (change: Partial<Recording>): Recording => ({
  id: film, kind: 'video', container: 'mp4', durationMs: 60_000, video: { codec: 'avc1.640028', width: 640, height: 360, rotation: 0, fps: 25 }, audio: null, times: [], place: null, device: null,
  playMode: 'timeline', damage: null, size: 1000, xxh128: '', startMs: 1000, timeSource: 'name', recorder: 'R', officer: null, sequence: null, channel: null, grammar: null, indexedMs: 0, ...change,
})
const makeCopy = (change: Partial<Copy>): Copy => ({ driveId: here, path: 'a.mp4', size: 1000, mtime: 5, state: 'fingerprinted', recordingId: film, error: null, seenMs: 0, ...change })
const fileOf = (bytes: Uint8Array<ArrayBuffer>): FileLike => ({ name: 'x', size: bytes.length, lastModified: 5, slice: (from, to) => ({ arrayBuffer: async () => bytes.slice(from, to).buffer }) })
const frame = (mediaTime: number, change: Partial<PresentedFrame> = {}): PresentedFrame => ({ recordingId: film, mediaTime, wallMs: 1000 + mediaTime * 1000, rate: 1, generation: 0, atMs: mediaTime * 1000, visible: true, ...change })
const state = (change: Partial<PlayerState> = {}): PlayerState => ({ wallMs: 1000, playing: true, rate: 1, seeking: false, ended: false, part: 0, ...change })
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** Small real fakes: everything that happens is told in order. */
const makeBench = () => {
  const told: { readonly what: string; readonly body: unknown }[] = []
  const findings: Finding[] = []
  const visible = makeLive(true)
  const timers = new Set<() => void>()
  let refusal: FieldreelError | null = null
  let chance = 0
  let playerEvents: PlayerEvents | null = null
  let given: readonly TimelinePart[] = []
  let openAnswer: Result<void, PlaybackError | DriveError> = ok(undefined)
  const copies: Copy[] = [makeCopy({})]
  const recordings: Recording[] = [makeRecording({})]
  const permissions = new Map<string, 'granted' | 'prompt' | 'denied'>()
  const files = new Map<string, Result<FileLike, DriveError>>([['a.mp4', ok(fileOf(new Uint8Array(1000)))]])
  const row: Session = { id: session, recorder: 'R', officer: null, day: '2026-03-26', startMs: 1000, endMs: 61_000, parts: [{ recordingId: film, startMs: 1000, endMs: 61_000 }], gaps: [], footageMs: 60_000 }

  const approved = { nowMs: 77, looks: new Set<() => void>(), book: makeLive<DeedBook>(emptyBook), person: 'p' }
  const appendEntry: AppendEntry = async (kind, body) => {
    if (refusal) return err(refusal as never)
    await settled()
    told.push({ what: kind, body })
    return ok({ logId: logId('l'), seq: told.length, bytes: new Uint8Array(0), signature: new Uint8Array(0), leaf: '', kind, timeMs: 0 })
  }
  const leftOut: LeftOut[] = []
  const made: KeptOutline[] = []
  const outlines = new Map<string, Outline>()
  const player: Player = {
    leftOut,
    outlines: made,
    play: () => undefined, pause: () => undefined, seek: () => undefined, setRate: () => undefined, setMuted: () => undefined, step: () => undefined, resume: () => undefined,
    dispose: () => told.push({ what: 'player disposed', body: null }),
  }
  const deps: OpenSessionDeps = {
    store: {
      apply: async (changes) => {
        findings.push(...(changes.findings ?? []))
        for (const { recordingId: id, outline } of changes.outlines ?? []) outlines.set(id, outline)
        return ok(undefined)
      },
      sessions: async () => [row],
      recordings: async (ids) => recordings.filter(({ id }) => !ids || ids.includes(id)),
      copiesOfRecording: async (id) => copies.filter((copy) => copy.recordingId === id),
      copiesOfRecordings: async (ids) => copies.filter(({ recordingId: of }) => of && ids.includes(of)),
      blockStates: async () => null,
      blockStatesOf: async (ids) => ids.map(() => null),
      outlines: async (ids) => ids.map((id) => outlines.get(id) ?? null),
      forgetOutlines: async (ids) => ids.forEach((id) => outlines.delete(id)),
      directory: async (id) => ({ kind: 'handle', name: id, source: id }),
      drives: async () => [here, there].map((id, index) => ({ id, name: `介质${index + 1}`, folderNames: [], sample: false, firstSeenMs: 0, lastSeenMs: 0, scannedMs: 0, manifest: null })),
    },
    drives: {
      permission: async ({ name }) => permissions.get(name) ?? 'granted',
      requestPermission: async ({ name }) => (told.push({ what: 'asked', body: name }), true),
      open: async (_directory, path, expected) => {
        const found = files.get(path) ?? err({ type: 'FileGone', path } as const)
        return !found.ok && found.error.type === 'FileChanged' && !expected ? ok(fileOf(new Uint8Array(1000))) : found
      },
    },
    playback: {
      warm: () => undefined,
      prepare: (parts: readonly TimelinePart[], atMs) => ({
        show: async (_container, events) => {
          told.push({ what: 'player opened', body: { atMs, paths: parts.map(({ path }) => path) } })
          given = parts
          playerEvents = events
          return openAnswer.ok ? ok(player) : openAnswer
        },
        drop: () => told.push({ what: 'prepared in vain', body: null }),
      }),
    },
    clock: { now: () => 77, mono: () => 0, boot: '0'.repeat(16) },
    random: { bytes: (length) => new Uint8Array(length).fill(++chance) },
    appendEntry,
    pageVisible: visible,
    after: (_ms, run) => (timers.add(run), () => timers.delete(run)),
    warrants: makeWarrants({ appendEntry, clock: { now: () => approved.nowMs }, after: (_ms, run) => (approved.looks.add(run), () => approved.looks.delete(run)), logs: { byKind: async () => [] }, deeds: approved.book, viewings: makeLive([]), unlocked: () => ({ person: { id: approved.person, name: '王敏', officerNumber: '', roles: ['viewer'], clearances: [] }, logId: 'l' }) }),
    makePiece: async () => err({ type: 'KeysLocked' }),
    findFaces: async () => err({ type: 'KeysLocked' }),
    corrected: (session) => session,
  }
  const viewings = makeViewings(deps)
  const failures: FieldreelError[] = []
  const events: ViewingEvents = { onState: () => undefined, onFrame: () => told.push({ what: 'shown', body: null }), onFailure: (error) => failures.push(error) }
  return {
    approved, deps, told, findings, failures, row, leftOut, made, outlines, copies, recordings, permissions, files, visible, timers, viewings, events,
    given: () => given,
    whats: () => told.map(({ what }) => what),
    bodies: (what: string) => told.filter((entry) => entry.what === what).map(({ body }) => body),
    refuse: (error: FieldreelError | null) => (refusal = error),
    refuseOpening: (error: PlaybackError | DriveError) => (openAnswer = err(error)),
    play: (...frames: readonly PresentedFrame[]) => frames.forEach((each) => playerEvents?.onFrame(each)),
    say: (next: PlayerState) => playerEvents?.onState(next),
    fail: (error: PlaybackError | DriveError) => playerEvents?.onFailure(error),
    tryOpen: (urgent = true) => viewings.openSession({ ...request, urgent }, {}, events),
    open: async () => {
      const answer = await viewings.openSession(request, {}, events)
      if (!answer.ok) throw new Error(JSON.stringify(answer.error))
      return answer.value
    },
  }
}

describe('no entry, no picture', () => {
  test('view-open is on disk before the player is asked for anything', async () => {
    const bench = makeBench()
    await bench.open()
    expect(bench.whats()).toEqual(['view-open', 'player opened'])
    expect(bench.bodies('view-open')).toEqual([{ viewing: '01'.repeat(16), person: 'p', purpose: 'casework', reason: '核实', caseNumber: '〔2026〕7', session: 's', recordings: [film], approval: null, registration: null, urgent: true, visit: null }])
  })

  test('more recordings than an entry holds are all on disk before the player is asked', async () => {
    const bench = makeBench()
    const ids = Array.from({ length: 1_500 }, (_, i) => recordingId(String(i).padStart(64, '0')))
    Object.assign(bench.row, { parts: ids.map((id, i) => ({ recordingId: id, startMs: i * 1_000, endMs: i * 1_000 + 1_000 })) })
    bench.recordings.splice(0, 1, ...ids.map((id) => makeRecording({ id })))
    bench.copies.splice(0, 1, ...ids.map((id) => makeCopy({ recordingId: id })))
    await bench.open()
    expect(bench.whats()).toEqual(['view-open', 'view-more', 'view-more', 'player opened'])
    const entries = bench.told.slice(0, 3).map(({ body }) => body as EntryBodies['view-more'])
    expect(entries.flatMap(({ recordings }) => recordings)).toEqual(ids)
    expect(entries.every(({ viewing }) => viewing === '01'.repeat(16))).toBe(true)
    // Room for the longest reason in Chinese.
    for (const body of entries) expect(encodeCbor(body as unknown as Cbor).length).toBeLessThan(maxEntryBytes - 16_384)
  })

  test('when it cannot be written, nothing is opened', async () => {
    const bench = makeBench()
    bench.refuse({ type: 'StorageFull', usedBytes: 1, quotaBytes: 1 })
    expect(await bench.tryOpen()).toEqual(err({ type: 'StorageFull', usedBytes: 1, quotaBytes: 1 }))
    expect(bench.whats()).toEqual(['prepared in vain'])
  })

  test('when an interval cannot be written, the player is ended and it is said', async () => {
    const bench = makeBench()
    await bench.open()
    bench.play(frame(0), frame(0.04))
    bench.refuse({ type: 'StorageFailed', detail: 'x' })
    bench.say(state())
    bench.say(state({ playing: false }))
    await settled()
    expect([bench.whats().at(-1), bench.failures]).toEqual(['player disposed', [{ type: 'StorageFailed', detail: 'x' }]])
    bench.play(frame(0.08))
    expect(bench.whats().filter((what) => what === 'shown')).toHaveLength(2)
  })

  test('what is prepared meanwhile is not shown before view-open is on disk', async () => {
    const bench = makeBench()
    const { promise: written, resolve: write } = Promise.withResolvers<void>()
    const opening = makeViewings({ ...bench.deps, appendEntry: async (kind, body) => (await written, bench.deps.appendEntry(kind, body)) }).openSession(request, {}, bench.events)
    await settled()
    expect(bench.whats()).toEqual([])
    write()
    expect((await opening).ok).toBe(true)
    expect(bench.whats()).toEqual(['view-open', 'player opened'])
  })

  test('what is known of a Recording goes with it; what was made is kept, and forgotten where the file does not agree', async () => {
    const bench = makeBench()
    const outline: Outline = { form: OUTLINE_FORM, streamed: false, starts: [0], seconds: 60, hasSound: false, planned: { video: {} as Outline['planned']['video'], audio: null }, pieces: null, bare: null }
    bench.made.push({ recordingId: film, outline })
    await bench.open()
    expect(bench.given()[0]?.outline).toBeNull()
    await bench.open()
    expect(bench.given()[0]?.outline).toBe(outline)
    bench.fail({ type: 'FileUnreadable', path: 'a.mp4', reason: 'changed while open' })
    await settled()
    expect(bench.outlines.size).toBe(0)
  })
})

describe('no approval, no picture', () => {
  /** 王敏 asked, 李华 approved until an hour after, 赵伟 registered. */
  const approve = async (bench: Bench) => {
    const unit = await makeDeedBench({ 王敏: ['viewer'], 李华: ['approver'], 赵伟: ['custodian'] })
    const list = await unit.attach(makeRecordingList([film]).bytes)
    const untilMs = baseMs + 3_600_000
    const asked = await unit.sign('request', { use: 'view', title: 't', session: 's', caseNumber: '', list, count: 1, purpose: 'casework', reason: '核实', untilMs, times: 0, urgentViewing: null }, { by: '王敏' })
    const approval = await unit.sign('approval', { request: asked, untilMs, times: 0, words: '' }, { by: '李华' })
    const registration = await unit.sign('registration', { request: asked, approval, words: '' }, { by: '赵伟' })
    Object.assign(bench.approved, { nowMs: baseMs + 60_000, person: unit.idOf('王敏') })
    bench.approved.book.set(unit.book())
    return { unit, asked, approval, registration, untilMs }
  }

  test('nothing is read, written or opened where nobody was asked', async () => {
    const bench = makeBench()
    expect(await bench.tryOpen(false)).toEqual(err({ type: 'NotApproved', fault: { type: 'notAsked' }, needed: ['approver'] }))
    expect(bench.whats()).toEqual([])
  })

  test('what is cited stands in this log before the view-open that cites it', async () => {
    const bench = makeBench()
    const { approval, registration } = await approve(bench)
    expect((await bench.tryOpen(false)).ok).toBe(true)
    expect(bench.whats()).toEqual(['attachment', 'deed', 'deed', 'deed', 'view-open', 'player opened'])
    expect(bench.bodies('view-open')).toMatchObject([{ approval, registration, urgent: false, visit: null, recordings: [film] }])
  })

  test('an attempt with an approval that ran out is on record', async () => {
    const bench = makeBench()
    const { approval, untilMs } = await approve(bench)
    bench.approved.nowMs = untilMs + 1
    expect(await bench.tryOpen(false)).toEqual(err({ type: 'NotApproved', fault: { type: 'expired', untilMs }, needed: ['approver'] }))
    expect(bench.told).toMatchObject([{ what: 'deed-refused', body: { type: 'approval', deed: approval, fault: 'expired' } }])
  })

  test.each(['a picture', 'a look at the clock'])('when it runs out while watching, %s ends it with a sentence', async (by) => {
    const bench = makeBench()
    const { untilMs } = await approve(bench)
    await bench.tryOpen(false)
    bench.play(frame(0))
    bench.approved.nowMs = untilMs + 1
    if (by === 'a picture') bench.play(frame(0.04))
    else [...bench.approved.looks].forEach((look) => look())
    await settled()
    await settled()
    await settled()
    expect(bench.whats().filter((what) => what === 'shown')).toHaveLength(1)
    expect([bench.bodies('view-close'), bench.failures]).toEqual([[{ viewing: '01'.repeat(16), reason: 'expired' }], [{ type: 'ApprovalEnded', why: 'expired', untilMs }]])
  })

  test('a withdrawal that arrives ends it at once', async () => {
    const bench = makeBench()
    const { unit, asked, untilMs } = await approve(bench)
    await bench.tryOpen(false)
    await unit.sign('withdrawal', { request: asked, words: '' }, { by: '李华' })
    bench.approved.book.set(unit.book())
    await settled()
    await settled()
    expect([bench.bodies('view-close'), bench.failures]).toMatchObject([[{ reason: 'withdrawn' }], [{ type: 'ApprovalEnded', why: 'withdrawn', untilMs }]])
  })
})

describe('intervals', () => {
  test.each([
    ['pause', (bench: Bench) => bench.say(state({ playing: false }))],
    ['seek', (bench: Bench) => bench.say(state({ seeking: true }))],
    ['speed', (bench: Bench) => bench.say(state({ rate: 2 }))],
    ['hide', (bench: Bench) => bench.visible.set(false)],
    ['ten seconds', (bench: Bench) => bench.timers.forEach((run) => run())],
  ])('are written on %s', async (_name, act) => {
    const bench = makeBench()
    await bench.open()
    bench.say(state())
    bench.play(frame(0), frame(0.5), frame(1))
    expect(bench.timers.size).toBe(1)
    act(bench)
    await settled()
    await settled()
    expect(bench.bodies('view-interval')).toEqual([{ viewing: '01'.repeat(16), intervals: [{ recordingId: film, fromMs: 0, toMs: 1000, rate: 100 }], pictures: 1, full: false }])
    expect(bench.timers.size).toBe(0)
  })

  test('say in which view they were watched, cut where it changed', async () => {
    const bench = makeBench()
    const viewing = await bench.open()
    bench.play(frame(0), frame(0.5))
    viewing.setView({ pictures: 1, full: false })
    bench.play(frame(1))
    viewing.setView({ pictures: 3, full: true })
    bench.play(frame(1.5))
    await viewing.close()
    expect(bench.bodies('view-interval')).toMatchObject([
      { intervals: [{ fromMs: 0, toMs: 1000 }], pictures: 1, full: false },
      { intervals: [{ fromMs: 1000, toMs: 1500 }], pictures: 3, full: true },
    ])
  })

  test('a lost watermark is written after what was watched, with the picture it was lost at', async () => {
    const bench = makeBench()
    const viewing = await bench.open()
    await viewing.loseWatermark('hidden')
    bench.play(frame(0), frame(0.5))
    await viewing.loseWatermark('removed')
    await viewing.close()
    await viewing.loseWatermark('removed')
    expect(bench.whats().filter((what) => what.startsWith('view-i') || what.startsWith('water'))).toEqual(['watermark-lost', 'view-interval', 'watermark-lost'])
    expect(bench.bodies('watermark-lost')).toEqual([{ viewing: viewing.viewing, recording: null, atMs: 0, what: 'hidden' }, { viewing: viewing.viewing, recording: film, atMs: 500, what: 'removed' }])
  })

  test('come before the close, and closing twice writes once', async () => {
    const bench = makeBench()
    const viewing = await bench.open()
    bench.play(frame(0), frame(0.5))
    await Promise.all([viewing.close(), viewing.close()])
    expect(bench.whats().filter((what) => what.startsWith('view'))).toEqual(['view-open', 'view-interval', 'view-close'])
    expect(bench.bodies('view-close')).toEqual([{ viewing: '01'.repeat(16), reason: 'closed' }])
  })

  test('dragging along the timeline writes no entry for each picture', async () => {
    const bench = makeBench()
    const viewing = await bench.open()
    bench.say(state())
    for (let generation = 0; generation < 20; generation++) {
      bench.play(frame(generation, { generation }))
      bench.say(state({ seeking: true }))
      bench.say(state({ seeking: false }))
    }
    await settled()
    expect(bench.whats()).not.toContain('view-interval')
    await viewing.close()
    expect(bench.bodies('view-interval')).toHaveLength(1)
  })

  test('hundreds of still pictures stay within the size of an entry', async () => {
    const bench = makeBench()
    const viewing = await bench.open()
    bench.play(...Array.from({ length: 450 }, (_, index) => frame(index, { generation: index })))
    await viewing.close()
    expect(bench.bodies('view-interval').map((body) => (body as { intervals: unknown[] }).intervals.length)).toEqual([200, 200, 50])
  })
})

describe('failures', () => {
  const mismatch = { type: 'BlockMismatch', recordingId: film, block: 3, driveId: here, path: 'a.mp4' } as const

  test('what has no Copy at hand does not keep the rest from being seen', async () => {
    const bench = makeBench()
    const away = recordingId('ee'.repeat(32))
    bench.recordings.push(makeRecording({ id: away }))
    ;(bench.row.parts as SessionPart[]).push({ recordingId: away, startMs: 61_000, endMs: 90_000 })
    const viewing = await bench.open()
    expect(viewing.leftOut).toEqual([{ recordingId: away, error: { type: 'CopyUnavailable', recordingId: away, drives: [] } }])
    expect(bench.bodies('player opened')).toEqual([{ atMs: 1000, paths: ['a.mp4'] }])
    expect(bench.bodies('view-open')).toMatchObject([{ recordings: [film] }])
  })

  test('a wrong block in a part that was left out is a Finding, and the rest plays on', async () => {
    const bench = makeBench()
    bench.leftOut.push({ recordingId: film, error: mismatch })
    const viewing = await bench.open()
    expect(viewing.leftOut).toEqual(bench.leftOut)
    expect(bench.findings).toMatchObject([{ type: 'blockMismatch', recordingId: film, path: 'a.mp4', evidence: { block: 3 } }])
    expect(bench.whats()).not.toContain('view-close')
  })

  test('a wrong block ends the Viewing with a Finding in catalogue and log', async () => {
    const bench = makeBench()
    await bench.open()
    bench.play(frame(0), frame(0.5))
    bench.fail(mismatch)
    await settled()
    await settled()
    await settled()
    expect(bench.bodies('view-close')).toEqual([{ viewing: '01'.repeat(16), reason: 'blockMismatch' }])
    expect(bench.bodies('finding')).toMatchObject([{ type: 'blockMismatch', recording: film, drive: here, path: 'a.mp4', evidence: { block: 3 } }])
    expect(bench.findings).toMatchObject([{ type: 'blockMismatch', recordingId: film }])
    expect([bench.failures, bench.whats().includes('player disposed')]).toEqual([[mismatch], true])
  })

  test('a wrong block before the first picture does the same, and nothing is handed out', async () => {
    const bench = makeBench()
    bench.refuseOpening(mismatch)
    expect(await bench.tryOpen()).toEqual(err(mismatch))
    expect(bench.bodies('view-close')).toEqual([{ viewing: '01'.repeat(16), reason: 'blockMismatch' }])
    expect(bench.findings).toHaveLength(1)
  })

  test('a pulled drive leaves the Viewing open to go on; leaving then says why it ended', async () => {
    const bench = makeBench()
    const viewing = await bench.open()
    bench.play(frame(0), frame(0.5))
    bench.fail({ type: 'DriveGone', name: 'x' })
    await settled()
    await settled()
    expect(bench.whats()).toContain('view-interval')
    expect(bench.whats()).not.toContain('view-close')
    await viewing.close()
    expect(bench.bodies('view-close')).toMatchObject([{ reason: 'driveGone' }])
  })

  test('locking ends what runs', async () => {
    const bench = makeBench()
    const answer = await bench.viewings.openSession(request, {}, bench.events)
    expect([answer.ok, bench.viewings.running().size]).toEqual([true, 1])
    await bench.viewings.endAll('locked')
    expect([bench.bodies('view-close'), bench.viewings.running().size]).toEqual([[{ viewing: '01'.repeat(16), reason: 'locked' }], 0])
  })
})

describe('which Copy', () => {
  test('another one when the first is gone; a granted drive before one that must ask', async () => {
    const bench = makeBench()
    bench.files.delete('a.mp4')
    bench.files.set('b.mp4', ok(fileOf(new Uint8Array(1000)))).set('c.mp4', ok(fileOf(new Uint8Array(1000))))
    bench.copies.push(makeCopy({ path: 'b.mp4', driveId: there }))
    expect((await bench.open()).sources).toEqual([{ recordingId: film, driveId: there, path: 'b.mp4' }])
    bench.copies.splice(0, 2, makeCopy({ path: 'c.mp4', driveId: there }), makeCopy({ path: 'b.mp4' }))
    bench.permissions.set(there, 'prompt')
    expect((await bench.open()).sources).toMatchObject([{ path: 'b.mp4' }])
    expect(bench.whats()).not.toContain('asked')
  })

  test('none: the drives that would help are named and nothing is registered', async () => {
    const bench = makeBench()
    bench.permissions.set(here, 'denied')
    expect(await bench.tryOpen()).toEqual(err({ type: 'CopyUnavailable', recordingId: film, drives: ['介质1'] }))
    expect(bench.whats()).toEqual([])
  })

  test('another size is a Finding; another time alone is played, since every byte is checked', async () => {
    const bench = makeBench()
    const changed = (size: number) => err({ type: 'FileChanged', path: 'a.mp4', expected: { size: 1000, mtime: 5 }, found: { size, mtime: 6 } } as const)
    bench.files.set('a.mp4', changed(999))
    expect(await bench.tryOpen()).toMatchObject({ ok: false, error: { type: 'FileChanged' } })
    expect(bench.findings).toMatchObject([{ type: 'contentChanged', evidence: { expectedBytes: 1000, foundBytes: 999 } }])
    bench.files.set('a.mp4', changed(1000))
    expect((await bench.open()).sources).toHaveLength(1)
  })
})

test('a Marker in a Gap belongs to the part before, and a range ends with its Recording', async () => {
  const bench = makeBench()
  const viewing = await bench.open()
  await viewing.addMarker({ wallMs: 90_000, toWallMs: null, kind: 'place', text: '门口' })
  await viewing.addMarker({ wallMs: 31_000, toWallMs: 99_000, kind: 'acts', text: '' })
  expect(bench.bodies('marker')).toMatchObject([{ recording: film, atMs: 60_000, toMs: null, kind: 'place', text: '门口' }, { atMs: 30_000, toMs: 60_000 }])
})

describe('a photo', () => {
  const withPhoto = (bytes: Uint8Array<ArrayBuffer>) => {
    const bench = makeBench()
    bench.recordings.push(makeRecording({ id: photo, kind: 'photo', container: 'jpeg', playMode: 'whole', size: bytes.length }))
    bench.copies.push(makeCopy({ recordingId: photo, path: 'p.jpg', size: bytes.length }))
    bench.files.set('p.jpg', ok(fileOf(bytes)))
    return { bench, opened: openWhole({ ...bench.deps, decodePhoto: async () => null, hashWhole: async (all) => toHex(sha256(all)) }, request, photo, () => undefined) }
  }

  test('is checked, registered, handed out, and on record as one still picture', async () => {
    const { bench, opened } = withPhoto(photoBytes)
    const whole = await opened
    if (!whole.ok) throw new Error(whole.error.type)
    expect([toHex(whole.value.bytes), whole.value.type]).toEqual([toHex(photoBytes), 'image/jpeg'])
    await whole.value.close()
    expect(bench.whats()).toEqual(['view-open', 'view-interval', 'view-close'])
    expect(bench.bodies('view-interval')).toMatchObject([{ intervals: [{ recordingId: photo, fromMs: 0, toMs: 1, rate: 0 }] }])
  })

  test('with other bytes is a Finding and never handed out', async () => {
    const { bench, opened } = withPhoto(utf8('another'))
    expect(await opened).toMatchObject({ ok: false, error: { type: 'BlockMismatch', path: 'p.jpg' } })
    expect([bench.whats(), bench.findings.length]).toEqual([['finding'], 1])
  })
})

type Bench = ReturnType<typeof makeBench>

test('where a recorder’s clock was measured, the picture and its markers stand at the true time', async () => {
  const bench = makeBench()
  const ahead = 72_000
  const corrected: OpenSessionDeps['corrected'] = (session) => ({ ...session, parts: session.parts.map((part) => ({ ...part, startMs: part.startMs - ahead, endMs: part.endMs - ahead })) })
  const opened = await makeViewings({ ...bench.deps, corrected }).openSession(request, {}, bench.events)
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  const begin = (bench.row.parts[0]?.startMs ?? 0) - ahead
  expect(bench.bodies('player opened')).toMatchObject([{ atMs: begin }])
  await opened.value.addMarker({ wallMs: begin + 40, toWallMs: null, kind: 'notice', text: '' })
  expect(bench.bodies('marker')).toMatchObject([{ atMs: 40 }])
})
