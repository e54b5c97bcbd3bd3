// GCJ-02 against pairs that public implementations agree on, and back again.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromGcj02, toGcj02 } from '../../../../../src/core/media/track/gcj02.ts'

const pairs = [
  [{ lat: 31.1774276, lon: 121.5272106 }, { lat: 31.175_303_983_645_97, lon: 121.531_541_859_215 }],
  [{ lat: 22.543847, lon: 113.912316 }, { lat: 22.540_796_131_694_766, lon: 113.917_176_480_836_3 }],
  [{ lat: 39.911954, lon: 116.377817 }, { lat: 39.913_345_455_360_69, lon: 116.384_047_224_556_57 }],
] as const

test.each(pairs)('%o is shifted as published', (wgs, gcj) => {
  expect(toGcj02(wgs).lat).toBeCloseTo(gcj.lat, 9)
  expect(toGcj02(wgs).lon).toBeCloseTo(gcj.lon, 9)
})

test('back to where it came from within a tenth of a millimetre, and nothing is shifted elsewhere', () => {
  fc.assert(
    fc.property(fc.double({ min: 18, max: 53, noNaN: true }), fc.double({ min: 74, max: 134, noNaN: true }), (lat, lon) => {
      const back = fromGcj02(toGcj02({ lat, lon }))
      expect(Math.abs(back.lat - lat) + Math.abs(back.lon - lon)).toBeLessThan(1e-9)
    }),
  )
  expect(fromGcj02({ lat: 51.5, lon: -0.1 })).toEqual({ lat: 51.5, lon: -0.1 })
})
