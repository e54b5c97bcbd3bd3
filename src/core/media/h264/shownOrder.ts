// In which order the pictures of H.264 are shown, for containers that tell only the order of decoding (ITU-T H.264 §8.2.1).

import { handedOut } from '../handedOut.ts'
import { readAvcSps, readBits, unescaped, type SliceRules } from '../probe/pictureHeaders.ts'

const typeOf = (nal: Uint8Array): number => (nal[0] ?? 0) & 31
const isSlice = (nal: Uint8Array): boolean => typeOf(nal) === 1 || typeOf(nal) === 2 || typeOf(nal) === 5

/** A slice's header up to its place in the order; more bytes than that can take. */
const HEADER_BYTES = 40

const orderCount = (slice: Uint8Array, { planes, frameNumberBits, framesOnly, orderBits }: SliceRules): number | null => {
  if (orderBits === null) return null
  const bits = readBits(unescaped(slice.subarray(1, HEADER_BYTES)))
  bits.golomb()
  bits.golomb()
  bits.golomb()
  if (planes) bits.take(2)
  bits.take(frameNumberBits)
  if (!framesOnly && bits.take(1)) bits.take(1)
  if (typeOf(slice) === 5) bits.golomb()
  const count = bits.take(orderBits)
  return bits.spent ? null : count
}

/**
 * `pictures`: the NAL units of each, in the order of decoding. `times`: of the same, in order. `sets`: parameter sets that stand elsewhere.
 * Gives each picture's shown time: between two IDR pictures the times are the same, only handed out in the order of showing.
 */
export const shownTimes = (pictures: readonly (readonly Uint8Array[])[], times: readonly number[], sets: readonly Uint8Array[] = []): readonly number[] => {
  const rulesIn = (nals: readonly Uint8Array[]): SliceRules | null => {
    const sps = nals.find((nal) => typeOf(nal) === 7)
    return (sps && readAvcSps(sps.subarray(1))?.slices) ?? null
  }
  let rules = rulesIn(sets)
  const places = pictures.map((nals) => {
    rules = rulesIn(nals) ?? rules
    const slice = nals.find(isSlice)
    const count = slice && rules ? orderCount(slice, rules) : null
    return slice && rules?.orderBits && count !== null ? { count, bits: rules.orderBits, isFirst: typeOf(slice) === 5, carriesOn: ((slice[0] ?? 0) & 0x60) !== 0 } : null
  })
  return handedOut(times, places)
}
