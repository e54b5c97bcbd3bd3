// The manifest: the same bytes for the same files in any order, back again, and nothing else accepted.

import { decode, encode } from 'cborg'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeManifest, encodeManifest, type Manifest, type ManifestRow } from '../../../../src/core/catalog/manifest.ts'
import type { Probe } from '../../../../src/core/catalog/recording.ts'
import type { MediaError } from '../../../../src/core/errors.ts'
import { driveId, recordingId } from '../../../../src/core/ids.ts'

const hex = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes).toString('hex'))
const text = fc.string({ unit: 'grapheme', maxLength: 20 })
const amount = fc.integer({ min: 0, max: 2 ** 40 })
const damage: fc.Arbitrary<MediaError> = fc.oneof(
  fc.constantFrom<MediaError>({ type: 'EmptyFile' }, { type: 'NotMedia' }),
  text.map((detail): MediaError => ({ type: 'DamagedMedia', detail })),
  text.map((detail): MediaError => ({ type: 'ProbeCrashed', detail })),
  amount.map((limitMs): MediaError => ({ type: 'ProbeTimeout', limitMs })),
  fc.tuple(text, fc.constantFrom('noKey' as const, 'wrongKey' as const, 'method' as const)).map(([method, why]): MediaError => ({ type: 'EncryptedMedia', method, why })),
)
const lack = fc.option(fc.record({ count: amount, declared: amount, lengthMs: amount, names: fc.array(text, { maxLength: 5 }) }))
const listed = fc.oneof(
  fc.constant('setUp' as const),
  fc.record({ playlist: fc.record({ path: text, sha256: hex(32) }), number: amount, atMs: amount, beginMs: fc.integer({ min: -(2 ** 42), max: 2 ** 42 }), count: amount, before: lack, after: lack, reading: fc.constant(null) }),
)
const probe: fc.Arbitrary<Probe> = fc.record({
  kind: fc.constantFrom('video', 'audio', 'photo'),
  container: text,
  durationMs: fc.option(amount),
  video: fc.option(fc.record({ codec: text, width: amount, height: amount, rotation: fc.constantFrom(0, 90, 180, 270), fps: fc.option(fc.constantFrom(29.97, 25, 0.5, 23.976)) })),
  audio: fc.option(fc.record({ codec: text, sampleRate: amount, channels: amount })),
  times: fc.array(fc.record({ source: fc.constantFrom('playlist', 'container', 'exif', 'gps'), ms: fc.integer({ min: -(2 ** 42), max: 2 ** 42 }), zone: fc.constantFrom('utc', 'offset', 'local'), plausible: fc.boolean() }), { maxLength: 4 }),
  place: fc.option(fc.record({ lat: fc.constantFrom(29.5332151, -90, 0), lon: fc.constantFrom(108.7709, 180, -0.0000001) })),
  device: fc.option(text),
  playMode: fc.constantFrom('timeline', 'whole', 'none'),
  damage: fc.option(damage),
}).chain((plain) => fc.option(listed).map((said): Probe => (said === null ? plain : { ...plain, listed: said })))
const row: fc.Arbitrary<ManifestRow> = fc.record({
  path: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  size: fc.integer({ min: 0, max: 2 ** 45 }),
  mtime: fc.integer({ min: -1, max: 2 ** 42 }),
  content: fc.option(fc.record({ recordingId: hex(32).map(recordingId), xxh128: hex(16), blockStatesRoot: fc.option(hex(32)), probe })),
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
      const byPath = new Map(list.map((one) => [one.path, one]))
      for (const one of back.ok ? back.value.rows : []) expect(one).toEqual(byPath.get(one.path))
      expect(back.ok && back.value.rows.length).toBe(list.length)
    }),
  )
})

const clip: Probe = {
  kind: 'video', container: 'mp4', durationMs: 60_040, video: { codec: 'avc1.640028', width: 1920, height: 1080, rotation: 0, fps: 25 }, audio: { codec: 'mp4a.40.2', sampleRate: 48_000, channels: 1 },
  times: [{ source: 'container', ms: 1_774_488_600_000, zone: 'utc', plausible: true }], place: { lat: 29.5332, lon: 108.7709 }, device: 'DSJ-ZF3', playMode: 'timeline', damage: null,
}

test('a known manifest has a known name', () => {
  const manifest: Manifest = { driveId: drive, rows: [{ path: 'b/视频.mp4', size: 3, mtime: 1_770_000_000_000, content: { recordingId: recordingId('ab'.repeat(32)), xxh128: 'cd'.repeat(16), blockStatesRoot: null, probe: clip } }, { path: 'a.txt', size: 1, mtime: 5, content: null }] }
  expect(encodeManifest(manifest).root).toMatchInlineSnapshot(`"8d42b162f1d62eaf90295838a8e4801594600c233aaf0c8d6607ec20964ccd31"`)
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
    [format, id, list.toReversed()], [format, id, [list[0], list[0]]], [format, id, [['a', 1.5, 4, null]]], [format, id, [['a', -1, 4, null]]],
    ['fieldreel/manifest/v1', id, list], [format, id.subarray(1), list], [format, id, [['a', 1, 4, [new Uint8Array(32), new Uint8Array(16), null]]]], [format, id, [['x'.repeat(5000), 1, 4, null]]], [], 'x', null,
  ]
  for (const value of tries) expect(decodeManifest(encode(value)).ok).toBe(false)
  expect(decodeManifest(new Uint8Array([0xff])).ok).toBe(false)
  expect(decodeManifest(new Uint8Array()).ok).toBe(false)
})

test('a probe that is too long, out of range, or of unknown words is refused; what is read here is cut to fit', () => {
  const contentOf = (probe: Probe) => ({ recordingId: recordingId('ab'.repeat(32)), xxh128: 'cd'.repeat(16), blockStatesRoot: null, probe })
  const made = (probe: Probe) => encodeManifest({ driveId: drive, rows: [{ path: 'a', size: 3, mtime: 4, content: contentOf(probe) }] }).bytes
  const change = (place: number, value: unknown): Uint8Array => {
    const decoded = decode(made(clip)) as [string, Uint8Array, [[string, number, number, [Uint8Array, Uint8Array, null, unknown[]]]]]
    decoded[2][0][3][3][place] = value
    return encode(decoded)
  }
  expect(decodeManifest(change(2, 60_041)).ok).toBe(true)
  const tries: readonly (readonly [number, unknown])[] = [
    [0, 'hologram'], [1, 'x'.repeat(65)], [2, -1], [2, 1.5], [3, ['avc1', 1, 1, 45, null]], [3, ['avc1', 1, 1, 90]], [4, [1, 1, 1]], [5, null], [5, [['name', 1, 'utc', true]]],
    [5, Array.from({ length: 17 }, () => ['gps', 1, 'utc', true])], [6, [900_000_001, 0]], [6, [0.5, 0]], [7, 'x'.repeat(257)], [8, 'always'], [9, ['Exploded', null]], [9, ['DamagedMedia', null]],
  ]
  for (const [place, value] of tries) expect([place, value, decodeManifest(change(place, value)).ok]).toEqual([place, value, false])
  const cut = decodeManifest(made({ ...clip, durationMs: 60_040.4, device: '😀'.repeat(200), place: { lat: 91, lon: 0 }, times: [...clip.times, { source: 'name', ms: 1, zone: 'local', plausible: true }] }))
  expect(cut.ok && cut.value.rows[0]?.content?.probe).toEqual({ ...clip, device: '😀'.repeat(128), place: null })
})
