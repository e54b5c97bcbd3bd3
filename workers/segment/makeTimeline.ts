// The timeline of one Viewing: indexes its parts, lays them end to end, and makes any segment of it on demand.

import type { OpenedTimeline, SegmentSettings } from '../../src/contracts/segment.ts'
import type { Bytes } from '../../src/core/ids.ts'
import { partAt, type MediaSpan } from '../../src/core/media/timeline.ts'
import { writeInit, type Sound } from '../../src/core/media/mp4/writeInit.ts'
import { writeSegment } from '../../src/core/media/mp4/writeSegment.ts'
import { writePlaylist } from '../../src/core/media/writePlaylist.ts'
import type { LeftOut, TimelinePart } from '../../src/core/ports.ts'
import type { BlockVerifier } from '../fingerprint/blockVerifier.ts'
import { indexUnverified, indexVerified, readSegmentBytes, type PartIndex } from './partIndex.ts'
import { makeVerifiedFile, ReadFailure, type VerifiedFile } from './verifiedFile.ts'

/** Parts read at once while opening: small reads, each mostly waiting. */
const OUTSTANDING = 16
/** A sample takes 25 bytes of index and a day has 6.6 million: indexes lately used are kept up to this many. */
const KEPT_SAMPLES = 2_000_000

/** What stays of a part when its samples are let go. */
interface Shape {
  readonly starts: readonly number[]
  readonly seconds: number
  readonly hasSound: boolean
}

/** Its methods throw ReadFailure. */
export interface Timeline {
  readonly opened: OpenedTimeline
  init(part: number): Promise<Bytes>
  segment(number: number): Promise<Bytes>
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

const shapeOf = ({ plan, audio }: PartIndex): Shape => ({ starts: plan.segments.map((segment) => segment.start), seconds: plan.seconds, hasSound: audio !== null })

const isSame = (a: Shape, b: Shape): boolean => a.seconds === b.seconds && a.hasSound === b.hasSound && a.starts.length === b.starts.length && a.starts.every((start, i) => start === b.starts[i])

/** Gives a part's verified index, made when first asked for and again when it was let go. */
const makeIndexes = (parts: readonly TimelinePart[], files: readonly VerifiedFile[], shapes: readonly Shape[]): ((part: number) => Promise<PartIndex>) => {
  const kept = new Map<number, PartIndex>()
  const making = new Map<number, Promise<PartIndex>>()
  let samples = 0
  const make = async (part: number): Promise<PartIndex> => {
    const index = await indexVerified(parts[part]!, files[part]!)
    // Both were made of the same bytes, or somebody is changing the file right now.
    if (!isSame(shapeOf(index), shapes[part]!)) throw new ReadFailure({ type: 'FileUnreadable', path: parts[part]!.path, reason: 'changed while open' })
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
    const begun = making.get(part) ?? make(part).finally(() => making.delete(part))
    making.set(part, begun)
    return begun
  }
}

/** Passes on what is a bug. */
const whyNot = (thrown: unknown): ReadFailure => {
  if (thrown instanceof ReadFailure) return thrown
  throw thrown
}

/** Times of a part's pictures in the order shown, and the part's end behind them; seconds from the part's begin. */
const pictureTimes = ({ video, plan }: PartIndex): readonly number[] => {
  const shown = video.samples.pts.slice(plan.segments[0]?.videoFrom ?? 0).sort()
  return [...Array.from(shown, (pts) => pts / video.timescale - plan.zero).filter((time) => time >= 0), plan.seconds]
}

/** Written times are rounded to ticks of 1/90,000 s or finer. */
const SLACK_S = 0.0005

export const makeTimeline = async (given: readonly TimelinePart[], verifier: BlockVerifier, settings: SegmentSettings): Promise<Timeline> => {
  const tried: { readonly file: VerifiedFile; readonly found: Shape | ReadFailure }[] = []
  await eachOf(given.length, async (i) => {
    const file = makeVerifiedFile(given[i]!, verifier, settings.stallMs)
    tried[i] = { file, found: await indexUnverified(given[i]!, file).then(shapeOf, whyNot) }
  })
  const kept = tried.flatMap(({ found }, i) => (found instanceof ReadFailure ? [] : [i]))
  const leftOut = tried.flatMap(({ found }, i): LeftOut[] => (found instanceof ReadFailure ? [{ recordingId: given[i]!.recordingId, error: found.failure }] : []))
  if (kept.length === 0 && leftOut[0]) throw new ReadFailure(leftOut[0].error)
  const parts = kept.map((i) => given[i]!)
  const files = kept.map((i) => tried[i]!.file)
  const shapes = tried.flatMap(({ found }) => (found instanceof ReadFailure ? [] : [found]))
  const indexOf = makeIndexes(parts, files, shapes)
  const anySound = shapes.some((shape) => shape.hasSound)
  const soundOf = (index: PartIndex): Sound => index.audio ?? (anySound ? 'silent' : null)

  const firstSegments: number[] = []
  let segments = 0
  let mediaStart = 0
  const spans = parts.map(({ startMs, endMs }, i): MediaSpan => {
    const { starts, seconds } = shapes[i]!
    const span = { startMs, endMs, mediaStart, mediaSeconds: seconds }
    firstSegments.push(segments)
    segments += starts.length
    mediaStart += seconds
    return span
  })

  return {
    opened: { spans, kept, leftOut, playlist: writePlaylist(shapes.map((shape, i) => ({ ...shape, startMs: parts[i]!.startMs }))) },
    init: async (part) => {
      const index = await indexOf(part)
      return writeInit(index.video, soundOf(index))
    },
    segment: async (number) => {
      const part = firstSegments.findLastIndex((first) => first <= number)
      const index = await indexOf(part)
      const segment = index.plan.segments[number - firstSegments[part]!]!
      const bytesAt = await readSegmentBytes(index, segment, files[part]!)
      return writeSegment({ number: number + 1, video: index.video, sound: soundOf(index), plan: index.plan, segment, base: spans[part]!.mediaStart, bytesAt }).bytes
    },
    frameTime: async (media, frames) => {
      let part = partAt(spans, media)
      let times = pictureTimes(await indexOf(part))
      let at = Math.max(0, times.findLastIndex((time, i) => i < times.length - 1 && time <= media - spans[part]!.mediaStart + SLACK_S)) + frames
      while (at < 0 && part > 0) {
        times = pictureTimes(await indexOf(--part))
        at += times.length - 1
      }
      while (at > times.length - 2 && part + 1 < parts.length) {
        at -= times.length - 1
        times = pictureTimes(await indexOf(++part))
      }
      const shown = Math.min(Math.max(at, 0), times.length - 2)
      return spans[part]!.mediaStart + ((times[shown] ?? 0) + (times[shown + 1] ?? 0)) / 2
    },
  }
}
