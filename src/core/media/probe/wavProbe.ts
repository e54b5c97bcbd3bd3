// Probe of WAV, RF64 and Broadcast Wave (EBU Tech 3285).

import type { TimeCandidate } from '../../catalog/recording.ts'
import { uint64, viewOf } from '../mp4/boxes.ts'
import { textAt } from '../sniff.ts'
import type { ByteSource } from './byteSource.ts'
import { parseTime } from './clockTimes.ts'
import { deviceName, nothingFound, type Found, type TimeContext } from './found.ts'
import { chunksIn, chunkText } from './riffChunks.ts'
import { readWaveFormat, type WaveFormat } from './waveFormat.ts'

/** Sizes that mean "not known yet" in a recording that was never closed. */
const unfinished = (bytes: number): boolean => bytes === 0 || bytes >= 0xffff_ff00

const swapped64 = (bytes: Uint8Array, at: number): number => {
  const eight = bytes.slice(at, at + 8).reverse()
  return eight.length === 8 ? uint64(viewOf(eight), 0) : 0
}

const secondsOf = (format: WaveFormat, bytes: number): number | null => {
  if (format.blockSamples > 0 && format.blockBytes > 0 && format.sampleRate > 0) return (Math.floor(bytes / format.blockBytes) * format.blockSamples) / format.sampleRate
  const perSecond = format.codec.startsWith('pcm-') ? format.blockBytes * format.sampleRate : format.bytesPerSecond
  return perSecond > 0 ? bytes / perSecond : null
}

export const probeWav = async (source: ByteSource, context: TimeContext): Promise<Found> => {
  let format: WaveFormat | null = null
  let longBytes: number | null = null
  let present: number | null = null
  let damage: string | null = null
  let times: readonly TimeCandidate[] = []
  const devices: string[] = []
  for await (const chunk of chunksIn(source, 12, source.size)) {
    if (chunk.id === 'fmt ') format = readWaveFormat(await source.read(chunk.body, Math.min(chunk.end, chunk.body + 64)))
    else if (chunk.id === 'ds64') longBytes = swapped64(await source.read(chunk.body, chunk.end > chunk.body + 64 ? chunk.body + 64 : chunk.end), 8)
    else if (chunk.id === 'bext') {
      const bext = await source.read(chunk.body, Math.min(chunk.end, chunk.body + 346))
      const created = parseTime(`${textAt(bext, 320, 10)} ${textAt(bext, 330, 8)}`.replaceAll('\0', ' '), 'container', context)
      if (created) times = [created]
      devices.push(textAt(bext, 256, 32))
    } else if (chunk.form === 'INFO') {
      for await (const entry of chunksIn(source, chunk.body, chunk.end)) {
        if (entry.id === 'ISFT') devices.push(await chunkText(source, entry))
        const created = entry.id === 'ICRD' ? parseTime(await chunkText(source, entry), 'container', context) : null
        if (created && times.length === 0) times = [created]
      }
    } else if (chunk.id === 'data') {
      const stated = chunk.statedBytes === 0xffff_ffff && longBytes !== null ? longBytes : chunk.statedBytes
      const room = source.size - chunk.body
      present = unfinished(stated) ? room : Math.min(stated, room)
      if (!unfinished(stated) && stated > room) damage = 'the end of the file is missing'
      if (unfinished(chunk.statedBytes)) break
    }
  }
  const duration = format && present !== null ? secondsOf(format, present) : null
  return {
    ...nothingFound('audio', 'wav'),
    durationMs: duration === null ? null : Math.round(duration * 1000),
    audio: format && { codec: format.codec, sampleRate: format.sampleRate, channels: format.channels },
    times,
    device: deviceName(...devices),
    damage: damage ?? (!format ? 'no sound format' : present === null ? 'no sound' : null),
    playable: format !== null && (present ?? 0) > 0,
  }
}
