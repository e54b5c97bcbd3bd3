// The project's own decoder of MPEG-1 and MPEG-2 beside ffmpeg's, picture by picture; and with damaged bits.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isMpeg2Key, joinedFields, whyMpeg2NotDecoded } from '../../../../../src/core/media/mpeg2/checkFilm.ts'
import { makeMpeg2Decoder } from '../../../../../src/core/media/mpeg2/makeDecoder.ts'
import { nalsIn } from '../../../../../src/core/media/ts/avc.ts'
import { compareWithFfmpeg, makeFilm, openFilm, plainPicture, type Film } from '../../../../support/decodedFilms.ts'
import { makeTempFolder } from '../../../../support/makeClips.ts'
import { mutate } from '../../../../support/mutate.ts'
import { sharedData } from '../../../../support/sharedData.ts'
import { writeMoved, type MovedPicture } from '../../../../support/writeMoved.ts'

/** FIELDREEL_MUTANTS=1000 makes the long run. */
const MUTANTS = Number(process.env['FIELDREEL_MUTANTS'] ?? 40)

let folder: Awaited<ReturnType<typeof makeTempFolder>>
beforeAll(async () => {
  folder = await makeTempFolder('mpeg2')
})
afterAll(() => folder.remove())

const make = (name: string, size: string, args: readonly string[]): string => makeFilm(join(folder.path, name), size, args)

const decode = ({ entry, samples }: Pick<Film, 'samples'> & Partial<Film>, from = 0): readonly Uint8Array[] => {
  const decoder = makeMpeg2Decoder()
  if (entry?.config) decoder.setUp(entry.config)
  const pictures: Uint8Array[] = []
  for (const { bytes } of joinedFields(samples.slice(from).map((sample) => ({ bytes: sample })))) for (const planes of decoder.decode(bytes)) pictures.push(plainPicture(planes))
  for (const planes of decoder.flush()) pictures.push(plainPicture(planes))
  return pictures
}

const interlaced = ['-vf', 'rotate=0.6*t,tinterlace=4', '-flags', '+ilme+ildct']
const films: readonly (readonly [string, string, readonly string[]])[] = [
  ['plain.ts', '176x144', ['-c:v', 'mpeg2video', '-q:v', '4']],
  ['uneven.mp4', '168x100', ['-c:v', 'mpeg2video', '-bf', '2', '-q:v', '9']],
  ['between.mkv', '176x144', ['-c:v', 'mpeg2video', '-bf', '2', '-q:v', '2', '-intra_vlc', '1']],
  ['rough.avi', '176x144', ['-c:v', 'mpeg2video', '-q:v', '28', '-non_linear_quant', '1', '-qmax', '28']],
  ['deep.mp4', '176x144', ['-c:v', 'mpeg2video', '-profile:v', 'high', '-bf', '2', '-q:v', '2', '-dc', '10', '-alternate_scan', '1', '-intra_vlc', '1']],
  ['matrices.ts', '176x144', ['-c:v', 'mpeg2video', '-q:v', '3', '-intra_matrix', Array.from({ length: 64 }, (_, i) => 8 + i).join(), '-inter_matrix', Array.from({ length: 64 }, (_, i) => 40 - (i >> 1)).join()]],
  ['fields.ts', '176x144', ['-c:v', 'mpeg2video', '-bf', '2', '-q:v', '4', ...interlaced, '-top', '1', '-alternate_scan', '1', '-dc', '10', '-intra_vlc', '1']],
  ['odd.mkv', '168x104', ['-c:v', 'mpeg2video', '-bf', '1', '-q:v', '6', ...interlaced]],
  ['old.avi', '176x144', ['-c:v', 'mpeg1video', '-q:v', '3']],
  ['old.mkv', '168x104', ['-c:v', 'mpeg1video', '-bf', '2', '-q:v', '3']],
  ['old.ts', '352x288', ['-c:v', 'mpeg1video', '-bf', '2', '-q:v', '9']],
]

test.each(films)('%s: every picture as ffmpeg has it', async (name, size, args) => {
  const path = make(name, size, args)
  const [ours, theirs, apart] = compareWithFfmpeg(decode(await openFilm(path)), path)
  expect(ours).toBe(theirs)
  expect(ours).toBeGreaterThan(10)
  // Where two ways to transform round differently.
  expect(apart).toBeLessThanOrEqual(2)
})

const moved = (type: 'P' | 'B', structure: 1 | 2 | 3, motions: readonly number[], topFirst = false): MovedPicture => ({ type, structure, motions, topFirst })
const all = [1, 2, 3]
const made: readonly (readonly [string, readonly MovedPicture[]])[] = [
  ['vectors of single fields', [moved('P', 3, [1, 2]), moved('P', 3, [1])]],
  ['two fields by one vector', [moved('P', 3, all, true), moved('P', 3, all)]],
  ['single fields', [moved('P', 1, all), moved('P', 2, all), moved('P', 2, all), moved('P', 1, all)]],
  ['B pictures of single fields', [moved('P', 1, all), moved('P', 2, all), moved('B', 1, [1, 2]), moved('B', 2, [1, 2]), moved('B', 3, [1, 2])]],
]

/** Two I pictures of ffmpeg's, and what its encoder cannot write. */
const makeMoved = (pictures: readonly MovedPicture[], path: string): void => {
  const begin = execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=176x160:rate=25:duration=0.08', '-vf', 'noise=alls=20:allf=t:all_seed=7', '-g', '1', '-c:v', 'mpeg2video', '-flags', '+ilme+ildct', '-q:v', '3', '-f', 'mpeg2video', '-'])
  let state = 12_345
  const chance = (): number => ((state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >>> 8) / 2 ** 24
  writeFileSync(path, Buffer.concat([begin, ...pictures.map((picture) => writeMoved(picture, 11, picture.structure === 3 ? 10 : 5, chance))]))
}

test.each(made)('%s: every picture as ffmpeg has it', async (name, pictures) => {
  const path = join(folder.path, `${name.replaceAll(' ', '-')}.m2v`)
  makeMoved(pictures, path)
  const [ours, theirs, apart] = compareWithFfmpeg(decode({ samples: [readFileSync(path)] }), path)
  expect([ours, apart]).toEqual([theirs, 0])
  expect(ours).toBe(2 + pictures.reduce((sum, { structure }) => sum + (structure === 3 ? 1 : 0.5), 0))
})

test.skipIf(!sharedData)('container/sample_scte35.ts: every picture as ffmpeg has it (skips without the corpus)', async () => {
  const path = join(sharedData!, 'container/sample_scte35.ts')
  const [ours, theirs, apart] = compareWithFfmpeg(decode(await openFilm(path)), path)
  expect([ours, apart <= 2]).toEqual([theirs, true])
})

test('behind a seek into an open group, pictures that need what is not there are left out', async () => {
  const film = await openFilm(make('open.mkv', '176x144', ['-c:v', 'mpeg2video', '-bf', '2', '-q:v', '4']))
  const whole = decode(film)
  const key = film.samples.findIndex((sample, i) => i > 0 && isMpeg2Key(nalsIn(sample)))
  const rest = decode(film, key)
  expect(key).toBeGreaterThan(0)
  // Two before the key picture were shown behind it.
  expect(rest.length).toBe(film.samples.length - key - 2)
  expect(rest).toEqual(whole.slice(-rest.length))
})

test('fields that come apart are put together, and one without the other fills the picture', () => {
  const path = join(folder.path, 'apart.m2v')
  makeMoved([moved('P', 1, all), moved('P', 2, all)], path)
  const bytes = readFileSync(path)
  const at = [bytes.lastIndexOf('00000100', undefined, 'hex'), bytes.length]
  const first = bytes.lastIndexOf('00000100', at[0]! - 1, 'hex')
  const [begin, upper, lower] = [bytes.subarray(0, first), bytes.subarray(first, at[0]), bytes.subarray(at[0])]
  const joined = joinedFields([begin, upper, lower].map((part, pts) => ({ bytes: part, pts })))
  expect(joined.map(({ pts }) => pts)).toEqual([0, 1])
  expect(decode({ samples: [begin, upper, lower] })).toEqual(decode({ samples: [bytes] }))
  const alone = decode({ samples: [begin, upper] }).at(-1)!
  for (let row = 0; row < 160; row += 2) expect(alone.subarray(row * 176, (row + 1) * 176)).toEqual(alone.subarray((row + 1) * 176, (row + 2) * 176))
})

test('a size that changes on the way is followed, and no picture is lost', async () => {
  const films = [await openFilm(make('small.mkv', '96x80', ['-c:v', 'mpeg2video', '-bf', '2'])), await openFilm(make('large.mkv', '176x144', ['-c:v', 'mpeg2video', '-bf', '2']))]
  const whole = decode({ samples: films.flatMap(({ samples }) => samples) })
  expect(whole).toEqual(films.flatMap((film) => decode(film)))
})

test('4:2:2 is said not to be decoded', async () => {
  const { entry, samples } = await openFilm(make('wide.mkv', '176x144', ['-c:v', 'mpeg2video', '-pix_fmt', 'yuv422p']))
  expect(whyMpeg2NotDecoded(entry, samples)).toBe('chroma')
  const usual = await openFilm(make('usual.mkv', '176x144', ['-c:v', 'mpeg2video']))
  expect(whyMpeg2NotDecoded(usual.entry, usual.samples)).toBeNull()
})

test.each([['between.ts', ['-c:v', 'mpeg2video', '-bf', '2', ...interlaced]], ['old.mkv', ['-c:v', 'mpeg1video', '-bf', '2']]] as const)('damaged bits of %s neither stop it nor take long', { timeout: 900_000 }, async (name, args) => {
  const { entry, samples } = await openFilm(make(`damaged-${name}`, '176x144', args))
  for (let seed = 1; seed <= MUTANTS; seed++) {
    const decoder = makeMpeg2Decoder()
    if (entry.config) decoder.setUp(entry.config)
    const from = performance.now()
    for (const sample of samples.slice(0, 8)) {
      try {
        for (const planes of decoder.decode(mutate(sample.slice(), seed))) expect(planes.y.length).toBe(planes.width * planes.height)
      } catch (thrown) {
        expect((thrown as Error).constructor.name).toBe('NotDecoded')
      }
    }
    expect(performance.now() - from).toBeLessThan(3000)
  }
})
