// Sound without pictures: black ones stand for them, so that it lies on the same timeline as everything else.

import { BLACK_CLOCK, blackEntry, blackPictures, blackTimes } from '../../src/core/media/h264/blackPicture.ts'
import type { Part } from './part.ts'
import { rewrite } from './rewrite.ts'

/** `part` gives sound and no pictures. */
export const blackPart = (part: Part): Part => {
  const { starts, seconds } = part.shape
  const entry = blackEntry()
  return {
    ...part,
    work: { picture: null, sound: null, recovered: part.work?.recovered ?? null, soundOnly: true },
    samples: async (number) => {
      const given = await part.samples(number)
      const { plan, segment } = given
      const [from, to] = [plan.zero + segment.start, plan.zero + segment.end]
      return rewrite(given, { entry, timescale: BLACK_CLOCK, samples: blackPictures(from, to), end: Math.round(to * BLACK_CLOCK) }, null)
    },
    stretch: 1,
    pictureTimes: async (number) => {
      const end = starts[number + 1] ?? seconds
      return [...blackTimes(starts[number] ?? 0, end), end]
    },
  }
}
