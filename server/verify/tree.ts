// The verifier's own RFC 6962 tree: subtree hashes by height, like the digits of a binary counter.

import { hash } from 'node:crypto'

export interface Tree {
  readonly size: number
  add(leaf: Uint8Array): void
  /** Hex. */
  root(): string
}

const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => hash('sha256', Buffer.concat(parts), 'buffer')

export const leafHash = (bytes: Uint8Array): Uint8Array => sha256(Uint8Array.of(0), bytes)

export const makeTree = (): Tree => {
  /** At height h the hash of a whole subtree of 2^h leaves, or null. */
  const digits: (Uint8Array | null)[] = []
  let size = 0
  return {
    get size() {
      return size
    },
    add: (leaf) => {
      let carried = leaf
      let height = 0
      for (let digit = digits[height]; digit; digit = digits[height]) {
        carried = sha256(Uint8Array.of(1), digit, carried)
        digits[height] = null
        height += 1
      }
      digits[height] = carried
      size += 1
    },
    root: () => {
      let root: Uint8Array | null = null
      for (const digit of digits) if (digit) root = root ? sha256(Uint8Array.of(1), digit, root) : digit
      return Buffer.from(root ?? sha256()).toString('hex')
    },
  }
}
