// Puts a made-up unit into a server's database, as if its computers had exchanged there.

import { concat, sha256, toHex } from '../../../src/core/bytes.ts'
import { cosign, signCheckpoint } from '../../../src/core/log/checkpoint.ts'
import { appendLeaf, emptyFrontier, frontierRoot } from '../../../src/core/log/merkle.ts'
import { agencyId } from '../../../src/core/trust/certificate.ts'
import { makeSqliteStore } from '../../../server/store/sqlite.ts'
import { makeTestSigner } from '../agency.ts'
import type { MadeUpUnit } from './makeUnit.ts'
import { witnessSeedName } from './people.ts'
import type { UnitPlan } from './unitPlans.ts'
import { createHash } from 'node:crypto'

/** As the server will call itself by its seed. */
export const witnessNameOf = (plan: UnitPlan): string => `server-${toHex(makeTestSigner(witnessSeedName(plan)).publicKey.slice(0, 4))}`

/** Entries after the last cosigned head of the computers: one is always behind. */
const unwitnessedTail = 37

export const fillDatabase = async (path: string, unit: MadeUpUnit): Promise<void> => {
  const { plan, staff, logs, manifests } = unit
  const store = makeSqliteStore(path)
  try {
    await store.settle('agencyRoot', staff.root.publicKey)
    await store.settle('witnessSeed', new Uint8Array(createHash('sha256').update(witnessSeedName(plan)).digest()))
    await store.putCertificates(staff.statements.map((bytes) => ({ hash: toHex(sha256(bytes)), bytes })))
    for (const manifest of manifests) await store.putManifest(toHex(sha256(manifest)), manifest)
    for (const [n, log] of logs.entries()) {
      const notedSize = n === 0 ? Math.max(1, log.entries.length - unwitnessedTail) : log.entries.length
      let frontier = emptyFrontier
      let noted = emptyFrontier
      for (const leaf of log.leaves) {
        frontier = appendLeaf(frontier, leaf)
        if (frontier.size === notedSize) noted = frontier
      }
      const rows = log.entries.map(({ bytes, signature }, index) => ({ bytes, signature, leaf: toHex(log.leaves[index] ?? new Uint8Array()) }))
      const stored = await store.append({ logId: log.logId, publicKey: log.signer.publicKey }, 0, rows, concat(...frontier.peaks))
      if (stored !== rows.length) throw new Error(`the database holds ${log.name} already: take a new file`)
      const note = await signCheckpoint({ agency: agencyId(staff.root.publicKey), logId: log.logId, size: notedSize, root: frontierRoot(noted) }, log.name, log.signer)
      const cosigned = await cosign(note, staff.witnessName, Math.floor(unit.untilMs / 1_000), staff.witness)
      if (!cosigned.ok) throw new Error(cosigned.error)
      await store.putCheckpoint(log.logId, 0, notedSize, cosigned.value)
    }
  } finally {
    await store.close()
  }
}
