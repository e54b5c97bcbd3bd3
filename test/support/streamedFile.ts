// A streamed file written again as segments, in Node: what the segment worker does, without a worker.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import type { ReadBytes } from '../../src/core/media/mp4/boxes.ts'
import { concat } from '../../src/core/media/mp4/writeBoxes.ts'
import { writeInit } from '../../src/core/media/mp4/writeInit.ts'
import { writeSegment } from '../../src/core/media/mp4/writeSegment.ts'
import { segmentOf, tracksOf, type Streamed, type StreamCut, type StreamEntries } from '../../src/core/media/streamed.ts'

export type OpenStreamed = (read: ReadBytes, size: number) => Promise<Streamed | null>

export interface ReadStreamed {
  readonly stream: Streamed
  readonly entries: StreamEntries
  readonly cuts: readonly StreamCut[]
  /** Bytes read to lay out its segments. */
  readonly planned: number
}

export const readStreamed = async (open: OpenStreamed, bytes: Uint8Array): Promise<ReadStreamed | null> => {
  let planned = 0
  const read: ReadBytes = async (start, end) => {
    planned += end - start
    return bytes.subarray(start, end)
  }
  const stream = await open(read, bytes.length)
  const entries = stream && (await stream.entries(async (start, end) => bytes.subarray(start, end)))
  if (!stream || !entries) return null
  const cuts = stream.starts.flatMap((_, number) => {
    const { start, end } = stream.range(number)
    return stream.cut(number, bytes.subarray(start, end)) ?? []
  })
  return { stream, entries, cuts, planned }
}

/** Writes every segment of the file at `from` behind one another into `to`, `base` seconds into a timeline. */
export const rewriteStreamed = async (open: OpenStreamed, from: string, to: string, base: number): Promise<ReadStreamed> => {
  const found = await readStreamed(open, readFileSync(from))
  if (!found) throw new Error(`cannot open ${from}`)
  const { stream, entries, cuts } = found
  const { video, audio } = tracksOf(stream, entries)
  const written = cuts.map((cut, number) => {
    const samples = segmentOf(stream, entries, number, cut)
    return writeSegment({ ...samples, number: number + 1, sound: samples.audio, base }).bytes
  })
  writeFileSync(to, concat(writeInit(video, audio), ...written))
  return found
}

/** Shown times of a stream's packets, as ffprobe has them. */
export const packetSeconds = (path: string, stream: string): readonly number[] =>
  execFileSync('ffprobe', ['-v', 'error', '-select_streams', stream, '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', path], { encoding: 'utf8' }).trim().split(/\s+/).filter(Boolean).map(Number.parseFloat)

export const decodeErrors = (path: string): string => execFileSync('sh', ['-c', `ffmpeg -v error -i ${path} -f null - 2>&1`], { encoding: 'utf8' })

/** Decoded pictures, by their hashes. */
export const decodedPictures = (path: string): readonly string[] =>
  execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-map', '0:v:0', '-fps_mode', 'passthrough', '-f', 'framemd5', '-'], { encoding: 'utf8' }).split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split(',').at(-1)!.trim())
