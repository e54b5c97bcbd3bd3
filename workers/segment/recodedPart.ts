// A part whose pictures or sound are decoded and encoded anew, a segment at a time, each kept for a while.

import { pictureDecoding, soundDecoding } from '../../src/core/media/decoding.ts'
import type { Part, SegmentSamples } from './part.ts'
import { playsCodec } from './playsCodec.ts'
import { encodePictures } from './recode/encodePictures.ts'
import { decoderOf, type CodedPicture, type DecodedPicture, type DecodePictures } from './recode/pictures.ts'
import { heardIn, recodeSound } from './recode/sound.ts'
import { rewrite, type NewSamples } from './rewrite.ts'

/** Segments lately made, for seeking back. */
const KEPT = 12
/** Neighbours are needed for the pictures that belong to both, and to get a decoder of sound going. */
const KEPT_SOURCES = 3

/** Answers lately given are kept; one that fails is not. */
const keeping = <T>(most: number, make: (number: number) => Promise<T>): ((number: number) => Promise<T>) => {
  const kept = new Map<number, Promise<T>>()
  return (number) => {
    const found = kept.get(number) ?? make(number)
    kept.delete(number)
    kept.set(number, found)
    for (const old of kept.keys()) if (kept.size > most) kept.delete(old)
    found.catch(() => kept.delete(number))
    return found
  }
}

const codedIn = ({ video, segment, bytesAt }: SegmentSamples): readonly CodedPicture[] =>
  Array.from({ length: segment.videoTo - segment.videoFrom }, (_, i) => {
    const at = segment.videoFrom + i
    return { bytes: bytesAt(video.samples.offset[at] ?? 0, video.samples.size[at] ?? 0), pts: video.samples.pts[at] ?? 0 }
  }).filter(({ bytes }) => bytes.length > 0)

async function* within(pictures: AsyncIterable<DecodedPicture>, from: number, to: number): AsyncGenerator<DecodedPicture, void, void> {
  for await (const picture of pictures) {
    if (picture.pts >= from && picture.pts < to) yield picture
    else picture.frame.close()
  }
}

/** As it is where nothing has to be done. */
export const recodedPart = async (part: Part): Promise<Part> => {
  const { video, audio } = part.planned
  const decoding = playsCodec(video.codec) ? null : pictureDecoding(video.codec)
  const hearing = audio && !playsCodec(audio.codec) ? soundDecoding(audio) : null
  if (!decoding && !hearing) return part
  const source = keeping(KEPT_SOURCES, part.samples)
  const last = part.shape.starts.length - 1
  let decode: Promise<DecodePictures> | null = null

  /** In open groups the last pictures shown stand behind the next key picture and need it. */
  const codedFor = async (number: number, given: SegmentSamples): Promise<readonly CodedPicture[]> => {
    const own = codedIn(given)
    const [key, ...next] = decoding === 'hevc' && number < last ? codedIn(await source(number + 1)) : []
    const open = key ? next.findIndex(({ pts }) => pts >= key.pts) : 0
    const leading = open < 0 ? next : next.slice(0, open)
    return key && leading.length > 0 ? [...own, key, ...leading] : own
  }

  const picturesOf = async (number: number, given: SegmentSamples): Promise<NewSamples | null> => {
    if (!decoding) return null
    const { timescale, entry, samples } = given.video
    const from = samples.pts[given.segment.videoFrom] ?? 0
    const to = (given.plan.zero + given.segment.end) * timescale - 0.5
    const shown = within((await (decode ??= decoderOf(decoding)))(await codedFor(number, given), entry), from, to)
    const encoded = await encodePictures(shown, entry, timescale)
    return encoded && { ...encoded, timescale, end: Math.max(to, (encoded.samples.at(-1)?.dts ?? 0) + 1) }
  }

  const soundOf = async (number: number, given: SegmentSamples): Promise<NewSamples | null> =>
    hearing && given.audio ? recodeSound(heardIn(given, given.audio, hearing !== 'plain' && number > 0 ? await source(number - 1) : null)) : null

  const samples = keeping(KEPT, async (number: number): Promise<SegmentSamples> => {
    const given = await source(number)
    return rewrite(given, await picturesOf(number, given), await soundOf(number, given))
  })

  return {
    ...part,
    work: { picture: decoding && video.codec, sound: hearing && (audio?.codec ?? null), recovered: part.work?.recovered ?? null },
    samples,
    // The form of what is encoded is known once something is.
    tracks: async () => {
      const { video, audio } = await samples(0)
      return { video, audio }
    },
  }
}
