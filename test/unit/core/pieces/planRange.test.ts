// Which pieces a marked range becomes.

import { expect, test } from 'vitest'
import { recordingId } from '../../../../src/core/ids.ts'
import { canCopy, planRange, type RangeRecording } from '../../../../src/core/pieces/planRange.ts'

const [a, b, c] = ['aa', 'bb', 'cc'].map((two) => recordingId(two.repeat(32))) as [ReturnType<typeof recordingId>, ReturnType<typeof recordingId>, ReturnType<typeof recordingId>]
const recording = (id: RangeRecording['id'], width = 1920): RangeRecording => ({ id, size: 60_000_000, durationMs: 60_010, video: { codec: 'avc1.640028', width, height: 1080, rotation: 0, fps: 30 }, audio: { codec: 'mp4a.40.2', sampleRate: 48_000, channels: 1 } })
const parts = [
  { recordingId: a, startMs: 0, endMs: 60_000 },
  { recordingId: b, startMs: 60_000, endMs: 120_000 },
  { recordingId: c, startMs: 150_000, endMs: 210_000 },
]
const all = [recording(a), recording(b), recording(c)]

test('an exact piece joins what follows without a gap, and begins anew behind one', () => {
  const pieces = planRange(parts, all, 160_000, 50_000, 'exact')
  expect(pieces.map(({ plan }) => plan)).toEqual([
    { work: 'exact', cuts: [{ recordingId: a, fromMs: 50_000, toMs: 60_010 }, { recordingId: b, fromMs: 0, toMs: 60_010 }] },
    { work: 'exact', cuts: [{ recordingId: c, fromMs: 0, toMs: 10_000 }] },
  ])
  expect(pieces.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([[50_000, 120_000], [150_000, 160_000]])
})

test('pictures of another size are never joined', () => {
  expect(planRange(parts, [recording(a), recording(b, 1280)], 0, 120_000, 'exact')).toHaveLength(2)
})

test('a copy makes a piece of each recording that can be read, and says about how large', () => {
  const pieces = planRange(parts, [recording(a), recording(c)], 30_000.4, 160_000, 'copy')
  expect(pieces.map(({ plan }) => plan)).toEqual([
    { work: 'copy', cut: { recordingId: a, fromMs: 30_000, toMs: 60_010 } },
    { work: 'copy', cut: { recordingId: c, fromMs: 0, toMs: 10_000 } },
  ])
  expect(pieces[1]?.bytes).toBeCloseTo(10_000_000, -5)
})

test('a range inside a gap makes nothing', () => {
  expect(planRange(parts, all, 125_000, 140_000, 'exact')).toEqual([])
})

test('pictures are copied where an MP4 has a place for them', () => {
  const coded = (codec: string): boolean => canCopy({ ...recording(a), video: { codec, width: 320, height: 180, rotation: 0, fps: 25 } })
  expect(['avc1.640028', 'hvc1.1.6.L93', 'av01.0.04M.08', 'mjpg', 'HEVC', 'H265', 'dvh1.05.01', 's263', 'XVID', 'mp4v.20.9'].filter(coded)).toEqual(['avc1.640028', 'hvc1.1.6.L93', 'av01.0.04M.08', 'mjpg'])
  expect(canCopy({ ...recording(a), video: null })).toBe(true)
})
