// In which order the pictures of HEVC are shown, for containers that tell only the order of decoding (ITU-T H.265 §8.3.1).

import { handedOut } from '../handedOut.ts'
import { readBits, readHevcSps, unescaped } from '../probe/pictureHeaders.ts'

const SPS = 33
const PPS = 34
const typeOf = (nal: Uint8Array): number => ((nal[0] ?? 0) >> 1) & 63
const isSlice = (nal: Uint8Array): boolean => typeOf(nal) < 32
const isIrap = (type: number): boolean => type >= 16 && type <= 23
const isIdr = (type: number): boolean => type === 19 || type === 20
/** Leading pictures, and those no other refers to, do not carry the count on. */
const carriesOn = (nal: Uint8Array): boolean => ((nal[1] ?? 0) & 7) === 1 && !(typeOf(nal) <= 9 && typeOf(nal) >= 6) && !(typeOf(nal) <= 14 && typeOf(nal) % 2 === 0)

/** A slice's header up to its place in the order; more bytes than that can take. */
const HEADER_BYTES = 40

interface Rules {
  readonly orderBits: number
  readonly planes: boolean
  /** Of the picture parameter set. */
  readonly outputFlag: boolean
  readonly extraBits: number
}

const rulesOf = (nals: readonly Uint8Array[]): Rules | null => {
  const [sps, pps] = [SPS, PPS].map((type) => nals.find((nal) => typeOf(nal) === type))
  const header = sps && readHevcSps(sps.subarray(2))
  if (!header || !pps) return null
  const bits = readBits(unescaped(pps.subarray(2, HEADER_BYTES)))
  bits.golomb()
  bits.golomb()
  bits.take(1)
  return { orderBits: header.orderBits, planes: header.planes, outputFlag: bits.take(1) === 1, extraBits: bits.take(3) }
}

const orderCount = (slice: Uint8Array, { orderBits, planes, outputFlag, extraBits }: Rules): number | null => {
  const bits = readBits(unescaped(slice.subarray(2, HEADER_BYTES)))
  const type = typeOf(slice)
  if (bits.take(1) === 0) return null
  if (isIrap(type)) bits.take(1)
  bits.golomb()
  bits.take(extraBits)
  bits.golomb()
  if (outputFlag) bits.take(1)
  if (planes) bits.take(2)
  const count = isIdr(type) ? 0 : bits.take(orderBits)
  return bits.spent ? null : count
}

/** As core/media/h264/shownOrder. */
export const shownHevcTimes = (pictures: readonly (readonly Uint8Array[])[], times: readonly number[], sets: readonly Uint8Array[] = []): readonly number[] => {
  let rules = rulesOf(sets)
  const places = pictures.map((nals) => {
    rules = rulesOf(nals) ?? rules
    const slice = nals.find(isSlice)
    const count = slice && rules ? orderCount(slice, rules) : null
    return slice && rules && count !== null ? { count, bits: rules.orderBits, isFirst: isIdr(typeOf(slice)), carriesOn: carriesOn(slice) } : null
  })
  return handedOut(times, places)
}
