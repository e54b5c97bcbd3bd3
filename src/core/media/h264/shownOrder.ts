// In which order the pictures of H.264 are shown, for containers that tell only the order of decoding (ITU-T H.264 §8.2.1).

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
  const shown = [...times]
  const rulesIn = (nals: readonly Uint8Array[]): SliceRules | null => {
    const sps = nals.find((nal) => typeOf(nal) === 7)
    return (sps && readAvcSps(sps.subarray(1))?.slices) ?? null
  }
  let rules = rulesIn(sets)
  let group: { readonly at: number; readonly order: number }[] = []
  let [msb, before] = [0, 0]
  const close = (): void => {
    const slots = group.map(({ at }) => times[at] ?? 0)
    group.toSorted((a, b) => a.order - b.order || a.at - b.at).forEach(({ at }, rank) => {
      shown[at] = slots[rank] ?? 0
    })
    group = []
  }
  pictures.forEach((nals, at) => {
    rules = rulesIn(nals) ?? rules
    const slice = nals.find(isSlice)
    const count = slice && rules ? orderCount(slice, rules) : null
    if (!slice || count === null || !rules?.orderBits) {
      close()
      return
    }
    if (typeOf(slice) === 5) {
      close()
      ;[msb, before] = [0, 0]
    }
    const half = 2 ** (rules.orderBits - 1)
    const own = count < before && before - count >= half ? msb + 2 * half : count > before && count - before > half ? msb - 2 * half : msb
    group.push({ at, order: own + count })
    if ((slice[0] ?? 0) & 0x60) [msb, before] = [own, count]
  })
  close()
  return shown
}
