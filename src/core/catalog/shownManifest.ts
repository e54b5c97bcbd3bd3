// A manifest of which some rows are withheld (article 19): of these there are the leaves only, so that the others are still proven by the root of all rows.

import { decode, encode } from 'cborg'
import { equal, fromHex, toHex } from '../bytes.ts'
import { driveId, type Bytes } from '../ids.ts'
import { treeRoot } from '../log/merkle.ts'
import { err, ok, type Result } from '../result.ts'
import type { TrustError } from '../errors.ts'
import { compareText } from './compareText.ts'
import { MAX_MANIFEST_BYTES, rowToValues, valuesToRow, type Manifest, type ManifestRow } from './manifest.ts'
import { manifestLeaf } from './manifestRows.ts'

const FORMAT = 'fieldreel/manifest-shown/v1'

/** CBOR [format, drive, rows] with rows as in a manifest, or the 32 bytes of the leaf of one that is withheld; in the manifest's order. */
export const withholdRows = ({ driveId: drive, rows }: Manifest, isWithheld: (row: ManifestRow) => boolean): Bytes =>
  new Uint8Array(encode([FORMAT, fromHex(drive), rows.toSorted((a, b) => compareText(a.path, b.path)).map((row) => (isWithheld(row) ? manifestLeaf(row) : rowToValues(row)))]))

/** The rows that are shown, when all together have the root that the log names for this manifest. */
export const readShownManifest = (bytes: Uint8Array, rowsRoot: Uint8Array): Result<Manifest, TrustError> => {
  const refuse = (detail: string): Result<never, TrustError> => err({ type: 'FileNotRecognised', detail: `shown manifest: ${detail}` })
  if (bytes.length > MAX_MANIFEST_BYTES) return refuse('size')
  try {
    const value: unknown = decode(bytes, { strict: true })
    if (!Array.isArray(value) || value.length !== 3 || value[0] !== FORMAT) return refuse('format')
    const [, drive, list] = value as readonly unknown[]
    if (!(drive instanceof Uint8Array) || drive.length !== 16 || !Array.isArray(list)) return refuse('drive')
    const leaves: Uint8Array[] = []
    const rows: ManifestRow[] = []
    for (const one of list as readonly unknown[]) {
      if (one instanceof Uint8Array && one.length === 32) {
        leaves.push(one)
        continue
      }
      const row = valuesToRow(one)
      if (!row) return refuse(`row ${leaves.length}`)
      rows.push(row)
      leaves.push(manifestLeaf(row))
    }
    return equal(treeRoot(leaves.map((leaf) => new Uint8Array(leaf))), rowsRoot) ? ok({ driveId: driveId(toHex(drive)), rows }) : refuse('root')
  } catch (cause) {
    return refuse(cause instanceof Error ? cause.message : String(cause))
  }
}
