// Whether a film in MPEG-1 or MPEG-2 is coded with what is decoded here, and what its samples are: told by their heads.

import type { SampleEntry } from '../mp4/sampleEntry.ts'
import { NotDecoded, startCodes } from '../mpeg4/headers.ts'
import { checkedSequence, FRAME, makeHeads, PICTURE, readHead } from './headers.ts'

/** `pictures`: the first ones, or their heads. null: it is. */
export const whyMpeg2NotDecoded = ({ config }: Pick<SampleEntry, 'config'>, pictures: readonly Uint8Array[]): string | null => {
  const heads = makeHeads()
  try {
    for (const head of config ? [config, ...pictures] : pictures) for (const at of startCodes(head)) readHead(heads, head, at)
    return checkedSequence(heads) ? null : 'no layer'
  } catch (thrown) {
    if (thrown instanceof NotDecoded) return thrown.message
    throw thrown
  }
}

const typeOf = (unit: Uint8Array): number => ((unit[2] ?? 0) >> 3) & 7

/** Of a picture given unit by unit, as nalsIn has them. */
export const isMpeg2Key = (units: readonly Uint8Array[]): boolean => {
  const first = units.find((unit) => unit[0] === PICTURE)
  return first !== undefined && typeOf(first) === 1
}

/** One field of a picture, the other not with it. */
const isHalf = (bytes: Uint8Array): boolean => {
  const heads = makeHeads()
  let fields = 0
  for (const at of startCodes(bytes)) {
    const kind = (bytes[at] ?? 0) > 0 && (bytes[at] ?? 0) < 0xb0 ? 'slice' : readHead(heads, bytes, at)
    if (kind === 'slice' && heads.picture) {
      if (heads.picture.structure === FRAME) return false
      fields++
      heads.picture = null
    }
  }
  return fields % 2 === 1
}

/** Where containers keep the two fields of a picture apart, they are put together, at the time of the first. */
export const joinedFields = <T extends { readonly bytes: Uint8Array }>(coded: readonly T[]): readonly T[] => {
  const joined: T[] = []
  let waits = false
  for (const one of coded) {
    const first = joined.at(-1)
    if (waits && first && isHalf(one.bytes)) {
      const bytes = new Uint8Array(first.bytes.length + one.bytes.length)
      bytes.set(first.bytes)
      bytes.set(one.bytes, first.bytes.length)
      joined[joined.length - 1] = { ...first, bytes }
      waits = false
      continue
    }
    joined.push(one)
    waits = isHalf(one.bytes)
  }
  return joined
}
