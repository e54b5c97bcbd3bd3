// Copies a block of one plane, moved by half pixels, into another; the plane's edges go on for ever (ISO/IEC 14496-2 §7.6.2, ISO/IEC 13818-2 §7.6.4).

const LARGEST = 17
const outside = new Uint8Array(LARGEST * LARGEST)

/** The part of a plane that a moved block needs, where it is partly outside. */
const fetchOutside = (plane: Uint8Array, base: number, stride: number, width: number, height: number, left: number, top: number, across: number, rows: number): void => {
  for (let y = 0; y < rows; y++) {
    const row = base + Math.min(Math.max(top + y, 0), height - 1) * stride
    for (let x = 0; x < across; x++) outside[y * LARGEST + x] = plane[row + Math.min(Math.max(left + x, 0), width - 1)]!
  }
}

/**
 * `toAt`: its first pixel in `to`. `base`: of the plane's first pixel in `from`. `stride`: of both. `x`, `y`: where the block lies in the plane.
 * `h`, `v`: half pixels. `rounding`: 1 rounds down. `mixes`: half of what stands there, half of the block.
 */
export const moveBlock = (
  to: Uint8Array, toAt: number, from: Uint8Array, base: number, stride: number, width: number, height: number,
  x: number, y: number, across: number, rows: number, h: number, v: number, rounding: number, mixes: boolean,
): void => {
  const left = x + (h >> 1)
  const top = y + (v >> 1)
  let source = from
  let at = base + top * stride + left
  let step = stride
  if (left < 0 || top < 0 || left + across + 1 > width || top + rows + 1 > height) {
    fetchOutside(from, base, stride, width, height, left, top, across + 1, rows + 1)
    source = outside
    at = 0
    step = LARGEST
  }
  const kind = (h & 1) | ((v & 1) << 1)
  const one = 1 - rounding
  const two = 2 - rounding
  for (let row = 0, s = at, d = toAt; row < rows; row++, s += step, d += stride) {
    if (kind === 0) {
      if (mixes) for (let i = 0; i < across; i++) to[d + i] = (to[d + i]! + source[s + i]! + 1) >> 1
      else for (let i = 0; i < across; i++) to[d + i] = source[s + i]!
    } else if (kind === 3) {
      const below = s + step
      let now = source[s]! + source[below]! + two
      for (let i = 0; i < across; i++) {
        const next = source[s + i + 1]! + source[below + i + 1]!
        to[d + i] = mixes ? (to[d + i]! + ((now + next) >> 2) + 1) >> 1 : (now + next) >> 2
        now = next + two
      }
    } else {
      const other = kind === 1 ? s + 1 : s + step
      if (mixes) for (let i = 0; i < across; i++) to[d + i] = (to[d + i]! + ((source[s + i]! + source[other + i]! + one) >> 1) + 1) >> 1
      else for (let i = 0; i < across; i++) to[d + i] = (source[s + i]! + source[other + i]! + one) >> 1
    }
  }
}
