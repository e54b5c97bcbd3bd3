// Ed25519 as the product verifies it, against Project Wycheproof's vectors: in WebCrypto, and in the auditor's program.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isSigned } from '../../../server/verify/ed25519.ts'
import { fromHex } from '../../../src/core/bytes.ts'
import { makeKeys } from '../../../src/keys/makeKeys.ts'
import { sharedData } from '../../support/sharedData.ts'

interface Group {
  readonly publicKey: { readonly pk: string }
  readonly tests: readonly { readonly tcId: number; readonly msg: string; readonly sig: string; readonly result: 'valid' | 'invalid' | 'acceptable'; readonly comment: string }[]
}

test.skipIf(!sharedData)('Ed25519 vectors of Wycheproof (need the shared corpus)', async () => {
  const { testGroups } = JSON.parse(readFileSync(join(sharedData ?? '', 'vectors/wycheproof/ed25519_test.json'), 'utf8')) as { readonly testGroups: readonly Group[] }
  const keys = makeKeys()
  let count = 0
  for (const { publicKey, tests } of testGroups) {
    const key = fromHex(publicKey.pk)
    for (const { tcId, msg, sig, result, comment } of tests) {
      count += 1
      const valid = result === 'valid'
      expect(await keys.verify(key, fromHex(msg), fromHex(sig)), `${tcId} ${comment}`).toBe(valid)
      expect(isSigned(key, fromHex(msg), fromHex(sig)), `${tcId} ${comment}`).toBe(valid)
    }
  }
  expect(count).toBeGreaterThan(100)
})
