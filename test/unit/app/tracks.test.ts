// Whose track a file beside recordings is: by its name, by its recorder, or because nobody else's files lie there.

import { expect, test } from 'vitest'
import { readTracks, type RecordingTrack } from '../../../src/app/tracks.ts'
import { utf8 } from '../../../src/core/bytes.ts'
import type { Copy, Recording } from '../../../src/core/catalog/recording.ts'
import { driveId, recordingId, sessionId } from '../../../src/core/ids.ts'
import { err, ok } from '../../../src/core/result.ts'
import type { Session } from '../../../src/core/session/session.ts'

const drive = driveId('1'.repeat(32))
const begin = Date.UTC(2026, 2, 26, 1)
const [one, other] = [recordingId('a'.repeat(64)), recordingId('b'.repeat(64))]
const makeRecording = (id: typeof one, recorder: string): Recording => ({
  id, kind: 'video', container: 'mkv', durationMs: 60_000, video: null, audio: null, times: [], place: { lat: 30, lon: 109 }, device: null, playMode: 'timeline', damage: null, size: 1, xxh128: '', startMs: begin, timeSource: 'name', recorder, officer: null, sequence: null, channel: null, grammar: null, indexedMs: 0,
})
const gpx = `<gpx><trkpt lat="29.5" lon="108.7"><time>${new Date(begin + 5_000).toISOString()}</time></trkpt></gpx>`
const trail = JSON.stringify([{ Location: 'POINT(108.7 29.5)', SecondsFromStart: 7 }])

/** `files`: path → text; the two recorders' films lie in `day/`, the other's only when `both`. */
const find = async (files: Readonly<Record<string, string>>, both: boolean): Promise<readonly RecordingTrack[]> => {
  const copy = (path: string, recording: typeof one | null): Copy => ({ driveId: drive, path, size: files[path]?.length ?? 1, mtime: 0, state: recording ? 'fingerprinted' : 'other', recordingId: recording, error: null, seenMs: 0 })
  const copies = [copy('day/R1_090000.mkv', one), copy(both ? 'day/R2_090000.mkv' : 'else/R2_090000.mkv', other), ...Object.keys(files).map((path) => copy(path, null))]
  const session: Session = { id: sessionId('s'), recorder: 'R1', officer: null, day: '2026-03-26', startMs: begin, endMs: begin + 60_000, parts: [{ recordingId: one, startMs: begin, endMs: begin + 60_000 }], gaps: [], footageMs: 60_000 }
  const found: RecordingTrack[] = []
  await readTracks(
    {
      store: {
        apply: async () => ok(undefined), drives: async () => [], blockStates: async () => null, sessions: async () => [session],
        recordings: async (ids) => [makeRecording(one, 'R1'), makeRecording(other, 'R2')].filter(({ id }) => !ids || ids.includes(id)),
        copiesOf: async () => copies, copiesOfRecording: async (id) => copies.filter((each) => each.recordingId === id), directory: async () => ({ kind: 'handle', name: '', source: null }),
      },
      drives: { permission: async () => 'granted', requestPermission: async () => false, open: async (_directory, path) => { const bytes = utf8(files[path] ?? ''); return ok({ name: path, size: bytes.length, lastModified: 0, slice: (from, to) => ({ arrayBuffer: async () => bytes.slice(from, to).buffer }) }) } },
      clock: { now: () => 0, mono: () => 0, boot: '' }, random: { bytes: (length) => new Uint8Array(length) }, appendEntry: async () => err({ type: 'KeysLocked' }),
      maker: { pictures: async () => err({ type: 'Cancelled' }), levels: async () => err({ type: 'Cancelled' }), telemetry: async () => ok([]), rest: () => undefined },
      cache: { telemetry: async () => null, putTelemetry: async () => undefined },
      corrected: (given) => given, utcOffsetMs: () => 0,
    },
    session.id, new AbortController().signal, (track) => found.push(track),
  )
  return found.filter(({ sidecar }) => sidecar !== null)
}

test('a file named like the recording is its track, from its start', async () => {
  expect(await find({ 'day/R1_090000_x_gpstrail.json': trail, 'day/R2_090000_gpstrail.json': trail }, true)).toEqual([{ recordingId: one, source: 'gpsTrail', sidecar: 'day/R1_090000_x_gpstrail.json', points: [{ lat: 29.5, lon: 108.7, atMs: 7_000 }], chosen: true, begin: null }])
})

test('a day of points: whose name it bears, or whose folder it is', async () => {
  const points = [{ lat: 29.5, lon: 108.7, atMs: 5_000 }]
  expect((await find({ 'day/r1-day.gpx': gpx }, true)).map((track) => track.points)).toEqual([points])
  expect(await find({ 'day/track.gpx': gpx }, true)).toEqual([])
  expect((await find({ 'day/track.gpx': gpx }, false)).map((track) => track.points)).toEqual([points])
  expect(await find({ 'far/track.gpx': gpx }, false)).toEqual([])
})

/** A point every ten seconds, the first `late` after the recorder's own begin. */
const ownTrack = (late: number, count = 7): string => Array.from({ length: count }, (_, i) => `<trkpt lat="29.5" lon="${108.7 + i / 1000}"><time>${new Date(begin + late + i * 10_000).toISOString()}</time></trkpt>`).join('')

test('a track that bears its name and is as long measures the recorder’s clock, and is drawn although that is an hour off', async () => {
  const [track] = await find({ 'day/R1_090000.gpx': ownTrack(3_600_000) }, true)
  expect(track?.begin).toEqual({ ms: begin + 3_600_000, uncertaintyMs: 1_000 })
  expect(track?.points.map(({ atMs }) => atMs)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000])
})

test('a shorter track is less sure; a longer one, or one by another clock, measures nothing', async () => {
  expect((await find({ 'day/R1_090000.gpx': ownTrack(5_000, 5) }, true)).map((track) => track.begin)).toEqual([{ ms: begin - 5_000, uncertaintyMs: 10_000 }])
  expect((await find({ 'day/R1_090000.gpx': ownTrack(0, 20) }, true)).map((track) => track.begin)).toEqual([null])
  expect((await find({ 'day/R1_day.gpx': ownTrack(0) }, true)).map((track) => track.begin)).toEqual([null])
})

test('of several, its own comes before a day’s and before the one place of the file; the others stay listed', async () => {
  const found = await find({ 'day/r1-day.gpx': gpx, 'day/R1_090000_gpstrail.json': trail }, true)
  expect(found.map(({ source, chosen }) => [source, chosen])).toEqual([['gpsTrail', true], ['gpx', false]])
})

test('a track that bears another recording’s name is that one’s alone', async () => {
  expect(await find({ 'day/R2_090000.gpx': ownTrack(0), 'day/R2_090000_R1.gpx': ownTrack(0) }, true)).toEqual([])
})
