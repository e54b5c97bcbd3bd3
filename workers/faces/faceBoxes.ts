// From what the detector says of each place of its grid to faces: BlazeFace, full range, one anchor in each of 48 × 48 cells.

/** Parts of the square that was looked at, 0 to 1; may reach over its edge. */
export interface Face {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** 0 to 1. */
  readonly score: number
}

const CELLS = 48
/** Numbers for each cell: centre, size, and six points of the face that are not used. */
const NUMBERS = 16
const INPUT = 192
/** As the model's own graph has it. */
export const leastScore = 0.6
const OVERLAP = 0.3

export const faceBoxes = (regressors: Float32Array, scores: Float32Array): readonly Face[] => {
  const found: Face[] = []
  for (let cell = 0; cell < CELLS * CELLS; cell += 1) {
    const score = 1 / (1 + Math.exp(-(scores[cell] ?? -100)))
    if (score < leastScore) continue
    const [dx, dy, width, height] = Array.from({ length: 4 }, (_, n) => (regressors[cell * NUMBERS + n] ?? 0) / INPUT) as [number, number, number, number]
    const [x, y] = [((cell % CELLS) + 0.5) / CELLS + dx, (Math.floor(cell / CELLS) + 0.5) / CELLS + dy]
    found.push({ x: x - width / 2, y: y - height / 2, width, height, score })
  }
  return distinct(found)
}

/** Of faces that lie over each other the surest. */
export const distinct = (faces: readonly Face[]): readonly Face[] => {
  const kept: Face[] = []
  for (const face of faces.toSorted((a, b) => b.score - a.score)) if (kept.every((other) => shared(face, other) < OVERLAP)) kept.push(face)
  return kept
}

/** What two have in common, of what they cover together, or of the smaller where that lies inside the other. */
const shared = (a: Face, b: Face): number => {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  if (across <= 0 || down <= 0) return 0
  const both = across * down
  const [one, other] = [a.width * a.height, b.width * b.height]
  return Math.max(both / (one + other - both), both / Math.min(one, other) > 0.7 ? 1 : 0)
}
