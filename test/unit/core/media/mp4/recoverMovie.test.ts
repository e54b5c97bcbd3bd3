// The pictures of a recording without its movie box are found where its movie box said they were.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMovie } from '../../../../../src/core/media/mp4/readMovie.ts'
import { findPictures, mediaStart, recoverMovie } from '../../../../../src/core/media/mp4/recoverMovie.ts'
import { makeClip, makeTempFolder, remuxClip } from '../../../../support/makeClips.ts'
import { seededRandom } from '../../../../support/seededRandom.ts'
import { sharedData } from '../../../../support/sharedData.ts'

let folder: Awaited<ReturnType<typeof makeTempFolder>>
beforeAll(async () => {
  folder = await makeTempFolder('recover')
})
afterAll(() => folder.remove())

const reading = (bytes: Uint8Array) => async (start: number, end: number): Promise<Uint8Array> => bytes.subarray(start, end)

const withoutMovie = (path: string): { readonly whole: Uint8Array; readonly rest: Uint8Array } => {
  const whole = readFileSync(path)
  return { whole, rest: whole.subarray(0, whole.indexOf('moov') - 4) }
}

test.each([['without parameter sets among its pictures', 'made.mp4', false], ['with them', 'made.ts', true]] as const)('%s', async (name, from, own) => {
  const made = makeClip(join(folder.path, from), { seconds: 8, bFrames: 2, size: '640x360' })
  const { whole, rest } = withoutMovie(remuxClip(made, join(folder.path, `${own}.mp4`)))
  const movie = await readMovie(reading(whole), whole.length, () => true)
  const video = movie.ok ? movie.value.video! : null
  const found = await findPictures(reading(rest), await mediaStart(reading(rest), rest.length), rest.length)
  expect(found.sets.length > 0, name).toBe(own)
  const places = new Map(found.pictures.map((picture) => [picture.at, picture]))
  const right = Array.from(video!.samples.offset, (at, i) => places.get(at)?.bytes === video!.samples.size[i] && places.get(at)?.key === (video!.samples.key[i] === 1))
  // What is taken of sound for a picture now and then costs one picture.
  expect(right.filter(Boolean).length).toBeGreaterThanOrEqual(right.length - 2)
  expect(found.pictures.length).toBeLessThan(right.length + 3)
  const alone = await recoverMovie(reading(rest), rest.length, 0, null)
  expect(alone !== null).toBe(own)
  const helped = await recoverMovie(reading(rest), rest.length, 0, video!.entry)
  expect(helped).toMatchObject({ bare: 'lengths', recovered: 'noMovieBox', audio: null })
  expect(helped!.video!.timescale / (helped!.video!.samples.dts[1] ?? 0)).toBe(25)
})

test('noise holds no movie', async () => {
  const random = seededRandom('noise')
  const noise = Uint8Array.from({ length: 4 << 20 }, () => Math.floor(random() * 256))
  expect((await findPictures(reading(noise), 0, noise.length)).pictures.length).toBeLessThan(8)
  expect((await findPictures(reading(new Uint8Array(4 << 20)), 0, 4 << 20)).pictures).toEqual([])
})

test.skipIf(!sharedData)('a real camera file cut by power loss: every picture (skips without the corpus)', async () => {
  const cut = readFileSync(join(sharedData!, 'derived/truncated/powerloss_no_moov.mp4'))
  const whole = readFileSync(join(sharedData!, 'camera/karma.mp4'))
  const movie = await readMovie(reading(whole), whole.length, () => true)
  const samples = movie.ok ? movie.value.video!.samples : null
  const inside = Array.from(samples!.offset).filter((at, i) => at + samples!.size[i]! <= cut.length)
  const found = await findPictures(reading(cut), await mediaStart(reading(cut), cut.length), cut.length)
  expect(found.pictures.map(({ at }) => at)).toEqual(inside)
})
