// Markers inside a picture, behind which everything begins anew: video packets of MPEG-4, groups of blocks of H.263.

import type { Bits } from './bits.ts'
import { BadCode } from './codes.ts'
import type { Drawing } from './drawing.ts'

/** Bits that fill a byte before a marker: a zero and ones. */
const stuffing = (bits: Bits): number => {
  const free = 8 - (bits.at() & 7)
  return bits.peek(free) === (1 << (free - 1)) - 1 ? free : 0
}

/** Behind a marker: where the packet goes on, and its quantiser; null where none stands (ISO/IEC 14496-2 §6.2.5.2). */
const readPacket = (bits: Bits, { layer, header, neighbours }: Drawing): { readonly number: number; readonly quant: number } | null => {
  const length = header.type === 'I' ? 17 : header.type === 'P' ? 16 + header.reach : Math.max(18, 16 + Math.max(header.reach, header.backReach))
  const from = bits.at()
  bits.skip(stuffing(bits))
  if (bits.peek(length) !== 1 || (bits.at() & 7) !== 0) {
    bits.seek(from)
    return null
  }
  bits.skip(length)
  const count = neighbours.across * neighbours.down
  const number = bits.read(Math.max(1, 32 - Math.clz32(count - 1)))
  const quant = Math.max(1, bits.read(5))
  if (bits.read(1)) {
    while (bits.read(1) && !bits.isOver());
    bits.skip(1 + layer.timeBits + 1 + 2 + 3 + (header.type === 'I' ? 0 : header.type === 'P' ? 3 : 6))
  }
  return number < count ? { number, quant } : null
}

/** Of H.263: rows of macroblocks that begin anew (§5.2). */
const readGroup = (bits: Bits, { neighbours, layer }: Drawing): { readonly number: number; readonly quant: number } | null => {
  const from = bits.at()
  const aligned = (8 - (bits.at() & 7)) & 7
  const isStart = (skip: number): boolean => {
    bits.seek(from + skip)
    return bits.peek(17) === 1
  }
  const skip = isStart(0) ? 0 : aligned > 0 && isStart(aligned) ? aligned : -1
  bits.seek(from)
  if (skip < 0) return null
  bits.skip(skip + 17)
  const group = bits.read(5)
  bits.skip(2)
  const quant = Math.max(1, bits.read(5))
  const rows = layer.height <= 400 ? 1 : layer.height <= 800 ? 2 : 4
  const number = group * rows * neighbours.across
  return group > 0 && number < neighbours.across * neighbours.down ? { number, quant } : null
}

/** The rest of damage is passed over up to the next marker; null without one. */
const findMarker = (bits: Bits, drawing: Drawing): { readonly number: number; readonly quant: number } | null => {
  const { layer } = drawing
  for (let at = (bits.at() + 7) & ~7; (layer.hasMarkers || layer.h263) && at + 24 < bits.length; at += 8) {
    bits.seek(at)
    if (bits.peek(16) !== 0) continue
    const found = layer.h263 ? readGroup(bits, drawing) : readPacket(bits, drawing)
    if (found) return found
  }
  return null
}

/** All macroblocks in the order they come; damage is passed over. `draw` gives the quantiser behind one, and throws BadCode; `onMarker`: one was met. */
export const drawEach = (bits: Bits, drawing: Drawing, draw: (mx: number, my: number, quant: number) => number, onMarker: () => void): void => {
  const { layer, header, neighbours } = drawing
  const { across, down } = neighbours
  let [number, quant] = [0, header.quant]
  while (number < across * down) {
    const isRow = number % across === 0
    const next = number === 0 ? null : layer.h263 ? (isRow ? readGroup(bits, drawing) : null) : layer.hasMarkers ? readPacket(bits, drawing) : null
    if (next) {
      onMarker()
      ;({ number, quant } = next)
    }
    try {
      quant = draw(number % across, Math.floor(number / across), quant)
      if (bits.isOver()) throw new BadCode()
      number++
    } catch (thrown) {
      if (!(thrown instanceof BadCode)) throw thrown
      const found = findMarker(bits, drawing)
      if (!found || found.number <= number) return
      onMarker()
      ;({ number, quant } = found)
    }
  }
}
