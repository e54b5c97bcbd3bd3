// Headers made byte by byte: the forms that ffmpeg does not write and cameras do.

import { expect, test } from 'vitest'
import type { Probe } from '../../../../../src/core/catalog/recording.ts'
import { readExif } from '../../../../../src/core/media/probe/exif.ts'
import { readAvcSps } from '../../../../../src/core/media/probe/pictureHeaders.ts'
import { makeByteSource, BudgetSpent } from '../../../../../src/core/media/probe/byteSource.ts'
import { probeMedia } from '../../../../../src/core/media/probe/probeMedia.ts'
import { sniff } from '../../../../../src/core/media/sniff.ts'
import { memoryFile } from '../../../../support/makeMedia.ts'

const context = { zone: 'Asia/Shanghai', nowMs: Date.UTC(2026, 10, 23) }

const probeOf = async (bytes: Uint8Array): Promise<Probe> => {
  const result = await probeMedia(memoryFile(bytes), { path: 'x', ...context, demux: async () => null })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

const latin = (text: string): number[] => [...text].map((char) => char.charCodeAt(0))
const be32 = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
const be16 = (value: number): number[] => [value >> 8, value & 255]
const le32 = (value: number): number[] => be32(value).toReversed()
const le16 = (value: number): number[] => be16(value).toReversed()
const box = (type: string, ...parts: readonly (readonly number[])[]): number[] => [...be32(8 + parts.flat().length), ...latin(type), ...parts.flat()]
const chunk = (id: string, ...parts: readonly (readonly number[])[]): number[] => ((body) => [...latin(id), ...le32(body.length), ...body, ...(body.length & 1 ? [0] : [])])(parts.flat())
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0)

/** A TIFF block in either byte order: directories of [tag, type, values], placed one behind the other. */
type Entry = readonly [tag: number, type: number, count: number, value: readonly number[]]
const directory = (entries: readonly Entry[], at: number, order: (value: number) => number[], order2: (value: number) => number[]): number[] => {
  const rows: number[] = []
  const far: number[] = []
  const farAt = at + 2 + entries.length * 12 + 4
  for (const [tag, type, count, value] of entries) {
    rows.push(...order2(tag), ...order2(type), ...order(count))
    if (value.length <= 4) rows.push(...value, ...zeros(4 - value.length))
    else {
      rows.push(...order(farAt + far.length))
      far.push(...value)
    }
  }
  return [...order2(entries.length), ...rows, ...order(0), ...far]
}

const tiff = (little: boolean): Uint8Array => {
  const [w4, w2] = little ? [le32, le16] : [be32, be16]
  const text = (tag: number, value: string): Entry => [tag, 2, value.length + 1, [...latin(value), 0]]
  const rational = (tag: number, ...pairs: readonly number[]): Entry => [tag, 5, pairs.length / 2, pairs.flatMap(w4)]
  const exif = [text(0x9003, '2026:03:26 09:30:00'), text(0x9011, '+08:00'), text(0x9291, '250')]
  const gps = [text(1, 'South'), rational(2, 29, 1, 33, 1, 4680, 100), text(3, 'W'), rational(4, 106, 1, 3309600, 100000, 0, 1), rational(7, 1, 1, 29, 1, 59, 1), text(29, '2026:03:26')]
  const imageAt = 8
  const size = (entries: readonly Entry[]): number => directory(entries, 0, w4, w2).length
  const image = (exifAt: number, gpsAt: number): readonly Entry[] => [text(0x010f, 'Maker'), text(0x0110, 'Model 7'), [0x0112, 3, 1, [...w2(6), 0, 0]], [0x8769, 4, 1, w4(exifAt)], [0x8825, 4, 1, w4(gpsAt)]]
  const exifAt = imageAt + size(image(0, 0))
  const gpsAt = exifAt + size(exif)
  return Uint8Array.from([...latin(little ? 'II' : 'MM'), ...w2(42), ...w4(8), ...directory(image(exifAt, gpsAt), imageAt, w4, w2), ...directory(exif, exifAt, w4, w2), ...directory(gps, gpsAt, w4, w2)])
}

test.each([true, false])('Exif, little-endian %s', (little) => {
  const exif = readExif(tiff(little), context)
  expect(exif).toMatchObject({ rotation: 90, device: 'Maker Model 7' })
  expect(exif?.times).toEqual([
    { source: 'exif', ms: Date.UTC(2026, 2, 26, 1, 30, 0, 250), zone: 'offset', plausible: true },
    { source: 'gps', ms: Date.UTC(2026, 2, 26, 1, 29, 59), zone: 'utc', plausible: true },
  ])
  expect(exif?.place?.lat).toBeCloseTo(-29.563, 5)
  expect(exif?.place?.lon).toBeCloseTo(-106.5516, 5)
})

test('Exif with offsets that lead outside, or to itself', () => {
  const bytes = tiff(true)
  for (let at = 0; at < bytes.length - 4; at++) {
    const broken = bytes.slice()
    broken.set([0xff, 0xff, 0xff, 0x7f], at)
    expect(() => readExif(broken, context)).not.toThrow()
    expect(() => readExif(bytes.subarray(0, at), context)).not.toThrow()
  }
})

const movie = (...inside: readonly (readonly number[])[]): Uint8Array => {
  const mvhd = box('mvhd', be32(0), be32(2_082_844_800 + 1_774_488_600), be32(0), be32(1000), be32(5000), zeros(80))
  return Uint8Array.from([...box('ftyp', latin('qt  '), zeros(4)), ...box('moov', mvhd, ...inside)])
}
const keys = (...names: readonly string[]): number[] => box('keys', be32(0), be32(names.length), ...names.map((name) => [...be32(8 + name.length), ...latin('mdta'), ...latin(name)]))
const value = (index: number, text: string): number[] => [...be32(8 + 16 + text.length), ...be32(index), ...box('data', be32(1), be32(0), latin(text))]

test('QuickTime keys: date with offset first, place, device', async () => {
  const meta = box('meta', box('hdlr', zeros(24)), keys('com.apple.quicktime.location.accuracy.horizontal', 'com.apple.quicktime.location.ISO6709', 'com.apple.quicktime.creationdate', 'com.apple.quicktime.make', 'com.apple.quicktime.model'),
    box('ilst', value(1, '65.0'), value(2, '+52.2097-000.8955+103.640/'), value(3, '2026-03-26T09:29:55+0800'), value(4, 'Apple'), value(5, 'iPhone 6s')))
  const probe = await probeOf(movie(meta))
  expect(probe).toMatchObject({ container: 'mov', place: { lat: 52.2097, lon: -0.8955 }, device: 'Apple iPhone 6s' })
  expect(probe.times.map((time) => [new Date(time.ms).toISOString(), time.zone])).toEqual([['2026-03-26T01:29:55.000Z', 'offset'], ['2026-03-26T01:30:00.000Z', 'utc']])
})

test('Android\'s place with a longitude that is not padded, and 3GPP\'s', async () => {
  const xyz = '+51.5932-0.2431/'
  expect((await probeOf(movie(box('udta', box('\xa9xyz', be16(xyz.length), [0x15, 0xc7], latin(xyz)))))).place).toEqual({ lat: 51.5932, lon: -0.2431 })
  const loci = box('loci', be32(0), be16(0x55c4), latin('office'), [0], [0], be32(106.5 * 65536), be32(29.5 * 65536), be32(0), latin('earth'), [0], [0])
  expect((await probeOf(movie(box('udta', loci)))).place).toEqual({ lat: 29.5, lon: 106.5 })
})

test('a movie box without tracks, a thousand nested ones, and a size of zero', async () => {
  expect(await probeOf(movie())).toMatchObject({ durationMs: null, playMode: 'none', damage: { type: 'DamagedMedia' } })
  let nested: number[] = []
  for (let depth = 0; depth < 1000; depth++) nested = box('moov', nested)
  expect((await probeOf(Uint8Array.from([...box('ftyp', latin('isom'), zeros(4)), ...nested]))).damage?.type).toBe('DamagedMedia')
  const endless = Uint8Array.from([...box('ftyp', latin('mp42'), zeros(4)), ...be32(0), ...latin('mdat'), ...zeros(5000)])
  expect(await probeOf(endless)).toMatchObject({ container: 'mp4', playMode: 'none', damage: { type: 'DamagedMedia' } })
})

const avi = (date: readonly number[], ...more: readonly (readonly number[])[]): Uint8Array => {
  const strh = chunk('strh', latin('vidsMJPG'), zeros(12), le32(1), le32(30), zeros(4), le32(90), zeros(20))
  const strf = chunk('strf', le32(40), le32(640), le32(-480), le16(1), le16(24), latin('MJPG'), zeros(20))
  const hdrl = chunk('LIST', latin('hdrl'), chunk('avih', zeros(56)), chunk('LIST', latin('strl'), strh, strf), date)
  const movi = chunk('LIST', latin('movi'), chunk('00dc', zeros(100)))
  return Uint8Array.from(chunk('RIFF', latin('AVI '), hdrl, ...more, movi))
}

test('AVI: the local clock of IDIT, a picture stored upside down, the software', async () => {
  const probe = await probeOf(avi(chunk('IDIT', latin('MON SEP 10 20:52:00 2012\n\0')), chunk('LIST', latin('INFO'), chunk('ISFT', latin('CanonMVI06\0')))))
  expect(probe).toMatchObject({ container: 'avi', durationMs: 3000, video: { codec: 'MJPG', width: 640, height: 480, fps: 30 }, device: 'CanonMVI06', playMode: 'decoded', damage: null })
  expect(probe.times).toEqual([{ source: 'container', ms: Date.UTC(2012, 8, 10, 12, 52), zone: 'local', plausible: true }])
})

test('AVI beyond its first RIFF: OpenDML\'s count of all frames', async () => {
  const odml = chunk('LIST', latin('odml'), chunk('dmlh', le32(9000), zeros(244)))
  expect((await probeOf(avi(odml))).durationMs).toBe(300_000)
})

const wav = (data: number[], stated: number, ...more: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from([...latin('RIFF'), ...le32(0), ...latin('WAVE'), ...more.flat(), ...chunk('fmt ', le16(1), le16(1), le32(8000), le32(16_000), le16(2), le16(16)), ...latin('data'), ...le32(stated), ...data])

test('WAV: not closed, cut, and with the time of Broadcast Wave', async () => {
  const second = zeros(16_000)
  for (const stated of [0, 0xffff_ffff, 0xffff_ff00]) expect(await probeOf(wav(second, stated))).toMatchObject({ durationMs: 1000, damage: null, playMode: 'decoded' })
  expect(await probeOf(wav(second, 32_000))).toMatchObject({ durationMs: 1000, damage: { type: 'DamagedMedia' } })
  const bext = chunk('bext', zeros(256), latin('Recorder 3'.padEnd(32, '\0')), zeros(32), latin('2026-03-2609:30:00'), zeros(264))
  const probe = await probeOf(wav(second, 16_000, bext))
  expect(probe.times).toEqual([{ source: 'container', ms: Date.UTC(2026, 2, 26, 1, 30), zone: 'local', plausible: true }])
  expect(probe.device).toBe('Recorder 3')
})

test('AMR is counted in frames of 20 ms', async () => {
  const frames = Array.from({ length: 100 }, () => [0x3c, ...zeros(31)]).flat()
  expect(await probeOf(Uint8Array.from([...latin('#!AMR\n'), ...frames]))).toMatchObject({ container: 'amr', durationMs: 2000, audio: { codec: 'samr', sampleRate: 8000, channels: 1 }, playMode: 'decoded', damage: null })
  expect((await probeOf(Uint8Array.from([...latin('#!AMR\n'), ...frames.slice(0, -7)]))).damage?.type).toBe('DamagedMedia')
  const wide = Array.from({ length: 50 }, () => [0x44, ...zeros(60)]).flat()
  expect(await probeOf(Uint8Array.from([...latin('#!AMR-WB\n'), ...wide]))).toMatchObject({ durationMs: 1000, audio: { codec: 'sawb', sampleRate: 16_000 } })
})

test('HEIC: size, turn and Exif by item', async () => {
  const exif = [...be32(6), ...latin('Exif\0\0'), ...tiff(false)]
  const infe = box('infe', be32(0x0200_0000), be16(2), be16(0), latin('Exif'), [0])
  const parts = (exifAt: number): number[] => [
    ...box('ftyp', latin('heic'), zeros(4), latin('mif1')),
    ...box('meta', be32(0), box('pitm', be32(0), be16(1)), box('iinf', be32(0), be16(1), infe), box('iloc', be32(0), [0x44, 0], be16(1), be16(2), be16(0), be16(1), be32(exifAt), be32(exif.length)),
      box('iprp', box('ipco', box('ispe', be32(0), be32(512), be32(512)), box('ispe', be32(0), be32(4032), be32(3024)), box('irot', [3])), box('ipma', be32(0), be32(1), be16(1), [2, 2, 3]))),
    ...latin(''),
  ]
  const head = parts(0).length + 8
  const probe = await probeOf(Uint8Array.from([...parts(head), ...box('mdat', exif)]))
  expect(probe).toMatchObject({ kind: 'photo', container: 'heic', video: { codec: 'hvc1', width: 4032, height: 3024, rotation: 90 }, device: 'Maker Model 7', playMode: 'whole', damage: null })
  expect(probe.times[0]?.ms).toBe(Date.UTC(2026, 2, 26, 1, 30, 0, 250))
})

test('what is recognised by its first bytes', () => {
  const of = (...bytes: readonly number[]): string | null => sniff(Uint8Array.from([...bytes, ...zeros(64)]))
  expect(of(...box('ftyp', latin('3gp5'), zeros(4)))).toBe('3gp')
  expect(of(...box('ftyp', latin('M4A '), zeros(4)))).toBe('m4a')
  expect(of(...box('ftyp', latin('mif1'), zeros(4)))).toBe('heic')
  expect(of(...box('ftyp', latin('XAVC'), zeros(4)))).toBe('mp4')
  expect(of(...box('wide'), ...box('mdat', zeros(20)))).toBe('mov')
  expect(of(...box('free', zeros(8)), ...box('moov', zeros(20)))).toBe('mov')
  expect(of(...box('free', zeros(8)), ...box('what', zeros(20)))).toBeNull()
  expect(of(...latin('RIFF'), 0, 0, 0, 0, ...latin('WEBP'))).toBeNull()
  expect(of(...latin('ID3'), 4, 0, 0, 0, 1, 0, 0)).toBe('mp3')
  const packet = [0x47, 0x1f, 0xff, 0x10, ...zeros(184)]
  expect(sniff(Uint8Array.from([...zeros(77), ...Array.from({ length: 10 }, () => packet).flat()]))).toBe('ts')
  expect(sniff(Uint8Array.from(Array.from({ length: 10 }, () => [0, 0, 0, 0, ...packet]).flat()))).toBe('ts')
})

test('H.264 parameter sets: cropped, and interlaced', () => {
  // High, level 4.0, 1920 × 1088 cropped to 1080, frame_mbs_only: from x264.
  const sps = Uint8Array.from([0x64, 0x00, 0x28, 0xac, 0xd9, 0x40, 0x78, 0x02, 0x27, 0xe5, 0xc0, 0x44, 0x00, 0x00, 0x03, 0x00, 0x04, 0x00, 0x00, 0x03, 0x00, 0xf0, 0x3c, 0x60, 0xc6, 0x58])
  expect(readAvcSps(sps)).toMatchObject({ codec: 'avc1.640028', width: 1920, height: 1080, interlaced: false })
  for (let length = 0; length < sps.length; length++) expect(() => readAvcSps(sps.subarray(0, length))).not.toThrow()
})

test('reading has a budget', async () => {
  const source = makeByteSource(memoryFile(new Uint8Array(100_000)), 50_000)
  expect((await source.read(0, 20_000)).length).toBe(20_000)
  expect((await source.read(99_990, 200_000)).length).toBe(10)
  await expect(source.read(0, 40_000)).rejects.toThrow(BudgetSpent)
  expect(source.bytesRead).toBeLessThanOrEqual(50_000)
})
