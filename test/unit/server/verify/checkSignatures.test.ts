// Signatures in several threads: every answer at its own place.

import { expect, test } from 'vitest'
import { checkSignatures } from '../../../../server/verify/checkSignatures.ts'
import { utf8 } from '../../../../src/core/bytes.ts'
import { entrySigningInput } from '../../../../src/core/log/entry.ts'
import { makeTestSigner } from '../../../support/agency.ts'

test('few and many entries get the same answers', async () => {
  const device = makeTestSigner('device')
  const entries = Array.from({ length: 2_500 }, (_, index) => {
    const bytes = utf8(`entry ${index} ${'x'.repeat(index % 40)}`)
    return { bytes, signature: device.signNow(entrySigningInput(bytes)) }
  })
  const bad = new Set([0, 1_249, 1_250, 2_499])
  const touched = entries.map((entry, index) => (bad.has(index) ? { ...entry, signature: new Uint8Array(index === 0 ? 63 : 64) } : entry))
  const wanted = touched.map((_, index) => !bad.has(index))
  expect(await checkSignatures(device.publicKey, touched)).toEqual(wanted)
  expect(await checkSignatures(device.publicKey, touched.slice(0, 50))).toEqual(wanted.slice(0, 50))
  expect(await checkSignatures(new Uint8Array(32).fill(255), entries.slice(0, 3))).toEqual([false, false, false])
})
