// A Recording as a worker reads it in the background: from a Copy that can be had without asking anybody.

import { BLOCK_BYTES, type Recording } from '../core/catalog/recording.ts'
import type { TimelinePart } from '../core/playbackPorts.ts'
import type { CatalogStore } from '../core/ports.ts'
import { chooseCopy, type CopyDeps } from './chooseCopy.ts'

export interface PartDeps extends CopyDeps {
  readonly store: CopyDeps['store'] & Pick<CatalogStore, 'blockStates'>
}

/** Null: no Copy is here, or it was never read here. */
export const partOf = async (deps: PartDeps, recording: Recording): Promise<TimelinePart | null> => {
  const chosen = await chooseCopy({ ...deps, drives: { ...deps.drives, requestPermission: async () => false } }, recording)
  const blockStates = await deps.store.blockStates(recording.id)
  if (!chosen.ok || (!blockStates && recording.size >= BLOCK_BYTES)) return null
  const { id, video, audio } = recording
  const { copy, file, assembly } = chosen.value
  return { recordingId: id, driveId: copy.driveId, path: copy.path, file, startMs: 0, endMs: recording.durationMs ?? 0, video, audio, blockStates: blockStates ?? new Uint8Array(0), ...(assembly ? { assembly } : {}) }
}
