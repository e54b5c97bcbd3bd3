// Indexes one part: its verified movie, its segments, and the ranges of the file a segment is made from.

import { readAvi } from '../../src/core/media/avi/readAvi.ts'
import { pictureDecoding, soundDecoding } from '../../src/core/media/decoding.ts'
import type { ReadBytes } from '../../src/core/media/mp4/boxes.ts'
import { blackTrack } from '../../src/core/media/h264/blackPicture.ts'
import { planSegments, planSound, type Segment, type SegmentPlan } from '../../src/core/media/mp4/planSegments.ts'
import { mediaStart, recoverMovie } from '../../src/core/media/mp4/recoverMovie.ts'
import { readMovie, type Movie, type Track } from '../../src/core/media/mp4/readMovie.ts'
import { whyMpeg2NotDecoded } from '../../src/core/media/mpeg2/checkFilm.ts'
import { TELLING_BYTES, TELLING_PICTURES, whyNotDecoded } from '../../src/core/media/mpeg4/checkFilm.ts'
import type { SampleEntry } from '../../src/core/media/mp4/sampleEntry.ts'
import { sniff, textAt } from '../../src/core/media/sniff.ts'
import { readSoundFile } from '../../src/core/media/sound/readSoundFile.ts'
import type { TimelinePart } from '../../src/core/playbackPorts.ts'
import { BLOCK_BYTES } from '../../src/core/catalog/recording.ts'
import { ok } from '../../src/core/result.ts'
import { playsCodec } from './playsCodec.ts'
import { ReadFailure, type VerifiedFile } from './verifiedFile.ts'

/** What of a part matters for opening its file. */
export type OpenedPart = Pick<TimelinePart, 'recordingId' | 'path' | 'video' | 'outline' | 'assembly'>

export interface PartIndex extends Pick<Movie, 'bare' | 'recovered'> {
  readonly video: Track
  readonly audio: Track | null
  readonly plan: SegmentPlan
  /** Its video track is black, and without samples. */
  readonly soundOnly?: true
}

/** As it is, or decoded and encoded anew. */
export const showsCodec = (codec: string): boolean => playsCodec(codec) || pictureDecoding(codec) !== null
export const hearsEntry = (entry: SampleEntry): boolean => playsCodec(entry.codec) || soundDecoding(entry) !== null

export const cannotPlay = (part: OpenedPart, codec: string, why?: string): ReadFailure => new ReadFailure({ type: 'CannotPlay', recordingId: part.recordingId, codec, ...(why ? { why } : {}) })

/** `firstPictures` gives so many of them, or their heads. Throws ReadFailure where they are coded with what is not decoded here. */
export const refuseFilm = async (part: OpenedPart, entry: SampleEntry, firstPictures: (count: number) => Promise<readonly Uint8Array[]>): Promise<void> => {
  const decoding = pictureDecoding(entry.codec)
  const why = decoding === 'mpeg4' || decoding === 'h263' ? whyNotDecoded(decoding, entry, await firstPictures(TELLING_PICTURES)) : decoding === 'mpeg2' ? whyMpeg2NotDecoded(entry, await firstPictures(TELLING_PICTURES)) : null
  if (why) throw cannotPlay(part, entry.codec, why)
}

/** Decoding begins at key frames only, so what lies between two is held whole; more than this neither the worker nor Chromium's buffer takes. */
const MAX_SEGMENT_BYTES = 96 * 2 ** 20

/** A box header; reading the whole block it stands in would double the time. */
const HEADER_BYTES = 16

/** Enough to tell sound files from one another. */
const SNIFF_BYTES = 8192

/** MP4 and its kin need not be looked at any closer. */
const hasBoxes = (head: Uint8Array): boolean => /^[a-z]{4}$/.test(textAt(head, 4, 4))

/** `read` decides whether the index may be trusted; throws ReadFailure. */
const indexWith = async (part: OpenedPart, fileBytes: number, read: ReadBytes, borrowed: SampleEntry | null): Promise<PartIndex> => {
  const head = await read(0, Math.min(HEADER_BYTES, fileBytes))
  const sounding = hasBoxes(head) ? null : await readSoundFile(read, fileBytes, sniff(await read(0, Math.min(SNIFF_BYTES, fileBytes))))
  if (sounding) return soundIndex(part, sounding)
  const isAvi = textAt(head, 0, 4) === 'RIFF'
  const found = await (isAvi ? readAvi(read, fileBytes) : readMovie(read, fileBytes, showsCodec, hearsEntry))
  const again = found.ok || isAvi ? null : await recoverMovie(read, fileBytes, await mediaStart(read, fileBytes), borrowed)
  const movie = again ? ok(again) : found
  if (!movie.ok) throw cannotPlay(part, part.video?.codec ?? '', movie.error.type === 'DamagedMedia' ? movie.error.detail : movie.error.type)
  const { video, audio } = movie.value
  if (!video && audio && audio.samples.count > 0) return soundIndex(part, audio)
  if (!video || !showsCodec(video.entry.codec)) throw cannotPlay(part, video?.entry.codec ?? audio?.entry.codec ?? '')
  await refuseFilm(part, video.entry, (count) => {
    const { offset, size } = video.samples
    return Promise.all(Array.from(offset.subarray(0, count), (at, i) => read(at, at + Math.min(TELLING_BYTES, size[i] ?? 0))))
  })
  const sound = audio && hearsEntry(audio.entry) && audio.samples.count > 0 ? audio : null
  const plan = planSegments({ ...movie.value, audio: sound })
  if (!plan) throw cannotPlay(part, video.entry.codec, 'no key picture')
  const heavy = plan.segments.find(({ videoFrom, videoTo }) => video.samples.size.subarray(videoFrom, videoTo).reduce((sum, bytes) => sum + bytes, 0) > MAX_SEGMENT_BYTES)
  if (heavy) throw cannotPlay(part, video.entry.codec, `${Math.round(heavy.end - heavy.start)} s without key picture`)
  const { bare, recovered } = movie.value
  return { video, audio: sound, plan, ...(bare ? { bare } : {}), ...(recovered ? { recovered } : {}) }
}

const soundIndex = (part: OpenedPart, audio: Track): PartIndex => {
  if (!hearsEntry(audio.entry)) throw cannotPlay(part, audio.entry.codec)
  return { video: blackTrack(), audio, plan: planSound(audio), soundOnly: true }
}

/** `borrowed`: how another recording of the same recorder is set up, for one that lost its own. Every byte it is made of was checked. Box headers on the way are not part of it: they only lead to checked bytes. */
export const indexVerified = (part: OpenedPart, file: VerifiedFile, borrowed: SampleEntry | null = null): Promise<PartIndex> =>
  // A table at the end lies in the last block, as a rule: read once for the header and all behind it.
  indexWith(part, file.size, (start, end) => (end - start > HEADER_BYTES || start >= file.size - (file.size % BLOCK_BYTES) ? file.read(start, end) : file.peek(start, end)), borrowed)

/**
 * Ten times faster, from bytes nobody checked: only for laying parts end to end before they are watched. A file that
 * cannot be understood is read once more with checking, so that a changed byte is called by its name.
 */
export const indexUnverified = async (part: OpenedPart, file: VerifiedFile, borrowed: SampleEntry | null): Promise<PartIndex> => {
  try {
    return await indexWith(part, file.size, file.peek, borrowed)
  } catch (thrown) {
    if (!(thrown instanceof ReadFailure) || thrown.failure.type !== 'CannotPlay') throw thrown
    await file.read(0, Math.min(1, file.size))
    return indexVerified(part, file, borrowed)
  }
}

/** Samples lie close together, or (badly interleaved) far apart: ranges are joined over holes smaller than this. */
const HOLE_BYTES = 2 * 2 ** 20

interface Range {
  readonly start: number
  end: number
}

const rangesOf = ({ video, audio }: PartIndex, segment: Segment): readonly Range[] => {
  const places: Range[] = []
  const add = (track: Track, from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      const start = track.samples.offset[i] ?? 0
      const end = start + (track.samples.size[i] ?? 0)
      const last = places.at(-1)
      if (last && start >= last.start && start <= last.end + HOLE_BYTES) last.end = Math.max(last.end, end)
      else places.push({ start, end })
    }
  }
  add(video, segment.videoFrom, segment.videoTo)
  if (audio) add(audio, segment.audioFrom, segment.audioTo)
  const ranges: Range[] = []
  for (const place of places.toSorted((a, b) => a.start - b.start)) {
    const last = ranges.at(-1)
    if (last && place.start <= last.end + HOLE_BYTES) last.end = Math.max(last.end, place.end)
    else ranges.push(place)
  }
  return ranges
}

/** First and last block of what a segment's reading begins with. */
export const blocksOf = (index: PartIndex, segment: Segment): readonly [number, number] => {
  const { start, end } = rangesOf(index, segment)[0] ?? { start: 0, end: 1 }
  return [Math.floor(start / BLOCK_BYTES), Math.floor((end - 1) / BLOCK_BYTES)]
}

/** Reads what the segment needs; the answer gives any of its samples. */
export const readSegmentBytes = async (index: PartIndex, segment: Segment, file: VerifiedFile): Promise<(offset: number, size: number) => Uint8Array> => {
  const pieces: { readonly start: number; readonly bytes: Uint8Array }[] = []
  for (const { start, end } of rangesOf(index, segment)) pieces.push({ start, bytes: await file.read(start, end) })
  return (offset, size) => {
    const piece = pieces.findLast(({ start, bytes }) => start <= offset && offset + size <= start + bytes.length)
    return piece ? piece.bytes.subarray(offset - piece.start, offset - piece.start + size) : new Uint8Array(0)
  }
}
