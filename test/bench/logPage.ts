// The page of the log bench: appends entries through the log store, and verifies a bundle in workers.

import { readBundle, type Bundle } from '../../src/core/format/bundle.ts'
import { entrySigningInput, makeEntry, makeGenesis, makeLogId, type LogHead } from '../../src/core/log/entry.ts'
import type { StoredEntry } from '../../src/core/ports.ts'
import { verifyChain } from '../../src/core/trust/verifyChain.ts'
import { makeKeys } from '../../src/keys/makeKeys.ts'
import { makeVerifyClient } from '../../src/rpc/verifyClient.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { makeLogStore } from '../../src/storage/logStore.ts'

export interface LogBench {
  /** Milliseconds of each append: making the entry, signing, and the strict commit. */
  append(count: number): Promise<readonly number[]>
  /** Milliseconds of each strict put of as many bytes in a bare IndexedDB store. */
  barePut(count: number): Promise<readonly number[]>
  /** Milliseconds for the first `size` entries of the bundle at `url`, reading and judging; throws on a problem. */
  verify(url: string, size: number): Promise<number>
}

declare global {
  interface Window {
    logBench: LogBench
  }
}

const keys = makeKeys()
let bundle: Bundle | null = null

const append = async (count: number): Promise<readonly number[]> => {
  const created = await keys.create('a passphrase', 1)
  if (!created.ok) throw new Error(created.error.type)
  const { signer } = created.value[0]!
  const database = openDatabase('log-bench')
  const store = makeLogStore(database)
  const log = makeLogId(signer.publicKey, 0)
  await store.putLog({ logId: log, publicKey: signer.publicKey, incarnation: 0, own: true, deviceName: 'bench', size: 0, onServer: 0 })
  let head: LogHead = makeGenesis(log)
  const times: number[] = []
  for (let seq = 0; seq < count; seq += 1) {
    const started = performance.now()
    const stamps = { timeMs: Date.now(), monoMs: Math.round(performance.now()), boot: '0011223344556677', salt: crypto.getRandomValues(new Uint8Array(16)) }
    const body = { viewing: 'a'.repeat(32), intervals: [{ recordingId: 'b'.repeat(64), fromMs: seq * 10_000, toMs: seq * 10_000 + 10_000, rate: 100 }] }
    const made = makeEntry({ logId: log, head, kind: 'view-interval', body, stamps })
    const row: StoredEntry = { logId: log, seq, bytes: made.bytes, signature: await signer.sign(entrySigningInput(made.bytes)), leaf: made.leaf, kind: 'view-interval', timeMs: stamps.timeMs }
    const appended = await store.append([row])
    if (!appended.ok) throw new Error(JSON.stringify(appended.error))
    head = { size: seq + 1, leaf: made.leaf }
    times.push(performance.now() - started)
  }
  database.close()
  return times
}

const barePut = async (count: number): Promise<readonly number[]> => {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('bare-bench', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('rows')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const times: number[] = []
  for (let key = 0; key < count; key += 1) {
    const started = performance.now()
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' })
      transaction.objectStore('rows').put({ bytes: new Uint8Array(320), signature: new Uint8Array(64) }, key)
      transaction.oncomplete = () => resolve()
      transaction.onerror = () => reject(transaction.error)
    })
    times.push(performance.now() - started)
  }
  database.close()
  return times
}

const verify = async (url: string, size: number): Promise<number> => {
  if (!bundle) {
    const read = readBundle(new Uint8Array(await (await fetch(url)).arrayBuffer()))
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    bundle = read.value
  }
  const [log] = bundle.logs
  if (!log || !bundle.root) throw new Error('no log')
  const trust = await verifyChain(bundle.root, bundle.statements, keys.verify)
  if (!trust.ok) throw new Error(JSON.stringify(trust.error))
  const client = makeVerifyClient(keys.verify)
  const started = performance.now()
  const notes = size === log.entries.length ? log.notes : []
  const verdict = await client.verify({ ...log, notes }, { size, read: async (from, to) => log.entries.slice(from, to) }, trust.value, { signal: new AbortController().signal, onProgress: () => undefined })
  const took = performance.now() - started
  if (!verdict.ok || verdict.value.problems.length > 0 || verdict.value.entries !== size) throw new Error(JSON.stringify(verdict))
  return took
}

window.logBench = { append, barePut, verify }
