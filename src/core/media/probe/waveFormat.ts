// WAVEFORMATEX (mmreg.h), the sound format of WAV and AVI.

import type { AudioTrack } from '../../catalog/recording.ts'
import { viewOf } from '../mp4/boxes.ts'

const names: Readonly<Record<number, string>> = {
  0x02: 'adpcm-ms', 0x06: 'alaw', 0x07: 'ulaw', 0x11: 'adpcm-ima', 0x31: 'gsm', 0x45: 'g726', 0x50: 'mp2', 0x55: 'mp3', 0x64: 'g726', 0xff: 'mp4a.40.2', 0x1610: 'mp4a.40.2', 0x2000: 'ac-3', 0x2001: 'dts',
}

export interface WaveFormat extends AudioTrack {
  readonly bytesPerSecond: number
  readonly blockBytes: number
  /** Samples in a block of a compressed format, 0 where unsaid. */
  readonly blockSamples: number
}

/** null when the chunk is too short. */
export const readWaveFormat = (bytes: Uint8Array): WaveFormat | null => {
  if (bytes.length < 14) return null
  const view = viewOf(bytes)
  const extended = view.getUint16(0, true) === 0xfffe && bytes.length >= 26
  const tag = extended ? view.getUint16(24, true) : view.getUint16(0, true)
  const bits = bytes.length >= 16 ? view.getUint16(14, true) : 8
  const codec = tag === 1 ? (bits === 8 ? 'pcm-u8' : `pcm-s${bits}`) : tag === 3 ? `pcm-f${bits}` : (names[tag] ?? `wav-${tag.toString(16)}`)
  return {
    codec,
    channels: view.getUint16(2, true),
    sampleRate: view.getUint32(4, true),
    bytesPerSecond: view.getUint32(8, true),
    blockBytes: view.getUint16(12, true),
    blockSamples: tag === 0x11 && bytes.length >= 20 ? view.getUint16(18, true) : 0,
  }
}
