// The frames that lie in one Matroska block (RFC 9559 §10.3): sound written by merging programs often has several.

/** EBML number at `at`, and how long it is; null where none fits. */
const vint = (bytes: Uint8Array, at: number): { readonly value: number; readonly length: number } | null => {
  const length = Math.clz32(bytes[at] ?? 0) - 23
  if (length > 8 || at + length > bytes.length) return null
  let value = (bytes[at] ?? 0) & (0xff >> length)
  for (const byte of bytes.subarray(at + 1, at + length)) value = value * 256 + byte
  return { value, length }
}

const sizesOf = (bytes: Uint8Array, lacing: number, count: number): { readonly sizes: readonly number[]; readonly from: number } | null => {
  const sizes: number[] = []
  let at = 1
  if (lacing === FIXED) {
    const each = (bytes.length - at) / count
    return Number.isInteger(each) ? { sizes: Array<number>(count - 1).fill(each), from: at } : null
  }
  while (sizes.length < count - 1) {
    if (lacing === XIPH) {
      let size = 0
      for (; bytes[at] === 255; at++) size += 255
      sizes.push(size + (bytes[at++] ?? 0))
    } else {
      const read = vint(bytes, at)
      if (!read) return null
      // The first is a size, the others are differences, counted from the middle of what their bytes can hold.
      sizes.push(sizes.length === 0 ? read.value : (sizes.at(-1) ?? 0) + read.value - (2 ** (7 * read.length - 1) - 1))
      at += read.length
    }
    if (at > bytes.length || (sizes.at(-1) ?? -1) < 0) return null
  }
  return { sizes, from: at }
}

const XIPH = 1
const FIXED = 2

/** `bytes`: what follows a block's flags; `lacing`: bits 1 and 2 of these. Null where the sizes do not fit. */
export const framesOf = (bytes: Uint8Array, lacing: number): readonly Uint8Array[] | null => {
  if (lacing === 0) return [bytes]
  const count = (bytes[0] ?? 0) + 1
  const found = bytes.length > 0 ? sizesOf(bytes, lacing, count) : null
  if (!found) return null
  const frames: Uint8Array[] = []
  let at = found.from
  for (const size of found.sizes) {
    frames.push(bytes.subarray(at, at + size))
    at += size
  }
  return at <= bytes.length ? [...frames, bytes.subarray(at)] : null
}
