// Small pictures and sound levels of ffmpeg's clips in real Chromium: right place, right picture, verified bytes only.

import { expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import { driveId, recordingId } from '../../src/core/ids.ts'
import { LEVEL_STEP_MS } from '../../src/core/media/filmstrip.ts'
import { readMovie } from '../../src/core/media/mp4/readMovie.ts'
import type { TimelinePart } from '../../src/core/playbackPorts.ts'
import { makeFilmstripMaker } from '../../src/rpc/filmstripClient.ts'
import { makeFingerprintPool } from '../../src/rpc/fingerprintPool.ts'
import type { ClipOptions } from '../support/makeClips.ts'

const clip = async (name: string, options: ClipOptions): Promise<File> => {
  const text = await commands.makeClipBytes(name, options)
  return new File([Uint8Array.from(atob(text), (char) => char.charCodeAt(0))], name)
}

const partOf = async (file: File, rotation = 0): Promise<TimelinePart> => {
  const pool = makeFingerprintPool({ workers: 1 })
  const print = await pool.fingerprint(file, { path: file.name, signal: new AbortController().signal })
  pool.dispose()
  if (!print.ok) throw new Error(print.error.type)
  return { recordingId: recordingId(print.value.sha256), driveId: driveId('00'.repeat(16)), path: file.name, file, startMs: 0, endMs: 0, video: { codec: 'avc1', width: 320, height: 180, rotation, fps: 25 }, audio: null, blockStates: print.value.blockStates }
}

const signal = new AbortController().signal
const maker = makeFilmstripMaker()

/** The middle of each picture. */
const coloursOf = async (bytes: Uint8Array<ArrayBuffer>, columns: number, width: number, height: number, count: number): Promise<readonly (readonly number[])[]> => {
  const bitmap = await createImageBitmap(new Blob([bytes]))
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
  context.drawImage(bitmap, 0, 0)
  return Array.from({ length: count }, (_, i) => [...context.getImageData(((i % columns) + 0.5) * width, (Math.floor(i / columns) + 0.5) * height, 1, 1).data].slice(0, 3))
}

test('a picture for every ten seconds, each the one of its time', async () => {
  // A plain picture that is red for 20 s, then blue.
  const film = await clip('film.mp4', { seconds: 45, fps: 5, size: '160x90', color: 'red', audio: false, extra: ['-vf', "drawbox=color=blue:t=fill:enable='gte(t,20)'"] })
  const sheet = await maker.pictures(await partOf(film), 0, signal)
  if (!sheet.ok) throw new Error(sheet.error.type)
  const { times, columns, width, height, bytes } = sheet.value
  expect(times).toEqual([0, 10_000, 20_000, 30_000, 40_000, 44_000])
  expect([width, height]).toEqual([160, 90])
  const colours = await coloursOf(bytes, columns, width, height, times.length)
  expect(colours.map(([red = 0, , blue = 0]) => (red > 150 && blue < 90 ? 'red' : blue > 150 && red < 90 ? 'blue' : 'other'))).toEqual(['red', 'red', 'blue', 'blue', 'blue', 'blue'])
})

test('what lost its set-up is seen with that of another, and not without', async () => {
  const bytes = new Uint8Array(await (await clip('whole.mp4', { seconds: 3, size: '160x90', audio: false })).arrayBuffer())
  const movie = await readMovie(async (start, end) => bytes.subarray(start, end), bytes.length, () => true)
  if (!movie.ok || !movie.value.video) throw new Error('no movie')
  const part = await partOf(new File([bytes.slice(0, new TextDecoder('latin1').decode(bytes).indexOf('moov') - 4)], 'lost.mp4'))
  expect(await maker.pictures(part, 0, signal)).toMatchObject({ ok: false, error: { type: 'CannotPlay' } })
  expect(await maker.pictures({ ...part, borrowed: movie.value.video.entry }, 0, signal)).toMatchObject({ ok: true, value: { width: 160, height: 90 } })
})

test('transport streams as well, and a turned picture stands upright', async () => {
  const film = await clip('film.ts', { seconds: 12, size: '160x90' })
  const sheet = await maker.pictures(await partOf(film, 90), 0, signal)
  if (!sheet.ok) throw new Error(sheet.error.type)
  expect(sheet.value.times).toHaveLength(2)
  expect(sheet.value.height).toBe(90)
  expect(sheet.value.width).toBeLessThan(60)
})

test('sound level: loud where it is loud, nothing where it is silent', async () => {
  const film = await clip('sound.mp4', { seconds: 9, size: '160x90', extra: ['-af', "volume='if(between(t,3,6),1,0)':eval=frame"] })
  const found = await maker.levels(await partOf(film), 0, signal)
  if (!found.ok) throw new Error(found.error.type)
  const { levels } = found.value
  expect(levels.length).toBe(Math.ceil(9_000 / LEVEL_STEP_MS))
  const at = (seconds: number): number => levels[(seconds * 1000) / LEVEL_STEP_MS] ?? -1
  // ffmpeg's sine is an eighth of full scale: −18 dB.
  expect(at(4)).toBeGreaterThan(165)
  expect(at(4)).toBeLessThan(195)
  expect([at(1), at(8)]).toEqual([0, 0])
})

test('no sound is no level', async () => {
  const found = await maker.levels(await partOf(await clip('mute.mp4', { seconds: 3, audio: false, size: '160x90' })), 0, signal)
  expect(found.ok && found.value.levels.length).toBe(0)
})

test('a changed byte gives no picture', async () => {
  const film = await clip('film.mp4', { seconds: 12, size: '160x90' })
  const part = await partOf(film)
  const bytes = new Uint8Array(await film.arrayBuffer())
  bytes[5_000]! ^= 1
  const sheet = await maker.pictures({ ...part, recordingId: part.recordingId, file: new File([bytes], film.name) }, 0, signal)
  expect(sheet.ok ? null : sheet.error).toMatchObject({ type: 'BlockMismatch', block: 0 })
})

test('an abort ends it, and the next call works', async () => {
  const part = await partOf(await clip('film.mp4', { seconds: 30, size: '160x90' }))
  const stop = new AbortController()
  const running = maker.pictures(part, 0, stop.signal)
  stop.abort()
  expect(await running).toEqual({ ok: false, error: { type: 'Cancelled' } })
  expect((await maker.pictures(part, 0, signal)).ok).toBe(true)
  maker.rest()
})

const decodedFilms: readonly (readonly [string, readonly string[]])[] = [
  ['hevc.mp4', ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error:keyint=25', '-c:a', 'pcm_alaw', '-ar', '8000', '-f', 'mov']],
  ['mpeg4.avi', ['-c:v', 'mpeg4', '-g', '25', '-c:a', 'pcm_s16le']],
  ['mpeg2.ts', ['-c:v', 'mpeg2video', '-g', '12', '-bf', '2', '-r', '25', '-c:a', 'mp2']],
  ['ac3.mkv', ['-c:a', 'ac3']],
]

test.each(decodedFilms)('%s, which no browser plays, has pictures and a level too', async (name, extra) => {
  const part = await partOf(await clip(name, { seconds: 12, fps: 5, size: '160x90', color: 'red', extra: ['-af', "volume='if(between(t,3,6),1,0)':eval=frame", ...extra] }))
  const sheet = await maker.pictures(part, 0, signal)
  if (!sheet.ok) throw new Error(sheet.error.type)
  expect(sheet.value.times.length).toBeGreaterThan(1)
  const [[red = 0, , blue = 255] = []] = await coloursOf(sheet.value.bytes, sheet.value.columns, sheet.value.width, sheet.value.height, 1)
  expect(red > 150 && blue < 90).toBe(true)
  const found = await maker.levels(part, 0, signal)
  if (!found.ok) throw new Error(found.error.type)
  const at = (seconds: number): number => found.value.levels[(seconds * 1000) / LEVEL_STEP_MS] ?? -1
  expect(at(4)).toBeGreaterThan(165)
  expect(Math.max(at(1), at(8))).toBeLessThan(20)
})

test.each([['a.flac', ['-c:a', 'flac']], ['a.mp3', ['-c:a', 'libmp3lame']], ['a.wav', ['-c:a', 'pcm_s24le']]] as const)('%s has a level and no pictures', async (name, extra) => {
  const part = await partOf(await clip(name, { seconds: 9, video: false, extra: ['-af', "volume='if(between(t,3,6),1,0)':eval=frame", ...extra] }))
  const sheet = await maker.pictures(part, 0, signal)
  expect(sheet.ok && sheet.value.times).toEqual([])
  const found = await maker.levels(part, 0, signal)
  if (!found.ok) throw new Error(found.error.type)
  const at = (seconds: number): number => found.value.levels[(seconds * 1000) / LEVEL_STEP_MS] ?? -1
  expect(at(4)).toBeGreaterThan(165)
  expect(Math.max(at(1), at(8))).toBeLessThan(20)
})
