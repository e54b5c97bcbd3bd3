// The sound entry of a Matroska track, by its codec id (RFC 9559 §5.1.4, Matroska codec specifications).

import type { SampleEntry } from '../mp4/sampleEntry.ts'
import { aacEntryWith, bareSound as bare, opusEntryWith } from '../mp4/writeEntries.ts'
import { readWaveFormat } from '../probe/waveFormat.ts'
import { formOfWave, type SoundForm } from '../sound/soundForm.ts'
import type { MkvTrack } from './header.ts'

const pcmForm = ({ codec, bits, channels }: MkvTrack): SoundForm | null => {
  const kind = /^A_PCM\/(INT\/LIT|INT\/BIG|FLOAT\/IEEE)$/.exec(codec)?.[1]
  if (!kind || channels < 1) return null
  const form = formOfWave(`pcm-${kind === 'FLOAT/IEEE' ? 'f' : bits === 8 ? 'u' : 's'}${bits}`, channels, 0, 0)
  return form && { ...form, bigEndian: kind === 'INT/BIG' }
}

/** null for what neither the browser nor anything here decodes. */
export const soundEntry = (track: MkvTrack): SampleEntry | null => {
  const { codec, config, channels, sampleRate } = track
  if (codec === 'A_OPUS') return opusEntryWith(config)
  if (codec === 'A_AAC') return config.length >= 2 ? aacEntryWith(config) : null
  if (codec === 'A_MPEG/L3' || codec === 'A_MPEG/L2') return bare(codec.endsWith('3') ? 'mp3' : 'mp2', channels, sampleRate)
  if (codec === 'A_AC3' || codec === 'A_EAC3') return bare(codec === 'A_AC3' ? 'ac-3' : 'ec-3', channels, sampleRate)
  if (codec === 'A_VORBIS') return config.length > 3 ? bare('vorbis', channels, sampleRate, { config: new Uint8Array(config) }) : null
  const form = pcmForm(track)
  if (form) return bare('pcm', channels, sampleRate, { form })
  const wave = codec === 'A_MS/ACM' ? readWaveFormat(config) : null
  const waveForm = wave && formOfWave(wave.codec, wave.channels, wave.blockBytes, wave.blockSamples)
  return wave && waveForm ? bare(wave.codec, wave.channels, wave.sampleRate, { form: waveForm }) : null
}
