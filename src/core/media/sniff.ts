// Recognises media by its first bytes, never by a file's name.

export type Container =
  | 'mp4' | 'mov' | '3gp' | 'm4a' | 'heic'
  | 'ts' | 'ps' | 'avi' | 'wav' | 'mkv' | 'webm' | 'flac' | 'ogg'
  | 'mp3' | 'aac' | 'amr' | 'jpeg' | 'png'

/** How much of a file's head is enough to recognise it. */
export const SNIFF_BYTES = 1 << 16

export const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  at + length <= bytes.length ? String.fromCharCode(...bytes.subarray(at, at + length)) : ''

const startsWith = (bytes: Uint8Array, ...head: readonly number[]): boolean => head.every((byte, at) => bytes[at] === byte)

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'avif', 'avis'])
/** First boxes of QuickTime files older than `ftyp`, and of pieces of fragmented files. */
const firstBoxes = new Set(['moov', 'mdat', 'wide', 'pnot', 'styp', 'moof', 'sidx'])

/** ISO-BMFF by its brands (ISO/IEC 14496-12 §4.3); without `ftyp` it is QuickTime's older form or a piece of a fragmented file. */
const sniffBoxes = (head: Uint8Array): Container | null => {
  const type = textAt(head, 4, 4)
  if (type === 'styp' || type === 'moof' || type === 'sidx') return 'mp4'
  if (firstBoxes.has(type)) return 'mov'
  if (type === 'free' || type === 'skip') {
    const size = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(0)
    return firstBoxes.has(textAt(head, size + 4, 4)) ? 'mov' : null
  }
  if (type !== 'ftyp') return null
  const brand = textAt(head, 8, 4)
  if (brand === 'qt  ') return 'mov'
  if (/^3g[2egprs]/.test(brand)) return '3gp'
  if (/^M4[ABP] /.test(brand)) return 'm4a'
  return heicBrands.has(brand) ? 'heic' : 'mp4'
}

export interface TsLayout {
  /** Offset of the first sync byte; a cut file rarely begins on one. */
  readonly offset: number
  /** 188 plain, 192 with a 4-byte time stamp before each packet (M2TS), 204 with error correction after it. */
  readonly stride: 188 | 192 | 204
}

/** Where MPEG-TS packets lie: the sync byte 0x47 must stand in a row of packets, and most headers must make sense. */
export const findTsLayout = (head: Uint8Array): TsLayout | null => {
  for (const stride of [188, 192, 204] as const) {
    const wanted = Math.min(24, Math.floor(head.length / stride) - 1)
    if (wanted < 4) continue
    for (let offset = 0; offset < stride; offset++) {
      let seen = 0
      while (seen < wanted && head[offset + seen * stride] === 0x47) seen++
      if (seen === wanted) return { offset, stride }
    }
  }
  return null
}

/** Length of the MPEG audio frame whose header stands at `at`, 0 where there is none (ISO/IEC 11172-3 §2.4.2.3). */
export const mpegAudioFrame = (bytes: Uint8Array, at: number): { readonly length: number; readonly layer: number; readonly sampleRate: number; readonly channels: number; readonly samples: number; readonly bitrate: number } | null => {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4)
  if (a !== 0xff || (b & 0xe0) !== 0xe0 || at + 4 > bytes.length) return null
  const version = (b >> 3) & 3 // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
  const layer = 4 - ((b >> 1) & 3)
  const rateIndex = (c >> 2) & 3
  const kbpsIndex = c >> 4
  if (version === 1 || layer === 4 || rateIndex === 3 || kbpsIndex === 0 || kbpsIndex === 15) return null
  const sampleRate = ([44100, 48000, 32000][rateIndex] ?? 0) >> (version === 3 ? 0 : version === 2 ? 1 : 2)
  const bitrate = (kbpsTable[version === 3 ? layer - 1 : layer === 1 ? 3 : 4]?.[kbpsIndex - 1] ?? 0) * 1000
  const samples = layer === 1 ? 384 : layer === 3 && version !== 3 ? 576 : 1152
  const padding = (c >> 1) & 1
  const length = layer === 1 ? (Math.floor((12 * bitrate) / sampleRate) + padding) * 4 : Math.floor(((samples / 8) * bitrate) / sampleRate) + padding
  return { length, layer, sampleRate, channels: d >> 6 === 3 ? 1 : 2, samples, bitrate }
}

const kbpsTable = [
  [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
]

/** Length of the ADTS frame (ISO/IEC 13818-7 §6.2) at `at`, 0 where there is none. */
export const adtsFrameBytes = (bytes: Uint8Array, at: number): number => {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = bytes.subarray(at, at + 6)
  if (a !== 0xff || (b & 0xf6) !== 0xf0 || ((c >> 2) & 15) > 12) return 0
  const length = ((d & 3) << 11) | (e << 3) | (f >> 5)
  return length >= 7 ? length : 0
}

/** Size of an ID3v2 tag at `at`, header included; 0 without one. */
export const id3Bytes = (bytes: Uint8Array, at = 0): number => {
  if (textAt(bytes, at, 3) !== 'ID3' || at + 10 > bytes.length) return 0
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at + 6, at + 10)
  return 10 + ((a & 127) << 21) + ((b & 127) << 14) + ((c & 127) << 7) + (d & 127) + ((bytes[at + 5] ?? 0) & 16 ? 10 : 0)
}

/** Three frames in a row: a single sync word also occurs by chance. */
const sniffFrames = (head: Uint8Array): 'mp3' | 'aac' | null => {
  const from = id3Bytes(head)
  if (from >= head.length) return from > 0 ? 'mp3' : null
  const runs = (length: (at: number) => number, start: number): boolean => {
    let at = start
    for (let frame = 0; frame < 3; frame++) {
      const bytes = length(at)
      if (bytes === 0) return false
      at += bytes
      if (at >= head.length) return frame > 0 || from > 0
    }
    return true
  }
  // Encoders pad before the first frame; recordings that were cut begin inside one.
  const searched = Math.min(head.length - 4, from + (from > 0 ? 8192 : 2048))
  for (let at = from; at < searched; at++) {
    if (head[at] !== 0xff) continue
    if (runs((here) => adtsFrameBytes(head, here), at)) return 'aac'
    if (runs((here) => { const frame = mpegAudioFrame(head, here); return frame && frame.layer > 1 ? frame.length : 0 }, at)) return 'mp3'
  }
  return from > 0 ? 'mp3' : null
}

/** The container of a file that begins with `head` (SNIFF_BYTES of it, or the whole file); null when it is not media we know. */
export const sniff = (head: Uint8Array): Container | null => {
  if (startsWith(head, 0xff, 0xd8, 0xff)) return 'jpeg'
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  const four = textAt(head, 0, 4)
  if (four === 'RIFF' || four === 'RF64' || four === 'BW64') {
    const form = textAt(head, 8, 4)
    return form === 'WAVE' ? 'wav' : form === 'AVI ' || form === 'AVIX' ? 'avi' : null
  }
  if (startsWith(head, 0x1a, 0x45, 0xdf, 0xa3)) return latin(head, 64).includes('webm') ? 'webm' : 'mkv'
  if (four === 'fLaC') return 'flac'
  if (four === 'OggS') return 'ogg'
  if (textAt(head, 0, 5) === '#!AMR') return 'amr'
  if (isPs(head)) return 'ps'
  return sniffBoxes(head) ?? (findTsLayout(head) ? 'ts' : sniffFrames(head))
}

/** What Hikvision's recorders write before the first pack. */
const IMKH_BYTES = 40

/** A pack header with its mark (ISO/IEC 13818-1 §2.5.3.3, ISO/IEC 11172-1 §2.4.3.2), at the beginning or behind a recorder's own header. */
const isPs = (head: Uint8Array): boolean => {
  const at = textAt(head, 0, 4) === 'IMKH' ? IMKH_BYTES : 0
  const mark = head[at + 4] ?? 0
  return startsWith(head.subarray(at), 0, 0, 1, 0xba) && (mark >> 6 === 1 || mark >> 4 === 2)
}

const latin = (bytes: Uint8Array, length: number): string => String.fromCharCode(...bytes.subarray(0, length))
