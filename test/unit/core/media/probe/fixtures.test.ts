// Probes of files ffmpeg made here, one of every container: what is in them is known.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Probe } from '../../../../../src/core/catalog/recording.ts'
import type { FileLike } from '../../../../../src/core/ports.ts'
import { probeMedia } from '../../../../../src/core/media/probe/probeMedia.ts'
import { demux } from '../../../../../workers/probe/demux.ts'
import { diskFile, makeMedia, mediaNames, memoryFile, type MediaName } from '../../../../support/makeMedia.ts'

const folder = mkdtempSync(join(tmpdir(), 'fieldreel-probe-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const options = { path: 'x', zone: 'Asia/Shanghai', nowMs: Date.UTC(2026, 10, 23), demux }
const probeOf = async (file: FileLike): Promise<Probe> => {
  const result = await probeMedia(file, options)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const made = (name: MediaName): string => makeMedia(folder, name)
const bytesOf = (name: MediaName): Buffer => readFileSync(made(name))

/** container, kind, picture's codec, sound's codec, mode. */
const expected: Readonly<Record<MediaName, readonly [string, Probe['kind'], RegExp | null, string | null, Probe['playMode']]>> = {
  'plain.mp4': ['mp4', 'video', /^avc1\.42c0/, 'mp4a.40.2', 'timeline'],
  'faststart.mov': ['mov', 'video', /^avc1\.42c0/, 'sowt', 'timeline'],
  'fragmented.mp4': ['mp4', 'video', /^avc1\.42c0/, 'mp4a.40.2', 'timeline'],
  'sidx.mp4': ['mp4', 'video', /^avc1\.42c0/, null, 'timeline'],
  'hevc.mp4': ['mp4', 'video', /^hvc1\.1\./, null, 'decoded'],
  'mjpeg.mov': ['mov', 'video', /^jpeg$/, null, 'decoded'],
  'mpeg4.3gp': ['3gp', 'video', /^mp4v/, null, 'decoded'],
  'sound.m4a': ['m4a', 'audio', null, 'mp4a.40.2', 'timeline'],
  'mjpeg.avi': ['avi', 'video', /^MJPG$/, 'pcm-s16', 'decoded'],
  'h264.avi': ['avi', 'video', /^H264$/, 'mp3', 'timeline'],
  'h264.ts': ['ts', 'video', /^avc1\.42c0/, 'mp4a.40.2', 'timeline'],
  'ac3.m2ts': ['ts', 'video', /^avc1\.42c0/, 'ac-3', 'timeline'],
  'hevc.ts': ['ts', 'video', /^hvc1\.1\./, null, 'decoded'],
  'mpeg2.ts': ['ts', 'video', /^mp2v$/, 'mp2', 'decoded'],
  'pcm.wav': ['wav', 'audio', null, 'pcm-s16', 'decoded'],
  'alaw.wav': ['wav', 'audio', null, 'alaw', 'decoded'],
  'long.wav': ['wav', 'audio', null, 'pcm-s24', 'decoded'],
  'cbr.mp3': ['mp3', 'audio', null, 'mp3', 'decoded'],
  'vbr.mp3': ['mp3', 'audio', null, 'mp3', 'decoded'],
  'adts.aac': ['aac', 'audio', null, 'mp4a.40.2', 'timeline'],
  'h264.mkv': ['mkv', 'video', /^avc1\.42c0/, 'mp4a.40.2', 'timeline'],
  'vp9.webm': ['webm', 'video', /^vp09\./, null, 'timeline'],
  'sound.flac': ['flac', 'audio', null, 'flac', 'timeline'],
  'opus.ogg': ['ogg', 'audio', null, 'opus', 'timeline'],
  'photo.jpg': ['jpeg', 'photo', /^jpeg$/, null, 'whole'],
  'photo.png': ['png', 'photo', /^png$/, null, 'whole'],
}

test.each(mediaNames)('%s', async (name) => {
  const [container, kind, video, audio, playMode] = expected[name]
  const probe = await probeOf(diskFile(made(name)))
  expect(probe).toMatchObject({ container, kind, playMode, damage: null })
  if (video) expect(probe.video).toMatchObject({ codec: expect.stringMatching(video) as string, width: 160, height: 120, rotation: 0 })
  else expect(probe.video).toBeNull()
  if (audio) expect(probe.audio).toMatchObject({ codec: audio, channels: 1, sampleRate: name === 'alaw.wav' ? 8000 : 48_000 })
  else expect(probe.audio).toBeNull()
  if (kind === 'photo') return expect(probe.durationMs).toBeNull()
  // Encoders of sound pad to whole frames; TS is known to a frame.
  expect(Math.abs((probe.durationMs ?? 0) - 2000)).toBeLessThanOrEqual(80)
  if (kind === 'video' && !/fragmented|sidx/.test(name)) expect(probe.video?.fps).toBeCloseTo(25, 0)
})

test('time and place of an MP4', async () => {
  const probe = await probeOf(diskFile(made('plain.mp4')))
  expect(probe.times).toEqual([{ source: 'container', ms: Date.UTC(2026, 2, 26, 1, 30), zone: 'utc', plausible: true }])
  expect(probe.place?.lat).toBeCloseTo(29.563, 4)
  expect(probe.place?.lon).toBeCloseTo(106.5516, 4)
})

describe('cut files have damage and no invented length', () => {
  test('MP4 whose movie box was never written', async () => {
    const bytes = bytesOf('plain.mp4')
    const probe = await probeOf(memoryFile(bytes.subarray(0, bytes.indexOf('moov') - 4)))
    expect(probe).toMatchObject({ container: 'mp4', kind: 'video', video: { codec: 'avc1' }, playMode: 'timeline', recovered: 'noMovieBox', damage: { type: 'DamagedMedia' } })
    // 50 pictures; how many a second nothing says.
    expect(probe.durationMs).toBe(1667)
  })
  test('MOV with its movie box and half its pictures', async () => {
    const bytes = bytesOf('faststart.mov')
    const probe = await probeOf(memoryFile(bytes.subarray(0, Math.floor(bytes.length * 0.7))))
    expect(probe).toMatchObject({ playMode: 'timeline', damage: { type: 'DamagedMedia' } })
    expect(probe.durationMs).toBeGreaterThan(1000)
    expect(probe.durationMs).toBeLessThan(1800)
  })
  test('MP4 cut inside its movie box', async () => {
    const bytes = bytesOf('plain.mp4')
    const probe = await probeOf(memoryFile(bytes.subarray(0, bytes.indexOf('moov') + 300)))
    expect(probe).toMatchObject({ durationMs: null, playMode: 'none', damage: { type: 'DamagedMedia' } })
  })
  test('fragmented MP4 lasts as long as its whole fragments', async () => {
    const bytes = bytesOf('fragmented.mp4')
    const second = bytes.indexOf('moof', bytes.indexOf('moof') + 4)
    const probe = await probeOf(memoryFile(bytes.subarray(0, second + 200)))
    expect(probe.damage?.type).toBe('DamagedMedia')
    expect(Math.abs((probe.durationMs ?? 0) - 1000)).toBeLessThanOrEqual(80)
  })
  test('WAV, AVI, JPEG and PNG', async () => {
    for (const name of ['pcm.wav', 'mjpeg.avi', 'photo.jpg', 'photo.png'] as const) {
      const bytes = bytesOf(name)
      const probe = await probeOf(memoryFile(bytes.subarray(0, Math.floor(bytes.length / 2))))
      expect([name, probe.damage?.type]).toEqual([name, 'DamagedMedia'])
      if (name === 'pcm.wav') expect(Math.abs((probe.durationMs ?? 0) - 1000)).toBeLessThanOrEqual(2)
    }
  })
  test('TS begins and ends anywhere', async () => {
    const bytes = bytesOf('h264.ts')
    const probe = await probeOf(memoryFile(bytes.subarray(100, bytes.length - 77)))
    expect(probe).toMatchObject({ container: 'ts', damage: null, video: { width: 160 } })
    expect(probe.durationMs).toBeGreaterThan(1800)
  })
})

test('a TS clock that wraps inside the file does not change the length', async () => {
  const bytes = bytesOf('h264.ts')
  // The same times moved to one second before 2^33, in every PES header.
  const first = ptsAt(bytes, pesHeaders(bytes)[0]!)
  for (const at of pesHeaders(bytes)) {
    writeClock(bytes, at + 9, ptsAt(bytes, at) - first + 2 ** 33 - 90_000)
    if ((bytes[at + 7]! & 0x40) !== 0) writeClock(bytes, at + 14, readClock(bytes, at + 14) - first + 2 ** 33 - 90_000)
  }
  const [wrapped, plain] = [await probeOf(memoryFile(bytes)), await probeOf(diskFile(made('h264.ts')))]
  expect(wrapped.durationMs).toBe(plain.durationMs)
  expect(wrapped.video).toEqual(plain.video)
})

/** Offsets of PES headers with a time stamp. */
const pesHeaders = (bytes: Buffer): readonly number[] => {
  const found: number[] = []
  for (let packet = 0; packet + 188 <= bytes.length; packet += 188) {
    const from = packet + 4 + (bytes[packet + 3]! & 0x20 ? bytes[packet + 4]! + 1 : 0)
    if (bytes[packet + 1]! & 0x40 && from + 14 < packet + 188 && bytes.readUIntBE(from, 3) === 1 && bytes[from + 7]! & 0x80) found.push(from)
  }
  return found
}
const readClock = (bytes: Buffer, at: number): number =>
  ((bytes[at]! >> 1) & 7) * 2 ** 30 + (bytes[at + 1]! << 22) + ((bytes[at + 2]! >> 1) << 15) + (bytes[at + 3]! << 7) + (bytes[at + 4]! >> 1)
const ptsAt = (bytes: Buffer, pes: number): number => readClock(bytes, pes + 9)
const writeClock = (bytes: Buffer, at: number, value: number): void => {
  const time = ((value % 2 ** 33) + 2 ** 33) % 2 ** 33
  bytes[at] = (bytes[at]! & 0xf1) | (Math.floor(time / 2 ** 30) << 1)
  bytes[at + 1] = Math.floor(time / 2 ** 22) & 255
  bytes[at + 2] = (Math.floor(time / 2 ** 14) & 0xfe) | 1
  bytes[at + 3] = Math.floor(time / 2 ** 7) & 255
  bytes[at + 4] = ((time << 1) & 0xfe) | 1
}

test('nothing depends on the name, and what is no media says so', async () => {
  const bytes = bytesOf('photo.png')
  expect((await probeOf(memoryFile(bytes, 'video.mp4'))).container).toBe('png')
  const refused = async (content: Uint8Array): Promise<string> => {
    const result = await probeMedia(memoryFile(content, 'x.mp4'), options)
    return result.ok ? 'ok' : result.error.type
  }
  expect(await refused(new Uint8Array(0))).toBe('EmptyFile')
  expect(await refused(new Uint8Array(1))).toBe('NotMedia')
  expect(await refused(new Uint8Array(65_536))).toBe('NotMedia')
  expect(await refused(new TextEncoder().encode('#EXTM3U\n'.repeat(500)))).toBe('NotMedia')
  expect(await refused(readFileSync(new URL(import.meta.url)))).toBe('NotMedia')
  expect(await refused(Uint8Array.from({ length: 300_000 }, (_, at) => (at * 2654435761) >>> 24))).toBe('NotMedia')
})

test('a file that cannot be read is a value', async () => {
  const gone: FileLike = { name: 'x', size: 10_000, lastModified: 0, slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }) }
  expect(await probeMedia(gone, options)).toEqual({ ok: false, error: { type: 'FileUnreadable', path: 'x', reason: 'NotFoundError: gone' } })
})
