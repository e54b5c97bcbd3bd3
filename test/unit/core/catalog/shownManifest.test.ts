// A manifest with rows withheld: what is shown is proven by the root of all rows, and what is not shown is not in it.

import { decode, encode } from 'cborg'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ManifestRow } from '../../../../src/core/catalog/manifest.ts'
import { manifestRowsRoot } from '../../../../src/core/catalog/manifestRows.ts'
import { readShownManifest, withholdRows } from '../../../../src/core/catalog/shownManifest.ts'
import { driveId } from '../../../../src/core/ids.ts'

const drive = driveId('0f'.repeat(16))
const rows: readonly ManifestRow[] = Array.from({ length: 9 }, (_, n) => ({ path: `20260401/录像-${n}.MP4`, size: 1_000 + n, mtime: n, content: null }))

test('whichever rows are withheld, the others come back and nothing tells of those', () => {
  fc.assert(
    fc.property(fc.subarray([...rows.keys()]), (withheld) => {
      const bytes = withholdRows({ driveId: drive, rows: rows.toReversed() }, ({ mtime }) => withheld.includes(mtime))
      const back = readShownManifest(bytes, manifestRowsRoot(rows))
      expect(back.ok && back.value).toEqual({ driveId: drive, rows: rows.filter(({ mtime }) => !withheld.includes(mtime)) })
      for (const n of withheld) expect(Buffer.from(bytes).includes(Buffer.from(`录像-${n}`))).toBe(false)
    }),
  )
})

test('a row that was changed, put in or left out is refused', () => {
  const bytes = withholdRows({ driveId: drive, rows }, ({ mtime }) => mtime === 4)
  const root = manifestRowsRoot(rows)
  const refused = (change: (list: unknown[]) => unknown[]): boolean => {
    const [format, id, list] = decode(bytes) as [string, Uint8Array, unknown[]]
    return !readShownManifest(new Uint8Array(encode([format, id, change(list)])), root).ok
  }
  expect(refused((list) => list)).toBe(false)
  expect(refused((list) => list.slice(1))).toBe(true)
  expect(refused((list) => [...list, ['z', 1, 1, null]])).toBe(true)
  expect(refused((list) => [['20260401/录像-0.MP4', 9_999, 0, null], ...list.slice(1)])).toBe(true)
  expect(refused((list) => list.toReversed())).toBe(true)
  expect(readShownManifest(bytes, new Uint8Array(32)).ok).toBe(false)
  expect(readShownManifest(new Uint8Array([0xff]), root).ok).toBe(false)
})
