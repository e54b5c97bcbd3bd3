// Whether a witness may cosign a head it is shown, given the head it holds: decides only, the caller stores and signs.

import { equal } from '../bytes.ts'
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts'
import { isConsistent } from './merkle.ts'

export type CosignPlan =
  /** Store `checkpoint` as the new head, atomically, and only then cosign. */
  | { readonly type: 'cosign'; readonly checkpoint: Checkpoint }
  /** Keep both notes: they are the proof. `heldSize` lets an honest device that was restored find its way. */
  | { readonly type: 'refuse'; readonly reason: 'smaller' | 'inconsistent'; readonly heldSize: number; readonly notes: readonly [string, string] }
  | { readonly type: 'unreadable'; readonly detail: string }

/**
 * `held`: the note of the largest head seen of this Log, null for the first meeting. `proof`: from its size to the offered size.
 * The device's signature on `offered` must have been checked before (checkNote).
 */
export const planCosign = (held: string | null, offered: string, proof: readonly Uint8Array[]): CosignPlan => {
  const next = parseCheckpoint(offered)
  if (!next.ok) return { type: 'unreadable', detail: next.error }
  if (held === null) return { type: 'cosign', checkpoint: next.value }
  const now = parseCheckpoint(held)
  if (!now.ok) return { type: 'unreadable', detail: now.error }
  if (now.value.logId !== next.value.logId) return { type: 'unreadable', detail: 'a head of another log' }
  const refuse = (reason: 'smaller' | 'inconsistent'): CosignPlan => ({ type: 'refuse', reason, heldSize: now.value.size, notes: [held, offered] })
  if (next.value.size < now.value.size) return refuse('smaller')
  if (next.value.size === now.value.size) return equal(now.value.root, next.value.root) ? { type: 'cosign', checkpoint: next.value } : refuse('inconsistent')
  return isConsistent(now.value.size, next.value.size, now.value.root, next.value.root, proof) ? { type: 'cosign', checkpoint: next.value } : refuse('inconsistent')
}
