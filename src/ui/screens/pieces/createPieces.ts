// Pieces as screens read them: which were made from some Recordings, and in which Session each Recording lies.

import { createMemo, type Accessor } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import type { DeedRow } from '../../../core/deeds/deedBook.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createSessions } from '../approvals/createSessions.ts'

export type PieceDeed = DeedRow<'piece'>

/** Newest first. */
export const createPiecesFrom = (recordings: Accessor<readonly string[]>): Accessor<readonly PieceDeed[]> => {
  const app = useApp()
  const pieces = createLive(() => app.pieces)
  return createMemo(() => {
    const from = new Set(recordings())
    return [...(pieces()?.values() ?? [])].filter(({ fields }) => fields.cuts.some(({ recording }) => from.has(recording))).toSorted((a, b) => b.madeMs - a.madeMs)
  })
}

/** Those that are pieces themselves. */
export const createOwnPieces = (recordings: Accessor<readonly string[]>): Accessor<readonly PieceDeed[]> => {
  const app = useApp()
  const pieces = createLive(() => app.pieces)
  return createMemo(() => recordings().flatMap((id) => pieces()?.get(id) ?? []))
}

/** undefined: not in this catalogue, or not to be seen by whoever is at work. */
export const createSessionOf = (): ((recording: string) => SessionRow | undefined) => {
  const sessions = createSessions()
  const byRecording = createMemo(() => new Map((sessions.rows() ?? []).flatMap((row) => row.recordings.map(({ id }) => [id as string, row] as const))))
  return (recording) => byRecording().get(recording)
}
