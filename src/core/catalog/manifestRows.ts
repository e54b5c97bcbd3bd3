// The rows of a manifest as leaves of a tree, so that a party can be shown the row of one Recording and of nothing else.

import { decode, encode } from 'cborg'
import { concat, equal, sha256 } from '../bytes.ts'
import type { Bytes } from '../ids.ts'
import { inclusionProof, isIncluded, treeRoot } from '../log/merkle.ts'
import { compareText } from './compareText.ts'
import { rowToValues, valuesToRow, type ManifestRow } from './manifest.ts'

/** One row, and what leads from it to the root. */
export interface ShownRow {
  readonly bytes: Bytes
  readonly index: number
  readonly count: number
  readonly proof: readonly Bytes[]
}

/** RFC 6962 over the rows' encodings, in the manifest's own order. */
export const manifestRowsRoot = (rows: readonly ManifestRow[]): Bytes => treeRoot(leavesOf(rows))

/** Null where no row is of that content. Of several paths the first. */
export const showRow = (rows: readonly ManifestRow[], recording: string): ShownRow | null => {
  const sorted = inOrder(rows)
  const index = sorted.findIndex(({ content }) => content?.recordingId === recording)
  const row = sorted[index]
  return row ? { bytes: encodeRow(row), index, count: sorted.length, proof: inclusionProof(leavesOf(rows), index).map((step) => new Uint8Array(step)) } : null
}

/** Null for bytes that are no row, or not in the tree of that root. */
export const readShownRow = ({ bytes, index, count, proof }: ShownRow, root: Uint8Array): ManifestRow | null => {
  if (!isIncluded(index, count, leafOf(bytes), root, proof)) return null
  try {
    const row = valuesToRow(decode(bytes, { strict: true }))
    return row && equal(encodeRow(row), bytes) ? row : null
  } catch {
    return null
  }
}

/** SHA-256(0x00 || the row's encoding). */
export const manifestLeaf = (row: ManifestRow): Bytes => leafOf(encodeRow(row))

const inOrder = (rows: readonly ManifestRow[]): readonly ManifestRow[] => rows.toSorted((a, b) => compareText(a.path, b.path))
const encodeRow = (row: ManifestRow): Bytes => new Uint8Array(encode(rowToValues(row)))
const leafOf = (row: Uint8Array): Bytes => sha256(concat(leafByte, row))
const leavesOf = (rows: readonly ManifestRow[]): readonly Bytes[] => inOrder(rows).map(manifestLeaf)
const leafByte = Uint8Array.of(0)
