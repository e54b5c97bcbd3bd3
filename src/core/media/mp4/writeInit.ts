// Writes the initialisation segment of one part: picture as track 1, sound as track 2, both without samples.

import type { Bytes } from '../../ids.ts'
import type { Track } from './readMovie.ts'
import { emptyTable, SILENT_RATE, silentEntry } from './silence.ts'
import { box, concat, fullBoxOf, latin, long, words } from './writeBoxes.ts'

export const VIDEO_ID = 1
export const AUDIO_ID = 2

/** `silent`: sound of nothing, for a part without sound among parts with it. null: no sound track at all. */
export type Sound = Track | 'silent' | null

/** A multiple of the track's own clock, fine enough that rounding is not seen: at least 90,000 a second. */
export const fineFactor = (timescale: number): number => Math.ceil(90_000 / timescale)

/** No rotation. */
export const unity = words(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)

export const handler = (type: string): Bytes => fullBoxOf('hdlr', 0, 0, words(0), latin(type), words(0, 0, 0), Uint8Array.of(0))

interface TrackBox {
  readonly id: number
  readonly timescale: number
  readonly kind: 'video' | 'audio'
  readonly entry: Bytes
  readonly matrix: Bytes
  readonly width: number
  readonly height: number
}

const trackBox = ({ id, timescale, kind, entry, matrix, width, height }: TrackBox): Bytes => {
  const tkhd = fullBoxOf('tkhd', 0, 3, words(0, 0, id, 0, 0, 0, 0, 0, kind === 'audio' ? 0x01000000 : 0), matrix, words(width * 65536, height * 65536))
  const mdhd = fullBoxOf('mdhd', 0, 0, words(0, 0, timescale, 0, 0x55c40000))
  const header = kind === 'video' ? fullBoxOf('vmhd', 0, 1, words(0, 0)) : fullBoxOf('smhd', 0, 0, words(0))
  const dinf = box('dinf', fullBoxOf('dref', 0, 0, words(1), fullBoxOf('url ', 0, 1)))
  const stbl = box('stbl', fullBoxOf('stsd', 0, 0, words(1), entry), emptyTable('stts'), emptyTable('stsc'), fullBoxOf('stsz', 0, 0, words(0, 0)), emptyTable('stco'))
  return box('trak', tkhd, box('mdia', mdhd, handler(kind === 'video' ? 'vide' : 'soun'), box('minf', header, dinf, stbl)))
}

export const soundTimescale = (sound: Exclude<Sound, null>): number =>
  sound === 'silent' ? SILENT_RATE * fineFactor(SILENT_RATE) : sound.timescale * fineFactor(sound.timescale)

export const writeInit = (video: Track, sound: Sound): Bytes => {
  const ids = sound ? [VIDEO_ID, AUDIO_ID] : [VIDEO_ID]
  const mvhd = fullBoxOf('mvhd', 0, 0, words(0, 0, 1000, 0, 0x10000, 0x01000000, 0, 0), unity, words(0, 0, 0, 0, 0, 0, AUDIO_ID + 1))
  const { width, height } = video.entry
  return concat(
    box('ftyp', latin('iso6'), words(0), latin('iso6mp41')),
    box(
      'moov',
      mvhd,
      trackBox({ id: VIDEO_ID, timescale: video.timescale * fineFactor(video.timescale), kind: 'video', entry: video.entry.plain, matrix: video.matrix, width, height }),
      ...(sound ? [trackBox({ id: AUDIO_ID, timescale: soundTimescale(sound), kind: 'audio', entry: sound === 'silent' ? silentEntry() : sound.entry.plain, matrix: unity, width: 0, height: 0 })] : []),
      box('mvex', ...ids.map((id) => fullBoxOf('trex', 0, 0, words(id, 1, 0, 0, 0)))),
    ),
  )
}

export const tfdt = (time: number): Bytes => fullBoxOf('tfdt', 1, 0, long(time))
