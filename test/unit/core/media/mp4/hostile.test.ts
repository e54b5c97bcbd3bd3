// Damaged and hostile files: the index never hangs, throws or grows beyond its file.

import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, openSync, readSync, closeSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planSegments } from '../../../../../src/core/media/mp4/planSegments.ts'
import { readMovie } from '../../../../../src/core/media/mp4/readMovie.ts'
import { writeInit } from '../../../../../src/core/media/mp4/writeInit.ts'
import { writeSegment } from '../../../../../src/core/media/mp4/writeSegment.ts'
import { makeClip, makeTempFolder } from '../../../../support/makeClips.ts'
import { sharedData } from '../../../../support/sharedData.ts'

let folder: Awaited<ReturnType<typeof makeTempFolder>>
const clips: Uint8Array[] = []
beforeAll(async () => {
  folder = await makeTempFolder('hostile')
  const at = (name: string): string => join(folder.path, name)
  clips.push(
    new Uint8Array(readFileSync(makeClip(at('a.mp4'), { seconds: 2, bFrames: 2 }))),
    new Uint8Array(readFileSync(makeClip(at('b.mp4'), { seconds: 2, extra: ['-movflags', '+frag_keyframe+empty_moov'] }))),
    new Uint8Array(readFileSync(makeClip(at('c.mov'), { seconds: 2 }))),
  )
})
afterAll(() => folder.remove())

/** Mulberry32: the same numbers for the same seed. */
const makeRandom = (seed: number) => (below: number) => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
}

/** Index, plan and write every segment: what the worker would do. */
const useAll = async (bytes: Uint8Array): Promise<boolean> => {
  let reads = 0
  const found = await readMovie(async (start, end) => {
    if (++reads > 500_000) throw new Error('too many reads')
    return bytes.subarray(start, Math.min(end, bytes.length))
  }, bytes.length, () => true)
  if (!found.ok) return false
  const { video, audio } = found.value
  const plan = planSegments(found.value)
  if (!video || !plan) return false
  writeInit(video, audio)
  plan.segments.slice(0, 4).forEach((segment, number) => writeSegment({ number, video, sound: audio, plan, segment, base: 10, bytesAt: (offset, size) => bytes.subarray(offset, offset + size) }))
  return true
}

/** Where the tables are: mutants of the pictures themselves say nothing about the index. */
const tablesOf = (bytes: Uint8Array): readonly [number, number] => {
  const at = Buffer.from(bytes).indexOf('moov')
  return [at - 4, Math.min(bytes.length, at + 6000)]
}

test('600 seeded mutants of three files', { timeout: 120_000 }, async () => {
  let read = 0
  for (const clip of clips) {
    const [from, to] = tablesOf(clip)
    for (let seed = 1; seed <= 200; seed++) {
      const random = makeRandom(seed * 7919)
      let mutant = clip.slice()
      for (let change = random(6); change >= 0; change--) {
        const at = from + random(to - from)
        const kind = random(4)
        if (at + 4 > mutant.length) continue
        else if (kind === 0) mutant[at] = random(256)
        else if (kind === 1) mutant.fill(0xff, at, at + 4)
        else if (kind === 2) mutant.fill(0, at, at + 4)
        else mutant = mutant.slice(0, mutant.length - random(3000))
      }
      const begin = performance.now()
      if (await useAll(mutant)) read++
      expect(performance.now() - begin, `seed ${seed}`).toBeLessThan(10_000)
    }
  }
  expect(read).toBeGreaterThan(60)
})

test('counts that cannot be are refused before anything is made for them', async () => {
  for (const type of ['stsz', 'stts', 'ctts', 'stsc', 'stco', 'stss']) {
    const mutant = clips[0]!.slice()
    const at = Buffer.from(mutant).indexOf(type)
    mutant.fill(0xff, at + 8, at + 12)
    mutant.fill(0xff, at + 12, at + 16)
    await useAll(mutant)
  }
  expect(process.memoryUsage().arrayBuffers).toBeLessThan(500 * 2 ** 20)
})

test('nothing, noise and a lone header are not media', async () => {
  const read = async (start: number, end: number): Promise<Uint8Array> => new Uint8Array(end - start).fill(0x41)
  expect(await readMovie(read, 0, () => true)).toEqual({ ok: false, error: { type: 'EmptyFile' } })
  expect(await readMovie(read, 100, () => true)).toMatchObject({ ok: false, error: { type: 'NotMedia' } })
})

const wholePackets = (path: string): number => {
  const { stdout } = spawnSync('ffprobe', ['-v', 'quiet', '-f', 'mp4', '-show_entries', 'packet=flags', '-of', 'csv=p=0', path], { encoding: 'utf8' })
  return stdout.split('\n').filter((flags) => flags !== '' && !flags.includes('C')).length
}

const corpus = sharedData ? globSync(join(sharedData, '**/*.{mp4,MP4,mov,MOV,m4v,3gp,3GP,m4a,M4A}')).filter((path) => existsSync(path) && statSync(path).isFile()) : []

test.skipIf(!sharedData)('every MP4 and MOV of the shared corpus is indexed without a throw (skips without the corpus)', { timeout: 120_000 }, async () => {
  expect(corpus.length).toBeGreaterThan(0)
  const unread: string[] = []
  for (const path of corpus) {
    const handle = openSync(path, 'r')
    try {
      const size = statSync(path).size
      const found = await readMovie(async (start, end) => {
        const bytes = new Uint8Array(end - start)
        return bytes.subarray(0, readSync(handle, bytes, 0, end - start, start))
      }, size, () => true)
      const movie = found.ok ? found.value : null
      const samples = (movie?.video?.samples.count ?? 0) + (movie?.audio?.samples.count ?? 0)
      if (movie?.video && movie.video.samples.count > 0) planSegments(movie)
      if (samples === 0) unread.push(path.slice(sharedData!.length + 1))
    } finally {
      closeSync(handle)
    }
  }
  expect(unread.length).toBeLessThan(corpus.length / 2)
  // Stubs and fragments without their beginning: ffprobe finds no whole sample in them either.
  expect(unread.filter((path) => wholePackets(join(sharedData!, path)) > 0)).toEqual([])
})
