// Whole logs through real workers and WebCrypto.

import { afterAll, describe, expect, test } from 'vitest'
import { utf8 } from '../../../src/core/bytes.ts'
import { entrySigningInput, makeEntry, makeGenesis, makeLogId, type LogHead } from '../../../src/core/log/entry.ts'
import type { SignedEntry } from '../../../src/core/log/exchange.ts'
import { makeKeys } from '../../../src/keys/makeKeys.ts'
import { makeVerifyClient } from '../../../src/rpc/verifyClient.ts'

const keys = makeKeys()
const client = makeVerifyClient(keys.verify, 2)
afterAll(() => client.dispose())

const makeLog = async (count: number) => {
  const created = await keys.create('a passphrase', 1)
  if (!created.ok) throw new Error(created.error.type)
  const { signer } = created.value[0]!
  const logId = makeLogId(signer.publicKey, 0)
  const entries: SignedEntry[] = []
  let head: LogHead = makeGenesis(logId)
  for (let seq = 0; seq < count; seq += 1) {
    const stamps = { timeMs: 1_790_000_000_000 + seq, monoMs: seq, boot: '0011223344556677', salt: new Uint8Array(16) }
    const made =
      seq === 0
        ? makeEntry({ logId, head, kind: 'log-open', body: { device: 'd', publicKey: signer.publicKey, incarnation: 0, replaces: null, app: '' }, stamps })
        : makeEntry({ logId, head, kind: 'drive-register', body: { drive: 'd', name: 'n' }, stamps })
    entries.push({ bytes: made.bytes, signature: await signer.sign(entrySigningInput(made.bytes)) })
    head = { size: seq + 1, leaf: made.leaf }
  }
  return { log: { publicKey: signer.publicKey, incarnation: 0, notes: [] }, entries }
}
const sourceOf = (entries: readonly SignedEntry[]) => ({ size: entries.length, read: async (from: number, to: number) => entries.slice(from, to) })
const quiet = { signal: new AbortController().signal, onProgress: () => undefined }

describe('the verifier of logs', () => {
  test('finds every changed entry over many chunks, and tells how far it is', async () => {
    const { log, entries } = await makeLog(2_600)
    const seen: number[] = []
    const whole = await client.verify(log, sourceOf(entries), null, { ...quiet, onProgress: (done) => seen.push(done) })
    expect(whole).toMatchObject({ ok: true, value: { entries: 2_600, problems: [{ type: 'unenrolled', seq: 0 }] } })
    expect(seen).toEqual([500, 1_000, 1_500, 2_000, 2_500, 2_600])

    const changed = entries.map((entry, seq) => (seq % 700 === 3 ? { ...entry, signature: utf8('x'.repeat(64)) } : entry))
    const verdict = await client.verify(log, sourceOf(changed), null, quiet)
    expect(verdict.ok && verdict.value.problems.map(({ type, seq }) => `${type}@${seq}`)).toEqual(['unenrolled@0', 'badSignature@3', 'badSignature@703', 'badSignature@1403', 'badSignature@2103'])
  })

  test('an empty log and a key that is none', async () => {
    const { log } = await makeLog(1)
    expect(await client.verify(log, sourceOf([]), null, quiet)).toMatchObject({ ok: true, value: { entries: 0 } })
    const { entries } = await makeLog(3)
    const verdict = await client.verify({ ...log, publicKey: new Uint8Array(32).fill(255) }, sourceOf(entries), null, quiet)
    expect(verdict.ok && verdict.value.problems.filter(({ type }) => type === 'badSignature')).toHaveLength(3)
  })

  test('cancelling ends it at once, and the next check works', async () => {
    const { log, entries } = await makeLog(1_200)
    const stop = new AbortController()
    const cancelled = client.verify(log, sourceOf(entries), null, { signal: stop.signal, onProgress: () => stop.abort() })
    expect(await cancelled).toEqual({ ok: false, error: { type: 'Cancelled' } })
    expect(await client.verify(log, sourceOf(entries), null, { ...quiet, signal: stop.signal })).toEqual({ ok: false, error: { type: 'Cancelled' } })
    expect((await client.verify(log, sourceOf(entries), null, quiet)).ok).toBe(true)
  })
})
