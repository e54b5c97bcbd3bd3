// Film that an edit list hides (article 11): found in a file that was cut without encoding anew, not in what recorders and encoders write.

import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { probeToValues, valuesToProbe } from '../../../../../src/core/catalog/manifestProbe.ts'
import type { Probe } from '../../../../../src/core/catalog/recording.ts'
import { probeMedia } from '../../../../../src/core/media/probe/probeMedia.ts'
import { demux } from '../../../../../workers/probe/demux.ts'
import { makeClip, makeTempFolder, remuxClip } from '../../../../support/makeClips.ts'
import { diskFile } from '../../../../support/makeMedia.ts'

let folder: Awaited<ReturnType<typeof makeTempFolder>>
let whole = ''
beforeAll(async () => {
  folder = await makeTempFolder('editlists')
  whole = makeClip(join(folder.path, 'whole.mp4'), { seconds: 6, gop: 75, bFrames: 2 })
})
afterAll(() => folder.remove())

const probeOf = async (path: string): Promise<Probe> => {
  const result = await probeMedia(diskFile(path), { path, zone: 'Asia/Shanghai', nowMs: Date.UTC(2026, 10, 23), demux })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

test('what lies before the cut is still in the file', async () => {
  const probe = await probeOf(remuxClip(whole, join(folder.path, 'cut.mp4'), { before: ['-ss', '5'] }))
  expect(probe.hiddenMs).toBeGreaterThan(1_500)
  expect(probe.hiddenMs).toBeLessThan(2_500)
  expect(probe.durationMs).toBeLessThan(1_500)
  expect(valuesToProbe(probeToValues(probe))).toEqual({ ...probe, times: probe.times.filter(({ source }) => source === 'container') })
})

test('an encoder’s delay is none, nor is a copy of the whole', async () => {
  expect(await probeOf(whole)).not.toHaveProperty('hiddenMs')
  expect(await probeOf(remuxClip(whole, join(folder.path, 'copy.mov')))).not.toHaveProperty('hiddenMs')
})

test('a manifest with another shape is refused', async () => {
  const values = probeToValues({ ...(await probeOf(whole)), hiddenMs: 2_000 })
  expect(valuesToProbe(values)).toMatchObject({ hiddenMs: 2_000 })
  expect(valuesToProbe([...values, null, 'interlaced'])).toMatchObject({ hiddenMs: 2_000, refused: 'interlaced' })
  expect(valuesToProbe([...values, null, 7])).toBeNull()
  expect(valuesToProbe([...values.slice(0, -1), -1])).toBeNull()
  expect(valuesToProbe([...values.slice(0, -2), 'x', 2_000])).toBeNull()
  expect(valuesToProbe([...values, 1])).toBeNull()
})
