// Satellite time of a recording's begin, and how sure it is.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { beginByFixes } from '../../../../../src/core/media/track/gpsBegin.ts'
import { readGpmf } from '../../../../../src/core/media/track/gpmf.ts'
import { sharedData } from '../../../../support/sharedData.ts'

const t0 = Date.UTC(2026, 2, 26, 1)
const fixes = (...begins: readonly number[]) => begins.map((ms, i) => ({ lat: 29, lon: 108, atMs: i * 1_000, gpsMs: ms + i * 1_000 }))

test('the middle of what the fixes say; one that is far off does not move it', () => {
  expect(beginByFixes(fixes(t0, t0 + 200, t0 - 200))).toEqual({ ms: t0, uncertaintyMs: 1_000 })
  expect(beginByFixes(fixes(...Array.from({ length: 20 }, () => t0), t0 + 9_000_000))).toEqual({ ms: t0, uncertaintyMs: 1_000 })
})

test('fixes that contradict each other, or have no time, measure nothing', () => {
  expect(beginByFixes(fixes(t0, t0 + 600_000, t0 - 600_000))).toBeNull()
  expect(beginByFixes([{ lat: 29, lon: 108, atMs: 0 }])).toBeNull()
})

// `strings`: GPSU 170417173103.000; GPS9 of a HERO11 has days since 2000 and seconds.
test.skipIf(!sharedData)('real payloads tell their time (skipped without the shared corpus)', () => {
  const timeOf = (name: string): string => new Date(readGpmf(new Uint8Array(readFileSync(join(sharedData!, 'sidecar/gpmf-raw', name))))?.gpsMs ?? 0).toISOString()
  expect(timeOf('hero5.raw')).toBe('2017-04-17T17:31:03.000Z')
  expect(timeOf('hero11.raw')).toBe('2022-09-20T13:29:38.299Z')
})
