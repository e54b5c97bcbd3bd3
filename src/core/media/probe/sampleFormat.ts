// The form of one ISO-BMFF track's samples: what the index reads from its stsd, in the terms of a Probe.

import { boxesIn, viewOf, type Box } from '../mp4/boxes.ts'
import { readSampleEntry } from '../mp4/sampleEntry.ts'
import { plainTag } from './codecNames.ts'

export interface SampleFormat {
  readonly codec: string
  readonly width: number
  readonly height: number
  readonly sampleRate: number
  readonly channels: number
  /** false: the decoder's configuration is missing. */
  readonly configured: boolean
}

const needsConfig = new Set(['avc1', 'avc3', 'hvc1', 'hev1', 'av01', 'vp09', 'mp4a'])

/** Rate and channels where the entry's plain fields do not tell them. */
const soundOf = (bytes: Uint8Array, stsd: Box, codec: string): { readonly sampleRate: number; readonly channels: number } | null => {
  // 3GPP's sound is always mono at one rate; entries often say otherwise (TS 26.244 §6.5).
  if (codec === 'samr' || codec === 'sawb') return { sampleRate: codec === 'samr' ? 8000 : 16000, channels: 1 }
  const entry = boxesIn(bytes, stsd.body + 8, stsd.end)[0]
  const view = viewOf(bytes)
  // QuickTime's version 2 keeps them elsewhere: the rate as a double.
  if (codec.startsWith('mp4a') || !entry || entry.end - entry.body < 44 || view.getUint16(entry.body + 8) !== 2) return null
  const rate = view.getFloat64(entry.body + 32)
  return { sampleRate: rate > 0 && rate < 1e6 ? Math.round(rate) : 0, channels: view.getUint32(entry.body + 40) }
}

/** null where the stsd has no entry that can be read. */
export const readSampleFormat = (bytes: Uint8Array, stsd: Box, kind: 'video' | 'audio'): SampleFormat | null => {
  const entry = readSampleEntry(bytes, stsd, kind)
  if (!entry) return null
  const { width, height } = entry
  // What is heard has twice the rate of the core that the index needs (spectral band replication).
  const heard = /^mp4a\.40\.(5|29)$/.test(entry.codec) && entry.sampleRate <= 24000 ? entry.sampleRate * 2 : entry.sampleRate
  const sound = kind === 'audio' ? (soundOf(bytes, stsd, entry.codec) ?? { sampleRate: heard, channels: entry.channels }) : { sampleRate: 0, channels: 0 }
  return { codec: plainTag(entry.codec), width, height, ...sound, configured: !needsConfig.has(entry.codec) }
}
