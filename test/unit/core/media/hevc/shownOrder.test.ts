// The order of showing, read from slices of x265, is the one its container tells.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shownHevcTimes } from '../../../../../src/core/media/hevc/shownOrder.ts'
import { nalsWithLengths } from '../../../../../src/core/media/mkv/nals.ts'
import { readMovie } from '../../../../../src/core/media/mp4/readMovie.ts'
import { makeClip, makeTempFolder } from '../../../../support/makeClips.ts'

let folder: Awaited<ReturnType<typeof makeTempFolder>>
beforeAll(async () => {
  folder = await makeTempFolder('hevc')
})
afterAll(() => folder.remove())

test.each([['closed groups', 'open-gop=0:bframes=3'], ['open groups, pyramid', 'open-gop=1:bframes=4:b-pyramid=1:rc-lookahead=20'], ['no B-frames', 'bframes=0']])('%s', async (title, rules) => {
  const bytes = readFileSync(makeClip(join(folder.path, `${title.replaceAll(/\W/g, '')}.mp4`), { seconds: 12, size: '160x90', extra: ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', `log-level=error:keyint=50:repeat-headers=1:${rules}`] }))
  const movie = await readMovie(async (start, end) => bytes.subarray(start, end), bytes.length, () => true)
  const { samples, entry } = (movie.ok ? movie.value.video : null)!
  const places = Array.from({ length: samples.count }, (_, i) => i)
  const nals = places.map((i) => nalsWithLengths(bytes.subarray(samples.offset[i]!, samples.offset[i]! + samples.size[i]!), entry.nalLengthBytes ?? 4))
  const ranks = (times: readonly number[]): readonly number[] => places.toSorted((a, b) => times[a]! - times[b]!)
  const shown = shownHevcTimes(nals, [...samples.dts])
  expect(new Set(shown).size).toBe(samples.count)
  expect(ranks(shown)).toEqual(ranks([...samples.pts]))
})
