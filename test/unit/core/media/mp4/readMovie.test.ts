// The index of ffmpeg's clips says what ffprobe says, sample by sample.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMovie, type Movie, type Track } from '../../../../../src/core/media/mp4/readMovie.ts'
import { makeClip, makeTempFolder, probePackets, remuxClip } from '../../../../support/makeClips.ts'

let folder: Awaited<ReturnType<typeof makeTempFolder>>
beforeAll(async () => {
  folder = await makeTempFolder('movie')
})
afterAll(() => folder.remove())

const at = (name: string): string => join(folder.path, name)

const indexOf = async (path: string): Promise<Movie> => {
  const bytes = readFileSync(path)
  const found = await readMovie(async (start, end) => bytes.subarray(start, end), bytes.length, () => true)
  if (!found.ok) throw new Error(JSON.stringify(found.error))
  return found.value
}

const rows = (track: Track | null): unknown[] => {
  const all: unknown[] = []
  const { samples } = track!
  for (let i = 0; i < samples.count; i++) all.push({ pts: samples.pts[i], dts: samples.dts[i], size: samples.size[i], pos: samples.offset[i], key: samples.key[i] === 1 })
  return all
}

const expectSame = async (path: string): Promise<Movie> => {
  const movie = await indexOf(path)
  expect(rows(movie.video)).toEqual(probePackets(path, 'v:0'))
  if (movie.audio) expect(rows(movie.audio)).toEqual(probePackets(path, 'a:0'))
  return movie
}

test('B-frames, moov last', async () => {
  const movie = await expectSame(makeClip(at('b.mp4'), { bFrames: 3, seconds: 4 }))
  expect(movie.video!.entry).toMatchObject({ width: 320, height: 180, nalLengthBytes: 4 })
  expect(movie.video!.entry.codec).toMatch(/^avc1\.[0-9a-f]{6}$/)
  expect(movie.audio!.entry).toMatchObject({ codec: 'mp4a.40.2', channels: 1, sampleRate: 48_000 })
})

test('moov first, stereo at 44100', async () => {
  const movie = await expectSame(makeClip(at('first.mp4'), { sampleRate: 44_100, channels: 2, extra: ['-movflags', '+faststart'] }))
  expect(movie.audio!.entry).toMatchObject({ channels: 2, sampleRate: 44_100 })
})

test('no sound', async () => {
  expect((await expectSame(makeClip(at('mute.mp4'), { audio: false }))).audio).toBeNull()
})

test('QuickTime', async () => {
  const movie = await expectSame(makeClip(at('clip.mov'), { bFrames: 2 }))
  expect(movie.audio!.entry.codec).toBe('mp4a.40.2')
})

test('an edit list that hides the first second', async () => {
  makeClip(at('long.mp4'), { bFrames: 2, gop: 50, audio: false })
  const movie = await expectSame(remuxClip(at('long.mp4'), at('cut.mp4'), { before: ['-ss', '1'] }))
  expect(movie.video!.samples.pts[0]).toBeLessThan(0)
})

test('rotation is kept', async () => {
  makeClip(at('flat.mp4'))
  const flat = await indexOf(at('flat.mp4'))
  const turned = await expectSame(remuxClip(at('flat.mp4'), at('turned.mp4'), { after: ['-metadata:s:v', 'rotate=90'] }))
  expect([...turned.video!.matrix]).not.toEqual([...flat.video!.matrix])
})

test('fragments', async () => {
  const movie = await expectSame(makeClip(at('fragments.mp4'), { bFrames: 2, extra: ['-movflags', '+frag_keyframe+empty_moov+default_base_moof'] }))
  expect(movie.fragmented).toBe(true)
})

test('fragments of ffmpeg with absolute offsets', async () => {
  await expectSame(makeClip(at('old.mp4'), { extra: ['-movflags', '+frag_keyframe+empty_moov'] }))
})

test('a file cut in the middle keeps what is there', async () => {
  const whole = readFileSync(makeClip(at('w.mp4'), { extra: ['-movflags', '+faststart'] }))
  writeFileSync(at('half.mp4'), whole.subarray(0, whole.length >> 1))
  const [all, half] = [await indexOf(at('w.mp4')), await indexOf(at('half.mp4'))]
  expect(half.video!.samples.count).toBeGreaterThan(10)
  expect(half.video!.samples.count).toBeLessThan(all.video!.samples.count)
})
