// Pieces that left the program as files: entries in, one fact for each out (article 18).

import { bodyOf, type Entry } from '../log/entry.ts'

export interface TakenOut {
  readonly recording: string
  readonly approval: string
  readonly ms: number
  readonly logId: string
  readonly seq: number
}

export const takenOutBy = (entries: readonly Entry[]): readonly TakenOut[] =>
  entries.flatMap((entry): readonly TakenOut[] => {
    const body = bodyOf(entry, 'piece-export')
    return body ? [{ recording: body.recording, approval: body.approval, ms: entry.timeMs, logId: entry.logId, seq: entry.seq }] : []
  })
