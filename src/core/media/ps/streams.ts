// The streams of a program stream: by its map (ISO/IEC 13818-1 §2.5.4), or by how they begin where it has none.

import type { Unit } from '../ts/units.ts'
import { kindOfType, type Stream } from '../ts/programme.ts'
import { adtsFrameBytes } from '../sniff.ts'
import { PRIVATE_PID, type PsPackets } from './packets.ts'

/** The first start code that only one coding has: sequences of MPEG-1 and 2, of MPEG-4, parameter sets of H.264 and H.265. */
const pictureStream = (pid: number, units: readonly Unit[]): Stream | null => {
  for (const { bytes } of units)
    for (let at = bytes.indexOf(1, 2); at > 0 && at + 1 < bytes.length; at = bytes.indexOf(1, at + 1)) {
      if (bytes[at - 1] !== 0 || bytes[at - 2] !== 0) continue
      const code = bytes[at + 1] ?? 0
      if (code === 0xb3) return { pid, kind: 'mpeg2', codec: 'mp2v' }
      if (code === 0xb0) return { pid, kind: 'mpeg4', codec: 'mp4v.20' }
      if (code === 0x40) return { pid, kind: 'hevc', codec: 'hvc1' }
      if ((code & 0x9f) === 7) return { pid, kind: 'avc', codec: 'avc1' }
    }
  return null
}

/** Substreams of DVDs by their number. */
const privateStream = (pid: number): Stream | null => {
  const number = pid & 0xff
  if (number >= 0x80 && number <= 0x87) return { pid, kind: 'ac3', codec: 'ac-3' }
  if (number >= 0x88 && number <= 0x8f) return { pid, kind: 'audio', codec: 'dts' }
  return number >= 0xa0 && number <= 0xa7 ? { pid, kind: 'audio', codec: 'lpcm' } : null
}

const streamOf = (pid: number, units: readonly Unit[], type: number | undefined): Stream | null => {
  const known = type === undefined ? null : kindOfType(type)
  if (known) return { pid, kind: known[0], codec: known[1] }
  if (pid >= PRIVATE_PID) return privateStream(pid)
  if (pid >= 0xe0) return pictureStream(pid, units)
  return units.some(({ bytes }) => adtsFrameBytes(bytes, 0) > 0) ? { pid, kind: 'aac', codec: 'mp4a.40.2' } : { pid, kind: 'mpegAudio', codec: 'mp2' }
}

export const findPsStreams = ({ units, types }: PsPackets): readonly Stream[] =>
  [...Map.groupBy(units, ({ pid }) => pid)].flatMap(([pid, own]) => streamOf(pid, own, types.get(pid)) ?? [])
