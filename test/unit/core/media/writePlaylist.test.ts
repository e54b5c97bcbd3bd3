// The playlist's text, and that its lengths add up to the timeline's without drift.

import { expect, test } from 'vitest'
import { writePlaylist } from '../../../../src/core/media/writePlaylist.ts'

test('two parts', () => {
  const startMs = Date.UTC(2026, 2, 26, 1, 2, 3, 40)
  expect(writePlaylist([{ startMs, starts: [0, 2], seconds: 3.5 }, { startMs: startMs + 90_000, starts: [0], seconds: 1.001 }]).split('\n')).toEqual([
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-TARGETDURATION:2',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    '#EXT-X-MAP:URI="init-0.mp4"',
    '#EXT-X-PROGRAM-DATE-TIME:2026-03-26T01:02:03.040Z',
    '#EXTINF:2.000000,',
    'segment-0.m4s',
    '#EXTINF:1.500000,',
    'segment-1.m4s',
    '#EXT-X-DISCONTINUITY',
    '#EXT-X-MAP:URI="init-1.mp4"',
    '#EXT-X-PROGRAM-DATE-TIME:2026-03-26T01:03:33.040Z',
    '#EXTINF:1.001000,',
    'segment-2.m4s',
    '#EXT-X-ENDLIST',
    '',
  ])
})

test('rounding never adds up', () => {
  const third = 1 / 3
  const parts = Array.from({ length: 1000 }, () => ({ startMs: 0, starts: [0, 7 * third, 14 * third], seconds: 7 }))
  const sum = [...writePlaylist(parts).matchAll(/#EXTINF:([\d.]+)/g)].reduce((total, [, length]) => total + Number(length), 0)
  expect(sum).toBeCloseTo(7000, 5)
})
