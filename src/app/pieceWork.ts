// Pieces in the making as running work: how far, how fast, how long still, and the way to stop each.

import { cutsOf } from '../core/pieces/piece.ts'
import { makeLive, type LiveValue } from '../core/live.ts'
import type { Clock } from '../core/ports.ts'
import type { Work } from './app.ts'
import type { MakePiece, PieceOptions } from './makePiece.ts'
import { err } from '../core/result.ts'

export interface PieceWork {
  readonly work: LiveValue<readonly Work[]>
  readonly makePiece: MakePiece
  cancel(id: string): void
  dismiss(id: string): void
}

export interface PieceWorkDeps {
  readonly make: MakePiece
  readonly clock: Pick<Clock, 'mono'>
  /** The unit's local time of a moment. */
  readonly timeText: (ms: number) => string
}

const none = { driveId: null, filesDone: 0, filesTotal: 0, bytesDone: 0, bytesTotal: 0, bytesPerSecond: null, resumedFiles: 0, resumedBytes: 0 } as const

export const makePieceWork = ({ make, clock, timeText }: PieceWorkDeps): PieceWork => {
  const work = makeLive<readonly Work[]>([])
  const running = new Map<string, AbortController>()
  let made = 0
  /** One at a time: each takes all the processor there is. */
  let turn: Promise<unknown> = Promise.resolve()

  const put = (row: Work): void => {
    const rows = work.get()
    work.set(rows.some(({ id }) => id === row.id) ? rows.map((one) => (one.id === row.id ? row : one)) : [...rows, row])
  }

  const makePiece: MakePiece = async (viewing, piece, { signal, onProgress }) => {
    const id = `piece-${++made}`
    const abort = new AbortController()
    const stop = (): void => abort.abort()
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)
    running.set(id, abort)
    const [first] = cutsOf(piece.plan)
    const part = viewing.parts.find(({ recordingId }) => recordingId === first?.recordingId)
    let begun = 0
    let row: Work = { ...none, id, kind: 'piece', title: timeText((part?.startMs ?? 0) + (first?.fromMs ?? 0)), phase: 'reading', secondsLeft: null, error: null, footage: { secondsDone: 0, secondsTotal: 0, speed: null } }
    put(row)
    const told: PieceOptions = {
      signal: abort.signal,
      onProgress: (progress) => {
        const elapsed = (clock.mono() - begun) / 1000
        const speed = elapsed > 1 && progress.secondsDone > 0 ? progress.secondsDone / elapsed : null
        row = { ...row, phase: progress.secondsDone < progress.secondsTotal ? 'reading' : 'finishing', footage: { ...progress, speed }, secondsLeft: speed ? (progress.secondsTotal - progress.secondsDone) / speed : null }
        put(row)
        onProgress(progress)
      },
    }
    const making = turn.then(async () => {
      begun = clock.mono()
      return abort.signal.aborted ? err({ type: 'Cancelled' } as const) : make(viewing, piece, told)
    })
    turn = making.catch(() => undefined)
    const answer = await making
    running.delete(id)
    signal.removeEventListener('abort', stop)
    if (!answer.ok && answer.error.type === 'Cancelled') work.set(work.get().filter((one) => one.id !== id))
    else put({ ...row, phase: answer.ok ? 'done' : 'failed', ...(answer.ok && row.footage ? { footage: { ...row.footage, secondsDone: row.footage.secondsTotal } } : {}), secondsLeft: null, error: answer.ok ? null : answer.error })
    return answer
  }

  return {
    work,
    makePiece,
    cancel: (id) => running.get(id)?.abort(),
    dismiss: (id) => {
      if (!running.has(id)) work.set(work.get().filter((one) => one.id !== id))
    },
  }
}
