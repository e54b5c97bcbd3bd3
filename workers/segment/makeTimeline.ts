// The timeline of one Viewing: indexes its parts, lays them end to end, and makes any segment of it on demand.

import type { OpenedTimeline, SegmentSettings } from '../../src/contracts/segment.ts'
import type { Bytes } from '../../src/core/ids.ts'
import type { Track } from '../../src/core/media/mp4/readMovie.ts'
import type { SampleEntry } from '../../src/core/media/mp4/sampleEntry.ts'
import { assembledOutline } from '../../src/core/media/outline.ts'
import { AIM_S, partAt, wallToMedia, type MediaSpan } from '../../src/core/media/timeline.ts'
import { writeInit, type Sound } from '../../src/core/media/mp4/writeInit.ts'
import { writeSegment } from '../../src/core/media/mp4/writeSegment.ts'
import { writePlaylist } from '../../src/core/media/writePlaylist.ts'
import type { KeptOutline, LeftOut, TimelinePart } from '../../src/core/playbackPorts.ts'
import type { BlockVerifier } from '../fingerprint/blockVerifier.ts'
import { openPart } from './openPart.ts'
import { openVerifiedFile } from './openVerifiedFile.ts'
import type { Part } from './part.ts'
import { indexVerified, type PartIndex } from './partIndex.ts'
import { makeKeptBlocks, ReadFailure, type VerifiedFile } from './verifiedFile.ts'

/** Parts read at once while opening: small reads, each mostly waiting. */
const OUTSTANDING = 16
/** A sample takes 25 bytes of index and a day has 6.6 million: indexes lately used are kept up to this many. */
const KEPT_SAMPLES = 2_000_000

/** Its methods throw ReadFailure. */
export interface Timeline {
  readonly opened: OpenedTimeline
  /** What is shown at a moment of the wall clock. */
  placeOf(wallMs: number): { readonly part: number; readonly segment: number }
  init(part: number): Promise<Bytes>
  segment(number: number): Promise<Bytes>
  /** Nobody waits for it any more. */
  letGo(number: number): void
  frameTime(media: number, frames: number): Promise<number>
}

/** Calls `work` for every index below `count`, several at a time. */
const eachOf = async (count: number, work: (i: number) => Promise<void>): Promise<void> => {
  let next = 0
  const run = async (): Promise<void> => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: Math.min(OUTSTANDING, count) }, run))
}

const samplesOf = (index: PartIndex): number => index.video.samples.count + (index.audio?.samples.count ?? 0)

/** Gives a part's verified index, made when first asked for and again when it was let go. */
const makeIndexes = (make: (part: number) => Promise<PartIndex>): ((part: number) => Promise<PartIndex>) => {
  const kept = new Map<number, PartIndex>()
  const making = new Map<number, Promise<PartIndex>>()
  let samples = 0
  const makeAndKeep = async (part: number): Promise<PartIndex> => {
    const index = await make(part)
    kept.set(part, index)
    samples += samplesOf(index)
    for (const [old, oldest] of kept) {
      if (samples <= KEPT_SAMPLES || old === part) break
      kept.delete(old)
      samples -= samplesOf(oldest)
    }
    return index
  }
  return (part) => {
    const found = kept.get(part)
    if (found) {
      // Lately used goes last.
      kept.delete(part)
      kept.set(part, found)
      return Promise.resolve(found)
    }
    // The init and the first segment of a part are asked for at once.
    const begun = making.get(part) ?? makeAndKeep(part).finally(() => making.delete(part))
    making.set(part, begun)
    return begun
  }
}

/** Passes on what is a bug. */
const whyNot = (thrown: unknown): ReadFailure => {
  if (thrown instanceof ReadFailure) return thrown
  throw thrown
}

/** Written times are rounded to ticks of 1/90,000 s or finer. */
const SLACK_S = 0.0005

export const makeTimeline = async (given: readonly TimelinePart[], verifier: BlockVerifier, settings: SegmentSettings): Promise<Timeline> => {
  const files: VerifiedFile[] = []
  const blocks = makeKeptBlocks()
  /** How the pictures of a whole recording are decoded: what one that lost its power may lack. */
  let borrowed: SampleEntry | null = null
  const indexOf = makeIndexes((i) => indexVerified(given[i]!, files[i]!, borrowed))
  const tried: (Part | ReadFailure)[] = []
  const open = async (i: number): Promise<void> => {
    const opened = openVerifiedFile(given[i]!, verifier, settings.stallMs, blocks).then((file) => openPart(given[i]!, (files[i] = file), () => indexOf(i), borrowed))
    tried[i] = await opened.catch(whyNot)
  }
  await eachOf(given.length, open)
  borrowed = tried.flatMap((part) => (part instanceof ReadFailure || part.work?.recovered || part.work?.soundOnly || !/^avc[13]/.test(part.planned.video.codec) ? [] : [part.planned.video]))[0] ?? null
  const lost = tried.flatMap((part, i) => (part instanceof ReadFailure && part.failure.type === 'CannotPlay' ? [i] : []))
  if (borrowed) await eachOf(lost.length, (i) => open(lost[i]!))
  const kept = tried.flatMap((part, i) => (part instanceof ReadFailure ? [] : [i]))
  const leftOut = tried.flatMap((part, i): LeftOut[] => (part instanceof ReadFailure ? [{ recordingId: given[i]!.recordingId, error: part.failure }] : []))
  if (kept.length === 0 && leftOut[0]) throw new ReadFailure(leftOut[0].error)
  const parts = tried.flatMap((part) => (part instanceof ReadFailure ? [] : [part]))
  const outlines = parts.flatMap(({ outline }, part): KeptOutline[] => {
    const { recordingId, outline: before, assembly } = given[kept[part]!]!
    if (!outline || outline === before) return []
    return [{ recordingId, outline: assembly ? assembledOutline(outline, assembly.reading, files[kept[part]!]!.size) : outline }]
  })
  const startOf = (part: number): number => given[kept[part]!]!.startMs
  const anySound = parts.some(({ shape }) => shape.hasSound)
  const soundOf = (audio: Track | null): Sound => audio ?? (anySound ? 'silent' : null)

  const firstSegments: number[] = []
  const stretches: { readonly part: number; readonly segment: number; readonly start: number }[] = []
  let segments = 0
  let mediaStart = 0
  const spans = parts.map(({ shape, stretch }, part): MediaSpan => {
    const { starts, seconds } = shape
    const span = { startMs: startOf(part), endMs: given[kept[part]!]!.endMs, mediaStart, mediaSeconds: seconds }
    firstSegments.push(segments)
    for (let segment = 0; segment < starts.length; segment += stretch) stretches.push({ part, segment, start: mediaStart + (starts[segment] ?? 0) })
    segments += starts.length
    mediaStart += seconds
    return span
  })
  /** On the timeline. */
  const timesOf = async ({ part, segment }: (typeof stretches)[number]): Promise<readonly number[]> =>
    (await parts[part]!.pictureTimes(segment)).map((time) => spans[part]!.mediaStart + time)

  return {
    opened: { spans, kept, leftOut, outlines, works: parts.map(({ work }) => work), playlist: writePlaylist(parts.map(({ shape }, part) => ({ ...shape, startMs: startOf(part) }))) },
    placeOf: (wallMs) => {
      const media = wallToMedia(spans, wallMs) + AIM_S
      const part = partAt(spans, media)
      const within = parts[part]!.shape.starts.findLastIndex((start) => start <= media - spans[part]!.mediaStart)
      return { part, segment: firstSegments[part]! + Math.max(0, within) }
    },
    init: async (part) => {
      const { video, audio } = await parts[part]!.tracks()
      return writeInit(video, soundOf(audio))
    },
    segment: async (number) => {
      const part = firstSegments.findLastIndex((first) => first <= number)
      const samples = await parts[part]!.samples(number - firstSegments[part]!)
      return writeSegment({ ...samples, number: number + 1, sound: soundOf(samples.audio), base: spans[part]!.mediaStart }).bytes
    },
    letGo: (number) => {
      const part = firstSegments.findLastIndex((first) => first <= number)
      parts[part]?.letGo?.(number - firstSegments[part]!)
    },
    frameTime: async (media, frames) => {
      let stretch = Math.max(0, stretches.findLastIndex(({ start }) => start <= media + SLACK_S))
      let times = await timesOf(stretches[stretch]!)
      let at = Math.max(0, times.findLastIndex((time, i) => i < times.length - 1 && time <= media + SLACK_S)) + frames
      while (at < 0 && stretch > 0) {
        times = await timesOf(stretches[--stretch]!)
        at += times.length - 1
      }
      while (at > times.length - 2 && stretch + 1 < stretches.length) {
        at -= times.length - 1
        times = await timesOf(stretches[++stretch]!)
      }
      const shown = Math.min(Math.max(at, 0), times.length - 2)
      return ((times[shown] ?? 0) + (times[shown + 1] ?? 0)) / 2
    },
  }
}
