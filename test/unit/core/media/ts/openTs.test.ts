// A transport stream cut at its key frames and written as segments has ffprobe's packets of the original, each at its time.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTs } from '../../../../../src/core/media/ts/openTs.ts'
import { makeClip, makeTempFolder, probePackets, type ClipOptions } from '../../../../support/makeClips.ts'
import { seededRandom } from '../../../../support/seededRandom.ts'
import { decodedPictures, decodeErrors, packetSeconds, readStreamed, rewriteStreamed } from '../../../../support/streamedFile.ts'

/** ffmpeg and ffprobe are started several times a test. */
vi.setConfig({ testTimeout: 60_000 })

let folder: Awaited<ReturnType<typeof makeTempFolder>>
beforeAll(async () => {
  folder = await makeTempFolder('ts')
})
afterAll(() => folder.remove())

const at = (name: string): string => join(folder.path, name)

const sameFile = async (source: string, base: number): Promise<Awaited<ReturnType<typeof rewriteStreamed>>> => {
  const path = at('out.mp4')
  const found = await rewriteStreamed(openTs, source, path, base)
  expect(decodedPictures(path)).toEqual(decodedPictures(source))
  expect(decodeErrors(path)).toBe('')
  const [before, after] = [packetSeconds(source, 'v:0'), packetSeconds(path, 'v:0')]
  const first = Math.min(...before)
  const added = Math.min(...after) - base
  expect(Math.max(...after.map((time, i) => Math.abs(time - added - base - (before[i]! - first))))).toBeLessThan(0.00003)
  if (found.entries.audio) {
    // A frame at the very moment of the first picture may be rounded to either side of it.
    const sound = packetSeconds(source, 'a:0').filter((time) => time > first + 0.001 && time - first < found.stream.seconds)
    const written = packetSeconds(path, 'a:0').filter((time) => time > base + 0.001)
    expect(written.length).toBe(sound.length)
    expect(Math.max(...written.map((time, i) => Math.abs(time - base - (sound[i]! - first))))).toBeLessThan(0.0001)
  }
  return found
}

const kinds: readonly (readonly [string, string, ClipOptions, number])[] = [
  ['plain', 'plain.ts', { seconds: 14 }, 0],
  ['B-frames, NTSC rate, 44100 stereo', 'b.ts', { seconds: 14, bFrames: 3, sampleRate: 44_100, channels: 2, extra: ['-r', '30000/1001'] }, 100.04],
  ['M2TS of 192 bytes', 'wide.m2ts', { seconds: 14, bFrames: 2, extra: ['-mpegts_m2ts_mode', '1', '-f', 'mpegts'] }, 12.5],
  ['long groups', 'long.ts', { seconds: 20, gop: 250, bFrames: 2 }, 3600],
  ['the clock begins anew on the way', 'wrap.ts', { seconds: 14, bFrames: 2, extra: ['-output_ts_offset', '95438', '-muxdelay', '0'] }, 0],
  ['no sound', 'mute.ts', { seconds: 10, audio: false }, 1],
  ['big pictures', 'big.ts', { seconds: 12, fps: 8, size: '1280x720', extra: ['-crf', '8'] }, 0],
]

test.each(kinds)('%s', async (_title, name, options, base) => {
  const { stream, cuts } = await sameFile(makeClip(at(name), options), base)
  expect(cuts).toHaveLength(stream.starts.length)
  expect(stream.seconds).toBeGreaterThan((options.seconds ?? 6) - 0.1)
  expect(stream.seconds).toBeLessThan((options.seconds ?? 6) + 0.1)
  expect(stream.starts.length).toBeGreaterThan(1)
})

test('AC-3: every frame at its time, for a decoder of its own', async () => {
  const source = makeClip(at('ac3.ts'), { seconds: 8, sampleRate: 44_100, channels: 2, extra: ['-c:a', 'ac3'] })
  const { entries, cuts, stream } = (await readStreamed(openTs, readFileSync(source)))!
  expect(entries.audio).toMatchObject({ codec: 'ac-3', channels: 2, sampleRate: 44_100 })
  const frames = cuts.flatMap(({ audio }) => audio)
  const sound = packetSeconds(source, 'a:0').filter((time) => time * stream.timescale >= stream.zero && time * stream.timescale < stream.zero + stream.seconds * stream.timescale)
  expect(Math.abs(frames.length - sound.length)).toBeLessThan(2)
  expect(frames.every(({ bytes, pts }, i) => bytes[0] === 0x0b && bytes[1] === 0x77 && (i === 0 || Math.abs(pts - frames[i - 1]!.pts - (1536 * 90_000) / 44_100) < 3))).toBe(true)
})

test('a misaligned beginning and a cut end cost only what is not there', async () => {
  const whole = readFileSync(makeClip(at('whole.ts'), { seconds: 14 }))
  writeFileSync(at('cut.ts'), whole.subarray(1000, whole.length - 60_001))
  const path = at('mended.mp4')
  const { stream } = await rewriteStreamed(openTs, at('cut.ts'), path, 0)
  expect(stream.seconds).toBeGreaterThan(10)
  expect(probePackets(path, 'v:0').length).toBeGreaterThan(250)
})

test('noise in the middle loses pictures, not what follows', async () => {
  const bytes = readFileSync(makeClip(at('noise.ts'), { seconds: 14, bFrames: 2 }))
  for (let i = 500_000; i < 530_000; i++) bytes[i] = (i * 167) & 255
  writeFileSync(at('noisy.ts'), bytes)
  const { stream, cuts } = await rewriteStreamed(openTs, at('noisy.ts'), at('rest.mp4'), 0)
  expect(stream.seconds).toBeGreaterThan(13.9)
  expect(cuts.length).toBe(stream.starts.length)
  expect(probePackets(at('rest.mp4'), 'v:0').length).toBeGreaterThan(300)
})

test('little is read to lay out a large file', async () => {
  const bytes = readFileSync(makeClip(at('large.ts'), { seconds: 60, size: '1280x720', fps: 6, extra: ['-b:v', '12M', '-minrate', '12M', '-maxrate', '12M', '-bufsize', '4M', '-nal-hrd', 'cbr'] }))
  const found = await readStreamed(openTs, bytes)
  expect(found!.cuts).toHaveLength(found!.stream.starts.length)
  expect(found!.planned / bytes.length).toBeLessThan(0.4)
})

test('mutants neither hang nor grow', async () => {
  const source = readFileSync(makeClip(at('seed.ts'), { seconds: 8, bFrames: 2 }))
  const random = seededRandom('transport streams')
  for (let mutant = 0; mutant < 300; mutant++) {
    const bytes = Uint8Array.from(source.subarray(0, mutant % 5 === 0 ? Math.floor(random() * source.length) : source.length))
    const changes = 1 + Math.floor(random() * 400)
    for (let i = 0; i < changes; i++) bytes[Math.floor(random() * (mutant % 2 ? 4000 : bytes.length))] = Math.floor(random() * 256)
    const found = await readStreamed(openTs, bytes)
    expect((found?.planned ?? 0) / bytes.length).toBeLessThan(20)
    const samples = found?.cuts.reduce((sum, cut) => sum + cut.video.reduce((bytesOf, sample) => bytesOf + sample.bytes.length, 0), 0) ?? 0
    expect(samples).toBeLessThan(4 * source.length)
  }
})
