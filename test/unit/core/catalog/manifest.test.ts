// The manifest: the same bytes for the same files in any order, back again, and nothing else accepted.

import { decode, encode } from 'cborg'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeManifest, encodeManifest, type Manifest, type ManifestRow } from '../../../../src/core/catalog/manifest.ts'
import { driveId, recordingId } from '../../../../src/core/ids.ts'

const hex = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes).toString('hex'))
const row: fc.Arbitrary<ManifestRow> = fc.record({
  path: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  size: fc.integer({ min: 0, max: 2 ** 45 }),
  mtime: fc.integer({ min: -1, max: 2 ** 42 }),
  content: fc.option(fc.record({ recordingId: hex(32).map(recordingId), xxh128: hex(16), blockStatesRoot: fc.option(hex(32)) })),
})
const rows = fc.uniqueArray(row, { selector: (one) => one.path, maxLength: 20 })
const drive = driveId('0f'.repeat(16))

test('order does not matter, and it comes back as it went', () => {
  fc.assert(
    fc.property(rows, (list) => {
      const made = encodeManifest({ driveId: drive, rows: list })
      expect(encodeManifest({ driveId: drive, rows: list.toReversed() }).root).toBe(made.root)
      const back = decodeManifest(made.bytes)
      expect(back.ok && encodeManifest(back.value).root).toBe(made.root)
      expect(back.ok && new Set(back.value.rows.map((one) => one.path))).toEqual(new Set(list.map((one) => one.path)))
    }),
  )
})

test('a known manifest has a known name', () => {
  const manifest: Manifest = { driveId: drive, rows: [{ path: 'b/视频.mp4', size: 3, mtime: 1_770_000_000_000, content: { recordingId: recordingId('ab'.repeat(32)), xxh128: 'cd'.repeat(16), blockStatesRoot: null } }, { path: 'a.txt', size: 1, mtime: 5, content: null }] }
  expect(encodeManifest(manifest).root).toMatchInlineSnapshot(`"3939d73a426aea5e5bd2a4c90b57a98f835a959c525bc432f97f481795f79fb5"`)
})

test('any changed byte is refused or is another manifest, never a third thing', () => {
  const { bytes, root } = encodeManifest({ driveId: drive, rows: [{ path: 'a', size: 3, mtime: 4, content: null }, { path: 'b', size: 3, mtime: 4, content: null }] })
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = bytes.slice()
    changed[at] = (changed[at] ?? 0) ^ 1
    const back = decodeManifest(changed)
    if (back.ok) expect(encodeManifest(back.value).root).not.toBe(root)
  }
})

test('refuses rows out of order, twice, with floats, or of another format', () => {
  const { bytes } = encodeManifest({ driveId: drive, rows: [{ path: 'a', size: 3, mtime: 4, content: null }, { path: 'b', size: 3, mtime: 4, content: null }] })
  const [format, id, list] = decode(bytes) as [string, Uint8Array, unknown[][]]
  const tries: readonly unknown[] = [
    [format, id, list.toReversed()], [format, id, [list[0], list[0]]], [format, id, [['a', 1.5, 4, null, null, null]]], [format, id, [['a', -1, 4, null, null, null]]],
    ['fieldreel/manifest/v2', id, list], [format, id.subarray(1), list], [format, id, [['a', 1, 4, null, new Uint8Array(16), null]]], [], 'x', null,
  ]
  for (const value of tries) expect(decodeManifest(encode(value)).ok).toBe(false)
  expect(decodeManifest(new Uint8Array([0xff])).ok).toBe(false)
  expect(decodeManifest(new Uint8Array()).ok).toBe(false)
})
