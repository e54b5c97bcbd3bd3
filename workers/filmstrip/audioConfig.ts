// What an AudioDecoder has to know of a track, from its sample entry.

import { boxesIn } from '../../src/core/media/mp4/boxes.ts'
import type { SampleEntry } from '../../src/core/media/mp4/sampleEntry.ts'
import { concat, latin } from '../../src/core/media/mp4/writeBoxes.ts'

/** The header of a sample entry and its sound fields (ISO/IEC 14496-12 §12.2.3). */
const SOUND_ENTRY_BYTES = 8 + 28

/** Sampling rates by index: ISO/IEC 14496-3 §1.6.3.3. */
const aacRates = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350]

/** AudioSpecificConfig of AAC with a core of this rate (ISO/IEC 14496-3 §1.6.2.1); null for rates that have no index. */
const aacDescription = ({ sampleRate, channels }: SampleEntry): Uint8Array | null => {
  const rate = aacRates.indexOf(sampleRate)
  // AAC LC; what SBR adds is above what a level needs.
  return rate < 0 ? null : Uint8Array.of((2 << 3) | (rate >> 1), ((rate & 1) << 7) | (Math.min(channels, 7) << 3))
}

/** The stream's header as a FLAC file begins with it (FLAC in ISO-BMFF §3.3.2). */
const streamInfo = ({ plain }: SampleEntry): Uint8Array<ArrayBuffer> | null => {
  const found = boxesIn(plain, SOUND_ENTRY_BYTES).find(({ type }) => type === 'dfLa')
  return found ? concat(latin('fLaC'), plain.subarray(found.body + 4, found.end)) : null
}

/** Null for codecs no level is made of. */
export const audioConfig = (entry: SampleEntry): AudioDecoderConfig | null => {
  const { codec, sampleRate, channels: numberOfChannels } = entry
  if (/^mp4a\.40\.(2|5|29)$/.test(codec)) {
    const description = aacDescription(entry)
    return description && { codec: 'mp4a.40.2', sampleRate, numberOfChannels, description }
  }
  if (codec === 'flac') {
    const info = streamInfo(entry)
    return info && { codec, sampleRate, numberOfChannels, description: info }
  }
  return codec === 'mp3' || (codec === 'opus' && numberOfChannels <= 2) ? { codec, sampleRate: sampleRate || 48_000, numberOfChannels } : null
}
