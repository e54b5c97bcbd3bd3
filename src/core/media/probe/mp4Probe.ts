// Probe of MP4, MOV, 3GP and M4A: what the movie box says, checked against the file it stands in.

import type { AudioTrack, VideoTrack } from '../../catalog/recording.ts'
import { boxAt, boxesIn, fullBox, rowCount, topBoxes, uint64, viewOf, type Box } from '../mp4/boxes.ts'
import { textAt, type Container } from '../sniff.ts'
import { readSamples } from '../mp4/samples.ts'
import { findPictures, fpsOf } from '../mp4/recoverMovie.ts'
import { avcEntry } from '../ts/avc.ts'
import type { ByteSource } from './byteSource.ts'
import { movieTime } from './clockTimes.ts'
import { nothingFound, type Found, type TimeContext } from './found.ts'
import { sumTimes, walkFragments, type TrackSpan } from './mp4Fragments.ts'
import { readMovieTags } from './mp4Tags.ts'
import { readSampleFormat, type SampleFormat } from './sampleFormat.ts'

/** A day of 60 frames a second with sound fits. */
const MAX_MOVIE_BYTES = 48 << 20
/** No recording is longer; larger values are marks for "unknown" or damage. */
const MAX_SECONDS = 31 * 86_400

interface Track {
  readonly id: number
  readonly kind: 'video' | 'audio'
  readonly format: SampleFormat | null
  readonly rotation: number
  readonly timescale: number
  /** Seconds of the samples in the tables, null when there are none. */
  readonly seconds: number | null
  /** Seconds of the samples that the edit list leaves out. */
  readonly hidden: number
  readonly fps: number | null
  /** Offset of the first sample and end of the last chunk's first sample: what must lie inside the file. */
  readonly firstByte: number | null
  readonly lastByte: number
}

const seconds = (units: number, timescale: number): number | null => {
  const value = units / timescale
  return timescale > 0 && value > 0 && value <= MAX_SECONDS ? value : null
}

/** Version-dependent times of mvhd and mdhd (§8.2.2, §8.4.2). */
const readTimes = (view: DataView, box: Box): { readonly created: number; readonly timescale: number; readonly duration: number } | null => {
  const header = fullBox(view, box)
  const long = header?.version === 1
  if (!header || header.at + (long ? 28 : 16) > box.end) return null
  const { at } = header
  const duration = long ? uint64(view, at + 20) : view.getUint32(at + 12)
  return { created: long ? uint64(view, at) : view.getUint32(at), timescale: view.getUint32(at + (long ? 16 : 8)), duration }
}

/** Clockwise degrees of a track's matrix, to the next quarter turn; a mirrored picture keeps the turn of its x axis. */
const rotationOf = (view: DataView, tkhd: Box): number => {
  const header = fullBox(view, tkhd)
  const at = header ? header.at + (header.version === 1 ? 48 : 36) : 0
  if (!header || at + 8 > tkhd.end) return 0
  const quarter = Math.round(Math.atan2(view.getInt32(at + 4), view.getInt32(at)) / (Math.PI / 2))
  return ((quarter + 4) % 4) * 90
}

/** Seconds of an edit list, with its empty edits: the track ends that much later (§8.6.6). */
const editedSeconds = (view: DataView, elst: Box | null, movieScale: number, media: number): number | null => {
  const header = elst && fullBox(view, elst)
  const rowBytes = header?.version === 1 ? 20 : 12
  const rows = elst && header && rowCount(view, elst, header.at, rowBytes)
  if (!header || !rows) return null
  let units = 0
  for (let row = 0; row < rows; row++) {
    const at = header.at + 4 + row * rowBytes
    units += rowBytes === 20 ? uint64(view, at) : view.getUint32(at)
  }
  const value = seconds(units, movieScale)
  // Lists that promise more than there is are written by repair tools.
  return value !== null && value <= media * 1.5 + 1 ? value : null
}

/** Seconds of samples that no edit shows (§8.6.6): rows name the part of the media that is played. */
const hiddenSeconds = (view: DataView, elst: Box | null, movieScale: number, media: number): number => {
  const header = elst && fullBox(view, elst)
  const rowBytes = header?.version === 1 ? 20 : 12
  const rows = elst && header && rowCount(view, elst, header.at, rowBytes)
  if (!header || !rows) return 0
  let units = 0
  for (let row = 0; row < rows; row++) {
    const at = header.at + 4 + row * rowBytes
    const empty = view.getInt32(rowBytes === 20 ? at + 8 : at + 4) === -1
    if (!empty) units += rowBytes === 20 ? uint64(view, at) : view.getUint32(at)
  }
  const shown = seconds(units, movieScale)
  // A length of nought is written where nobody knew it yet: all is shown.
  return shown === null || units === 0 ? 0 : Math.max(0, media - shown)
}

/** Less is left out by every encoder whose first pictures are not the first shown. */
const LEAST_HIDDEN_S = 1

/** First and last chunk: where the samples begin, and a byte that must exist for them to be there. */
const readChunks = (view: DataView, bytes: Uint8Array, stbl: Box): { readonly first: number | null; readonly last: number } => {
  const wide = boxAt(bytes, stbl, 'co64')
  const box = wide ?? boxAt(bytes, stbl, 'stco')
  const header = box && fullBox(view, box)
  const rows = header && box && rowCount(view, box, header.at, wide ? 8 : 4)
  let first: number | null = null
  let last = 0
  for (let row = 0; header && row < (rows ?? 0); row++) {
    const at = header.at + 4 + row * (wide ? 8 : 4)
    const offset = wide ? uint64(view, at) : view.getUint32(at)
    first = Math.min(first ?? offset, offset)
    last = Math.max(last, offset)
  }
  return { first, last: first === null ? 0 : last + 1 }
}

/** Seconds from the first to the last sample that lies inside the file; null when none does. */
const presentSeconds = (bytes: Uint8Array, stbl: Box, timescale: number, fileBytes: number): number | null => {
  const samples = readSamples(bytes, stbl, fileBytes)
  const first = samples?.dts[0]
  return samples && first !== undefined ? seconds(samples.endDts - first, timescale) : null
}

/** `cut`: the file ends too early, so that only what lies inside counts. */
const readTrack = (bytes: Uint8Array, trak: Box, movieScale: number, fileBytes: number, cut: boolean): Track | null => {
  const view = viewOf(bytes)
  const tkhd = boxAt(bytes, trak, 'tkhd')
  const mdhd = boxAt(bytes, trak, 'mdia', 'mdhd')
  const hdlr = boxAt(bytes, trak, 'mdia', 'hdlr')
  const stbl = boxAt(bytes, trak, 'mdia', 'minf', 'stbl')
  const kind = hdlr ? ({ vide: 'video', soun: 'audio' } as const)[textAt(bytes, hdlr.body + 8, 4)] : undefined
  const times = mdhd && readTimes(view, mdhd)
  if (!kind || !stbl || !times) return null
  const id = tkhd && fullBox(view, tkhd)
  const stsd = boxAt(bytes, stbl, 'stsd')
  const stts = boxAt(bytes, stbl, 'stts')
  const steps = stts && sumTimes(view, stts)
  const media = steps && steps.samples > 0 ? seconds(steps.units, times.timescale) : null
  const steady = steps && media && steps.samples > 1 && steps.longest <= steps.shortest * 1.25 + 1
  const chunks = readChunks(view, bytes, stbl)
  return {
    id: tkhd && id && id.at + 20 <= tkhd.end ? view.getUint32(id.at + (id.version === 1 ? 16 : 8)) : 0,
    kind,
    format: stsd && readSampleFormat(bytes, stsd, kind),
    rotation: tkhd ? rotationOf(view, tkhd) : 0,
    timescale: times.timescale,
    seconds:
      media === null
        ? null
        : cut || chunks.last > fileBytes
          ? presentSeconds(bytes, stbl, times.timescale, fileBytes)
          : (editedSeconds(view, boxAt(bytes, trak, 'edts', 'elst'), movieScale, media) ?? media),
    hidden: media === null || cut ? 0 : hiddenSeconds(view, boxAt(bytes, trak, 'edts', 'elst'), movieScale, media),
    fps: steady ? Math.round((steps.samples / media) * 1000) / 1000 : null,
    firstByte: chunks.first,
    lastByte: chunks.last,
  }
}

const videoTrack = ({ format, rotation, fps }: Track): VideoTrack | null => format && { codec: format.codec, width: format.width, height: format.height, rotation, fps }
const audioTrack = ({ format }: Track): AudioTrack | null => format && { codec: format.codec, sampleRate: format.sampleRate, channels: format.channels }

/** Longest track in milliseconds: its samples, and what the fragments add to them. */
const durationOf = (tracks: readonly Track[], spans: ReadonlyMap<number, TrackSpan>): number | null => {
  const lengths = tracks.flatMap((track) => {
    const span = spans.get(track.id)
    // Fragments behind samples of the movie box count on from them; on their own they may begin anywhere.
    const added = span && seconds(track.seconds === null ? span.to - span.from : span.to, track.timescale)
    const value = Math.max(added ?? 0, track.seconds ?? 0)
    return value > 0 ? [value] : []
  })
  return lengths.length === 0 ? null : Math.round(Math.max(...lengths) * 1000)
}

/** Bytes behind the boxes (Samsung's trailer) look like a box that is cut; only these two tell of a lost end. */
const endIsMissing = (tops: readonly Box[]): boolean => tops.some((box) => !box.whole && (box.type === 'mdat' || box.type === 'moof'))

const damageOf = (tops: readonly Box[], moov: Box, tracks: readonly Track[], fileBytes: number): string | null => {
  if (!moov.whole) return 'the movie box is cut off'
  if (endIsMissing(tops)) return 'the end of the file is missing'
  if (tracks.some((track) => track.lastByte > fileBytes)) return 'samples lie beyond the end of the file'
  return tracks.length === 0 ? 'no video or audio track' : null
}

/** Bytes looked at for pictures; the rest is taken to be like them. */
const RECOVERY_BYTES = 16 << 20

const withoutMovie = async (source: ByteSource, nothing: Found, tops: readonly Box[]): Promise<Found> => {
  if (tops.some((box) => box.type === 'moof')) return { ...nothing, playable: false, damage: 'fragments without their movie box' }
  const damage = 'no movie box: the recording was not finished'
  const from = tops.find((box) => box.type === 'mdat')?.body ?? 0
  const { pictures, sets, to } = await findPictures(source.read, from, source.size, RECOVERY_BYTES)
  // Chance finds a picture now and then, but no key picture with others behind it.
  if (pictures.length < LEAST_PICTURES || !pictures.some(({ key }) => key)) return { ...nothing, playable: false, damage }
  const entry = avcEntry(sets)
  const fps = fpsOf(sets)
  const all = pictures.length * Math.max(1, (source.size - from) / Math.max(1, to - from))
  return { ...nothing, kind: 'video', durationMs: Math.round((all / fps) * 1000), video: { codec: entry?.codec ?? 'avc1', width: entry?.width ?? 0, height: entry?.height ?? 0, rotation: 0, fps: null }, damage, recovered: 'noMovieBox' }
}
const LEAST_PICTURES = 5

export const probeMp4 = async (source: ByteSource, container: Container, context: TimeContext): Promise<Found> => {
  const nothing = nothingFound(container === 'm4a' ? 'audio' : 'video', container)
  const tops: Box[] = []
  for await (const box of topBoxes(source.read, source.size)) tops.push(box)
  const top = tops.find((box) => box.type === 'moov')
  if (!top) return withoutMovie(source, nothing, tops)
  if (top.end - top.start > MAX_MOVIE_BYTES) return { ...nothing, playable: false, damage: 'the movie box is too large' }
  const bytes = await source.read(top.start, top.end)
  const moov: Box = { ...top, start: 0, body: top.body - top.start, end: bytes.length }
  const mvhd = boxAt(bytes, moov, 'mvhd')
  const header = mvhd && readTimes(viewOf(bytes), mvhd)
  const cut = endIsMissing(tops)
  const tracks = boxesIn(bytes, moov.body, moov.end)
    .filter((box) => box.type === 'trak')
    .flatMap((trak) => readTrack(bytes, trak, header?.timescale ?? 0, source.size, cut) ?? [])
  const spans = boxAt(bytes, moov, 'mvex') ? await walkFragments(source, tops, bytes, moov) : new Map<number, TrackSpan>()
  const tags = readMovieTags(bytes, moov, context)
  // Empty second tracks occur; the one with samples is meant.
  const pick = (kind: Track['kind']): Track | undefined => {
    const all = tracks.filter((track) => track.kind === kind && track.format)
    return all.find((track) => track.seconds !== null || spans?.has(track.id)) ?? all[0]
  }
  const video = pick('video')
  const audio = pick('audio')
  const shown = video ?? audio
  const present = shown !== undefined && (spans?.has(shown.id) || (shown.firstByte !== null && shown.firstByte < source.size))
  return {
    ...nothing,
    kind: video ? 'video' : audio && top.whole ? 'audio' : nothing.kind,
    durationMs: spans && top.whole ? durationOf(tracks, spans) : null,
    video: video ? videoTrack(video) : null,
    audio: audio ? audioTrack(audio) : null,
    times: header ? [...tags.times, movieTime(header.created, context)] : tags.times,
    place: tags.place,
    device: tags.device,
    damage: damageOf(tops, top, tracks, source.size),
    ...(shown && shown.hidden >= LEAST_HIDDEN_S && !spans?.has(shown.id) ? { hiddenMs: Math.round(shown.hidden * 1000) } : {}),
    ...(cut || tracks.some((track) => track.lastByte > source.size) ? { recovered: 'cut' as const } : {}),
    playable: present && (shown.format?.configured ?? false) && shown.timescale > 0,
  }
}
