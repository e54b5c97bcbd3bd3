// Reads bits, most significant first; beyond the end everything is zero, and that is noticed.

export interface Bits {
  /** Up to 25 of them, without going on. */
  peek(count: number): number
  skip(count: number): void
  read(count: number): number
  /** In two's complement. */
  signed(count: number): number
  at(): number
  seek(bit: number): void
  readonly length: number
  isOver(): boolean
}

export const makeBits = (bytes: Uint8Array): Bits => {
  let position = 0
  const length = bytes.length * 8
  const peek = (count: number): number => {
    if (count === 0) return 0
    const byte = position >> 3
    const word = (((bytes[byte] ?? 0) << 24) | ((bytes[byte + 1] ?? 0) << 16) | ((bytes[byte + 2] ?? 0) << 8) | (bytes[byte + 3] ?? 0)) << (position & 7)
    return word >>> (32 - count)
  }
  const read = (count: number): number => {
    const value = peek(count)
    position += count
    return value
  }
  return {
    peek,
    read,
    skip: (count) => {
      position += count
    },
    signed: (count) => {
      const value = read(count)
      return value >= 1 << (count - 1) ? value - (1 << count) : value
    },
    at: () => position,
    seek: (bit) => {
      position = bit
    },
    length,
    isOver: () => position > length,
  }
}
