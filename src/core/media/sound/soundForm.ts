// How sound lies in its bytes that needs no decoder worth the name: PCM, G.711 and IMA ADPCM, by the names containers give them.

export interface SoundForm {
  readonly coding: 'signed' | 'unsigned' | 'float' | 'alaw' | 'ulaw' | 'imaWave' | 'imaQuickTime'
  /** Of one number of PCM. */
  readonly bits: number
  readonly bigEndian: boolean
  /** The smallest piece that can be read alone: one moment of all channels, or a block of ADPCM. */
  readonly blockBytes: number
  /** Moments in such a piece. */
  readonly blockFrames: number
}

/** Longest of all sensible blocks. */
const MAX_BLOCK_BYTES = 1 << 16

const pcm = (coding: 'signed' | 'unsigned' | 'float', bits: number, bigEndian: boolean, channels: number): SoundForm => ({ coding, bits, bigEndian, blockBytes: (bits / 8) * channels, blockFrames: 1 })

/** Of WAVEFORMATEX, under the names of core/media/probe/waveFormat; null for what a decoder is needed for. */
export const formOfWave = (codec: string, channels: number, blockBytes: number, blockFrames: number): SoundForm | null => {
  const [, sign, bits = ''] = /^pcm-([usf])(8|16|24|32|64)$/.exec(codec) ?? []
  if (sign) return pcm(sign === 'f' ? 'float' : sign === 'u' ? 'unsigned' : 'signed', Number(bits), false, channels)
  if (codec === 'alaw' || codec === 'ulaw') return { ...pcm('signed', 8, false, channels), coding: codec }
  if (codec !== 'adpcm-ima' || blockBytes < 8 * channels || blockBytes > MAX_BLOCK_BYTES) return null
  // Four bytes of head for each channel hold the first moment, every byte behind them two.
  const inside = 1 + (Math.floor((blockBytes - 4 * channels) / (4 * channels)) * 8)
  return { coding: 'imaWave', bits: 4, bigEndian: false, blockBytes, blockFrames: blockFrames > 0 ? Math.min(blockFrames, inside) : inside }
}

/** QuickTime's names (QuickTime File Format, sound sample descriptions). `flags`: of `lpcm`, null for others. `little`: its `enda` atom says so. */
export const formOfQuickTime = (tag: string, channels: number, bits: number, flags: number | null, little = false): SoundForm | null => {
  const whole = [8, 16, 24, 32].includes(bits)
  if (channels < 1 || channels > 8) return null
  switch (tag) {
    case 'sowt': return whole ? pcm('signed', bits, false, channels) : null
    case 'twos': return whole ? pcm('signed', bits, true, channels) : null
    case 'raw ': case 'NONE': return bits === 8 ? pcm('unsigned', 8, true, channels) : whole ? pcm('signed', bits, true, channels) : null
    case 'in24': return pcm('signed', 24, !little, channels)
    case 'in32': return pcm('signed', 32, !little, channels)
    case 'fl32': return pcm('float', 32, !little, channels)
    case 'fl64': return pcm('float', 64, !little, channels)
    case 'lpcm': {
      if (flags === null || !(whole || bits === 64)) return null
      return pcm(flags & 1 ? 'float' : flags & 4 ? 'signed' : 'unsigned', bits, (flags & 2) !== 0, channels)
    }
    case 'alaw': case 'ulaw': return { ...pcm('signed', 8, true, channels), coding: tag }
    case 'ima4': return { coding: 'imaQuickTime', bits: 4, bigEndian: true, blockBytes: 34 * channels, blockFrames: 64 }
    default: return null
  }
}
