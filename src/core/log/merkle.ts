// The RFC 6962 tree over leaf hashes: growing it, its root, and proofs that a leaf or an earlier tree is in it.

import { concat, equal, sha256 } from '../bytes.ts'
import type { Bytes } from '../ids.ts'

type Hash = Uint8Array

/** What a tree needs to grow: the roots of its whole subtrees, largest first (at most 53). */
export interface Frontier {
  readonly size: number
  readonly peaks: readonly Hash[]
}

export const emptyFrontier: Frontier = { size: 0, peaks: [] }

/** O(log n): one leaf more. */
export const appendLeaf = (frontier: Frontier, leaf: Hash): Frontier => {
  const peaks = [...frontier.peaks]
  let node: Hash = leaf
  for (let size = frontier.size; size % 2 === 1; size = Math.floor(size / 2)) node = hashNodes(peaks.pop() ?? node, node)
  return { size: frontier.size + 1, peaks: [...peaks, node] }
}

/** Of an empty tree SHA-256 of nothing (RFC 6962 section 2.1). */
export const frontierRoot = ({ peaks }: Frontier): Bytes => {
  const last = peaks.at(-1)
  return last ? new Uint8Array(peaks.slice(0, -1).reduceRight((right, left) => hashNodes(left, right), last)) : sha256(new Uint8Array(0))
}

export const treeRoot = (leaves: readonly Hash[]): Bytes => frontierRoot(leaves.reduce(appendLeaf, emptyFrontier))

/** RFC 6962 section 2.1.1, deepest first. Needs 0 ≤ index < leaves.length. */
export const inclusionProof = (leaves: readonly Hash[], index: number): readonly Hash[] => {
  if (leaves.length <= 1) return []
  const split = largestPowerBelow(leaves.length)
  return index < split
    ? [...inclusionProof(leaves.slice(0, split), index), treeRoot(leaves.slice(split))]
    : [...inclusionProof(leaves.slice(split), index - split), treeRoot(leaves.slice(0, split))]
}

/** RFC 6962 section 2.1.2: that the first `from` leaves are the tree of that size. Empty for 0 and for the same size. */
export const consistencyProof = (leaves: readonly Hash[], from: number): readonly Hash[] => (from === 0 || from === leaves.length ? [] : subProof(leaves, from, true))

/** RFC 9162 section 2.1.3.2. */
export const isIncluded = (index: number, size: number, leaf: Hash, root: Hash, proof: readonly Hash[]): boolean => {
  if (!isSize(index) || !isSize(size) || index >= size) return false
  let [node, last] = [index, size - 1]
  let hash = leaf
  for (const step of proof) {
    if (last === 0 || step.length !== 32) return false
    if (node % 2 === 1 || node === last) {
      hash = hashNodes(step, hash)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      hash = hashNodes(hash, step)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && equal(hash, root)
}

/** RFC 9162 section 2.1.4.2; an empty tree is consistent with every other. */
export const isConsistent = (from: number, to: number, fromRoot: Hash, toRoot: Hash, proof: readonly Hash[]): boolean => {
  if (!isSize(from) || !isSize(to) || from > to) return false
  if (from === to) return proof.length === 0 && equal(fromRoot, toRoot)
  if (from === 0) return proof.length === 0 && equal(fromRoot, treeRoot([]))
  let [node, last] = [from - 1, to - 1]
  while (node % 2 === 1) [node, last] = [half(node), half(last)]
  const steps = node === 0 ? [fromRoot, ...proof] : proof
  const [first, ...rest] = steps
  if (!first || first.length !== 32) return false
  let [earlier, later] = [first, first]
  for (const step of rest) {
    if (last === 0 || step.length !== 32) return false
    if (node % 2 === 1 || node === last) {
      ;[earlier, later] = [hashNodes(step, earlier), hashNodes(step, later)]
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      later = hashNodes(later, step)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && equal(earlier, fromRoot) && equal(later, toRoot)
}

const subProof = (leaves: readonly Hash[], from: number, whole: boolean): readonly Hash[] => {
  if (from === leaves.length) return whole ? [] : [treeRoot(leaves)]
  const split = largestPowerBelow(leaves.length)
  return from <= split
    ? [...subProof(leaves.slice(0, split), from, whole), treeRoot(leaves.slice(split))]
    : [...subProof(leaves.slice(split), from - split, false), treeRoot(leaves.slice(0, split))]
}

const hashNodes = (left: Hash, right: Hash): Bytes => sha256(concat(nodeByte, left, right))
/** The largest power of two smaller than `size`, for size ≥ 2. */
const largestPowerBelow = (size: number): number => 2 ** Math.floor(Math.log2(size - 1))
const half = (value: number): number => Math.floor(value / 2)
const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0
const nodeByte = Uint8Array.of(1)
