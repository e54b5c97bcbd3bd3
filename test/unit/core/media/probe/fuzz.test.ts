// Thousands of damaged files, the same in every run: no exception escapes, nothing hangs, reading stays bounded.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { FileLike } from '../../../../../src/core/ports.ts'
import { PROBE_BUDGET_BYTES } from '../../../../../src/core/media/probe/byteSource.ts'
import { probeMedia } from '../../../../../src/core/media/probe/probeMedia.ts'
import { makeMedia, memoryFile, type MediaName } from '../../../../support/makeMedia.ts'

const folder = mkdtempSync(join(tmpdir(), 'fieldreel-fuzz-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const MUTANTS = 150
/** Far above what any takes; a hang is longer. */
const HANG_MS = 2000

/** xorshift32. */
const makeChance = (seed: number): ((below: number) => number) => {
  let x = seed | 1
  return (below) => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) % below
  }
}

/** Header fields are what hurts: half of the changes fall into the first or last 4 KiB. */
const place = (chance: (below: number) => number, length: number): number =>
  [() => chance(Math.min(4096, length)), () => length - 1 - chance(Math.min(4096, length)), () => chance(length), () => chance(length)][chance(4)]!()

const mutate = (original: Uint8Array, seed: number): Uint8Array => {
  const chance = makeChance(seed * 2654435761)
  let bytes = original.slice()
  for (let change = 1 + chance(6); change > 0; change--) {
    const at = place(chance, bytes.length)
    switch (chance(7)) {
      case 0: bytes[at] = chance(256); break
      case 1: bytes[at] = bytes[at]! ^ (1 << chance(8)); break
      case 2: bytes.set([0xff, 0xff, 0xff, 0xff].slice(0, bytes.length - at), at); break
      case 3: bytes.set([0, 0, 0, 0].slice(0, bytes.length - at), at); break
      case 4: bytes.set([0x7f, 0xff, 0xff, 0xff].slice(0, bytes.length - at), at); break
      case 5: bytes.copyWithin(at, chance(bytes.length), chance(bytes.length)); break
      default: if (bytes.length > 2000) bytes = bytes.slice(0, 1000 + chance(bytes.length - 1000))
    }
  }
  return bytes
}

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
