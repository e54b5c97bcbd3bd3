// The index of one MP4 or MOV file: its picture and sound track with every sample's place and time, from `moov` or from fragments.

import type { MediaError } from '../../errors.ts'
import type { Bytes } from '../../ids.ts'
import { err, ok, type Result } from '../../result.ts'
import { boxAt, boxesIn, fourCc, fullBox, int64, rowCount, topBoxes, uint64, viewOf, type Box, type ReadBytes } from './boxes.ts'
import { readFragments } from './readFragments.ts'
import { readSampleEntry, type SampleEntry } from './sampleEntry.ts'
import type { Recovery } from '../../catalog/recording.ts'
import { MAX_SAMPLES, makeSamples, readPlainSound, readSamples, type Samples } from './samples.ts'

export interface Track {
  readonly id: number
  readonly kind: 'video' | 'audio'
  /** Units a second of all times in `samples`. */
  readonly timescale: number
  readonly entry: SampleEntry
  /** The 36 bytes of `tkhd`'s matrix: rotation. */
  readonly matrix: Bytes
  readonly samples: Samples
  /** More than one stretch of the media is named by the edit list: a sign of editing. All of it is indexed nevertheless. */
  readonly edited: boolean
}

export interface Movie {
  readonly video: Track | null
  readonly audio: Track | null
  readonly fragmented: boolean
  /** H.264 whose samples are put right before they are shown: with start codes or lengths before its units, and times in the order of decoding. */
  readonly bare?: 'startCodes' | 'lengths'
  /** What was done to find the samples in a damaged file. */
  readonly recovered?: Recovery
}



/** 24 hours in one file need about 100 MB of tables; more is refused. */
const MAX_MOOV_BYTES = 128 * 2 ** 20

/** What of a track is known before its samples. */
export interface TrackHeader extends Omit<Track, 'samples' | 'edited'> {
  readonly stbl: Box
  /** Added to every time, in the track's timescale. */
  readonly shift: number
  readonly edited: boolean
}

/** Edit list (ISO/IEC 14496-12 §8.6.6): the shift from media time to shown time, in the track's units. */
const readEdits = (moov: Uint8Array, trak: Box, timescale: number, movieTimescale: number): { readonly shift: number; readonly edited: boolean } => {
  const elst = boxAt(moov, trak, 'edts', 'elst')
  const view = viewOf(moov)
  const full = elst && fullBox(view, elst)
  const none = { shift: 0, edited: false }
  if (!elst || !full) return none
  const rowBytes = full.version === 1 ? 20 : 12
  const count = rowCount(view, elst, full.at, rowBytes)
  if (count === null) return none
  let wait = 0
  let first: number | null = null
  let stretches = 0
  for (let row = 0; row < count; row++) {
    const at = full.at + 4 + row * rowBytes
    const length = full.version === 1 ? uint64(view, at) : view.getUint32(at)
    const mediaTime = full.version === 1 ? int64(view, at + 8) : view.getInt32(at + 4)
    if (mediaTime >= 0) {
      stretches++
      first ??= mediaTime
    } else if (first === null) wait += length
  }
  return { shift: Math.round((wait * timescale) / (movieTimescale || 1)) - (first ?? 0), edited: stretches > 1 }
}

const readTrackHeader = (moov: Uint8Array, trak: Box, movieTimescale: number): TrackHeader | null => {
  const view = viewOf(moov)
  const [tkhd, mdhd, hdlr, stbl] = [boxAt(moov, trak, 'tkhd'), boxAt(moov, trak, 'mdia', 'mdhd'), boxAt(moov, trak, 'mdia', 'hdlr'), boxAt(moov, trak, 'mdia', 'minf', 'stbl')]
  const [tkhdFull, mdhdFull] = [tkhd && fullBox(view, tkhd), mdhd && fullBox(view, mdhd)]
  const stsd = stbl && boxAt(moov, stbl, 'stsd')
  if (!tkhd || !mdhd || !hdlr || !stbl || !stsd || !tkhdFull || !mdhdFull || hdlr.end - hdlr.body < 12) return null
  const handler = fourCc(view, hdlr.body + 8)
  const kind = handler === 'vide' ? 'video' : handler === 'soun' ? 'audio' : null
  const idAt = tkhdFull.at + (tkhdFull.version === 1 ? 16 : 8)
  const matrixAt = idAt + (tkhdFull.version === 1 ? 32 : 28)
  const timescaleAt = mdhdFull.at + (mdhdFull.version === 1 ? 16 : 8)
  if (!kind || matrixAt + 36 > tkhd.end || timescaleAt + 4 > mdhd.end) return null
  const timescale = view.getUint32(timescaleAt)
  const entry = readSampleEntry(moov, stsd, kind)
  if (!timescale || !entry) return null
  const matrix = new Uint8Array(moov.subarray(matrixAt, matrixAt + 36))
  return { id: view.getUint32(idAt), kind, timescale, entry, matrix, stbl, ...readEdits(moov, trak, timescale, movieTimescale) }
}

const shifted = (samples: Samples, shift: number): Samples => {
  if (shift === 0) return samples
  for (let i = 0; i < samples.count; i++) {
    samples.dts[i] = (samples.dts[i] ?? 0) + shift
    samples.pts[i] = (samples.pts[i] ?? 0) + shift
  }
  return { ...samples, endDts: samples.endDts + shift }
}

const damaged = (detail: string): Result<never, MediaError> => err({ type: 'DamagedMedia', detail })

/**
 * `plays` and `hears` say which codecs (RFC 6381) are wanted: the first such track of each kind is indexed. Where none is, the first track of that
 * kind is given without samples, so that its codec can be named. Reads only `moov` and box headers, and of fragmented files every `moof`.
 */
export const readMovie = async (read: ReadBytes, fileBytes: number, plays: (codec: string) => boolean, hears: (entry: SampleEntry) => boolean = ({ codec }) => plays(codec)): Promise<Result<Movie, MediaError>> => {
  const wants = ({ kind, entry }: TrackHeader): boolean => (kind === 'video' ? plays(entry.codec) : hears(entry))
  if (fileBytes === 0) return err({ type: 'EmptyFile' })
  let moovBox: Box | null = null
  let boxes = 0
  for await (const top of topBoxes(read, fileBytes)) {
    boxes++
    if (top.type !== 'moov') continue
    moovBox = top
    break
  }
  if (!moovBox) return boxes > 1 ? damaged('no moov') : err({ type: 'NotMedia' })
  if (!moovBox.whole) return damaged('moov is cut')
  if (moovBox.end - moovBox.start > MAX_MOOV_BYTES) return damaged('moov is too large')
  const moov = await read(moovBox.start, moovBox.end)
  const root = boxesIn(moov)[0]
  if (!root || root.type !== 'moov') return damaged('moov cannot be read')
  const children = boxesIn(moov, root.body, root.end)
  const view = viewOf(moov)
  const mvhd = children.find((child) => child.type === 'mvhd')
  const mvhdFull = mvhd && fullBox(view, mvhd)
  const timescaleAt = mvhdFull ? mvhdFull.at + (mvhdFull.version === 1 ? 16 : 8) : 0
  const movieTimescale = mvhd && timescaleAt && timescaleAt + 4 <= mvhd.end ? view.getUint32(timescaleAt) : 0
  const headers = children.filter((child) => child.type === 'trak').flatMap((trak) => readTrackHeader(moov, trak, movieTimescale) ?? [])
  const chosen = (['video', 'audio'] as const).map((kind) => {
    const ofKind = headers.filter((track) => track.kind === kind)
    return ofKind.find(wants) ?? ofKind[0] ?? null
  })
  const mvex = children.find((child) => child.type === 'mvex')
  const wanted = chosen.filter((track) => track !== null && wants(track)) as readonly TrackHeader[]
  const fragments = mvex ? await readFragments(read, fileBytes, moov, mvex, moovBox.end, wanted) : null
  const tracks = chosen.map((header): Track | null => {
    if (!header) return null
    const { stbl, shift, ...known } = header
    const { form, sampleRate } = header.entry
    const samples = !wanted.includes(header)
      ? makeSamples(0)
      : form && !fragments
        ? readPlainSound(moov, stbl, form, sampleRate || header.timescale, header.timescale, fileBytes)
        : (fragments?.get(header.id) ?? readSamples(moov, stbl, fileBytes))
    return samples && samples.count <= MAX_SAMPLES ? { ...known, samples: shifted(samples, shift) } : { ...known, samples: makeSamples(0) }
  })
  return ok({ video: tracks[0] ?? null, audio: tracks[1] ?? null, fragmented: fragments !== null })
}
