// What a picture's macroblocks tell their neighbours: vectors, first coefficients and the edges of blocks (ISO/IEC 14496-2 §7.4.3, §7.6.5).

/** Of one picture; blocks of 8 × 8, luma first, in rows. */
export interface Neighbours {
  readonly across: number
  readonly down: number
  /** Number of the packet a macroblock came in; -1: not yet. */
  readonly packets: Int32Array
  readonly quants: Uint8Array
  /** 1: nothing was coded for it. */
  readonly skips: Uint8Array
  /** Two for each luma block, in half pixels. */
  readonly vectors: Int16Array
  /** By plane. */
  readonly firsts: readonly Int16Array[]
  /** By plane, 16 for each block: its first row, then its first column. */
  readonly edges: readonly Int16Array[]
}

/** What a block outside counts as: half of all. */
const NO_FIRST = 1024

export const makeNeighbours = (across: number, down: number): Neighbours => {
  const sizes = [across * down * 4, across * down, across * down]
  return {
    across,
    down,
    packets: new Int32Array(across * down).fill(-1),
    quants: new Uint8Array(across * down),
    skips: new Uint8Array(across * down),
    vectors: new Int16Array(across * down * 8),
    firsts: sizes.map((size) => new Int16Array(size).fill(NO_FIRST)),
    edges: sizes.map((size) => new Int16Array(size * 16)),
  }
}

export const forget = ({ packets, skips, vectors, firsts, edges }: Neighbours): void => {
  packets.fill(-1)
  skips.fill(0)
  vectors.fill(0)
  for (const plane of firsts) plane.fill(NO_FIRST)
  for (const plane of edges) plane.fill(0)
}

/** Where block 0 to 5 of a macroblock stands: plane, index, width of the plane in blocks. */
export const placeOf = ({ across }: Neighbours, mx: number, my: number, block: number): { readonly plane: number; readonly index: number; readonly width: number } =>
  block < 4 ? { plane: 0, index: (2 * my + (block >> 1)) * 2 * across + 2 * mx + (block & 1), width: 2 * across } : { plane: block - 3, index: my * across + mx, width: across }

const isIn = ({ packets, across, down }: Neighbours, mx: number, my: number, packet: number): boolean => mx >= 0 && my >= 0 && mx < across && my < down && packets[my * across + mx] === packet

const median = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))

/** Of the three: macroblock to the left or right, above or below, and the block in it. */
const candidates: readonly (readonly (readonly [dx: number, dy: number, block: number])[])[] = [
  [[-1, 0, 1], [0, -1, 2], [1, -1, 2]],
  [[0, 0, 0], [0, -1, 3], [1, -1, 2]],
  [[-1, 0, 3], [0, 0, 0], [0, 0, 1]],
  [[0, 0, 2], [0, 0, 0], [0, 0, 1]],
]

const [near, horizontal, vertical] = [new Uint8Array(3), new Int16Array(3), new Int16Array(3)]
export const vector = new Int16Array(2)

/** The vector a block's own is told from, into `vector`. Of three neighbours one outside counts as zero; two are taken for the third. */
export const predictVector = (neighbours: Neighbours, mx: number, my: number, block: number, packet: number): void => {
  const { across, vectors } = neighbours
  let [count, only] = [0, 0]
  for (let i = 0; i < 3; i++) {
    const [dx, dy, other] = candidates[block]![i]!
    near[i] = (dx === 0 && dy === 0) || isIn(neighbours, mx + dx, my + dy, packet) ? 1 : 0
    const at = 2 * ((2 * (my + dy) + (other >> 1)) * 2 * across + 2 * (mx + dx) + (other & 1))
    horizontal[i] = near[i] ? vectors[at]! : 0
    vertical[i] = near[i] ? vectors[at + 1]! : 0
    if (near[i]) {
      count++
      only = i
    }
  }
  vector[0] = count === 1 ? horizontal[only]! : median(horizontal[0]!, horizontal[1]!, horizontal[2]!)
  vector[1] = count === 1 ? vertical[only]! : median(vertical[0]!, vertical[1]!, vertical[2]!)
}

export interface FirstPrediction {
  /** The first coefficient, before its quantiser. */
  readonly first: number
  /** Whether it is like the block above; else like the one to the left. */
  readonly fromAbove: boolean
  /** Index of that block in its plane, and the quantiser of its macroblock; null: outside. */
  readonly like: { readonly index: number; readonly quant: number } | null
}

/** Left, above it, above. */
const sides: readonly (readonly (readonly [dx: number, dy: number])[])[] = [
  [[-1, 0], [-1, -1], [0, -1]],
  [[0, 0], [0, -1], [0, -1]],
  [[-1, 0], [-1, 0], [0, 0]],
  [[0, 0], [0, 0], [0, 0]],
  [[-1, 0], [-1, -1], [0, -1]],
  [[-1, 0], [-1, -1], [0, -1]],
]

export const predictFirst = (neighbours: Neighbours, mx: number, my: number, block: number, packet: number): FirstPrediction => {
  const { plane, index, width } = placeOf(neighbours, mx, my, block)
  const firsts = neighbours.firsts[plane]!
  const inside = sides[block]!.map(([dx, dy]) => (dx === 0 && dy === 0) || isIn(neighbours, mx + dx, my + dy, packet))
  const [left, corner, above] = [index - 1, index - width - 1, index - width].map((at, i) => (inside[i] ? firsts[at]! : NO_FIRST)) as [number, number, number]
  const fromAbove = Math.abs(left - corner) < Math.abs(corner - above)
  const side = fromAbove ? 2 : 0
  const [dx, dy] = sides[block]![side]!
  return {
    first: fromAbove ? above : left,
    fromAbove,
    like: inside[side] ? { index: fromAbove ? index - width : index - 1, quant: neighbours.quants[(my + dy) * neighbours.across + mx + dx]! } : null,
  }
}

/** Two numbers for each of a macroblock's four luma blocks. */
export const vectorsAt = ({ vectors, across }: Neighbours, mx: number, my: number, out: Int16Array): void => {
  for (let number = 0; number < 4; number++) {
    const from = 2 * ((2 * my + (number >> 1)) * 2 * across + 2 * mx + (number & 1))
    out[2 * number] = vectors[from]!
    out[2 * number + 1] = vectors[from + 1]!
  }
}
