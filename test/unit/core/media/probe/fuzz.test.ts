// Thousands of damaged files, the same in every run: no exception escapes, nothing hangs, reading stays bounded.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { FileLike } from '../../../../../src/core/ports.ts'
import { PROBE_BUDGET_BYTES } from '../../../../../src/core/media/probe/byteSource.ts'
import { probeMedia } from '../../../../../src/core/media/probe/probeMedia.ts'
import { makeMedia, memoryFile, type MediaName } from '../../../../support/makeMedia.ts'
import { mutate } from '../../../../support/mutate.ts'

const folder = mkdtempSync(join(tmpdir(), 'fieldreel-fuzz-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const MUTANTS = 150
/** Far above what any takes; a hang is longer. */
const HANG_MS = 2000

/** A file that counts what is read of it. */
const counted = (bytes: Uint8Array): { readonly file: FileLike; readonly read: () => number } => {
  const inner = memoryFile(bytes)
  let read = 0
  const slice: FileLike['slice'] = (start, end) => {
    read += Math.max(0, Math.min(end, inner.size) - start)
    return inner.slice(start, end)
  }
  return { file: { ...inner, slice }, read: () => read }
}

const names: readonly MediaName[] = ['plain.mp4', 'fragmented.mp4', 'sidx.mp4', 'faststart.mov', 'sound.m4a', 'mjpeg.avi', 'h264.avi', 'h264.ts', 'ac3.m2ts', 'hevc.ts', 'pcm.wav', 'long.wav', 'photo.jpg', 'photo.png', 'cbr.mp3', 'vbr.mp3', 'adts.aac']

test.each(names)(`%s: ${MUTANTS} mutants`, { timeout: 120_000 }, async (name) => {
  const original = new Uint8Array(readFileSync(makeMedia(folder, name)))
  for (let seed = 1; seed <= MUTANTS; seed++) {
    const bytes = mutate(original, seed)
    const { file, read } = counted(bytes)
    const from = performance.now()
    const result = await probeMedia(file, { path: name, zone: 'Asia/Shanghai', nowMs: Date.UTC(2026, 10, 23), demux: async () => null })
    expect(performance.now() - from, `seed ${seed} took too long`).toBeLessThan(HANG_MS)
    // Windows of 16 KiB around small reads may overlap.
    expect(read(), `seed ${seed} read too much`).toBeLessThan(Math.min(PROBE_BUDGET_BYTES, bytes.length * 8 + (1 << 20)))
    if (!result.ok) expect(result.error.type, `seed ${seed}: ${JSON.stringify(result.error)}`).toBe('NotMedia')
    else {
      const { durationMs, video, audio } = result.value
      expect(durationMs === null || (Number.isInteger(durationMs) && durationMs > 0 && durationMs <= 31 * 86_400_000), `seed ${seed}: ${durationMs}`).toBe(true)
      for (const value of [video?.width, video?.height, audio?.sampleRate, audio?.channels]) expect(value === undefined || (Number.isInteger(value) && value >= 0), `seed ${seed}`).toBe(true)
      expect(result.value.times.every((time) => Number.isFinite(time.ms)), `seed ${seed}`).toBe(true)
    }
  }
})
