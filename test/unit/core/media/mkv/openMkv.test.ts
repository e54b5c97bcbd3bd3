// A Matroska or WebM file cut at its key frames and written as segments shows the same pictures and sound, each at its time.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openMkv } from '../../../../../src/core/media/mkv/openMkv.ts'
import { makeClip, makeTempFolder, type ClipOptions } from '../../../../support/makeClips.ts'
import { seededRandom } from '../../../../support/seededRandom.ts'
import { decodedPictures, decodeErrors, packetSeconds, readStreamed, rewriteStreamed } from '../../../../support/streamedFile.ts'

/** ffmpeg and ffprobe are started several times a test. */
vi.setConfig({ testTimeout: 60_000 })

let folder: Awaited<ReturnType<typeof makeTempFolder>>
beforeAll(async () => {
  folder = await makeTempFolder('mkv')
})
afterAll(() => folder.remove())

const at = (name: string): string => join(folder.path, name)
const vp9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus']

const kinds: readonly (readonly [string, string, ClipOptions, number])[] = [
  ['H.264 and AAC', 'a.mkv', { seconds: 12, bFrames: 3 }, 100.04],
  ['H.264 at NTSC rate, stereo', 'b.mkv', { seconds: 12, bFrames: 2, sampleRate: 44_100, channels: 2, extra: ['-r', '30000/1001'] }, 0],
  ['VP9 and Opus', 'c.webm', { seconds: 12, extra: vp9 }, 7],
  ['without cues', 'd.mkv', { seconds: 12, bFrames: 2, extra: ['-live', '0', '-f', 'matroska', '-write_crc32', '0'] }, 0],
  ['no sound', 'e.mkv', { seconds: 9, audio: false }, 3600],
]

test.each(kinds)('%s', async (title, name, options, base) => {
  const source = makeClip(at(name), options)
  if (title === 'without cues') {
    const bytes = readFileSync(source)
    const cues = bytes.lastIndexOf(Uint8Array.of(0x1c, 0x53, 0xbb, 0x6b))
    writeFileSync(source, bytes.subarray(0, cues))
  }
  const path = at('out.mp4')
  const { stream, entries, cuts } = await rewriteStreamed(openMkv, source, path, base)
  expect(cuts).toHaveLength(stream.starts.length)
  expect(stream.starts.length).toBeGreaterThan(1)
  expect(Math.abs(stream.seconds - (options.seconds ?? 6))).toBeLessThan(0.1)
  expect(decodedPictures(path)).toEqual(decodedPictures(source))
  expect(decodeErrors(path)).toBe('')
  const [before, after] = [packetSeconds(source, 'v:0'), packetSeconds(path, 'v:0')]
  const first = Math.min(...before)
  const added = Math.min(...after) - base
  expect(Math.max(...after.map((time, i) => Math.abs(time - added - base - (before[i]! - first))))).toBeLessThan(0.0001)
  if (!entries.audio) return
  const sound = packetSeconds(source, 'a:0').filter((time) => time > first + 0.003 && time - first < stream.seconds - 0.003)
  const written = packetSeconds(path, 'a:0').filter((time) => time > base + 0.003 && time - base < stream.seconds - 0.003)
  expect(written.length).toBe(sound.length)
  expect(Math.max(...written.map((time, i) => Math.abs(time - base - (sound[i]! - first))))).toBeLessThan(0.002)
})

test('what cannot be put into the timeline is not opened', async () => {
  for (const [name, codec] of [['vp8.webm', 'libvpx'], ['mpeg4.mkv', 'mpeg4']] as const)
    expect(await readStreamed(openMkv, readFileSync(makeClip(at(name), { seconds: 2, extra: ['-c:v', codec, '-c:a', 'libopus'] })))).toBeNull()
})

test('a cut file plays as far as it goes', async () => {
  const whole = readFileSync(makeClip(at('whole.mkv'), { seconds: 14 }))
  writeFileSync(at('cut.mkv'), whole.subarray(0, Math.floor(whole.length * 0.7)))
  const { stream } = await rewriteStreamed(openMkv, at('cut.mkv'), at('rest.mp4'), 0)
  expect(stream.seconds).toBeGreaterThan(8)
  expect(stream.seconds).toBeLessThan(11)
  expect(decodeErrors(at('rest.mp4'))).toBe('')
})

test('mutants neither hang nor grow', async () => {
  const source = readFileSync(makeClip(at('seed.mkv'), { seconds: 8, bFrames: 2 }))
  const random = seededRandom('Matroska')
  for (let mutant = 0; mutant < 300; mutant++) {
    const bytes = Uint8Array.from(source.subarray(0, mutant % 5 === 0 ? Math.floor(random() * source.length) : source.length))
    const changes = 1 + Math.floor(random() * 100)
    for (let i = 0; i < changes; i++) bytes[Math.floor(random() * (mutant % 2 ? 1000 : bytes.length))] = Math.floor(random() * 256)
    const found = await readStreamed(openMkv, bytes)
    expect((found?.planned ?? 0) / bytes.length).toBeLessThan(20)
    const samples = found?.cuts.reduce((sum, cut) => sum + cut.video.reduce((bytesOf, sample) => bytesOf + sample.bytes.length, 0), 0) ?? 0
    expect(samples).toBeLessThan(4 * source.length)
  }
})
