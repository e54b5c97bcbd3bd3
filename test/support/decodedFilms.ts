// Films made by ffmpeg as samples for the project's own decoders, and what comes out beside ffmpeg's.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readAvi } from '../../src/core/media/avi/readAvi.ts'
import { openMkv } from '../../src/core/media/mkv/openMkv.ts'
import { readMovie } from '../../src/core/media/mp4/readMovie.ts'
import type { SampleEntry } from '../../src/core/media/mp4/sampleEntry.ts'
import type { ShownPlanes } from '../../src/core/media/mpeg4/makeDecoder.ts'
import { openTs } from '../../src/core/media/ts/openTs.ts'
import { readStreamed } from './streamedFile.ts'

/** A bit more than a second of noise that turns, a key picture in ten. */
export const makeFilm = (path: string, size: string, args: readonly string[]): string => {
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', '-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=25:duration=1.2`, '-vf', 'rotate=0.3*t,noise=alls=8:allf=t:all_seed=7', '-g', '10', ...args, path])
  return path
}

export interface Film {
  readonly entry: SampleEntry
  readonly samples: readonly Uint8Array[]
}

/** In the order of decoding. */
export const openFilm = async (path: string): Promise<Film> => {
  const bytes = new Uint8Array(readFileSync(path))
  if (/(ts|mkv)$/.test(path)) {
    const found = await readStreamed(path.endsWith('ts') ? openTs : openMkv, bytes)
    if (!found) throw new Error('no pictures')
    return { entry: found.entries.video, samples: found.cuts.flatMap(({ video }) => video.map((sample) => sample.bytes)) }
  }
  const read = async (start: number, end: number): Promise<Uint8Array> => bytes.subarray(start, end)
  const movie = await (path.endsWith('avi') ? readAvi(read, bytes.length) : readMovie(read, bytes.length, () => true))
  if (!movie.ok || !movie.value.video) throw new Error('no pictures')
  const { entry, samples } = movie.value.video
  return { entry, samples: Array.from(samples.offset, (at, i) => bytes.subarray(at, at + samples.size[i]!)) }
}

/** As ffmpeg writes them: without what is not shown. */
export const plainPicture = ({ y, u, v, width, shownWidth, shownHeight }: ShownPlanes): Uint8Array => {
  const out = new Uint8Array((shownWidth * shownHeight * 3) / 2)
  let to = 0
  const add = (plane: Uint8Array, stride: number, across: number, down: number): void => {
    for (let row = 0; row < down; row++, to += across) out.set(plane.subarray(row * stride, row * stride + across), to)
  }
  add(y, width, shownWidth, shownHeight)
  add(u, width / 2, shownWidth / 2, shownHeight / 2)
  add(v, width / 2, shownWidth / 2, shownHeight / 2)
  return out
}

export type Compared = readonly [ours: number, theirs: number, apart: number]

/** Number of pictures, and the largest difference of any of their numbers. */
export const compareWithFfmpeg = (ours: readonly Uint8Array[], path: string): Compared => {
  const theirs = execFileSync('ffmpeg', ['-nostdin', '-v', 'fatal', '-i', path, '-map', '0:v', '-vsync', 'passthrough', '-pix_fmt', 'yuv420p', '-f', 'rawvideo', '-'], { maxBuffer: 2 ** 28 })
  let apart = 0
  ours.forEach((picture, i) => {
    for (let at = 0; at < picture.length; at++) apart = Math.max(apart, Math.abs(picture[at]! - (theirs[i * picture.length + at] ?? 0)))
  })
  return [ours.length, theirs.length / (ours[0]?.length ?? 1), apart]
}
