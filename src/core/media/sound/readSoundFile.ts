// The index of a file that holds nothing but sound, frame behind frame: WAV, MP3, ADTS AAC and AMR.

import type { Container } from '../sniff.ts'
import { adtsFrameBytes, id3Bytes, mpegAudioFrame, textAt } from '../sniff.ts'
import { uint64, viewOf, type ReadBytes } from '../mp4/boxes.ts'
import type { Track } from '../mp4/readMovie.ts'
import type { SampleEntry } from '../mp4/sampleEntry.ts'
import { bareSound } from '../mp4/writeEntries.ts'
import { MAX_SAMPLES, makeSamples, piecesOf, type Samples } from '../mp4/samples.ts'
import { amrFrameBytes } from '../probe/audioProbe.ts'
import { chunksIn } from '../probe/riffChunks.ts'
import { readWaveFormat, type WaveFormat } from '../probe/waveFormat.ts'
import { unityMatrix } from '../streamed.ts'
import { soundCodings } from '../ts/adts.ts'
import { formOfWave } from './soundForm.ts'

const WINDOW_BYTES = 4 << 20
/** No frame of any of them is longer. */
const LONGEST_FRAME = 8192

const trackOf = (entry: SampleEntry, samples: Samples): Track => ({ id: 2, kind: 'audio', timescale: entry.sampleRate, entry, matrix: unityMatrix, samples, edited: false })

/** One frame where it stands; `skip`: of its head, which is no part of the sample. */
interface Frame {
  readonly length: number
  readonly skip: number
}

interface Frames {
  /** Moments in each. */
  readonly moments: number
  readonly entry: SampleEntry
  frameAt(bytes: Uint8Array, at: number): Frame | null
}

/** Frames from `from` to the end; what is none is stepped over. */
const walk = async (read: ReadBytes, size: number, from: number, { moments, entry, frameAt }: Frames): Promise<Track> => {
  const [offsets, sizes]: [number[], number[]] = [[], []]
  for (let start = from; start < size && offsets.length < MAX_SAMPLES; ) {
    const bytes = await read(start, Math.min(size, start + WINDOW_BYTES))
    const last = start + bytes.length >= size
    let at = 0
    while (at < bytes.length && (last || at + LONGEST_FRAME <= bytes.length)) {
      const frame = frameAt(bytes, at)
      if (!frame || at + frame.length > bytes.length) {
        at++
        continue
      }
      offsets.push(start + at + frame.skip)
      sizes.push(frame.length - frame.skip)
      at += frame.length
    }
    start += Math.max(1, at)
  }
  const samples = makeSamples(offsets.length)
  samples.offset.set(offsets)
  samples.size.set(sizes)
  samples.key.fill(1)
  for (let i = 0; i < samples.count; i++) samples.dts[i] = samples.pts[i] = i * moments
  return trackOf(entry, { ...samples, endDts: samples.count * moments })
}

/** Where the first of two frames in a row stands; -1 where none does. */
const firstOf = (bytes: Uint8Array, lengthAt: (at: number) => number): number => {
  for (let at = 0; at < bytes.length; at++) {
    const length = lengthAt(at)
    if (length > 0 && (at + length >= bytes.length || lengthAt(at + length) > 0)) return at
  }
  return -1
}

const behindTag = async (read: ReadBytes, size: number): Promise<{ readonly from: number; readonly head: Uint8Array }> => {
  const from = Math.min(size, id3Bytes(await read(0, Math.min(10, size))))
  return { from, head: await read(from, Math.min(size, from + WINDOW_BYTES / 16)) }
}

/** A first frame that only counts the others is silent, and nobody's sound. */
const isCount = (frame: Uint8Array): boolean => [36, 21, 13].some((at) => /^(Xing|Info)$/.test(textAt(frame, at, 4))) || textAt(frame, 36, 4) === 'VBRI'

const readMpeg = async (read: ReadBytes, size: number): Promise<Track | null> => {
  const { from, head } = await behindTag(read, size)
  const first = firstOf(head, (at) => mpegAudioFrame(head, at)?.length ?? 0)
  const frame = first < 0 ? null : mpegAudioFrame(head, first)
  if (!frame) return null
  const { layer, sampleRate, channels, samples } = frame
  const begin = from + first + (isCount(head.subarray(first, first + Math.max(60, frame.length))) ? frame.length : 0)
  return walk(read, size, begin, {
    moments: samples,
    entry: bareSound(layer === 3 ? 'mp3' : `mp${layer}`, channels, sampleRate),
    frameAt: (bytes, at) => {
      const found = mpegAudioFrame(bytes, at)
      return found && found.length > 0 && found.layer === layer && found.sampleRate === sampleRate ? { length: found.length, skip: 0 } : null
    },
  })
}

const readAdts = async (read: ReadBytes, size: number): Promise<Track | null> => {
  const { from, head } = await behindTag(read, size)
  const first = firstOf(head, (at) => adtsFrameBytes(head, at))
  const coding = soundCodings.aac
  if (first < 0 || !coding) return null
  return walk(read, size, from + first, { moments: 1024, entry: coding.entryOf(head.subarray(first, first + coding.headBytes)), frameAt: coding.frameAt })
}

const readAmr = async (read: ReadBytes, size: number): Promise<Track | null> => {
  const head = await read(0, Math.min(16, size))
  const wide = textAt(head, 5, 4) === '-WB\n'
  if (!wide && head[5] !== 10) return null
  const sampleRate = wide ? 16_000 : 8_000
  return walk(read, size, wide ? 9 : 6, {
    moments: sampleRate / 50,
    entry: bareSound(wide ? 'sawb' : 'samr', 1, sampleRate),
    frameAt: (bytes, at) => {
      const length = amrFrameBytes(bytes[at] ?? 0xff, wide)
      return length > 0 ? { length, skip: 0 } : null
    },
  })
}

/** Sizes that were never filled in reach to the end of the file; long ones stand in a chunk of their own (EBU Tech 3306 §3.5). */
const dataBytes = (statedBytes: number, longBytes: number | null, room: number): number => (statedBytes !== 0 && statedBytes < 0xffff_ff00 ? Math.min(statedBytes, room) : Math.min(longBytes || room, room))

const long64 = (bytes: Uint8Array): number | null => (bytes.length === 8 ? uint64(viewOf(bytes.slice().reverse()), 0) : null)

const readWave = async (read: ReadBytes, size: number): Promise<Track | null> => {
  let [format, longBytes]: [WaveFormat | null, number | null] = [null, null]
  for await (const chunk of chunksIn({ read: (start, end) => read(start, Math.min(end, size)) }, 12, size)) {
    if (chunk.id === 'ds64') longBytes = long64(await read(chunk.body + 8, Math.min(size, chunk.body + 16)))
    if (chunk.id === 'fmt ') format = readWaveFormat(await read(chunk.body, Math.min(chunk.end, chunk.body + 64)))
    if (chunk.id !== 'data') continue
    const form = format && formOfWave(format.codec, format.channels, format.blockBytes, format.blockSamples)
    if (!format || !form) return null
    const { codec, channels, sampleRate } = format
    const frames = Math.floor(dataBytes(chunk.statedBytes, longBytes, size - chunk.body) / form.blockBytes) * form.blockFrames
    const step = piecesOf(sampleRate, form.blockFrames)
    const count = Math.min(MAX_SAMPLES, Math.ceil(frames / step))
    const samples = makeSamples(count)
    for (let i = 0; i < count; i++) {
      samples.dts[i] = samples.pts[i] = i * step
      samples.offset[i] = chunk.body + ((i * step) / form.blockFrames) * form.blockBytes
      samples.size[i] = (Math.min(step, frames - i * step) / form.blockFrames) * form.blockBytes
    }
    samples.key.fill(1)
    return trackOf(bareSound(codec, channels, sampleRate, { form }), { ...samples, endDts: frames })
  }
  return null
}

const readers: Partial<Record<Container, (read: ReadBytes, size: number) => Promise<Track | null>>> = { wav: readWave, mp3: readMpeg, aac: readAdts, amr: readAmr }

/** null for other containers, and where no sound is found. */
export const readSoundFile = async (read: ReadBytes, size: number, container: Container | null): Promise<Track | null> => {
  const track = container ? await readers[container]?.(read, size) : null
  return track && track.samples.count > 0 && track.timescale > 0 ? track : null
}
