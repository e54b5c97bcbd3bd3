// The device's signature on every Entry, in as many threads as there are processors.

import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { entryPrefix } from '../../src/core/log/constants.ts'
import { isSigned } from './ed25519.ts'
import type { Signed } from './readBundle.ts'

const prefix = Buffer.from(entryPrefix)
/** Below this, starting threads costs more than it saves. */
const entriesWorthThreads = 2_000
const maxThreads = 8

export const isEntrySigned = (publicKey: Uint8Array, { bytes, signature }: Signed): boolean => isSigned(publicKey, Buffer.concat([prefix, bytes]), signature)

/** One answer for each entry, in order. */
export const checkSignatures = async (publicKey: Uint8Array, entries: readonly Signed[]): Promise<readonly boolean[]> => {
  const threads = Math.min(availableParallelism(), maxThreads)
  if (entries.length < entriesWorthThreads || threads < 2) return entries.map((entry) => isEntrySigned(publicKey, entry))
  const share = Math.ceil(entries.length / threads)
  const shares = Array.from({ length: threads }, (_, index) => entries.slice(index * share, (index + 1) * share))
  return (await Promise.all(shares.map((part) => inThread(publicKey, part)))).flat()
}

const inThread = (publicKey: Uint8Array, entries: readonly Signed[]): Promise<readonly boolean[]> =>
  new Promise((resolve, reject) => {
    // The views share the file's buffer: copied into one piece, else the whole file would be cloned.
    const lengths = Uint32Array.from(entries.flatMap(({ bytes, signature }) => [bytes.length, signature.length]))
    const joined = Buffer.concat(entries.flatMap(({ bytes, signature }) => [bytes, signature]))
    const worker = new Worker(new URL('./signatureThread.ts', import.meta.url), { workerData: { publicKey: new Uint8Array(publicKey), lengths, joined } })
    worker.once('message', (answers: Uint8Array) => resolve([...answers].map((answer) => answer === 1)))
    worker.once('error', reject)
  })
