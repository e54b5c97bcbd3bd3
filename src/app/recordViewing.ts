// One Viewing on record: view-open before the first picture, then its watched intervals, then its close. No entry, no picture.

import { toHex } from '../core/bytes.ts'
import type { KeyError, LogError, StorageError } from '../core/errors.ts'
import type { EntryBodies, WatermarkLoss } from '../core/log/kinds.ts'
import type { PresentedFrame } from '../core/playbackPorts.ts'
import type { Live, Random } from '../core/ports.ts'
import { ok, type Result } from '../core/result.ts'
import { addFrame, flushAfterMs, hasIntervals, isMoving, noIntervals, takeIntervals } from '../core/viewing/intervals.ts'
import type { AppendEntry } from './logWriter.ts'

export type AppendError = StorageError | LogError | KeyError

export type CloseReason = EntryBodies['view-close']['reason']

export interface RecordDeps {
  /** Resolves when the entry is on disk (strict durability). */
  readonly appendEntry: AppendEntry
  readonly random: Random
  /** The page, by visibilitychange; watched intervals are written when it hides. */
  readonly pageVisible: Live<boolean>
  /** Runs once after so many milliseconds; returns the way to call it off. */
  readonly after: (ms: number, run: () => void) => () => void
}

/** What else is on the screen beside the picture. */
export interface WatchedAs {
  /** Recorders shown at once; 0 where sound alone is heard. */
  readonly pictures: number
  readonly full: boolean
}

export interface ViewingRecord {
  readonly viewing: string
  addFrame(frame: PresentedFrame): void
  /** On pause, seek and change of speed; still pictures alone wait for the next turn. Resolves when it is on disk, or has failed and been told of. */
  flush(): Promise<void>
  /** What follows is watched so. */
  setView(view: WatchedAs): void
  /** What was watched first, then what became of the watermark, at the picture shown last. */
  loseWatermark(what: WatermarkLoss): Promise<void>
  /** Flushes, then writes view-close. Later calls do nothing. */
  close(reason: CloseReason): Promise<void>
}

/** `onLost`: the log could not be written any more, so nothing more may be shown. Called at most once. */
export const recordViewing = async (
  { appendEntry, random, pageVisible, after }: RecordDeps,
  opening: Omit<EntryBodies['view-open'], 'viewing'>,
  first: WatchedAs,
  onLost: (error: AppendError) => void,
): Promise<Result<ViewingRecord, AppendError>> => {
  const viewing = toHex(random.bytes(16))
  const opened = await appendEntry('view-open', { viewing, ...opening, recordings: opening.recordings.slice(0, recordingsPerEntry) })
  if (!opened.ok) return opened
  for (let from = recordingsPerEntry; from < opening.recordings.length; from += recordingsPerEntry) {
    const more = await appendEntry('view-more', { viewing, recordings: opening.recordings.slice(from, from + recordingsPerEntry) })
    if (!more.ok) return more
  }

  let intervals = noIntervals
  let view = first
  let last: PresentedFrame | null = null
  let unwritten: readonly Omit<EntryBodies['view-interval'], 'viewing'>[] = []
  let writing: Promise<void> = Promise.resolve()
  let callOff: (() => void) | null = null
  let lost = false
  let closing: Promise<void> | null = null

  const write = async (): Promise<void> => {
    while (unwritten.length > 0) {
      const written = await appendEntry('view-interval', { viewing, ...unwritten[0]! })
      if (!written.ok) {
        if (!lost) onLost(written.error)
        lost = true
        return
      }
      unwritten = unwritten.slice(1)
    }
  }

  const flush = (): Promise<void> => {
    callOff?.()
    callOff = null
    const taken = takeIntervals(intervals)
    intervals = taken.state
    for (let from = 0; from < taken.intervals.length; from += intervalsPerEntry) unwritten = [...unwritten, { intervals: taken.intervals.slice(from, from + intervalsPerEntry), ...view }]
    return (writing = writing.then(write))
  }

  const stopWatchingPage = pageVisible.subscribe((visible) => {
    if (!visible) void flush()
  })

  const close = async (reason: CloseReason): Promise<void> => {
    stopWatchingPage()
    await flush()
    const closed = await appendEntry('view-close', { viewing, reason })
    if (!closed.ok && !lost) onLost(closed.error)
  }

  return ok({
    viewing,
    addFrame: (frame) => {
      if (closing) return
      last = frame
      intervals = addFrame(intervals, frame)
      if (!callOff && hasIntervals(intervals)) callOff = after(flushAfterMs, () => void flush())
    },
    flush: () => closing ?? (isMoving(intervals) ? flush() : writing),
    setView: (next) => {
      if (closing || (next.pictures === view.pictures && next.full === view.full)) return
      if (hasIntervals(intervals)) void flush()
      view = next
    },
    loseWatermark: async (what) => {
      if (closing) return
      await flush()
      const at = last
      writing = writing.then(async () => {
        const written = await appendEntry('watermark-lost', { viewing, recording: at?.recordingId ?? null, atMs: at ? Math.max(0, Math.round(at.mediaTime * 1000)) : 0, what })
        if (written.ok || lost) return
        lost = true
        onLost(written.error)
      })
      await writing
    },
    close: (reason) => (closing ??= close(reason)),
  })
}

/** About 130 bytes each, and an Entry holds 64 KiB. */
const intervalsPerEntry = 200

/** 66 bytes each; what somebody gives as reason has to stand beside them. */
const recordingsPerEntry = 700
