// The RFC 6962 tree against its definition, against public vectors, and its proofs against every small change.

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concat, sha256, toHex } from '../../../../src/core/bytes.ts'
import { appendLeaf, consistencyProof, emptyFrontier, frontierRoot, inclusionProof, isConsistent, isIncluded, treeRoot } from '../../../../src/core/log/merkle.ts'
import { sharedData } from '../../../support/sharedData.ts'

const leavesOf = (count: number): Uint8Array[] => Array.from({ length: count }, (_, index) => sha256(Uint8Array.of(0, index & 255, index >> 8)))

/** RFC 6962 section 2.1, word for word. */
const definition = (leaves: readonly Uint8Array[]): Uint8Array => {
  if (leaves.length === 0) return sha256(new Uint8Array(0))
  if (leaves.length === 1) return leaves[0] as Uint8Array
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return sha256(concat(Uint8Array.of(1), definition(leaves.slice(0, split)), definition(leaves.slice(split))))
}

describe('the tree', () => {
  test('grown leaf by leaf has the root of the definition at every size', () => {
    const leaves = leavesOf(70)
    let frontier = emptyFrontier
    expect(toHex(frontierRoot(frontier))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    for (const [index, leaf] of leaves.entries()) {
      frontier = appendLeaf(frontier, leaf)
      expect(frontier.size).toBe(index + 1)
      expect(toHex(frontierRoot(frontier))).toBe(toHex(definition(leaves.slice(0, index + 1))))
    }
  })

  test('proves every leaf in every small tree, and nothing else', () => {
    for (let size = 1; size <= 20; size += 1) {
      const leaves = leavesOf(size)
      const root = treeRoot(leaves)
      for (const [index, leaf] of leaves.entries()) {
        const proof = inclusionProof(leaves, index)
        expect(isIncluded(index, size, leaf, root, proof)).toBe(true)
        expect(isIncluded(index, size, sha256(leaf), root, proof)).toBe(false)
        expect(isIncluded(index, size, leaf, root, [...proof, leaf])).toBe(false)
        expect(isIncluded(index + 1, size, leaf, root, proof)).toBe(false)
        if (proof.length > 0) expect(isIncluded(index, size, leaf, root, proof.slice(1))).toBe(false)
      }
    }
  })

  test('proves that an earlier tree is its beginning, and refuses another history', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.nat(), fc.nat(), fc.nat({ max: 255 }), (size, first, place, bit) => {
        const leaves = leavesOf(size)
        const from = 1 + (first % size)
        const [fromRoot, root] = [treeRoot(leaves.slice(0, from)), treeRoot(leaves)]
        const proof = consistencyProof(leaves, from)
        expect(isConsistent(from, size, fromRoot, root, proof)).toBe(true)
        expect(isConsistent(from, size, sha256(fromRoot), root, proof)).toBe(false)
        expect(isConsistent(from, size, fromRoot, sha256(root), proof)).toBe(false)
        expect(isConsistent(from, size, fromRoot, root, [...proof, root])).toBe(false)
        if (proof.length > 0) {
          const changed = proof.map((step) => step.slice())
          const step = changed[place % changed.length] as Uint8Array
          step[bit >> 3] = (step[bit >> 3] ?? 0) ^ (1 << (bit & 7))
          expect(isConsistent(from, size, fromRoot, root, changed)).toBe(false)
        }
        const rewritten = leaves.map((leaf, index) => (index === place % from ? sha256(leaf) : leaf))
        expect(isConsistent(from, size, fromRoot, treeRoot(rewritten), consistencyProof(rewritten, from))).toBe(false)
      }),
      { numRuns: 60 },
    )
  })
})

describe('public vectors of RFC 6962 (need the shared corpus)', () => {
  const folder = join(sharedData ?? '', 'vectors/rfc6962-merkle')
  const read = <T>(path: string): T & { wantErr: boolean; proof: string[] | null } => JSON.parse(readFileSync(join(folder, path), 'utf8'))
  const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64 ?? '', 'base64'))

  test.skipIf(!sharedData)('inclusion', () => {
    const paths = globSync('inclusion/**/*.json', { cwd: folder })
    expect(paths.length).toBeGreaterThan(40)
    for (const path of paths) {
      const { leafIdx, treeSize, leafHash, root, proof, wantErr } = read<{ leafIdx: number; treeSize: number; leafHash: string; root: string }>(path)
      expect(isIncluded(leafIdx, treeSize, bytes(leafHash), bytes(root), (proof ?? []).map(bytes)), path).toBe(!wantErr)
    }
  })

  test.skipIf(!sharedData)('consistency', () => {
    const paths = globSync('consistency/**/*.json', { cwd: folder })
    expect(paths.length).toBeGreaterThan(40)
    for (const path of paths) {
      const { size1, size2, root1, root2, proof, wantErr } = read<{ size1: number; size2: number; root1: string; root2: string }>(path)
      expect(isConsistent(size1, size2, bytes(root1), bytes(root2), (proof ?? []).map(bytes)), path).toBe(!wantErr)
    }
  })
})
