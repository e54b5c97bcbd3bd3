// Frames of MPEG sound, layers 1 to 3, in a byte stream (ISO/IEC 11172-3 §2.4.2.3).

import { bareSound } from '../mp4/writeEntries.ts'
import { mpegAudioFrame } from '../sniff.ts'
import type { SoundCoding } from './adts.ts'

export const mpegSound: SoundCoding = {
  headBytes: 4,
  frameAt: (bytes, at) => {
    const frame = mpegAudioFrame(bytes, at)
    return frame && frame.length > 4 ? { length: frame.length, skip: 0, seconds: frame.samples / frame.sampleRate } : null
  },
  entryOf: (head) => {
    const { layer, channels, sampleRate } = mpegAudioFrame(head, 0) ?? { layer: 2, channels: 2, sampleRate: 48_000 }
    return bareSound(layer === 3 ? 'mp3' : `mp${layer}`, channels, sampleRate)
  },
}
