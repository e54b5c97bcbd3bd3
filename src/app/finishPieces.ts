// At the beginning of work: finishes the pieces that a killed program had signed for, and removes those it had not (article 18).

import { parseDeed } from '../core/deeds/deed.ts'
import type { DeedFields } from '../core/deeds/deedKinds.ts'
import { fieldsProblem } from '../core/deeds/deedKinds.ts'
import { bodyOf, decodeEntry } from '../core/log/entry.ts'
import { piecePath } from '../core/pieces/piece.ts'
import type { PendingPiece } from '../core/piecePorts.ts'
import type { LogStore } from '../core/ports.ts'
import type { PieceDeps } from './makePiece.ts'

export interface FinishDeps {
  readonly pieces: Pick<PieceDeps['pieces'], 'pending' | 'directory'>
  readonly logs: Pick<LogStore, 'byKind'>
  readonly index: PieceDeps['index']
}

/** What fails now is tried again at the next start. */
export const finishPieces = async ({ pieces, logs, index }: FinishDeps): Promise<void> => {
  const pending = await pieces.pending()
  if (!pending.ok || pending.value.length === 0) return
  const signed = await signedPieces(logs)
  const moved: PendingPiece[] = []
  for (const piece of pending.value) {
    const fields = signed.get(piece.recording)
    if (!fields) await piece.drop()
    else if ((await piece.keep(piecePath(fields))).ok) moved.push(piece)
  }
  const directory = moved.length > 0 ? await pieces.directory() : null
  if (!directory?.ok || !(await index(directory.value)).ok) return
  for (const piece of moved) await piece.drop()
}

/** From the logs themselves: nothing is taken for unsigned because it is hidden from who is at work. */
const signedPieces = async (logs: FinishDeps['logs']): Promise<ReadonlyMap<string, DeedFields<'piece'>>> => {
  const stored = await logs.byKind('deed')
  return new Map(
    stored.flatMap(({ bytes }) => {
      const entry = decodeEntry(bytes)
      const deed = entry.ok ? parseDeed(bodyOf(entry.value, 'deed')?.deed ?? new Uint8Array()) : null
      if (!deed?.ok || deed.value.type !== 'piece' || fieldsProblem('piece', deed.value.fields) !== null) return []
      const fields = deed.value.fields as unknown as DeedFields<'piece'>
      return [[fields.recording, fields] as const]
    }),
  )
}
