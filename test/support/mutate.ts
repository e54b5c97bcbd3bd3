// Damages a file the same way for the same seed.

/** xorshift32. */
const makeChance = (seed: number): ((below: number) => number) => {
  let x = seed | 1
  return (below) => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) % below
  }
}

/** Header fields are what hurts: half of the changes fall into the first or last 4 KiB. */
const place = (chance: (below: number) => number, length: number): number =>
  [() => chance(Math.min(4096, length)), () => length - 1 - chance(Math.min(4096, length)), () => chance(length), () => chance(length)][chance(4)]!()

export const mutate = (original: Uint8Array, seed: number): Uint8Array => {
  const chance = makeChance(seed * 2654435761)
  let bytes = original.slice()
  for (let change = 1 + chance(6); change > 0; change--) {
    const at = place(chance, bytes.length)
    switch (chance(7)) {
      case 0: bytes[at] = chance(256); break
      case 1: bytes[at] = bytes[at]! ^ (1 << chance(8)); break
      case 2: bytes.set([0xff, 0xff, 0xff, 0xff].slice(0, bytes.length - at), at); break
      case 3: bytes.set([0, 0, 0, 0].slice(0, bytes.length - at), at); break
      case 4: bytes.set([0x7f, 0xff, 0xff, 0xff].slice(0, bytes.length - at), at); break
      case 5: bytes.copyWithin(at, chance(bytes.length), chance(bytes.length)); break
      default: if (bytes.length > 2000) bytes = bytes.slice(0, 1000 + chance(bytes.length - 1000))
    }
  }
  return bytes
}
