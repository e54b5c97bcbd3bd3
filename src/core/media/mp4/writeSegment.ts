// Writes one media segment: `moof` and `mdat`, at its absolute place on the timeline, without samples that cannot be decoded.

import type { Bytes } from '../../ids.ts'
import type { Segment, SegmentPlan } from './planSegments.ts'
import type { Track } from './readMovie.ts'
import { AAC_FRAME, SILENT_RATE, silentFrame } from './silence.ts'
import { box, concat, fullBoxOf, words } from './writeBoxes.ts'
import { AUDIO_ID, fineFactor, soundTimescale, tfdt, VIDEO_ID, type Sound } from './writeInit.ts'

export interface SegmentInput {
  readonly number: number
  readonly video: Track
  readonly sound: Sound
  readonly plan: SegmentPlan
  readonly segment: Segment
  /** Where the part begins on the timeline, seconds. */
  readonly base: number
  /** Bytes of the file, already verified. */
  bytesAt(offset: number, size: number): Uint8Array
}

/** One row of a `trun`; times in ticks of the written track. */
interface Row {
  readonly bytes: Uint8Array
  readonly dts: number
  readonly pts: number
  readonly key: boolean
}

interface Run {
  readonly id: number
  readonly rows: readonly Row[]
  /** Decode time after the last row. */
  readonly end: number
}

/** sample_depends_on = 2: needs no other; and 1 with sample_is_non_sync_sample. ISO/IEC 14496-12 §8.8.3.1. */
const KEY_FLAGS = 0x02000000
const OTHER_FLAGS = 0x01010000

/** Length-prefixed NAL units fill the sample exactly: what a decoder needs before it can look any further. */
export const nalsFit = (bytes: Uint8Array, lengthBytes: number): boolean => {
  let at = 0
  while (at + lengthBytes <= bytes.length) {
    let length = 0
    for (let i = 0; i < lengthBytes; i++) length = length * 256 + (bytes[at + i] ?? 0)
    if (length === 0) return false
    at += lengthBytes + length
  }
  return bytes.length > 0 && at === bytes.length
}

const videoRun = ({ video, plan, segment, base, bytesAt }: SegmentInput): { readonly run: Run; readonly broken: number } => {
  const { samples, timescale, entry } = video
  const factor = fineFactor(timescale)
  const fine = timescale * factor
  const [begin, end] = [Math.round((base + segment.start) * fine), Math.round((base + segment.end) * fine)]
  const at = (list: Float64Array, i: number): number => (list[i] ?? 0) * factor
  const [firstDts, firstPts] = [at(samples.dts, segment.videoFrom), at(samples.pts, segment.videoFrom)]
  const rows: Row[] = []
  let broken = 0
  for (let i = segment.videoFrom; i < segment.videoTo; i++) {
    // Pictures shown before the very first key frame lack what they refer to.
    if ((samples.pts[i] ?? 0) / timescale < plan.zero) continue
    const bytes = bytesAt(samples.offset[i] ?? 0, samples.size[i] ?? 0)
    if (bytes.length === 0 || (entry.nalLengthBytes !== null && !nalsFit(bytes, entry.nalLengthBytes))) {
      broken++
      continue
    }
    // Decoding begins at the key frame's own shown time, so that each segment stands by itself.
    rows.push({ bytes, dts: begin + at(samples.dts, i) - firstDts, pts: begin + at(samples.pts, i) - firstPts, key: samples.key[i] === 1 })
  }
  return { run: { id: VIDEO_ID, rows, end: Math.max(end, (rows.at(-1)?.dts ?? begin) + 1) }, broken }
}

/** hls.js takes the earlier track as the segment's begin: sound never begins before the picture. */
const notBefore = (time: number, fine: number, videoBegin: number, videoFine: number): number => Math.max(time, Math.ceil((videoBegin * fine) / videoFine))

const soundRun = (input: SegmentInput, track: Track, videoBegin: number, videoFine: number, mute: boolean): Run => {
  const { samples, timescale, entry } = track
  const factor = fineFactor(timescale)
  const fine = timescale * factor
  const quiet = entry.codec === 'mp4a.40.2' ? silentFrame(entry.channels) : null
  const silence = mute ? quiet : null
  const rows: Row[] = []
  let end = notBefore(Math.round((input.base + input.segment.start) * fine), fine, videoBegin, videoFine)
  for (let i = input.segment.audioFrom; i < input.segment.audioTo; i++) {
    const bytes = silence ?? input.bytesAt(samples.offset[i] ?? 0, samples.size[i] ?? 0)
    const time = Math.round((input.base - input.plan.zero) * fine) + (samples.pts[i] ?? 0) * factor
    const dts = Math.max(notBefore(time, fine, videoBegin, videoFine), (rows.at(-1)?.dts ?? -1) + 1)
    end = dts + Math.max(1, ((i + 1 < samples.count ? (samples.pts[i + 1] ?? 0) : samples.endDts) - (samples.pts[i] ?? 0)) * factor)
    if (bytes.length > 0) rows.push({ bytes, dts, pts: dts, key: true })
  }
  // Sound more than two lengths of its last sample away is a jump to Chromium, which then drops every picture up to the next key frame.
  const last = Math.round((input.base + input.segment.end) * fine)
  const step = Math.round((AAC_FRAME * fine) / (entry.sampleRate || fine))
  const [before, latest] = [rows.at(-2), rows.at(-1)]
  if (before && latest) end = Math.max(end, latest.dts + Math.min(latest.dts - before.dts, quiet ? step : Infinity))
  if (quiet && last - end <= MAX_FILLED_S * fine) for (; last - end >= step; end += step) rows.push({ bytes: quiet, dts: end, pts: end, key: true })
  return { id: AUDIO_ID, rows, end: Math.max(end, last) }
}

/** Longer holes come of clocks that jump. */
const MAX_FILLED_S = 120

const silentRun = ({ segment, base }: SegmentInput, videoBegin: number, videoFine: number): Run => {
  const fine = soundTimescale('silent')
  const step = AAC_FRAME * fineFactor(SILENT_RATE)
  const bytes = silentFrame(1) ?? new Uint8Array(0)
  const rows: Row[] = []
  let frame = Math.ceil((segment.start * fine) / step)
  for (; frame * step < segment.end * fine; frame++) {
    const dts = notBefore(Math.round(base * fine) + frame * step, fine, videoBegin, videoFine)
    rows.push({ bytes, dts, pts: dts, key: true })
  }
  return { id: AUDIO_ID, rows, end: Math.round(base * fine) + frame * step }
}

const trafOf = ({ id, rows, end }: Run, dataOffset: number): Bytes => {
  const fields = new Uint8Array(rows.length * 16)
  const view = new DataView(fields.buffer)
  rows.forEach((row, i) => {
    view.setUint32(16 * i, (rows[i + 1]?.dts ?? end) - row.dts)
    view.setUint32(16 * i + 4, row.bytes.length)
    view.setUint32(16 * i + 8, row.key ? KEY_FLAGS : OTHER_FLAGS)
    view.setInt32(16 * i + 12, row.pts - row.dts)
  })
  // default-base-is-moof; data offset, then duration, size, flags and signed composition offset of every sample.
  return box('traf', fullBoxOf('tfhd', 0, 0x20000, words(id)), tfdt(rows[0]?.dts ?? 0), fullBoxOf('trun', 1, 0xf01, words(rows.length, dataOffset), fields))
}

export interface WrittenSegment {
  readonly bytes: Bytes
  /** Pictures left out because they cannot be decoded. */
  readonly broken: number
}

export const writeSegment = (input: SegmentInput): WrittenSegment => {
  const { run: picture, broken } = videoRun(input)
  const videoFine = input.video.timescale * fineFactor(input.video.timescale)
  const begin = picture.rows[0]?.dts ?? Math.round((input.base + input.segment.start) * videoFine)
  const sound = input.sound === null ? null : input.sound === 'silent' ? silentRun(input, begin, videoFine) : soundRun(input, input.sound, begin, videoFine, broken > 0)
  const runs = [picture, ...(sound ? [sound] : [])].filter((run) => run.rows.length > 0)
  const moofOf = (offsets: readonly number[]): Bytes =>
    box('moof', fullBoxOf('mfhd', 0, 0, words(input.number)), ...runs.map((run, i) => trafOf(run, offsets[i] ?? 0)))
  const head = moofOf([]).length + 8
  const sizes = runs.map((run) => run.rows.reduce((sum, row) => sum + row.bytes.length, 0))
  const offsets = sizes.map((_, i) => head + sizes.slice(0, i).reduce((sum, size) => sum + size, 0))
  return { bytes: concat(moofOf(offsets), box('mdat', ...runs.flatMap((run) => run.rows.map((row) => row.bytes)))), broken }
}
