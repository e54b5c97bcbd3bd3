// Playlists: what each tag says of the segments behind it, which files of the drive they mean, and what is missing.

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Listed } from '../../../../../src/core/catalog/listed.ts'
import { namedPaths, pathBetween, resolvePath } from '../../../../../src/core/media/hls/besidePaths.ts'
import { makeDriveFiles, planListed, type ListedFile } from '../../../../../src/core/media/hls/planListed.ts'
import { readPlaylist } from '../../../../../src/core/media/hls/readPlaylist.ts'
import { sharedData } from '../../../../support/sharedData.ts'

const context = { zone: 'Asia/Shanghai', nowMs: Date.UTC(2026, 10, 23) }
const head = '#EXTM3U\n#EXT-X-TARGETDURATION:4\n'
const read = (body: string) => readPlaylist(head + body, context) ?? []
const sha = 'ab'.repeat(32)

/** Files written at `ends` seconds. */
const plan = (playlist: string, files: Readonly<Record<string, number>>, hashes: Readonly<Record<string, string>> = {}, at = 'rec/index.m3u8'): ReadonlyMap<string, ListedFile> =>
  planListed([{ path: at, sha256: sha, segments: read(playlist) }], {
    files: makeDriveFiles(Object.entries(files).map(([path, mtime]) => ({ path, size: hashes[path] ? Number(/\d+/.exec(hashes[path])?.[0]) : 1000, mtime: mtime * 1000 }))),
    hashes: new Map(Object.entries(hashes)),
    begins: new Map(),
  })
const listedOf = (map: ReadonlyMap<string, ListedFile>, path: string): Listed => map.get(path)!.listed as Listed

test('order, lengths, numbers and clock of the segments', () => {
  const segments = read('#EXT-X-MEDIA-SEQUENCE:7\n#EXT-X-PROGRAM-DATE-TIME:2026-03-26T09:00:00.500+0800\n#EXTINF:4.004,title\na.ts\n\n#EXTINF:2\nb.ts\n#EXT-X-DISCONTINUITY\nc.ts\n#EXT-X-ENDLIST\n')
  expect(segments.map(({ uri, number, seconds, discontinuity }) => [uri, number, seconds, discontinuity])).toEqual([['a.ts', 7, 4.004, false], ['b.ts', 8, 2, false], ['c.ts', 9, 4, true]])
  const map = plan('#EXT-X-PROGRAM-DATE-TIME:2026-03-26T09:00:00.500+0800\n#EXTINF:4.004,\na.ts\n#EXTINF:2\nb.ts\n', { 'rec/a.ts': 100, 'rec/b.ts': 102 })
  expect([...map.values()].map(({ time }) => time?.ms)).toEqual([Date.UTC(2026, 2, 26, 1, 0, 0, 500), Date.UTC(2026, 2, 26, 1, 0, 4, 504)])
  expect(listedOf(map, 'rec/b.ts')).toMatchObject({ number: 1, atMs: 4004, beginMs: 95_996, reading: null, playlist: { path: 'index.m3u8', sha256: sha } })
})

test('a clock that is told later counts backwards, but not across a discontinuity', () => {
  const time = '#EXT-X-PROGRAM-DATE-TIME:2026-03-26T01:00:10Z\n'
  expect([...plan(`#EXTINF:4,\na.ts\n${time}#EXTINF:4,\nb.ts\n`, { 'rec/a.ts': 1, 'rec/b.ts': 1 }).values()].map((one) => one.time?.ms)).toEqual([Date.UTC(2026, 2, 26, 1, 0, 6), Date.UTC(2026, 2, 26, 1, 0, 10)])
  expect([...plan(`#EXTINF:4,\na.ts\n#EXT-X-DISCONTINUITY\n${time}#EXTINF:4,\nb.ts\n`, { 'rec/a.ts': 1, 'rec/b.ts': 1 }).values()].map((one) => one.time?.ms ?? null)).toEqual([null, Date.UTC(2026, 2, 26, 1, 0, 10)])
})

test('what is declared missing and what is not there stand at their place', () => {
  const map = plan('#EXT-X-GAP\n#EXTINF:4,\n1.ts\n#EXTINF:4,\n2.ts\n#EXTINF:4,\n3.ts\n#EXT-X-GAP\n#EXTINF:4,\n4.ts\n#EXTINF:4,\n5.ts\n#EXTINF:4,\n6.ts\n', { 'rec/2.ts': 1, 'rec/5.ts': 1 })
  expect(listedOf(map, 'rec/2.ts').before).toEqual({ count: 1, declared: 1, lengthMs: 4000, names: ['1.ts'] })
  expect(listedOf(map, 'rec/5.ts')).toMatchObject({ before: { count: 2, declared: 1, lengthMs: 8000, names: ['3.ts', '4.ts'] }, after: { count: 1, declared: 0, names: ['6.ts'] }, atMs: 16_000 })
})

test('byte ranges of one file are that file; its own set-up inside needs nothing beside it', () => {
  const segments = read('#EXT-X-BYTERANGE:100@10\na.ts\n#EXT-X-BYTERANGE:50\na.ts\n')
  expect(segments.map(({ range }) => range)).toEqual([{ start: 10, end: 110 }, { start: 110, end: 160 }])
  const map = plan('#EXT-X-MAP:URI="all.mp4",BYTERANGE="100@0"\n#EXTINF:4,\n#EXT-X-BYTERANGE:400@100\nall.mp4\n#EXTINF:4,\n#EXT-X-BYTERANGE:500\nall.mp4\n', { 'rec/all.mp4': 8 })
  expect([...map.keys()]).toEqual(['rec/all.mp4'])
  expect(listedOf(map, 'rec/all.mp4')).toMatchObject({ reading: null, count: 1, beginMs: 0 })
})

test('set-up and key by path from the segment, the number as vector where none is named', () => {
  const playlist = '#EXT-X-MEDIA-SEQUENCE:258\n#EXT-X-MAP:URI="../set/init.mp4"\n#EXT-X-KEY:METHOD=AES-128,URI="k.key"\n#EXTINF:4,\na.m4s\n#EXT-X-KEY:METHOD=NONE\n#EXTINF:4,\nb.m4s\n'
  const map = plan(playlist, { 'rec/a.m4s': 1, 'rec/b.m4s': 1, 'set/init.mp4': 1, 'rec/k.key': 1 }, { 'rec/k.key': '16 key', 'set/init.mp4': '700 init' })
  expect(listedOf(map, 'rec/a.m4s').reading).toEqual({
    setUp: { file: { path: '../set/init.mp4', size: 700, sha256: '700 init' }, start: 0, end: 700, cipher: null },
    stretches: [{ start: 0, end: 1000, cipher: { method: 'AES-128', key: { path: 'k.key', size: 16, sha256: '16 key' }, iv: '00000000000000000000000000000102' } }],
  })
  expect(listedOf(map, 'rec/b.m4s').reading).toMatchObject({ stretches: [] })
  expect(map.get('set/init.mp4')).toMatchObject({ listed: 'setUp' })
})

test.each([
  ['noKey', 'METHOD=AES-128,URI="https://keys.example/k?id=1"', {}],
  ['wrongKey', 'METHOD=AES-128,URI="k.key"', { 'rec/k.key': '20 key' }],
  ['method', 'METHOD=SAMPLE-AES,URI="k.key"', { 'rec/k.key': '16 key' }],
  ['method', 'METHOD=AES-128,URI="k.key",KEYFORMAT="com.apple.streamingkeydelivery"', { 'rec/k.key': '16 key' }],
] as const)('what cannot be opened says why: %s', (why, key, hashes) => {
  expect(plan(`#EXT-X-KEY:${key}\n#EXTINF:4,\na.ts\n`, { 'rec/a.ts': 1, ...('rec/k.key' in hashes ? { 'rec/k.key': 1 } : {}) }, hashes).get('rec/a.ts')).toMatchObject({ locked: { type: 'EncryptedMedia', why }, listed: { reading: null } })
})

test('names in the playlist, paths on the drive', () => {
  expect(namedPaths('a/b/index.m3u8', '../c/s%201.ts?x=1')).toEqual(['a/c/s%201.ts?x=1', 'a/c/s%201.ts', 'a/c/s 1.ts'])
  expect(namedPaths('a/index.m3u8', 'https://host/deep/seg.ts?token')).toEqual(['a/seg.ts'])
  expect(namedPaths('index.m3u8', '../out.ts')).toEqual([])
  expect(namedPaths('index.m3u8', 'data:text/plain;base64,AAAA')).toEqual([])
  expect(namedPaths('a/index.m3u8', 'sub\\seg.ts')).toContain('a/sub/seg.ts')
  for (const [from, to] of [['a/b/c.ts', 'a/k.key'], ['c.ts', 'x/y/k.key'], ['a/c.ts', 'a/d.ts'], ['a/b/c.ts', 'd/e.ts']] as const) expect(resolvePath(from, pathBetween(from, to))).toBe(to)
  expect([...plan('#EXTINF:4,\nSEG1.TS\n', { 'rec/seg1.ts': 1 }).keys()]).toEqual(['rec/seg1.ts'])
})

test('a master playlist, and what is no playlist, say nothing', () => {
  expect(readPlaylist('#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8\n', context)).toBeNull()
  expect(readPlaylist('C:\\music\\song.mp3', context)).toBeNull()
  expect(read('')).toEqual([])
})

test.skipIf(!sharedData)('odd playlists of players’ own tests are read without a throw (skips without the corpus)', () => {
  const folder = join(sharedData!, 'hls/playlists-only')
  const count = (name: string): number | null => readPlaylist(readFileSync(join(folder, name), 'utf8'), context)?.length ?? null
  const counts = Object.fromEntries(globSync('*.m3u8', { cwd: folder }).map((name) => [name, count(name)]))
  expect(Object.keys(counts).length).toBeGreaterThan(30)
  expect(counts).toMatchObject({ 'main.m3u8': null, 'media.m3u8': 4, 'zeroLength.m3u8': 2, 'absoluteUris.m3u8': 4 })
})
