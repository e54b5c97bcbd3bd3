// A part whose pictures or sound are decoded and encoded anew, a segment at a time, each kept for a while.

import { pictureDecoding, soundDecoding, type PictureDecoding } from '../../src/core/media/decoding.ts'
import type { Segment } from '../../src/core/media/mp4/planSegments.ts'
import { isH263Key } from '../../src/core/media/mpeg4/checkFilm.ts'
import type { Part, SegmentSamples } from './part.ts'
import { makeTaking, type Taking } from './pieces.ts'
import { playsCodec } from './playsCodec.ts'
import { encodePictures } from './recode/encodePictures.ts'
import { decoderOf, type CodedPicture, type DecodedPicture, type DecodePictures } from './recode/pictures.ts'
import { heardIn, LEAD_SAMPLES, recodeSound } from './recode/sound.ts'
import { rewrite, type NewSamples } from './rewrite.ts'

/** Segments lately made, for seeking back. */
const KEPT = 12
/** Neighbours are needed for the pictures that belong to both, and to get a decoder of sound going. */
const KEPT_SOURCES = 3

/** Answers lately given are kept; one that fails is not. */
export const keeping = <T>(most: number, make: (number: number) => Promise<T>): ((number: number) => Promise<T>) => {
  const kept = new Map<number, Promise<T>>()
  return (number) => {
    const found = kept.get(number) ?? make(number)
    kept.delete(number)
    kept.set(number, found)
    for (const old of kept.keys()) if (kept.size > most) kept.delete(old)
    found.catch(() => kept.get(number) === found && kept.delete(number))
    return found
  }
}

/** Nobody waits for it any more. */
export class LetGo extends Error {}

const codedIn = ({ video, segment, bytesAt }: SegmentSamples): readonly CodedPicture[] =>
  Array.from({ length: segment.videoTo - segment.videoFrom }, (_, i) => {
    const at = segment.videoFrom + i
    return { bytes: bytesAt(video.samples.offset[at] ?? 0, video.samples.size[at] ?? 0), pts: video.samples.pts[at] ?? 0 }
  }).filter(({ bytes }) => bytes.length > 0)

/** In open groups the last pictures shown stand behind the next key picture and need it. */
const withLeading = (given: SegmentSamples, after: SegmentSamples | null): readonly CodedPicture[] => {
  const own = codedIn(given)
  const [key, ...next] = after ? codedIn(after) : []
  const open = key ? next.findIndex(({ pts }) => pts >= key.pts) : 0
  const leading = open < 0 ? next : next.slice(0, open)
  return key && leading.length > 0 ? [...own, key, ...leading] : own
}

/** What a decoder is given to show the pictures of one segment, each of its pictures with those it needs. `last`: of the segments. */
export const codedAround = async (source: (number: number) => Promise<SegmentSamples>, number: number, last: number, decoding: PictureDecoding): Promise<readonly CodedPicture[]> => {
  let coded = withLeading(await source(number), (decoding === 'hevc' || decoding === 'mpeg4' || decoding === 'mpeg2') && number < last ? await source(number + 1) : null)
  if (decoding === 'h263') for (let before = number - 1; before >= 0 && coded[0] && !isH263Key(coded[0].bytes); before--) coded = [...codedIn(await source(before)), ...coded]
  return coded
}

/** Of differences of floating-point seconds. */
const ROUNDING_S = 1e-6

/** Samples of sound that begin in [from, to), seconds of the part; they are in order. */
const soundWithin = ({ audio, plan, segment }: SegmentSamples, from: number, to: number): Pick<Segment, 'audioFrom' | 'audioTo'> => {
  const firstAt = (seconds: number): number => {
    let at = segment.audioFrom
    while (audio && at < segment.audioTo && (audio.samples.pts[at] ?? 0) / audio.timescale - plan.zero < seconds - ROUNDING_S) at++
    return at
  }
  return { audioFrom: firstAt(from), audioTo: firstAt(to) }
}

/** A segment that is being made. */
interface Job {
  letGo: boolean
}

interface Piece {
  readonly source: number
  readonly piece: number
  readonly start: number
  readonly end: number
}

/** As it is where nothing has to be done. `soundOnly` leaves the pictures as they are. */
export const recodedPart = async (part: Part, which: 'all' | 'soundOnly' = 'all'): Promise<Part> => {
  const { video, audio } = part.planned
  const decoding = which === 'soundOnly' || playsCodec(video.codec) ? null : pictureDecoding(video.codec)
  const hearing = audio && !playsCodec(audio.codec) ? soundDecoding(audio) : null
  if (!decoding && !hearing) return part
  const source = keeping(KEPT_SOURCES, part.samples)
  const last = part.shape.starts.length - 1
  let decode: Promise<DecodePictures> | null = null

  const pieces = ((decoding && part.pieces) ?? part.shape.starts.map((start) => [start])).flatMap((starts, number) =>
    starts.map((start, piece): Piece => ({ source: number, piece, start, end: starts[piece + 1] ?? part.shape.starts[number + 1] ?? part.shape.seconds })),
  )

  /** The group of pictures lately begun, and how many of its pieces were taken. */
  let taking: (Taking & { readonly source: number; taken: number }) | null = null
  const begin = async (number: number, given: SegmentSamples): Promise<Taking & { readonly source: number; taken: number }> => {
    await taking?.close()
    const decoded = (await (decode ??= decoderOf(decoding!)))(await codedAround(source, number, last, decoding!), given.video.entry)
    return { ...makeTaking(decoded[Symbol.asyncIterator]()), source: number, taken: 0 }
  }

  const picturesOf = async ({ source: number, piece }: Piece, given: SegmentSamples, job: Job): Promise<NewSamples | null> => {
    if (!decoding) return null
    const { timescale, entry, samples } = given.video
    const ticks = (seconds: number): number => (given.plan.zero + seconds) * timescale - 0.5
    const edges = pieces.filter(({ source: of }) => of === number).map(({ end }) => ticks(end))
    if (taking?.source !== number || taking.taken > piece) taking = await begin(number, given)
    const now = taking
    for (; !job.letGo && now.taken < piece; now.taken++) for await (const { frame } of now.until(edges[now.taken] ?? 0)) frame.close()
    if (job.letGo) throw new LetGo()
    const from = Math.max(samples.pts[given.segment.videoFrom] ?? 0, piece > 0 ? (edges[piece - 1] ?? 0) : -Infinity)
    const to = edges[piece] ?? Infinity
    const shown = async function* (): AsyncGenerator<DecodedPicture, void, void> {
      for await (const picture of now.until(to)) {
        if (job.letGo) {
          picture.frame.close()
          throw new LetGo()
        }
        if (picture.pts >= from) yield picture
        else picture.frame.close()
      }
    }
    const encoded = await encodePictures(shown(), entry, timescale).catch(async (thrown: unknown) => {
      await now.close()
      taking = null
      throw thrown
    })
    now.taken++
    return encoded && { ...encoded, timescale, end: Math.max(to, (encoded.samples.at(-1)?.dts ?? 0) + 1) }
  }

  const soundOf = async ({ source: number, piece }: Piece, given: SegmentSamples): Promise<NewSamples | null> => {
    if (!hearing || !given.audio) return null
    const { audioFrom } = given.segment
    const whole = await source(number)
    const before = hearing === 'plain' ? null : piece > 0 ? { ...whole, segment: { ...whole.segment, audioFrom: Math.max(whole.segment.audioFrom, audioFrom - LEAD_SAMPLES), audioTo: audioFrom } } : number > 0 ? await source(number - 1) : null
    return recodeSound(heardIn(given, given.audio, before))
  }

  /** One at a time: they share a decoder. */
  let turn: Promise<unknown> = Promise.resolve()
  const jobs = new Map<number, Job>()
  const making = keeping(KEPT, (number: number): Promise<SegmentSamples> => {
    const job: Job = { letGo: false }
    jobs.set(number, job)
    const made = turn.then(async () => {
      if (job.letGo) throw new LetGo()
      const piece = pieces[number]!
      const whole = await source(piece.source)
      const { start, end } = piece
      const given = { ...whole, segment: { ...whole.segment, start, end, ...soundWithin(whole, start, end) } }
      return rewrite(given, await picturesOf(piece, given, job), await soundOf(piece, given))
    }).finally(() => jobs.get(number) === job && jobs.delete(number))
    turn = made.catch(() => undefined)
    return made
  })
  const samples: Part['samples'] = async (number) => {
    // One that is just being ended is begun anew.
    if (jobs.get(number)?.letGo) await making(number).catch(() => undefined)
    return making(number)
  }

  return {
    ...part,
    shape: { ...part.shape, starts: pieces.map(({ start }) => start) },
    stretch: part.stretch === 1 ? 1 : pieces.length,
    pictureTimes: (number) => part.pictureTimes(pieces[number]!.source),
    work: { ...part.work, picture: decoding && video.codec, sound: hearing && (audio?.codec ?? null), recovered: part.work?.recovered ?? null },
    samples,
    letGo: (number) => {
      const job = jobs.get(number)
      if (job) job.letGo = true
    },
    // The form of what is encoded is known once something is.
    tracks: async () => {
      const { video, audio } = await samples(0).catch((thrown: unknown) => {
        if (thrown instanceof LetGo) return samples(0)
        throw thrown
      })
      return { video, audio }
    },
  }
}
