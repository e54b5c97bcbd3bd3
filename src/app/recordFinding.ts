// Writes a Finding in the catalogue and in the log.

import { toHex } from '../core/bytes.ts'
import type { CatalogStore, Clock, Finding, Random } from '../core/ports.ts'
import type { AppendEntry } from './logWriter.ts'

export interface FindingDeps {
  readonly store: Pick<CatalogStore, 'apply'>
  readonly clock: Clock
  readonly random: Random
  readonly appendEntry: AppendEntry
}

export const recordFinding = async ({ store, clock, random, appendEntry }: FindingDeps, found: Omit<Finding, 'id' | 'ms'>): Promise<void> => {
  const finding: Finding = { id: toHex(random.bytes(16)), ms: clock.now(), ...found }
  const { id, type, recordingId: recording, driveId: drive, path, evidence } = finding
  // Each is worth having without the other, so neither failure stops the other; what caused the Finding is shown anyway.
  await Promise.all([store.apply({ findings: [finding] }), appendEntry('finding', { finding: id, type, recording, drive, path, evidence })])
}
