// The inverse transform of 8 × 8 coefficients (ISO/IEC 14496-2 annex A.3), in whole numbers.

/** cos(i · π / 16) · √2 · 2^14. */
const [W1, W2, W3, W4, W5, W6, W7] = [22725, 21407, 19266, 16383, 12873, 8867, 4520] as const
const ROW_SHIFT = 11
const COLUMN_SHIFT = 20

/** `rounding`: added to the first coefficient's product. */
const passes = (block: Int32Array, at: number, step: number, shift: number, rounding: number): void => {
  const x0 = block[at]!
  const x1 = block[at + step]!
  const x2 = block[at + 2 * step]!
  const x3 = block[at + 3 * step]!
  const x4 = block[at + 4 * step]!
  const x5 = block[at + 5 * step]!
  const x6 = block[at + 6 * step]!
  const x7 = block[at + 7 * step]!
  const base = W4 * x0 + rounding
  const a0 = base + W4 * x4 + W2 * x2 + W6 * x6
  const a1 = base - W4 * x4 + W6 * x2 - W2 * x6
  const a2 = base - W4 * x4 - W6 * x2 + W2 * x6
  const a3 = base + W4 * x4 - W2 * x2 - W6 * x6
  const b0 = W1 * x1 + W3 * x3 + W5 * x5 + W7 * x7
  const b1 = W3 * x1 - W7 * x3 - W1 * x5 - W5 * x7
  const b2 = W5 * x1 - W1 * x3 + W7 * x5 + W3 * x7
  const b3 = W7 * x1 - W5 * x3 + W3 * x5 - W1 * x7
  block[at] = (a0 + b0) >> shift
  block[at + 7 * step] = (a0 - b0) >> shift
  block[at + step] = (a1 + b1) >> shift
  block[at + 6 * step] = (a1 - b1) >> shift
  block[at + 2 * step] = (a2 + b2) >> shift
  block[at + 5 * step] = (a2 - b2) >> shift
  block[at + 3 * step] = (a3 + b3) >> shift
  block[at + 4 * step] = (a3 - b3) >> shift
}

const isFlat = (block: Int32Array, row: number): boolean => {
  for (let i = row + 1; i < row + 8; i++) if (block[i] !== 0) return false
  return true
}

/** In place. */
export const inverse = (block: Int32Array): void => {
  for (let row = 0; row < 64; row += 8) {
    if (isFlat(block, row)) block.fill(block[row]! * 8, row, row + 8)
    else passes(block, row, 1, ROW_SHIFT, 1 << (ROW_SHIFT - 1))
  }
  // A whole number of the first coefficient's steps: so it is one product.
  for (let column = 0; column < 8; column++) passes(block, column, 8, COLUMN_SHIFT, W4 * Math.floor((1 << (COLUMN_SHIFT - 1)) / W4))
}

const clip = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value)

/** Writes what came out, or adds it to what was predicted. */
export const put = (block: Int32Array, plane: Uint8Array, at: number, stride: number, adds: boolean): void => {
  for (let y = 0, i = 0; y < 8; y++) {
    const row = at + y * stride
    for (let x = 0; x < 8; x++, i++) plane[row + x] = clip(adds ? plane[row + x]! + block[i]! : block[i]!)
  }
}
