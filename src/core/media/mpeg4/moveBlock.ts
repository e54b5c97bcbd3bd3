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
  const [left, top] = [x + (h >> 1), y + (v >> 1)]
  let [source, at, step] = [from, base + top * stride + left, stride]
  if (left < 0 || top < 0 || left + across + 1 > width || top + rows + 1 > height) {
    fetchOutside(from, base, stride, width, height, left, top, across + 1, rows + 1)
    ;[source, at, step] = [outside, 0, LARGEST]
  }
  const kind = (h & 1) | ((v & 1) << 1)
  const [one, two] = [1 - rounding, 2 - rounding]
  for (let row = 0; row < rows; row++) {
    let [s, d] = [at + row * step, toAt + row * stride]
    const end = d + across
    if (mixes) {
      if (kind === 0) for (; d < end; s++, d++) to[d] = (to[d]! + source[s]! + 1) >> 1
      else if (kind === 1) for (; d < end; s++, d++) to[d] = (to[d]! + ((source[s]! + source[s + 1]! + one) >> 1) + 1) >> 1
      else if (kind === 2) for (; d < end; s++, d++) to[d] = (to[d]! + ((source[s]! + source[s + step]! + one) >> 1) + 1) >> 1
      else for (; d < end; s++, d++) to[d] = (to[d]! + ((source[s]! + source[s + 1]! + source[s + step]! + source[s + step + 1]! + two) >> 2) + 1) >> 1
    } else if (kind === 0) for (; d < end; s++, d++) to[d] = source[s]!
    else if (kind === 1) for (; d < end; s++, d++) to[d] = (source[s]! + source[s + 1]! + one) >> 1
    else if (kind === 2) for (; d < end; s++, d++) to[d] = (source[s]! + source[s + step]! + one) >> 1
    else for (; d < end; s++, d++) to[d] = (source[s]! + source[s + 1]! + source[s + step]! + source[s + step + 1]! + two) >> 2
  }
}
