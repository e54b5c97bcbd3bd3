// Writes a piece as one plain MP4: samples as they come, the movie box behind them.

import { concat } from '../../src/core/media/mp4/writeBoxes.ts'
import { makeSampleTable } from '../../src/core/media/mp4/sampleTable.ts'
import { mdatLength, movieHead, writeMovie, type MovieTags, type WrittenTrack } from '../../src/core/media/mp4/writeMovie.ts'
import type { StreamSample } from '../../src/core/media/streamed.ts'
import type { PieceFile } from './pieceFile.ts'

export type TrackForm = Pick<WrittenTrack, 'timescale' | 'entry' | 'matrix' | 'width' | 'height' | 'lateBy'>

/** Times are ticks of the track's timescale, in the order of decoding. Its methods throw WriteFailure. */
export interface MovieFile {
  add(kind: WrittenTrack['kind'], samples: readonly StreamSample[]): void
  /** `end`: decode time after the last sample. `length`: how long it is shown, ticks. */
  finish(kind: WrittenTrack['kind'], form: TrackForm, end: number, length: number): void
  close(tags: MovieTags, createdMs: number): void
}

export const makeMovieFile = (file: PieceFile): MovieFile => {
  const head = movieHead()
  const tables = { video: makeSampleTable(), audio: makeSampleTable() }
  const forms = new Map<WrittenTrack['kind'], TrackForm>()
  file.append(head.bytes)
  return {
    add: (kind, samples) => {
      if (samples.length === 0) return
      tables[kind].addChunk(file.length, samples.map(({ bytes, dts, pts, key }) => ({ size: bytes.length, dts, pts, key })))
      file.append(concat(...samples.map(({ bytes }) => bytes)))
    },
    finish: (kind, form, end, length) => {
      tables[kind].end(end, length)
      forms.set(kind, form)
    },
    close: (tags, createdMs) => {
      file.put(mdatLength(file.length - head.dataAt), head.lengthAt)
      const tracks = (['video', 'audio'] as const).flatMap((kind): WrittenTrack[] => {
        const form = forms.get(kind)
        return form && tables[kind].count > 0 ? [{ kind, table: tables[kind], ...form }] : []
      })
      file.append(writeMovie(tracks, tags, createdMs))
    },
  }
}
