// One device of the test agency with stores in memory and a log of its own, able to exchange with a real server. Node only.

import type { Bytes } from '../../src/core/ids.ts'
import { decodeEntry, entryLeaf } from '../../src/core/log/entry.ts'
import type { SignedEntry } from '../../src/core/log/exchange.ts'
import { signCheckpoint } from '../../src/core/log/checkpoint.ts'
import { treeRoot } from '../../src/core/log/merkle.ts'
import type { StoredEntry } from '../../src/core/ports.ts'
import { agencyId } from '../../src/core/trust/certificate.ts'
import { makeLogExchange } from '../../src/sync/logExchange.ts'
import { makeStatement, makeTestLog, makeTestSigner, signers, unit, verifyInNode, type TestSigner } from './agency.ts'
import { makeMemoryLogStore, makeMemoryShelf, makeMemoryStatements } from './memoryStores.ts'

export const rowOf = ({ bytes, signature }: SignedEntry): StoredEntry => {
  const entry = decodeEntry(bytes)
  if (!entry.ok) throw new Error(JSON.stringify(entry.error))
  const { logId, seq, kind, timeMs } = entry.value
  return { logId, seq, kind, timeMs, bytes, signature, leaf: entryLeaf(bytes) }
}

/** root, authority and one device. */
export const statementsFor = async (device: TestSigner, name: string): Promise<readonly Bytes[]> =>
  Promise.all([makeStatement('root', signers.root, signers.root, unit), makeStatement('authority', signers.authority, signers.root, unit), makeStatement('device', device, signers.authority, name)])

export const makeExchangeDevice = async (url: string, name: string) => {
  const signer = makeTestSigner(name)
  const log = makeTestLog(signer)
  const logs = makeMemoryLogStore()
  const shelf = makeMemoryShelf()
  const statements = makeMemoryStatements(await statementsFor(signer, name))
  await logs.putLog({ logId: log.logId, publicKey: signer.publicKey, incarnation: 0, own: true, deviceName: name, size: 0, onServer: 0 })
  log.write('log-open', { device: name, publicKey: signer.publicKey, incarnation: 0, replaces: null, app: 'test' })

  /** Stores what was written to `log` since. */
  const keep = async (): Promise<void> => {
    const stored = (await logs.last(log.logId))?.seq ?? -1
    const kept = await logs.append(log.entries.slice(stored + 1).map(rowOf))
    if (!kept.ok) throw new Error(JSON.stringify(kept.error))
  }
  const checkpoint = async (): Promise<string> => {
    const size = log.leaves.length
    const note = await signCheckpoint({ agency: agencyId(signers.root.publicKey), logId: log.logId, size, root: treeRoot(log.leaves) }, name, signer)
    await logs.putCheckpoint({ logId: log.logId, size, note, witnesses: [] })
    return note
  }
  await keep()
  const exchange = makeLogExchange({ url, logs, manifests: shelf, statements, signer, agencyRoot: signers.root.publicKey, own: log.logId, verify: verifyInNode })
  const write = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) log.write('drive-register', { drive: 'd'.repeat(32), name: `移动硬盘 ${log.entries.length}` })
    await keep()
  }
  return { name, signer, log, logs, shelf, statements, exchange, write, keep, checkpoint }
}
