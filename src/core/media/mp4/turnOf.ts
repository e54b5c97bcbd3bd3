// How far a track's matrix turns its pictures (ISO/IEC 14496-12 §8.3.2): what a player does with them.

/** Clockwise degrees, by quarters; NaN for a picture that is mirrored or turned by anything else. `matrix`: the 36 bytes of `tkhd`. */
export const turnOf = (matrix: Uint8Array): number => {
  const view = new DataView(matrix.buffer, matrix.byteOffset, matrix.byteLength)
  const [a, b, c, d] = [0, 4, 12, 16].map((at) => Math.sign(view.getInt32(at))) as [number, number, number, number]
  const quarter = [[1, 0, 0, 1], [0, 1, -1, 0], [-1, 0, 0, -1], [0, -1, 1, 0]].findIndex(([p, q, r, s]) => a === p && b === q && c === r && d === s)
  return quarter < 0 ? Number.NaN : quarter * 90
}
