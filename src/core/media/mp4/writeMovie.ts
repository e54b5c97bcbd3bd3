// Writes what an MP4 has besides its samples: the head before them and the movie box behind them.

import type { Bytes } from '../../ids.ts'
import { utf8 } from '../../bytes.ts'
import type { SampleTable } from './sampleTable.ts'
import { box, concat, fullBoxOf, latin, long, words } from './writeBoxes.ts'
import { handler, unity } from './writeInit.ts'

export interface WrittenTrack {
  readonly kind: 'video' | 'audio'
  /** Units a second of the table's times. */
  readonly timescale: number
  /** A sample entry box. */
  readonly entry: Uint8Array
  /** The 36 bytes of `tkhd`'s matrix; null: not turned. */
  readonly matrix: Uint8Array | null
  readonly width: number
  readonly height: number
  readonly table: SampleTable
  /** Seconds by which it begins later than the movie. */
  readonly lateBy: number
}

export interface MovieTags {
  readonly title: string
  readonly author: string
  readonly comment: string
}

/** From 1904 to 1970, seconds (ISO/IEC 14496-12 §8.2.2.3). */
const EPOCH_S = 2_082_844_800

/** `ftyp`, and the head of an `mdat` whose length is put in at `lengthAt` when it is known: 64 bits, the 16 bytes of the head included. */
export const movieHead = (): { readonly bytes: Bytes; readonly dataAt: number; readonly lengthAt: number } => {
  const ftyp = box('ftyp', latin('isom'), words(0x200), latin('isomiso6mp41'))
  return { bytes: concat(ftyp, words(1), latin('mdat'), long(0)), dataAt: ftyp.length, lengthAt: ftyp.length + 8 }
}

export const mdatLength = (bytes: number): Bytes => long(bytes)

/** iTunes metadata as QuickTime and every common player read it: `data` of type 1 is UTF-8. */
const tag = (name: string, text: string): Bytes => box(`\u00a9${name}`, box('data', words(1, 0), utf8(text)))

const tagsBox = ({ title, author, comment }: MovieTags): Bytes => {
  const ilst = box('ilst', tag('nam', title), tag('ART', author), tag('cmt', comment), tag('too', 'Fieldreel'))
  return box('udta', fullBoxOf('meta', 0, 0, fullBoxOf('hdlr', 0, 0, words(0), latin('mdir'), latin('appl'), words(0, 0), Uint8Array.of(0)), ilst))
}

/** Sound before the begin is left out of it, not hidden: every sample written is shown. */
const edits = ({ table, timescale, lateBy }: WrittenTrack, movieTimescale: number): Bytes => {
  const wait = Math.round(lateBy * movieTimescale)
  const row = (length: number, mediaTime: number): Bytes => concat(long(length), mediaTime < 0 ? words(-1, -1) : long(mediaTime), words(0x10000))
  const rows = [...(wait > 0 ? [row(wait, -1)] : []), row(Math.ceil((table.length * movieTimescale) / timescale), table.firstShown)]
  return box('edts', fullBoxOf('elst', 1, 0, words(rows.length), ...rows))
}

const trackBox = (track: WrittenTrack, id: number, created: number, movieTimescale: number): Bytes => {
  const { kind, timescale, table, entry, matrix, width, height, lateBy } = track
  const video = kind === 'video'
  const shown = Math.ceil((table.length / timescale + lateBy) * movieTimescale)
  const tkhd = fullBoxOf('tkhd', 1, 3, long(created), long(created), words(id, 0), long(shown), words(0, 0, 0, video ? 0 : 0x01000000), matrix ?? unity, words(width * 65536, height * 65536))
  const mdhd = fullBoxOf('mdhd', 1, 0, long(created), long(created), words(timescale), long(table.decodeLength), words(0x55c40000))
  const header = video ? fullBoxOf('vmhd', 0, 1, words(0, 0)) : fullBoxOf('smhd', 0, 0, words(0))
  const dinf = box('dinf', fullBoxOf('dref', 0, 0, words(1), fullBoxOf('url ', 0, 1)))
  return box('trak', tkhd, edits(track, movieTimescale), box('mdia', mdhd, handler(video ? 'vide' : 'soun'), box('minf', header, dinf, table.write(entry))))
}

/** `createdMs`: the moment the first picture was recorded, epoch milliseconds. */
export const writeMovie = (tracks: readonly WrittenTrack[], tags: MovieTags, createdMs: number): Bytes => {
  const created = Math.floor(createdMs / 1000) + EPOCH_S
  const movieTimescale = tracks[0]?.timescale ?? 1000
  const seconds = Math.max(0, ...tracks.map(({ table, timescale, lateBy }) => table.length / timescale + lateBy))
  const mvhd = fullBoxOf('mvhd', 1, 0, long(created), long(created), words(movieTimescale), long(Math.ceil(seconds * movieTimescale)), words(0x10000, 0x01000000, 0, 0), unity, words(0, 0, 0, 0, 0, 0, tracks.length + 1))
  return box('moov', mvhd, ...tracks.map((track, i) => trackBox(track, i + 1, created, movieTimescale)), tagsBox(tags))
}
