// Initialisation and media segments, put together, are a file in which ffprobe finds every packet at its place.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { planSegments } from '../../../../../src/core/media/mp4/planSegments.ts'
import { firstSamples } from '../../../../../src/core/media/mp4/samples.ts'
import { readMovie, type Movie } from '../../../../../src/core/media/mp4/readMovie.ts'
import { concat } from '../../../../../src/core/media/mp4/writeBoxes.ts'
import { writeInit, type Sound } from '../../../../../src/core/media/mp4/writeInit.ts'
import { nalsFit, writeSegment } from '../../../../../src/core/media/mp4/writeSegment.ts'
import { makeClip, makeTempFolder, probePackets, remuxClip } from '../../../../support/makeClips.ts'

/** ffmpeg and ffprobe are started several times a test. */
vi.setConfig({ testTimeout: 60_000 })

let folder: Awaited<ReturnType<typeof makeTempFolder>>
beforeAll(async () => {
  folder = await makeTempFolder('segment')
})
afterAll(() => folder.remove())

const at = (name: string): string => join(folder.path, name)

const movieOf = async (bytes: Uint8Array): Promise<Movie> => {
  const found = await readMovie(async (start, end) => bytes.subarray(start, end), bytes.length, () => true)
  if (!found.ok) throw new Error(JSON.stringify(found.error))
  return found.value
}

/** Writes the whole movie as segments to `name`; `base` seconds into a timeline. */
const rewrite = async (bytes: Uint8Array, name: string, base: number, soundOf: (movie: Movie) => Sound = (movie) => movie.audio) => {
  const movie = await movieOf(bytes)
  const plan = planSegments(movie)!
  const sound = soundOf(movie)
  const written = plan.segments.map((segment, i) => writeSegment({ number: i + 1, video: movie.video!, sound, plan, segment, base, bytesAt: (offset, size) => bytes.subarray(offset, offset + size) }))
  writeFileSync(at(name), concat(writeInit(movie.video!, sound), ...written.map((segment) => segment.bytes)))
  return { plan, path: at(name), broken: written.reduce((sum, segment) => sum + segment.broken, 0) }
}

const secondsOf = (path: string, stream: string): readonly number[] =>
  execFileSync('ffprobe', ['-v', 'error', '-select_streams', stream, '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', path], { encoding: 'utf8' }).trim().split('\n').map(Number.parseFloat)

const decodeErrors = (path: string): string => execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-f', 'null', '-'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

test.each([
  ['B-frames', { bFrames: 3, fps: 30 }, 0],
  ['no B-frames, 44100', { sampleRate: 44_100, channels: 2, fps: 25 }, 100.04],
  ['QuickTime', { bFrames: 2, fps: 25 }, 12.5],
  ['NTSC rate', { bFrames: 2, extra: ['-r', '30000/1001'] }, 3600],
])('%s: the same packets, moved', async (title, options, base) => {
  const source = makeClip(at(title === 'QuickTime' ? 'source.mov' : 'source.mp4'), options)
  const { path, plan } = await rewrite(readFileSync(source), 'out.mp4', base)
  for (const stream of ['v:0', 'a:0']) {
    const [before, after] = [probePackets(source, stream), probePackets(path, stream)]
    const kept = stream === 'a:0' ? before.filter((packet) => packet.pts >= 0) : before
    expect(after.map((packet) => packet.size)).toEqual(kept.map((packet) => packet.size))
    expect(after.map((packet) => packet.key)).toEqual(kept.map((packet) => packet.key))
    const [from, to] = [secondsOf(source, stream).filter((time) => time >= 0), secondsOf(path, stream)]
    // ffprobe adds the largest negative composition offset to every picture's time; the place itself is asserted in the browser.
    const added = stream === 'v:0' ? Math.min(...to) - base : 0
    const worst = Math.max(...to.map((time, i) => Math.abs(time - added - base - (from[i]! - plan.zero))))
    expect(worst).toBeLessThan(0.00003)
  }
  expect(decodeErrors(path)).toBe('')
  expect(plan.segments.length).toBeGreaterThan(1)
  plan.segments.slice(1).forEach((segment, i) => expect(segment.start).toBe(plan.segments[i]!.end))
})

test('pictures an edit list hides are shown all the same', async () => {
  makeClip(at('long.mp4'), { gop: 50, bFrames: 2 })
  const cut = remuxClip(at('long.mp4'), at('cut.mp4'), { before: ['-ss', '1'] })
  const { path, plan } = await rewrite(readFileSync(cut), 'shown.mp4', 0)
  expect(plan.zero).toBeLessThan(0)
  expect(secondsOf(path, 'v:0').length).toBe(secondsOf(cut, 'v:0').length)
})

test('silence is made where there is no sound', async () => {
  const { path, plan } = await rewrite(readFileSync(makeClip(at('mute.mp4'), { audio: false, seconds: 5 })), 'silent.mp4', 7, () => 'silent')
  const times = secondsOf(path, 'a:0')
  expect(times[0]).toBeCloseTo(7, 3)
  expect(times.at(-1)! + 1024 / 48_000).toBeGreaterThanOrEqual(7 + plan.seconds - 0.001)
  const volume = execFileSync('sh', ['-c', `ffmpeg -i ${path} -af volumedetect -f null - 2>&1`], { encoding: 'utf8' })
  expect(volume).toMatch(/max_volume: -91/)
  expect(decodeErrors(path)).toBe('')
})

test('sound that ends before its picture leaves no hole in front of what follows', async () => {
  const bytes = readFileSync(makeClip(at('short.mp4'), { sampleRate: 44_100 }))
  const whole = await movieOf(bytes)
  const heard = { ...whole.audio!, samples: firstSamples(whole.audio!.samples, 90) }
  const plan = planSegments({ ...whole, audio: heard })!
  const written = plan.segments.map((segment, i) => writeSegment({ number: i, video: whole.video!, sound: heard, plan, segment, base: 3, bytesAt: (offset, size) => bytes.subarray(offset, offset + size) }).bytes)
  writeFileSync(at('filled.mp4'), concat(writeInit(whole.video!, heard), ...written))
  const times = secondsOf(at('filled.mp4'), 'a:0')
  const frame = 1024 / 44_100
  expect(Math.max(...times.slice(1).map((time, i) => time - times[i]!))).toBeLessThan(2 * frame)
  expect(times.at(-1)! + 2 * frame).toBeGreaterThan(3 + plan.seconds)
  expect(decodeErrors(at('filled.mp4'))).toBe('')
})

test('a broken picture is left out and its segment is silent, in two channels too', async () => {
  const bytes = readFileSync(makeClip(at('fine.mp4'), { channels: 2 }))
  const { samples } = (await movieOf(bytes)).video!
  bytes.fill(0xff, samples.offset[60]!, samples.offset[60]! + 4)
  const { path, broken } = await rewrite(bytes, 'mended.mp4', 0)
  expect(broken).toBe(1)
  expect(secondsOf(path, 'v:0')).toHaveLength(samples.count - 1)
  expect(execFileSync('sh', ['-c', `ffmpeg -v error -i ${path} -map 0:a -f null - 2>&1`], { encoding: 'utf8' })).toBe('')
})

test('NAL units must fill a sample', () => {
  expect(nalsFit(Uint8Array.of(0, 0, 0, 1, 9, 0, 0, 0, 2, 1, 1), 4)).toBe(true)
  expect(nalsFit(Uint8Array.of(0, 0, 0, 9, 9), 4)).toBe(false)
  expect(nalsFit(Uint8Array.of(0, 0, 0, 1, 9, 0), 4)).toBe(false)
  expect(nalsFit(new Uint8Array(0), 4)).toBe(false)
})
