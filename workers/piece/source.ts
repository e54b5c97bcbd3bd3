// One Recording a piece is cut from: its samples as they are in the file, and its sound in a form an MP4 can hold.

import type { SampleEntry } from '../../src/core/media/mp4/sampleEntry.ts'
import { jpegEntry } from '../../src/core/media/mp4/writeEntries.ts'
import type { Track } from '../../src/core/media/mp4/readMovie.ts'
import type { StreamSample } from '../../src/core/media/streamed.ts'
import { pictureDecoding } from '../../src/core/media/decoding.ts'
import type { TimelinePart } from '../../src/core/playbackPorts.ts'
import type { BlockVerifier } from '../fingerprint/blockVerifier.ts'
import { openContainer } from '../segment/openPart.ts'
import type { Part, SegmentSamples } from '../segment/part.ts'
import { cannotPlay, indexVerified, type PartIndex } from '../segment/partIndex.ts'
import { keeping, recodedPart } from '../segment/recodedPart.ts'
import { openVerifiedFile } from '../segment/openVerifiedFile.ts'

export interface Source {
  readonly given: TimelinePart
  /** Pictures and sound as they are in the file. */
  readonly raw: Part
  /** The same pictures; sound that MP4 has no place for, or players do not take from there, as FLAC, which loses nothing more. */
  readonly heard: Part
  readonly rotation: number
}

/** Pictures and sound of a segment are asked for one after the other, and some of the next one. */
const KEPT = 3

/** Throws ReadFailure. */
export const openSource = async (given: TimelinePart, verifier: BlockVerifier, stallMs: number): Promise<Source> => {
  const file = await openVerifiedFile(given, verifier, stallMs)
  let index: Promise<PartIndex> | null = null
  const opened = await openContainer(given, file, () => (index ??= indexVerified(given, file, null)), null)
  const raw = { ...opened, samples: keeping(KEPT, opened.samples) }
  return { given, raw, heard: await recodedPart(raw, 'soundOnly'), rotation: given.video?.rotation ?? 0 }
}

/** Boxes of sound that every reader of MP4 knows. */
const isPlainSound = ({ plain, form }: SampleEntry): boolean => plain.length > 0 && !form && ['mp4a', 'Opus', 'fLaC', 'ac-3', 'ec-3', '.mp3'].includes(String.fromCharCode(...plain.subarray(4, 8)))

/** Sound of a copy is that of the file wherever MP4 has a place for it. */
export const soundSource = ({ raw, heard }: Source): Part => (raw.planned.audio && isPlainSound(raw.planned.audio) ? raw : heard)

/** How the pictures are called in an MP4; throws ReadFailure where there they cannot be. */
export const pictureEntry = ({ given }: Source, { entry }: Track): Uint8Array => {
  if (/^(avc[13]|hvc1|hev1|av01|vp0[89])/.test(entry.codec) && entry.plain.length > 0) return entry.plain
  if (pictureDecoding(entry.codec) === 'jpeg') return jpegEntry(entry.width, entry.height).plain
  throw cannotPlay(given, entry.codec)
}

/** Of differences of seconds that come of milliseconds. */
export const SLACK_S = 0.0006

export const picturesIn = ({ video, segment, bytesAt }: SegmentSamples): readonly StreamSample[] => samplesIn(video, segment.videoFrom, segment.videoTo, bytesAt)

export const soundIn = ({ audio, segment, bytesAt }: SegmentSamples): readonly StreamSample[] => (audio ? samplesIn(audio, segment.audioFrom, segment.audioTo, bytesAt) : [])

const samplesIn = ({ samples }: Track, from: number, to: number, bytesAt: SegmentSamples['bytesAt']): readonly StreamSample[] =>
  Array.from({ length: to - from }, (_, i) => {
    const at = from + i
    return { bytes: bytesAt(samples.offset[at] ?? 0, samples.size[at] ?? 0), dts: samples.dts[at] ?? 0, pts: samples.pts[at] ?? 0, key: samples.key[at] === 1 }
  }).filter(({ bytes }) => bytes.length > 0)

/** Decode time after the last of a segment's samples. */
export const endOfSound = ({ audio, segment }: SegmentSamples): number => (audio ? (segment.audioTo < audio.samples.count ? (audio.samples.dts[segment.audioTo] ?? 0) : audio.samples.endDts) : 0)
export const endOfPictures = ({ video, segment }: SegmentSamples): number => (segment.videoTo < video.samples.count ? (video.samples.dts[segment.videoTo] ?? 0) : video.samples.endDts)

export const segmentAt = ({ shape }: Part, seconds: number): number => Math.max(0, shape.starts.findLastIndex((start) => start <= seconds + SLACK_S))
