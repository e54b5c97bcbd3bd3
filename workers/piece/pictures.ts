// The pictures of a stretch of one Recording, decoded one after the other in the order of showing, a few at a time.

import { pictureDecoding } from '../../src/core/media/decoding.ts'
import type { Track } from '../../src/core/media/mp4/readMovie.ts'
import { nalsFit } from '../../src/core/media/mp4/writeSegment.ts'
import { descriptionOf } from '../probe/keyFrame.ts'
import { cannotPlay } from '../segment/partIndex.ts'
import { playsCodec } from '../segment/playsCodec.ts'
import { codedAround } from '../segment/recodedPart.ts'
import { decoderOf } from '../segment/recode/pictures.ts'
import { picturesIn, segmentAt, SLACK_S, type Source } from './source.ts'

/** Whoever takes it closes the frame. */
export interface ShownPicture {
  readonly frame: VideoFrame
  /** Seconds of the Recording. */
  readonly at: number
}

/** Seconds. */
export interface Stretch {
  /** Shown time of its first picture. */
  readonly from: number
  /** Until when its last picture is shown. */
  readonly to: number
}

/** So many pictures may stand between one and those that are shown before it: more than H.264 ever has. */
const REORDERED = 16
/** Coded pictures before a decoder, and decoded ones before whoever takes them. */
const QUEUED = 12

/** The pictures that are shown in [fromMs, toMs), whole: from the begin of the first to the end of the last. Throws ReadFailure. */
export const stretchOf = async ({ raw }: Source, fromMs: number, toMs: number): Promise<Stretch> => {
  /** Where a shown picture begins (`before`: the last that has begun by then), or ends. */
  const edge = async (seconds: number, before: boolean): Promise<number> => {
    let [number, found] = [segmentAt(raw, seconds), null as number | null]
    const first = Math.floor(number / raw.stretch) * raw.stretch
    for (number = first; number < raw.shape.starts.length && found === null; number += raw.stretch) {
      const times = await raw.pictureTimes(number)
      const at = before ? times.slice(0, -1).findLast((time) => time <= seconds + SLACK_S) : times.find((time) => time >= seconds - SLACK_S)
      found = at ?? (before ? (times[0] ?? null) : null)
    }
    return found ?? raw.shape.seconds
  }
  const from = await edge(fromMs / 1000, true)
  return { from, to: Math.max(await edge(toMs / 1000, false), from) }
}

const configOf = ({ entry }: Track): VideoDecoderConfig => {
  const { codec, width, height, plain } = entry
  const description = descriptionOf(plain)
  return { codec, codedWidth: width, codedHeight: height, ...(description ? { description } : {}) }
}

async function* browserPictures(source: Source, from: number, to: number): AsyncGenerator<ShownPicture, void, void> {
  const { raw } = source
  const ready: VideoFrame[] = []
  const times = new Map<number, number>()
  let wake: () => void = () => undefined
  let decoder: VideoDecoder | null = null
  const isOpen = (): boolean => decoder !== null && decoder.state === 'configured'
  const open = (track: Track): VideoDecoder => {
    const opened = new VideoDecoder({
      output: (frame) => {
        ready.push(frame)
        wake()
      },
      // A damaged picture closes it; decoding goes on at the next key picture.
      error: () => wake(),
    })
    opened.configure(configOf(track))
    opened.addEventListener('dequeue', () => wake())
    return (decoder = opened)
  }
  const shown = (frame: VideoFrame): ShownPicture => {
    const at = times.get(frame.timestamp) ?? frame.timestamp / 1e6
    times.delete(frame.timestamp)
    return { frame, at }
  }
  try {
    let later = 0
    for (let number = segmentAt(raw, from); number < raw.shape.starts.length && later <= REORDERED; number++) {
      const given = await raw.samples(number)
      const { video, plan } = given
      const lengths = video.entry.nalLengthBytes
      for (const { bytes, dts, pts, key } of picturesIn(given)) {
        if (dts / video.timescale - plan.zero >= to - SLACK_S && ++later > REORDERED) break
        if (lengths !== null && !nalsFit(bytes, lengths)) continue
        if (!isOpen() && !key) continue
        const now = isOpen() && decoder ? decoder : open(video)
        const at = pts / video.timescale - plan.zero
        const timestamp = Math.round(at * 1e6)
        times.set(timestamp, at)
        now.decode(new EncodedVideoChunk({ type: key ? 'key' : 'delta', timestamp, data: new Uint8Array(bytes) }))
        while (ready.length > 0 || (now.state === 'configured' && now.decodeQueueSize >= QUEUED)) {
          const frame = ready.shift()
          if (frame) yield shown(frame)
          else await new Promise<void>((resolve) => (wake = resolve))
        }
      }
    }
    if (decoder && isOpen()) {
      let flushed = false
      void (decoder as VideoDecoder).flush().catch(() => undefined).then(() => {
        flushed = true
        wake()
      })
      while (!flushed || ready.length > 0) {
        const frame = ready.shift()
        if (frame) yield shown(frame)
        else if (!flushed) await new Promise<void>((resolve) => (wake = resolve))
      }
    }
  } finally {
    for (const frame of ready) frame.close()
    if (decoder && (decoder as VideoDecoder).state !== 'closed') (decoder as VideoDecoder).close()
  }
}

async function* ownPictures(source: Source, from: number, to: number): AsyncGenerator<ShownPicture, void, void> {
  const { raw, given } = source
  const decoding = pictureDecoding(raw.planned.video.codec)
  if (!decoding) throw cannotPlay(given, raw.planned.video.codec)
  const decode = await decoderOf(decoding)
  const { starts } = raw.shape
  for (let number = segmentAt(raw, from); number < starts.length && (starts[number] ?? 0) < to - SLACK_S; number++) {
    const samples = await raw.samples(number)
    const { video, plan } = samples
    const coded = await codedAround(raw.samples, number, starts.length - 1, decoding)
    const [begin, end] = [starts[number] ?? 0, starts[number + 1] ?? Infinity]
    for await (const { frame, pts } of decode(coded, video.entry)) {
      const at = pts / video.timescale - plan.zero
      if (at >= begin - SLACK_S && at < end - SLACK_S) yield { frame, at }
      else frame.close()
    }
  }
}

/** Of a stretch as `stretchOf` gives it. Damaged pictures are left out. Throws ReadFailure. */
export async function* shownPictures(source: Source, { from, to }: Stretch): AsyncGenerator<ShownPicture, void, void> {
  const decoded = playsCodec(source.raw.planned.video.codec) ? browserPictures(source, from, to) : ownPictures(source, from, to)
  for await (const picture of decoded) {
    if (picture.at >= from - SLACK_S && picture.at < to - SLACK_S) yield picture
    else picture.frame.close()
    if (picture.at >= to - SLACK_S) break
  }
}
