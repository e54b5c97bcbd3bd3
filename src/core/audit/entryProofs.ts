// Proofs that cited Entries stand in a Log (RFC 6962): many of one tree, whose nodes are hashed once.

import { fromHex, sha256, toHex } from '../bytes.ts'

/** Inclusion proofs of one tree, deepest first, hex. */
export const makeProver = (leaves: readonly string[]): ((index: number) => readonly string[]) => {
  const known = new Map<string, Uint8Array>()
  const rootOf = (from: number, to: number): Uint8Array => {
    if (to - from === 1) return fromHex(leaves[from] ?? '')
    const key = `${from} ${to}`
    const had = known.get(key)
    if (had) return had
    const split = from + largestPowerBelow(to - from)
    const made = sha256(nodeByte, rootOf(from, split), rootOf(split, to))
    known.set(key, made)
    return made
  }
  const prove = (index: number, from: number, to: number): readonly string[] => {
    if (to - from <= 1) return []
    const split = from + largestPowerBelow(to - from)
    return index < split ? [...prove(index, from, split), toHex(rootOf(split, to))] : [...prove(index, split, to), toHex(rootOf(from, split))]
  }
  return (index) => prove(index, 0, leaves.length)
}

const nodeByte = Uint8Array.of(1)
const largestPowerBelow = (size: number): number => 2 ** Math.floor(Math.log2(size - 1))
