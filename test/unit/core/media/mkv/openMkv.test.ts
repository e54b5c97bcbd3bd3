// A Matroska or WebM file cut at its key frames and written as segments shows the same pictures and sound, each at its time.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { blocksIn, type Block } from '../../../../../src/core/media/mkv/blocks.ts'
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
  for (const [name, codec] of [['vp8.webm', 'libvpx'], ['flv.mkv', 'flv1']] as const)
    expect(await readStreamed(openMkv, readFileSync(makeClip(at(name), { seconds: 2, extra: ['-c:v', codec, '-c:a', 'libopus'] })))).toBeNull()
})

test('a cut file plays as far as it goes', async () => {
  const whole = readFileSync(makeClip(at('whole.mkv'), { seconds: 14 }))
  writeFileSync(at('cut.mkv'), whole.subarray(0, Math.floor(whole.length * 0.7)))
  const { stream } = await rewriteStreamed(openMkv, at('cut.mkv'), at('rest.mp4'), 0)
  expect(stream.seconds).toBeGreaterThan(8)
  expect(stream.seconds).toBeLessThan(11)
  expect(stream.recovered).toBe('cut')
  expect(decodeErrors(at('rest.mp4'))).toBe('')
})

/** The file with its sound in blocks of four frames, as merging programs write it. */
const laced = (bytes: Uint8Array, lacing: 'xiph' | 'ebml' | 'fixed', size: number | null): Uint8Array => {
  const first = Buffer.from(bytes).indexOf(Buffer.of(0x1f, 0x43, 0xb6, 0x75))
  const head = Buffer.from(bytes.subarray(0, first))
  // The segment's length is no longer known.
  head.fill(0xff, head.indexOf(Buffer.of(0x18, 0x53, 0x80, 0x67)) + 5, head.indexOf(Buffer.of(0x18, 0x53, 0x80, 0x67)) + 12)
  const element = (id: readonly number[], body: Uint8Array): Buffer => Buffer.concat([Buffer.from(id), Buffer.of(0x10 | (body.length >> 24), (body.length >> 16) & 255, (body.length >> 8) & 255, body.length & 255), body])
  const sizes = (frames: readonly Uint8Array[]): Buffer => {
    if (lacing === 'fixed') return Buffer.of()
    if (lacing === 'xiph') return Buffer.from(frames.slice(0, -1).flatMap(({ length }) => [...Array<number>(Math.floor(length / 255)).fill(255), length % 255]))
    return Buffer.from(frames.slice(0, -1).flatMap(({ length }, i) => {
      const value = i === 0 ? length : length - frames[i - 1]!.length + 8191
      return [0x40 | (value >> 8), value & 255]
    }))
  }
  const clusters = [...Map.groupBy(blocksIn(bytes), (block) => block.at)].map(([, blocks]) => {
    const base = blocks[0]!.time
    const block = (frames: readonly Block[], flags: number, lace: Uint8Array): Buffer => {
      const time = Buffer.alloc(2)
      time.writeInt16BE(frames[0]!.time - base)
      return element([0xa3], Buffer.concat([Buffer.of(0x80 | frames[0]!.track), time, Buffer.of((frames[0]!.key ? 0x80 : 0) | flags), lace, ...frames.map((one) => one.bytes)]))
    }
    const video = blocks.filter(({ track }) => track === 1).map((one) => block([one], 0, Buffer.of()))
    const sound = blocks.filter(({ track }) => track === 2).map((one) => (size === null ? one : { ...one, bytes: Buffer.concat([one.bytes, Buffer.alloc(size)]).subarray(0, size) }))
    const audio = Array.from({ length: Math.ceil(sound.length / 4) }, (_, i) => sound.slice(4 * i, 4 * i + 4)).map((frames) => block(frames, { xiph: 2, ebml: 6, fixed: 4 }[lacing], Buffer.concat([Buffer.of(frames.length - 1), sizes(frames.map((one) => one.bytes))])))
    const time = Buffer.alloc(4)
    time.writeUInt32BE(base)
    return element([0x1f, 0x43, 0xb6, 0x75], Buffer.concat([element([0xe7], time), ...video, ...audio]))
  })
  return Buffer.concat([head, ...clusters])
}

test.each([['xiph', null], ['ebml', null], ['fixed', 200]] as const)('sound in blocks of several frames: %s', async (lacing, size) => {
  const bytes = readFileSync(makeClip(at('plain.mkv'), { seconds: 9, bFrames: 2, extra: ['-cluster_time_limit', '1000'] }))
  writeFileSync(at('laced.mkv'), laced(bytes, lacing, size))
  const [before, after] = [(await readStreamed(openMkv, bytes))!, (await readStreamed(openMkv, readFileSync(at('laced.mkv'))))!]
  const frames = ({ cuts }: typeof before) => cuts.flatMap(({ audio }) => audio)
  const found = frames(after)
  // Without a length in its head the file ends with its last picture.
  const plain = frames(before).slice(0, found.length)
  expect(found.length).toBeGreaterThan(frames(before).length - 5)
  if (size === null) expect(found.map((frame) => [...frame.bytes])).toEqual(plain.map((frame) => [...frame.bytes]))
  else expect(found.map((frame) => frame.bytes.length)).toEqual(plain.map(() => size))
  expect(Math.max(...found.map(({ pts }, i) => Math.abs(pts - plain[i]!.pts)))).toBeLessThan(2_000)
  if (size === null) {
    await rewriteStreamed(openMkv, at('laced.mkv'), at('unlaced.mp4'), 0)
    expect(decodeErrors(at('unlaced.mp4'))).toBe('')
  }
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
