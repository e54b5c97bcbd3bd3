// Shows timelines in a browser test: a Recording's part made of a file, a player in the page, and ways to wait for what it presents.

import type { DriveError, PlaybackError } from '../../src/core/errors.ts'
import { driveId, recordingId } from '../../src/core/ids.ts'
import type { Player, PlayerState, PresentedFrame, TimelinePart } from '../../src/core/playbackPorts.ts'
import { makePlayback } from '../../src/playback/makePlayback.ts'
import { makeFingerprintPool } from '../../src/rpc/fingerprintPool.ts'
import { makeSegmentSource } from '../../src/rpc/segmentClient.ts'

export interface Shown {
  readonly player: Player
  readonly video: HTMLVideoElement
  readonly states: PlayerState[]
  readonly frames: PresentedFrame[]
  readonly failures: (PlaybackError | DriveError)[]
  close(): void
}

const pool = makeFingerprintPool({ workers: 1 })

export const makePart = async (file: File, startMs: number, seconds: number): Promise<TimelinePart> => {
  const print = await pool.fingerprint(file, { path: file.name, signal: new AbortController().signal })
  if (!print.ok) throw new Error(print.error.type)
  const { sha256, blockStates } = print.value
  return { recordingId: recordingId(sha256), driveId: driveId('00'.repeat(16)), path: `DCIM/${file.name}`, file, startMs, endMs: startMs + seconds * 1000, video: null, audio: null, blockStates }
}

/** The error instead when it does not open. */
export const showTimeline = async (parts: readonly TimelinePart[], atMs: number): Promise<Shown | PlaybackError | DriveError> => {
  const container = document.createElement('div')
  container.style.cssText = 'width:320px;height:180px'
  document.body.append(container)
  const [states, frames, failures]: [PlayerState[], PresentedFrame[], (PlaybackError | DriveError)[]] = [[], [], []]
  const opened = await makePlayback({ segments: makeSegmentSource() }).prepare(parts, atMs).show(container, {
    onState: (state) => states.push(state),
    onFrame: (frame) => frames.push(frame),
    onFailure: (error) => failures.push(error),
  })
  if (!opened.ok) {
    container.remove()
    return opened.error
  }
  const player = opened.value
  const close = (): void => {
    player.dispose()
    container.remove()
  }
  return { player, video: container.querySelector('video')!, states, frames, failures, close }
}

/** False when it has not come to pass in time. */
export const comesTrue = async (what: () => boolean, ms: number): Promise<boolean> => {
  const end = performance.now() + ms
  while (!what()) {
    if (performance.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return true
}
