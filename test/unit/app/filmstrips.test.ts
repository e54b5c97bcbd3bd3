// When small pictures are made: what is watched first, never while something plays, and none of what is hidden.

import { expect, test } from 'vitest'
import { makeFilmstrips } from '../../../src/app/filmstrips.ts'
import type { Copy, Recording } from '../../../src/core/catalog/recording.ts'
import { driveId, recordingId, type RecordingId } from '../../../src/core/ids.ts'
import { makeLive } from '../../../src/core/live.ts'
import { chunkName, type FilmstripMaker, type FilmstripStore } from '../../../src/core/media/filmstrip.ts'
import { OUTLINE_FORM, type Outline } from '../../../src/core/media/outline.ts'
import type { FileLike } from '../../../src/core/ports.ts'
import { err, ok } from '../../../src/core/result.ts'
import type { Session } from '../../../src/core/session/session.ts'

const drive = driveId('1'.repeat(32))
const id = (letter: string): RecordingId => recordingId(letter.repeat(64))
const makeRecording = (letter: string, startMs: number, change: Partial<Recording> = {}): Recording => ({
  id: id(letter), kind: 'video', container: 'mp4', durationMs: 700_000, video: null, audio: null, times: [], place: null, device: null, playMode: 'timeline', damage: null, size: 1000, xxh128: '', startMs, timeSource: 'name', recorder: 'R', officer: null, sequence: null, channel: null, grammar: null, indexedMs: 0, ...change,
})
const file: FileLike = { name: 'x', size: 1000, lastModified: 5, slice: () => ({ arrayBuffer: async () => new ArrayBuffer(0) }) }
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

const outline: Outline = { form: OUTLINE_FORM, streamed: false, starts: [0], seconds: 60, hasSound: false, planned: { video: { codec: 'avc1.42001e', width: 0, height: 0, channels: 0, sampleRate: 0, nalLengthBytes: 4, plain: new Uint8Array(0) }, audio: null }, pieces: null, bare: null }

const makeBench = (recordings: readonly Recording[], sessions: readonly Session[] = []) => {
  const asked: string[] = []
  const borrowed: (string | undefined)[] = []
  const made = { pictures: new Set<string>(), levels: new Set<string>() }
  const findings: string[] = []
  const busy = makeLive(false)
  let hidden: ReadonlySet<string> = new Set()
  let hold: Promise<void> = Promise.resolve()
  let bad: string | null = null
  const answer = async (kind: 'pictures' | 'levels', recording: RecordingId, chunk: number, signal: { readonly aborted: boolean }) => {
    asked.push(`${kind} ${recording[0]}${chunk}`)
    await hold
    if (signal.aborted) return err({ type: 'Cancelled' } as const)
    if (recording === bad) return err({ type: 'BlockMismatch', recordingId: recording, block: 3, driveId: drive, path: 'x' } as const)
    return null
  }
  const maker: FilmstripMaker = {
    pictures: async ({ recordingId: recording, borrowed: entry }, chunk, signal) => (borrowed.push(entry?.codec), await answer('pictures', recording, chunk, signal)) ?? ok({ recordingId: recording, chunk, times: [0], columns: 1, width: 1, height: 1, type: '', bytes: new Uint8Array(1) }),
    levels: async ({ recordingId: recording }, chunk, signal) => (await answer('levels', recording, chunk, signal)) ?? ok({ recordingId: recording, chunk, levels: new Uint8Array(1) }),
    telemetry: async () => ok([]),
    rest: () => undefined,
  }
  const cache: FilmstripStore = {
    pictureChunks: makeLive(made.pictures),
    levelChunks: makeLive(made.levels),
    made: async () => ({ pictures: new Set(made.pictures), levels: new Set(made.levels) }),
    sheet: async (key) => (made.pictures.has(chunkName(key)) ? { ...key, times: [0], columns: 1, width: 1, height: 1, type: '', bytes: new Uint8Array(1) } : null),
    levels: async () => null,
    putSheet: async (sheet) => Boolean(made.pictures.add(chunkName(sheet))),
    putLevels: async (levels) => Boolean(made.levels.add(chunkName(levels))),
    telemetry: async () => null,
    putTelemetry: async () => undefined,
    remove: async (gone) => gone.forEach((one) => [...made.pictures].filter((name) => name.startsWith(one)).forEach((name) => made.pictures.delete(name))),
  }
  const copy: Copy = { driveId: drive, path: 'x', size: 1000, mtime: 5, state: 'fingerprinted', recordingId: id('a'), error: null, seenMs: 0 }
  const filmstrips = makeFilmstrips({
    store: {
      apply: async (changes) => { findings.push(...(changes.findings ?? []).map(({ type }) => type)); return ok(undefined) },
      copiesOfRecording: async (recording) => [{ ...copy, recordingId: recording }],
      directory: async () => ({ kind: 'handle', name: '', source: null }),
      drives: async () => [],
      recordings: async (ids) => recordings.filter((one) => !ids || ids.includes(one.id)),
      blockStates: async () => new Uint8Array(0),
      sessions: async () => sessions,
      outlines: async (ids) => ids.map((one) => (one === id('b') ? outline : null)),
    },
    drives: { permission: async () => 'granted', requestPermission: async () => { throw new Error('asked a person') }, open: async () => ok(file) },
    clock: { now: () => 0, mono: () => 0, boot: '' },
    random: { bytes: (length) => new Uint8Array(length) },
    appendEntry: async () => err({ type: 'KeysLocked' }),
    maker, cache, busy,
    mayKeep: (recording) => !hidden.has(recording.id),
    after: (_ms, run) => { const timer = setTimeout(run, 0); return () => clearTimeout(timer) },
  })
  return { asked, borrowed, made, findings, busy, filmstrips, setHidden: (next: ReadonlySet<string>) => (hidden = next), setHold: (next: Promise<void>) => (hold = next), setBad: (next: string) => (bad = next) }
}

test('what is watched comes first, its pictures before its sound, then the newest', async () => {
  const bench = makeBench([makeRecording('a', 1), makeRecording('b', 2), makeRecording('c', 3, { playMode: 'none' }), makeRecording('d', 4)])
  bench.filmstrips.prefer([id('a')])
  await settled()
  expect(bench.asked).toEqual(['pictures a0', 'pictures a1', 'levels a0', 'levels a1', 'pictures d0', 'pictures d1', 'pictures b0', 'pictures b1', 'levels d0', 'levels d1', 'levels b0', 'levels b1'])
})

test('what lost its set-up is given that of its session', async () => {
  const session = { parts: [{ recordingId: id('a') }, { recordingId: id('b') }] } as unknown as Session
  const bench = makeBench([makeRecording('a', 1, { recovered: 'noMovieBox', durationMs: 1000 }), makeRecording('b', 2, { durationMs: 1000 })], [session])
  bench.filmstrips.prefer([id('a')])
  await settled()
  expect(bench.borrowed).toEqual(['avc1.42001e', undefined])
})

test('playing stops it at once, and it goes on afterwards where it was', async () => {
  const bench = makeBench([makeRecording('a', 1)])
  let release: () => void = () => undefined
  bench.setHold(new Promise((resolve) => (release = resolve)))
  await settled()
  expect(bench.asked).toEqual(['pictures a0'])
  bench.busy.set(true)
  release()
  await settled()
  expect([bench.asked.length, bench.made.pictures.size]).toEqual([1, 0])
  bench.busy.set(false)
  await settled()
  expect(bench.asked.slice(1)).toEqual(['pictures a0', 'pictures a1', 'levels a0', 'levels a1'])
})

test('nothing is made twice', async () => {
  const bench = makeBench([makeRecording('a', 1)])
  await settled()
  const before = bench.asked.length
  bench.filmstrips.refresh()
  await settled()
  expect(bench.asked.length).toBe(before)
})

test('hidden: not made, not given out, and removed where it was made before', async () => {
  const bench = makeBench([makeRecording('a', 1), makeRecording('b', 2)])
  await settled()
  expect(await bench.filmstrips.sheet(id('a'), 0)).not.toBe(null)
  bench.setHidden(new Set([id('a')]))
  expect(await bench.filmstrips.sheet(id('a'), 0)).toBe(null)
  bench.filmstrips.refresh()
  await settled()
  expect([...bench.made.pictures].map((name) => name[0])).toEqual(['b', 'b'])
})

test('a block that fails its check is a finding, once, and gives no picture', async () => {
  const bench = makeBench([makeRecording('a', 1, { durationMs: 1000 })])
  bench.setBad(id('a'))
  await settled()
  bench.filmstrips.refresh()
  await settled()
  expect(bench.findings).toEqual(['blockMismatch'])
})
