// What Chromium cannot play as it is and the segment worker decodes and encodes anew, decided from the codec alone.

import type { SampleEntry } from './mp4/sampleEntry.ts'

export type PictureDecoding = 'jpeg' | 'hevc' | 'mpeg4' | 'h263' | 'mpeg2'

/** By RFC 6381 names or the containers' own tags; null for what nothing here decodes. */
export const pictureDecoding = (codec: string): PictureDecoding | null => forms.find(([, pattern]) => pattern.test(codec))?.[0] ?? null

const forms: readonly (readonly [PictureDecoding, RegExp])[] = [
  ['jpeg', /^(mjpg|mjpeg|jpeg|dmb1|jpgl)$/i],
  ['hevc', /^(hvc1|hev1|hevc|h265|hvc2|dvh1|dvhe)(\.|$)/i],
  ['mpeg4', /^(mp4v(\.20(\..*)?)?|fmp4|xvid|divx|dx50|mp4s|m4s2|mpeg4)$/i],
  ['h263', /^(s263|h263|u263|x263)$/i],
  // ISO/IEC 14496-1 table 5: object types 0x60 to 0x65, 0x6a.
  ['mpeg2', /^(mp[12]v|mp4v\.6[0-5a]|mpg[12]|mpeg|m[12]v1|hdv[1-9a-c])$/i],
]

export type SoundDecoding = 'plain' | 'mp3' | 'mp2' | 'vorbis' | 'ac3' | 'amr'

/** Sound that is read here, by the browser's decoder or by one of WebAssembly, and written as FLAC: Media Source Extensions do not take it in MP4. */
export const soundDecoding = ({ codec, form, channels, sampleRate }: Pick<SampleEntry, 'codec' | 'form' | 'channels' | 'sampleRate'>): SoundDecoding | null => {
  if (channels < 1 || channels > 8 || sampleRate < 1000) return null
  if (form) return 'plain'
  if (codec === 'samr' || codec === 'sawb') return 'amr'
  if (codec === 'mp1' || codec === 'mp2') return 'mp2'
  if (codec === 'ac-3' || codec === 'ec-3') return 'ac3'
  return /^(mp3|mp4a\.(6b|69))$/i.test(codec) ? 'mp3' : codec === 'vorbis' ? 'vorbis' : null
}

/** What neither the browser nor any decoder that may be shipped (LGPL or freer) plays: Microsoft's own kinds; DTS and rarer sound. */
export const lacksDecoder = (codec: string): boolean => /^(mp4v\.6[^0-5a]|div3|mp4[123]$|wmv|wvc1|vc-1|dts|g726|gsm|adpcm-ms|wav-)/i.test(codec)
