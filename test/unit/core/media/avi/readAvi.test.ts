// AVI on the timeline: the same pictures at their times, the same sound, with its index, without it, with a wrong one, and beyond a gigabyte's rules.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readAvi } from '../../../../../src/core/media/avi/readAvi.ts'
import { planSegments } from '../../../../../src/core/media/mp4/planSegments.ts'
import { writeInit } from '../../../../../src/core/media/mp4/writeInit.ts'
import { writeSegment } from '../../../../../src/core/media/mp4/writeSegment.ts'
import { concat } from '../../../../../src/core/media/mp4/writeBoxes.ts'
import { barePart } from '../../../../../workers/segment/barePart.ts'
import type { Part } from '../../../../../workers/segment/part.ts'
import { heardIn, recodeSound } from '../../../../../workers/segment/recode/sound.ts'
import { rewrite } from '../../../../../workers/segment/rewrite.ts'
import { makeClip, makeTempFolder } from '../../../../support/makeClips.ts'
import { decodedPictures, decodeErrors, packetSeconds } from '../../../../support/streamedFile.ts'

vi.setConfig({ testTimeout: 60_000 })

let folder: Awaited<ReturnType<typeof makeTempFolder>>
let source: string
beforeAll(async () => {
  folder = await makeTempFolder('avi')
  source = makeClip(join(folder.path, 'a.avi'), { seconds: 8, bFrames: 2, extra: ['-c:a', 'pcm_s16le'] })
})
afterAll(() => folder.remove())

/** Writes it as segments, as the segment worker does. */
const rewritten = async (bytes: Uint8Array): Promise<{ readonly path: string; readonly recovered: string | null }> => {
  const found = await readAvi(async (start, end) => bytes.subarray(start, end), bytes.length)
  const movie = found.ok ? found.value : null
  const plan = planSegments(movie!)!
  const part = { samples: async (number: number) => ({ video: movie!.video!, audio: movie!.audio, plan, segment: plan.segments[number]!, bytesAt: (at: number, size: number) => bytes.subarray(at, at + size) }) } as Part
  const straight = barePart(part, movie!.bare!)
  const pieces: Uint8Array[] = []
  for (let number = 0; number < plan.segments.length; number++) {
    const given = await straight.samples(number)
    const samples = rewrite(given, null, await recodeSound(heardIn(given, given.audio!, null)))
    if (number === 0) pieces.push(writeInit(samples.video, samples.audio))
    pieces.push(writeSegment({ ...samples, number: number + 1, sound: samples.audio, base: 0 }).bytes)
  }
  const path = join(folder.path, 'out.mp4')
  writeFileSync(path, concat(...pieces))
  return { path, recovered: movie!.recovered ?? null }
}

const soundOf = (path: string): string => execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-map', '0:a', '-f', 'md5', '-'], { encoding: 'utf8' })
const index = (bytes: Uint8Array): number => Buffer.from(bytes).lastIndexOf('idx1')

const forms: readonly (readonly [string, (bytes: Uint8Array) => Uint8Array, string | null])[] = [
  ['as it is', (bytes) => bytes, null],
  ['without its index', (bytes) => bytes.subarray(0, index(bytes)), 'noIndex'],
  ['with an index that is off by two words', (bytes) => {
    const wrong = Uint8Array.from(bytes)
    const view = new DataView(wrong.buffer)
    for (let at = index(bytes) + 8; at + 16 <= wrong.length; at += 16) view.setUint32(at + 8, view.getUint32(at + 8, true) + 6, true)
    return wrong
  }, 'noIndex'],
  ['never closed: sizes are zero, no index', (bytes) => {
    const open = Uint8Array.from(bytes.subarray(0, index(bytes)))
    const view = new DataView(open.buffer)
    view.setUint32(4, 0, true)
    view.setUint32(Buffer.from(open).indexOf('movi') - 4, 0, true)
    return open
  }, 'noIndex'],
]

test.each(forms)('%s', async (_, change, recovered) => {
  const out = await rewritten(change(new Uint8Array(readFileSync(source))))
  expect(out.recovered).toBe(recovered)
  expect(decodedPictures(out.path)).toEqual(decodedPictures(source))
  expect(decodeErrors(out.path)).toBe('')
  expect(soundOf(out.path)).toBe(soundOf(source))
  const times = packetSeconds(out.path, 'v:0').toSorted((a, b) => a - b)
  // ffprobe counts from the first time of decoding.
  expect(times.map((time) => Math.round((time - times[0]!) * 25))).toEqual(times.map((_, i) => i))
})

test('an OpenDML index is read', async () => {
  const bytes = new Uint8Array(readFileSync(source))
  // ffmpeg keeps room for one in a JUNK chunk behind the stream's format, and writes it for large files only.
  const chunks: { readonly at: number; readonly size: number; readonly key: boolean }[] = []
  const old = new DataView(bytes.buffer, index(bytes) + 8)
  const movi = Buffer.from(bytes).indexOf('movi')
  for (let at = 0; at + 16 <= old.byteLength; at += 16) if (old.getUint8(at + 1) === 0x30) chunks.push({ at: movi + old.getUint32(at + 8, true) + 8, size: old.getUint32(at + 12, true), key: old.getUint32(at + 4, true) === 16 })
  const list = new DataView(bytes.buffer, Buffer.from(bytes).indexOf('JUNK'))
  expect(24 + 8 * chunks.length).toBeLessThan(list.getUint32(4, true))
  bytes.set([...'indx'].map((char) => char.charCodeAt(0)), list.byteOffset)
  bytes.set([2, 0, 0, 1], list.byteOffset + 8)
  list.setUint32(12, chunks.length, true)
  list.setUint32(20, 0, true)
  chunks.forEach(({ at, size, key }, row) => {
    list.setUint32(32 + 8 * row, at, true)
    list.setUint32(36 + 8 * row, key ? size : size + 0x8000_0000, true)
  })
  const movie = await readAvi(async (start, end) => bytes.subarray(start, end), bytes.length)
  expect(movie.ok && movie.value.video!.samples.count).toBe(chunks.length)
})
