// The index of one AVI file: its picture and sound track with every sample's place and time.

import type { MediaError } from '../../errors.ts'
import { err, ok, type Result } from '../../result.ts'
import type { ReadBytes } from '../mp4/boxes.ts'
import type { Movie, Track } from '../mp4/readMovie.ts'
import type { SampleEntry } from '../mp4/sampleEntry.ts'
import { MAX_SAMPLES, makeSamples, piecesOf, type Samples } from '../mp4/samples.ts'
import { aacEntryWith } from '../mp4/writeEntries.ts'
import { formOfWave } from '../sound/soundForm.ts'
import { unityMatrix } from '../streamed.ts'
import { pictureDecoding } from '../decoding.ts'
import { isMpeg2Key } from '../mpeg2/checkFilm.ts'
import { isMpeg4Key } from '../mpeg4/checkFilm.ts'
import { avcEntry, isKeyPicture, nalsIn } from '../ts/avc.ts'
import { isHevcKey } from '../ts/hevc.ts'
import { readAviIndex, type AviChunks } from './chunkIndex.ts'
import { readAviLayout, type AviStream } from './headers.ts'

/** Enough of a picture to meet its parameter sets. */
const HEAD_BYTES = 4096
/** Parameter sets are looked for in so many key pictures. */
const MAX_TRIES = 8

const bareEntry = (codec: string, width: number, height: number): SampleEntry => ({ codec, width, height, channels: 0, sampleRate: 0, nalLengthBytes: null, plain: new Uint8Array(0) })

export const isAvcTag = (tag: string): boolean => /^(h264|x264|avc1|davc)$/i.test(tag)

/** Where no index says so, pictures are looked into. */
const findKeys = async (read: ReadBytes, { offset, size, key }: AviChunks, isKey: (nals: readonly Uint8Array[]) => boolean): Promise<void> => {
  for (let i = 0; i < offset.length; i++) {
    const [at, bytes] = [offset[i] ?? 0, size[i] ?? 0]
    if (bytes > 0) key[i] = isKey(nalsIn(await read(at, at + Math.min(bytes, HEAD_BYTES))))
  }
}

const avcEntryIn = async (read: ReadBytes, { offset, size, key }: AviChunks): Promise<SampleEntry | null> => {
  for (let i = 0, tries = 0; i < offset.length && tries < MAX_TRIES; i++) {
    if (!key[i]) continue
    tries++
    const entry = avcEntry(nalsIn(await read(offset[i] ?? 0, (offset[i] ?? 0) + Math.min(size[i] ?? 0, HEAD_BYTES))))
    if (entry) return entry
  }
  return null
}

/** A chunk without bytes stands for the picture before it. */
const pictures = ({ offset, size, key }: AviChunks, scale: number, every: boolean): Samples => {
  const places = offset.flatMap((_, i) => ((size[i] ?? 0) > 0 ? [i] : [])).slice(0, MAX_SAMPLES)
  const samples = makeSamples(places.length)
  places.forEach((place, i) => {
    samples.offset[i] = offset[place] ?? 0
    samples.size[i] = size[place] ?? 0
    samples.dts[i] = samples.pts[i] = place * scale
    samples.key[i] = every || key[place] ? 1 : 0
  })
  return { ...samples, endDts: offset.length * scale }
}

const videoTrack = async (read: ReadBytes, stream: AviStream, chunks: AviChunks, walked: boolean): Promise<Track> => {
  const avc = isAvcTag(stream.codec)
  const hevc = pictureDecoding(stream.codec) === 'hevc'
  const mpeg4 = pictureDecoding(stream.codec) === 'mpeg4'
  const mpeg2 = pictureDecoding(stream.codec) === 'mpeg2'
  if ((avc || hevc || mpeg4 || mpeg2) && walked) await findKeys(read, chunks, avc ? isKeyPicture : hevc ? isHevcKey : mpeg2 ? isMpeg2Key : isMpeg4Key)
  const entry = (avc ? await avcEntryIn(read, chunks) : null) ?? bareEntry(stream.codec, stream.width, stream.height)
  return { id: 1, kind: 'video', timescale: stream.rate, entry, matrix: unityMatrix, samples: pictures(chunks, stream.scale, pictureDecoding(stream.codec) === 'jpeg'), edited: false }
}

/** Plain sound in pieces, anything else a chunk a sample; times in moments. */
const heard = ({ wave, unitBytes, scale, rate }: AviStream, { offset, size }: AviChunks, form: SampleEntry['form']): Samples => {
  const sampleRate = wave?.sampleRate ?? 1
  const most = form ? (piecesOf(sampleRate, form.blockFrames) / form.blockFrames) * form.blockBytes : Infinity
  const places: { readonly at: number; readonly bytes: number; readonly time: number }[] = []
  let [bytesBefore, unitsBefore] = [0, 0]
  const timeNow = (): number => (form ? (bytesBefore / form.blockBytes) * form.blockFrames : unitBytes > 0 && (wave?.bytesPerSecond ?? 0) > 0 ? (bytesBefore / (wave?.bytesPerSecond ?? 1)) * sampleRate : (unitsBefore * scale * sampleRate) / rate)
  for (let i = 0; i < offset.length && places.length < MAX_SAMPLES; i++) {
    const whole = form ? Math.floor((size[i] ?? 0) / form.blockBytes) * form.blockBytes : (size[i] ?? 0)
    for (let from = 0; from < whole; from += most) {
      const bytes = Math.min(most, whole - from)
      places.push({ at: (offset[i] ?? 0) + from, bytes, time: Math.round(timeNow()) })
      bytesBefore += bytes
    }
    unitsBefore += Math.max(1, Math.ceil((size[i] ?? 0) / Math.max(1, wave?.blockBytes ?? 1)))
  }
  const samples = makeSamples(places.length)
  places.forEach(({ at, bytes, time }, i) => {
    samples.offset[i] = at
    samples.size[i] = bytes
    samples.dts[i] = samples.pts[i] = time
    samples.key[i] = 1
  })
  return { ...samples, endDts: Math.round(timeNow()) }
}

const audioTrack = (stream: AviStream, chunks: AviChunks): Track | null => {
  const { wave, codec, extra } = stream
  if (!wave) return null
  const { channels, sampleRate, blockBytes, blockSamples } = wave
  const form = formOfWave(codec, channels, blockBytes, blockSamples)
  const entry = codec === 'mp4a.40.2' && extra.length >= 2 ? aacEntryWith(extra) : { ...bareEntry(codec, 0, 0), channels, sampleRate, ...(form ? { form } : {}) }
  return { id: 2, kind: 'audio', timescale: sampleRate, entry, matrix: unityMatrix, samples: heard(stream, chunks, form ?? undefined), edited: false }
}

/** Reads headers, the index, and of H.264 the first parameter sets; without an index, every chunk's head. */
export const readAvi = async (read: ReadBytes, size: number): Promise<Result<Movie, MediaError>> => {
  const layout = await readAviLayout(read, size)
  if (!layout) return err({ type: 'DamagedMedia', detail: 'no pictures or sound' })
  const { chunks, walked } = await readAviIndex(read, size, layout)
  const streamOf = (kind: AviStream['kind']): AviStream | undefined => layout.streams.find((stream) => stream.kind === kind && (chunks.get(stream.number)?.offset.length ?? 0) > 0)
  const [shown, sounding] = [streamOf('video'), streamOf('audio')]
  const video = shown ? await videoTrack(read, shown, chunks.get(shown.number)!, walked) : null
  const audio = sounding ? audioTrack(sounding, chunks.get(sounding.number)!) : null
  return ok({ video, audio, fragmented: false, ...(shown && isAvcTag(shown.codec) ? { bare: 'startCodes' as const } : {}), ...(walked ? { recovered: 'noIndex' as const } : {}) })
}
