// One part of a timeline, whatever its container: where its segments begin, and each segment's samples made of verified bytes.

import type { Track } from '../../src/core/media/mp4/readMovie.ts'
import type { SampleEntry } from '../../src/core/media/mp4/sampleEntry.ts'
import { pictureDecoding } from '../../src/core/media/decoding.ts'
import { sniff } from '../../src/core/media/sniff.ts'
import { segmentOf, tracksOf, type StreamedSegment, type Streamed, type StreamEntries } from '../../src/core/media/streamed.ts'
import { openMkv } from '../../src/core/media/mkv/openMkv.ts'
import { openTs } from '../../src/core/media/ts/openTs.ts'
import type { TimelinePart } from '../../src/core/ports.ts'
import { barePart } from './barePart.ts'
import type { Part, Shape } from './part.ts'
import { cannotPlay, hearsEntry, indexUnverified, readSegmentBytes, showsCodec, type PartIndex } from './partIndex.ts'
import { planPieces } from './pieces.ts'
import { recodedPart } from './recodedPart.ts'
import { ReadFailure, type VerifiedFile } from './verifiedFile.ts'

const shapeOf = ({ plan, audio }: PartIndex): Shape => ({ starts: plan.segments.map((segment) => segment.start), seconds: plan.seconds, hasSound: audio !== null })

const isSame = (a: Shape, b: Shape): boolean => a.seconds === b.seconds && a.hasSound === b.hasSound && a.starts.length === b.starts.length && a.starts.every((start, i) => start === b.starts[i])

/** Both were made of the same bytes, or somebody is changing the file right now. */
const changed = (part: TimelinePart): ReadFailure => new ReadFailure({ type: 'FileUnreadable', path: part.path, reason: 'changed while open' })

/** Of differences of floating-point seconds. */
const ROUNDING_S = 1e-6

const timesOf = (video: Track, from: number, zero: number, start: number, end: number): readonly number[] => {
  const shown = video.samples.pts.slice(from).sort()
  return [...Array.from(shown, (pts) => pts / video.timescale - zero).filter((time) => time >= start - ROUNDING_S && time < end - ROUNDING_S), end]
}

/** `indexed` gives its verified index. */
const openIndexed = async (part: TimelinePart, file: VerifiedFile, indexed: () => Promise<PartIndex>, borrowed: SampleEntry | null): Promise<Part> => {
  const planned = await indexUnverified(part, file, borrowed)
  const shape = shapeOf(planned)
  const index = async (): Promise<PartIndex> => {
    const found = await indexed()
    if (!isSame(shapeOf(found), shape)) throw changed(part)
    return found
  }
  const opened: Part = {
    shape,
    planned: { video: planned.video.entry, audio: planned.audio?.entry ?? null },
    pieces: pictureDecoding(planned.video.entry.codec) ? planPieces(planned.video, planned.plan) : null,
    work: planned.recovered ? { picture: null, sound: null, recovered: planned.recovered } : null,
    tracks: index,
    samples: async (number) => {
      const found = await index()
      const segment = found.plan.segments[number]!
      return { ...found, segment, bytesAt: await readSegmentBytes(found, segment, file) }
    },
    stretch: shape.starts.length,
    pictureTimes: async () => {
      const { video, plan } = await index()
      return timesOf(video, plan.segments[0]?.videoFrom ?? 0, plan.zero, 0, plan.seconds)
    },
  }
  if (planned.bare) return barePart(opened, planned.bare)
  return {
    ...opened,
    keyPicture: async (number) => {
      const found = await index()
      const whole = found.plan.segments[number]!
      const segment = { ...whole, videoTo: whole.videoFrom + 1, audioTo: whole.audioFrom }
      return { ...found, segment, bytesAt: await readSegmentBytes(found, segment, file) }
    },
  }
}

const openStreamed = async (part: TimelinePart, file: VerifiedFile, stream: Streamed): Promise<Part> => {
  const entriesBy = async (read: VerifiedFile['read']): Promise<StreamEntries> => {
    const found = await stream.entries(read)
    if (!found || !showsCodec(found.video.codec)) throw cannotPlay(part, found?.video.codec ?? part.video?.codec ?? '')
    return found.audio && hearsEntry(found.audio) ? found : { ...found, audio: null }
  }
  const { starts, seconds } = stream
  const planned = await entriesBy(file.peek)
  const shape = { starts, seconds, hasSound: planned.audio !== null }
  let verified: Promise<StreamEntries> | null = null
  const entries = (): Promise<StreamEntries> =>
    (verified ??= entriesBy(file.read).then((found) => {
      if ((found.audio !== null) !== shape.hasSound) throw changed(part)
      return found
    }).catch((thrown: unknown) => {
      verified = null
      throw thrown
    }))
  const samples = async (number: number): Promise<StreamedSegment> => {
    const found = await entries()
    const { start, end } = stream.range(number)
    const cut = stream.cut(number, await file.read(start, end))
    if (!cut) throw changed(part)
    return segmentOf(stream, found, number, cut)
  }
  return {
    shape,
    planned,
    work: null,
    pieces: null,
    tracks: async () => tracksOf(stream, await entries()),
    samples,
    stretch: 1,
    pictureTimes: async (number) => {
      const { video, plan, segment } = await samples(number)
      return timesOf(video, 0, plan.zero, segment.start, segment.end)
    },
  }
}

/** Enough to tell which container it is. */
const HEAD_BYTES = 8192

/** With its pictures and sound as the file has them. */
export const openContainer = async (part: TimelinePart, file: VerifiedFile, indexed: () => Promise<PartIndex>, borrowed: SampleEntry | null): Promise<Part> => {
  const container = sniff(await file.peek(0, Math.min(HEAD_BYTES, file.size)))
  const open = container === 'ts' ? openTs : container === 'mkv' || container === 'webm' ? openMkv : null
  if (!open) return openIndexed(part, file, indexed, borrowed)
  const stream = await open(file.peek, file.size)
  if (stream) return openStreamed(part, file, stream)
  // A changed byte is called by its name.
  await file.read(0, Math.min(1, file.size))
  throw cannotPlay(part, part.video?.codec ?? container ?? '')
}

/** `indexed` gives its verified index, where it has one. `borrowed`: as for `indexVerified`. */
export const openPart = async (part: TimelinePart, file: VerifiedFile, indexed: () => Promise<PartIndex>, borrowed: SampleEntry | null = null): Promise<Part> =>
  recodedPart(await openContainer(part, file, indexed, borrowed))
