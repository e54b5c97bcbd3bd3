// H.264 from containers that know only its order of decoding: units get lengths before them, pictures their shown times.

import { shownTimes } from '../../src/core/media/h264/shownOrder.ts'
import type { Movie } from '../../src/core/media/mp4/readMovie.ts'
import { setsOf } from '../../src/core/media/mp4/recoverMovie.ts'
import type { StreamSample } from '../../src/core/media/streamed.ts'
import { avcSample, isKeyPicture, nalsIn } from '../../src/core/media/ts/avc.ts'
import { nalsWithLengths } from '../../src/core/media/mkv/nals.ts'
import type { Part, SegmentSamples } from './part.ts'
import { rewrite } from './rewrite.ts'

const ordered = (given: SegmentSamples, bare: NonNullable<Movie['bare']>): SegmentSamples => {
  const { video, segment, bytesAt } = given
  const { samples, entry } = video
  const places = Array.from({ length: segment.videoTo - segment.videoFrom }, (_, i) => segment.videoFrom + i)
  const units = places.map((i) => {
    const bytes = bytesAt(samples.offset[i] ?? 0, samples.size[i] ?? 0)
    return bare === 'startCodes' ? nalsIn(bytes) : nalsWithLengths(bytes, entry.nalLengthBytes ?? 4)
  })
  const times = shownTimes(units, places.map((i) => samples.pts[i] ?? 0), setsOf(entry))
  const pictures = places.flatMap((i, at): readonly StreamSample[] => {
    const bytes = avcSample(units[at] ?? [])
    return bytes.length > 0 ? [{ bytes, dts: samples.dts[i] ?? 0, pts: times[at] ?? 0, key: isKeyPicture(units[at] ?? []) }] : []
  })
  return rewrite(given, { entry, timescale: video.timescale, samples: pictures, end: samples.dts[segment.videoTo] ?? samples.endDts }, null)
}

export const barePart = (part: Part, bare: NonNullable<Movie['bare']>): Part => ({
  ...part,
  samples: async (segment) => ordered(await part.samples(segment), bare),
})
