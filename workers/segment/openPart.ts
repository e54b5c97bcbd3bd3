// One part of a timeline, whatever its container: where its segments begin, and each segment's samples made of verified bytes.

import type { Track } from '../../src/core/media/mp4/readMovie.ts'
import type { SampleEntry } from '../../src/core/media/mp4/sampleEntry.ts'
import { pictureDecoding } from '../../src/core/media/decoding.ts'
import { sniff, type Container } from '../../src/core/media/sniff.ts'
import { segmentOf, tracksOf, type StreamedSegment, type Streamed, type StreamEntries } from '../../src/core/media/streamed.ts'
import { openMkv } from '../../src/core/media/mkv/openMkv.ts'
import { openTs } from '../../src/core/media/ts/openTs.ts'
import type { Recovery } from '../../src/core/catalog/recording.ts'
import { OUTLINE_FORM, usableOutline, type Outline } from '../../src/core/media/outline.ts'
import { barePart } from './barePart.ts'
import { blackPart } from './blackPart.ts'
import { openDemuxed } from './demuxedPart.ts'
import { once } from './once.ts'
import type { Part, Shape } from './part.ts'
import { blocksOf, cannotPlay, hearsEntry, indexUnverified, readSegmentBytes, refuseFilm, showsCodec, type OpenedPart, type PartIndex } from './partIndex.ts'
import { planPieces } from './pieces.ts'
import { recodedPart } from './recodedPart.ts'
import { ReadFailure, type VerifiedFile } from './verifiedFile.ts'

const shapeOf = ({ starts, seconds, hasSound }: Outline): Shape => ({ starts, seconds, hasSound })

const outlineOf = ({ plan, video, audio, bare, soundOnly }: PartIndex): Outline => ({
  form: OUTLINE_FORM,
  streamed: false,
  starts: plan.segments.map((segment) => segment.start),
  seconds: plan.seconds,
  hasSound: audio !== null,
  planned: { video: video.entry, audio: audio?.entry ?? null },
  pieces: pictureDecoding(video.entry.codec) ? planPieces(video, plan) : null,
  bare: bare ?? null,
  ...(soundOnly ? { soundOnly } : {}),
})

const isSame = (a: Outline, b: Outline): boolean => a.seconds === b.seconds && a.hasSound === b.hasSound && a.bare === b.bare && a.starts.length === b.starts.length && a.starts.every((start, i) => start === b.starts[i])

/** Both were made of the same bytes, or somebody is changing the file right now. */
const changed = (part: OpenedPart): ReadFailure => new ReadFailure({ type: 'FileUnreadable', path: part.path, reason: 'changed while open' })

/** Of differences of floating-point seconds. */
const ROUNDING_S = 1e-6

const timesOf = (video: Track, from: number, zero: number, start: number, end: number): readonly number[] => {
  const shown = video.samples.pts.slice(from).sort()
  return [...Array.from(shown, (pts) => pts / video.timescale - zero).filter((time) => time >= start - ROUNDING_S && time < end - ROUNDING_S), end]
}

/** `indexed` gives its verified index; `recovered`: as the outline's own making found. */
const indexedPart = (part: OpenedPart, file: VerifiedFile, indexed: () => Promise<PartIndex>, outline: Outline, recovered: Recovery | null): Part => {
  let entered = false
  const index = async (): Promise<PartIndex> => {
    const found = await indexed()
    entered = true
    if (!isSame(outlineOf(found), outline)) throw changed(part)
    return found
  }
  const opened: Part = {
    shape: shapeOf(outline),
    planned: outline.planned,
    pieces: outline.pieces,
    outline: recovered ? null : outline,
    work: recovered ? { picture: null, sound: null, recovered } : null,
    tracks: index,
    samples: async (number) => {
      const [first, last] = outline.blocks?.slice(2 * number) ?? []
      if (!entered && first !== undefined && last !== undefined) file.fetch(first, last)
      const found = await index()
      const segment = found.plan.segments[number]!
      return { ...found, segment, bytesAt: await readSegmentBytes(found, segment, file) }
    },
    stretch: outline.starts.length,
    pictureTimes: async () => {
      const { video, plan } = await index()
      return timesOf(video, plan.segments[0]?.videoFrom ?? 0, plan.zero, 0, plan.seconds)
    },
  }
  if (outline.soundOnly) return blackPart(opened)
  if (outline.bare) return barePart(opened, outline.bare)
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

const entriesBy = async (part: OpenedPart, stream: Streamed, read: VerifiedFile['read']): Promise<StreamEntries> => {
  const found = await stream.entries(read)
  if (!found || !showsCodec(found.video.codec)) throw cannotPlay(part, found?.video.codec ?? part.video?.codec ?? '')
  await refuseFilm(part, found.video, async (count) => {
    const { start, end } = stream.range(0)
    return stream.cut(0, await read(start, end))?.video.slice(0, count).map(({ bytes }) => bytes) ?? []
  })
  return found.audio && hearsEntry(found.audio) ? found : { ...found, audio: null }
}

const streamOutline = async (part: OpenedPart, file: VerifiedFile, stream: Streamed): Promise<Outline> => {
  const planned = await entriesBy(part, stream, file.peek)
  const { starts, seconds } = stream
  return { form: OUTLINE_FORM, streamed: true, starts, seconds, hasSound: planned.audio !== null, planned, pieces: null, bare: null }
}

/** `opening` finds where it can be cut. */
const streamedPart = (part: OpenedPart, file: VerifiedFile, opening: () => Promise<Streamed>, outline: Outline, recovered: Recovery | null): Part => {
  const verified = once(async () => {
    const stream = await opening()
    const entries = await entriesBy(part, stream, file.read)
    if ((entries.audio !== null) !== outline.hasSound || !isSame({ ...outline, starts: stream.starts, seconds: stream.seconds }, outline)) throw changed(part)
    return { stream, entries }
  })
  const samples = async (number: number): Promise<StreamedSegment> => {
    const { stream, entries } = await verified()
    const { start, end } = stream.range(number)
    const cut = stream.cut(number, await file.read(start, end))
    if (!cut) throw changed(part)
    return segmentOf(stream, entries, number, cut)
  }
  return {
    shape: shapeOf(outline),
    planned: outline.planned,
    outline: recovered ? null : outline,
    work: recovered ? { picture: null, sound: null, recovered } : null,
    pieces: null,
    tracks: async () => {
      const { stream, entries } = await verified()
      return tracksOf(stream, entries)
    },
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

/** null where it has an index of its own, or nowhere to cut. */
const openStream = async (file: VerifiedFile): Promise<{ readonly container: Container | null; readonly stream: Streamed | null; readonly streamed: boolean }> => {
  const container = sniff(await file.peek(0, Math.min(HEAD_BYTES, file.size)))
  const open = container === 'ts' ? openTs : container === 'mkv' || container === 'webm' ? openMkv : null
  return { container, streamed: open !== null, stream: open && (await open(file.peek, file.size)) }
}

/** With its pictures and sound as the file has them. With an outline nothing is read before something is asked for. */
export const openContainer = async (part: OpenedPart, file: VerifiedFile, indexed: () => Promise<PartIndex>, borrowed: SampleEntry | null): Promise<Part> => {
  const kept = usableOutline(part.outline, part.assembly?.reading ?? null)
  if (kept?.streamed) {
    return streamedPart(part, file, async () => {
      const { stream } = await openStream(file)
      if (!stream) throw changed(part)
      return stream
    }, kept, null)
  }
  if (kept) return indexedPart(part, file, indexed, kept, null)
  const { container, stream, streamed } = await openStream(file)
  if (stream) return streamedPart(part, file, async () => stream, await streamOutline(part, file, stream), stream.recovered ?? null)
  const alone = container === 'flac' || container === 'ogg' || streamed ? await openDemuxed(part, file) : null
  if (alone) return blackPart(alone)
  if (!streamed) {
    const planned = await indexUnverified(part, file, borrowed)
    const blocks = planned.plan.segments.flatMap((segment) => blocksOf(planned, segment))
    return indexedPart(part, file, indexed, { ...outlineOf(planned), blocks }, planned.recovered ?? null)
  }
  // A changed byte is called by its name.
  await file.read(0, Math.min(1, file.size))
  throw cannotPlay(part, part.video?.codec ?? container ?? '', part.video && showsCodec(part.video.codec) ? 'no key picture' : undefined)
}

/** `indexed` gives its verified index, where it has one. `borrowed`: as for `indexVerified`. */
export const openPart = async (part: OpenedPart, file: VerifiedFile, indexed: () => Promise<PartIndex>, borrowed: SampleEntry | null = null): Promise<Part> =>
  recodedPart(await openContainer(part, file, indexed, borrowed))
