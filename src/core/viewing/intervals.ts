// Presented frames in, watched intervals out: only what somebody can have seen counts. Source of the rules: MEDIA, "What was really watched".

import type { WatchedInterval } from '../log/kinds.ts'
import type { PresentedFrame } from '../playbackPorts.ts'

/** Intervals reach the log at most this long after their first frame (TRUST: at most 10 s apart, the write included). */
export const flushAfterMs = 9_500
/** Two frames further apart than this are never one interval: the picture may have stood still behind a blocked page. */
export const maxFrameGapMs = 1_000
/** A picture is told at most so much later than the one before it was. */
const latePictureMs = 100
/** Playing speed of an interval that is one still picture: stepped to, or passed while seeking. */
export const stillRate = 0

interface Run {
  readonly recordingId: string
  readonly fromMs: number
  readonly toMs: number
  readonly rate: number
  /** Continues what was already taken: without a further frame it says nothing new. */
  readonly taken: boolean
}

/** A plain value; start with `noIntervals`. */
export interface Intervals {
  readonly last: PresentedFrame | null
  readonly run: Run | null
  readonly done: readonly WatchedInterval[]
}

export const noIntervals: Intervals = { last: null, run: null, done: [] }

/**
 * The time between two consecutive frames counts when both were visible, of the same Recording and the same seek
 * generation, less than a second apart, and the media moved forward no further than 1.5 × the speed allows, plus what may go by
 * in 0.1 s: so late may a picture be presented.
 * A visible frame that no such time touches is kept as 1 ms at `stillRate`, so that stepping through is on record too.
 */
export const addFrame = (state: Intervals, frame: PresentedFrame): Intervals => {
  if (!frame.visible) return { last: null, run: null, done: finish(state) }
  const atMs = mediaMs(frame)
  const fresh: Run = { recordingId: frame.recordingId, fromMs: atMs, toMs: atMs, rate: frameRate(frame), taken: false }
  const { last, run } = state
  if (!last || !run || !follows(last, frame)) return { last: frame, run: fresh, done: finish(state) }
  const rate = Math.max(frameRate(last), frameRate(frame))
  if (run.rate === rate || run.fromMs === run.toMs) return { last: frame, run: { ...run, rate, toMs: atMs, taken: run.taken && run.toMs === atMs }, done: state.done }
  return { last: frame, run: { ...fresh, fromMs: run.toMs, rate, taken: run.toMs === atMs }, done: finish(state) }
}

/** What is due for the log, and the state that goes on from the last frame. */
export const takeIntervals = (state: Intervals): { readonly intervals: readonly WatchedInterval[]; readonly state: Intervals } => ({
  intervals: finish(state),
  state: { last: state.last, run: state.run && { ...state.run, fromMs: state.run.toMs, taken: true }, done: [] },
})

export const hasIntervals = (state: Intervals): boolean => finish(state).length > 0

/** Holds more than still pictures: dragging along the timeline shows many, and each is no entry of its own. */
export const isMoving = (state: Intervals): boolean => finish(state).some(({ rate }) => rate !== stillRate)

const mediaMs = (frame: PresentedFrame): number => Math.max(0, Math.round(frame.mediaTime * 1000))
const frameRate = (frame: PresentedFrame): number => Math.max(1, Math.round(frame.rate * 100))

const follows = (last: PresentedFrame, frame: PresentedFrame): boolean => {
  const wall = frame.atMs - last.atMs
  const step = mediaMs(frame) - mediaMs(last)
  const rate = Math.max(last.rate, frame.rate)
  const limit = wall * rate * 1.5 + latePictureMs * Math.max(1, rate)
  return frame.recordingId === last.recordingId && frame.generation === last.generation && wall >= 0 && wall < maxFrameGapMs && step >= 0 && step <= limit
}

const finish = ({ run, done }: Intervals): readonly WatchedInterval[] => {
  if (!run || run.taken) return done
  const still = run.fromMs === run.toMs
  return [...done, { recordingId: run.recordingId, fromMs: run.fromMs, toMs: still ? run.toMs + 1 : run.toMs, rate: still ? stillRate : run.rate }]
}
