// Who may ask for which use of Recordings, and who may approve it (articles 14 to 18).

import type { Use } from '../deeds/viewingDeeds.ts'
import type { Act } from '../policy/acts.ts'

/** What the requester must be permitted; of several, one is enough. */
export const requestActs: Readonly<Record<Use, readonly Act[]>> = {
  view: ['requestViewing'],
  extract: ['requestViewing', 'extractEvidence'],
  release: ['requestViewing', 'extractEvidence'],
  dispose: ['recordDisposal'],
}

/** What lets a piece leave as a file. */
export const outUses: readonly Use[] = ['extract', 'release']

/** What the approver must be permitted. A copy that leaves the archive is a release, whoever makes it. */
export const approvalActs: Readonly<Record<Use, Act>> = { view: 'approveViewing', extract: 'approveRelease', release: 'approveRelease', dispose: 'approveDisposal' }
