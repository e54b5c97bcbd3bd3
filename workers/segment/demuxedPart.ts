// Sound alone in containers whose index is read on the way: FLAC, Ogg, and Matroska or MPEG-TS without pictures.

import { EncodedPacketSink, type EncodedPacket, type InputAudioTrack } from 'mediabunny'
import { flacEntryWith } from '../../src/core/media/flac/writeFlac.ts'
import { blackTrack } from '../../src/core/media/h264/blackPicture.ts'
import type { SegmentPlan } from '../../src/core/media/mp4/planSegments.ts'
import type { Track } from '../../src/core/media/mp4/readMovie.ts'
import type { SampleEntry } from '../../src/core/media/mp4/sampleEntry.ts'
import { makeSamples } from '../../src/core/media/mp4/samples.ts'
import { aacEntryWith, bareSound, opusEntryWith } from '../../src/core/media/mp4/writeEntries.ts'
import { formOfWave } from '../../src/core/media/sound/soundForm.ts'
import { samplesWith, STREAM_SEGMENT_S, unityMatrix, type StreamSample } from '../../src/core/media/streamed.ts'
import { soundCodings } from '../../src/core/media/ts/adts.ts'
import { openInput } from '../probe/openInput.ts'
import type { Part } from './part.ts'
import { cannotPlay, hearsEntry, type OpenedPart } from './partIndex.ts'
import { ReadFailure, type VerifiedFile } from './verifiedFile.ts'

/** Longer is a mark for "unknown", or damage. */
const MAX_SECONDS = 31 * 86_400
/** STREAMINFO in what mediabunny hands a decoder: behind the mark and the head of its block (RFC 9639 §8). */
const STREAM_INFO = [8, 42] as const

const bytesOf = (description: AudioDecoderConfig['description']): Uint8Array<ArrayBuffer> =>
  description === undefined ? new Uint8Array(0) : ArrayBuffer.isView(description) ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength).slice() : new Uint8Array(description).slice()

/** `first`: a packet, which tells what a transport stream says nowhere else. */
const entryOf = ({ codec, numberOfChannels, sampleRate, description }: AudioDecoderConfig, first: Uint8Array): SampleEntry | null => {
  const config = bytesOf(description)
  if (codec.startsWith('mp4a.40.')) return config.length >= 2 ? aacEntryWith(config) : soundCodings.aac?.frameAt(first, 0) ? soundCodings.aac.entryOf(first) : null
  if (codec === 'opus') return opusEntryWith(config)
  if (codec === 'flac') return config.length >= STREAM_INFO[1] ? flacEntryWith(config.subarray(...STREAM_INFO), sampleRate, numberOfChannels) : null
  const form = formOfWave(codec, numberOfChannels, 0, 0)
  return bareSound(codec, numberOfChannels, sampleRate, { ...(codec === 'vorbis' ? { config } : {}), ...(form ? { form } : {}) })
}

interface Opened {
  readonly track: InputAudioTrack
  readonly entry: SampleEntry
  readonly zero: number
  readonly seconds: number
  /** Without a head that only stands for what the entry says. */
  bare(packet: EncodedPacket): Uint8Array
}

/** null where there is a picture too, or no sound that can be heard. */
const openWith = async (read: VerifiedFile['read'], size: number): Promise<Opened | null> => {
  const input = openInput({ size, bytesRead: 0, read: (start, end) => read(start, Math.min(end, size)) })
  if (!(await input.canRead())) return null
  const [track, video] = await Promise.all([input.getPrimaryAudioTrack(), input.getPrimaryVideoTrack()])
  const config = track && !video ? await track.getDecoderConfig() : null
  const packet = track && config ? await new EncodedPacketSink(track).getFirstPacket() : null
  const entry = config && packet && entryOf(config, packet.data)
  if (!track || !entry || !hearsEntry(entry)) return null
  const [first, end] = await Promise.all([track.getFirstTimestamp(), track.computeDuration()])
  const zero = Math.max(0, first)
  const isAdts = config.codec.startsWith('mp4a') && config.description === undefined
  return Number.isFinite(end) && end > zero && end < MAX_SECONDS ? { track, entry, zero, seconds: end - zero, bare: ({ data }) => (isAdts ? data.subarray(soundCodings.aac?.frameAt(data, 0)?.skip ?? 0) : data) } : null
}

const known = (thrown: unknown): null => {
  if (thrown instanceof ReadFailure) throw thrown
  return null
}

/** null where it is none of these. */
export const openDemuxed = async (part: OpenedPart, file: VerifiedFile): Promise<Part | null> => {
  const planned = await openWith(file.peek, file.size).catch(known)
  if (!planned) return null
  const { entry, zero, seconds } = planned
  const starts = Array.from({ length: Math.max(1, Math.ceil(seconds / STREAM_SEGMENT_S)) }, (_, i) => i * STREAM_SEGMENT_S)
  const plan: SegmentPlan = { zero, seconds, segments: [] }
  const timescale = entry.sampleRate
  const trackWith = (samples: Track['samples']): Track => ({ id: 2, kind: 'audio', timescale, entry, matrix: unityMatrix, samples, edited: false })
  let verified: Promise<Opened> | null = null
  const open = (): Promise<Opened> =>
    (verified ??= openWith(file.read, file.size).catch(known).then((found) => {
      if (!found || found.seconds !== seconds || found.entry.codec !== entry.codec) throw cannotPlay(part, entry.codec)
      return found
    }).catch((thrown: unknown) => {
      verified = null
      throw thrown
    }))

  const cut = async (from: number, to: number): Promise<readonly StreamSample[]> => {
    const { track, bare } = await open()
    const sink = new EncodedPacketSink(track)
    const samples: StreamSample[] = []
    let packet: EncodedPacket | null = (await sink.getPacket(from)) ?? (await sink.getFirstPacket())
    for (; packet && packet.timestamp < to; packet = await sink.getNextPacket(packet)) {
      const pts = Math.round(packet.timestamp * timescale)
      if (pts >= Math.round(from * timescale)) samples.push({ bytes: bare(packet), dts: pts, pts, key: true })
    }
    return samples
  }

  return {
    shape: { starts, seconds, hasSound: true },
    planned: { video: blackTrack().entry, audio: entry },
    outline: null,
    work: null,
    pieces: null,
    tracks: async () => ({ video: blackTrack(), audio: trackWith(makeSamples(0)) }),
    samples: async (number) => {
      const [start, end] = [starts[number] ?? 0, starts[number + 1] ?? seconds]
      const heard = await cut(zero + start, zero + end)
      const audio = trackWith(samplesWith(heard, 0, Math.round((zero + end) * timescale)))
      return { video: blackTrack(), audio, plan, segment: { start, end, videoFrom: 0, videoTo: 0, audioFrom: 0, audioTo: heard.length }, bytesAt: (index) => heard[index]?.bytes ?? new Uint8Array(0) }
    },
    stretch: 1,
    pictureTimes: async () => [],
  }
}
