// The segment worker: owns the timeline of one Viewing; answers with Results, and with verified bytes only.

import { expose, transfer } from 'comlink'
import type { SegmentError, SegmentWorker } from '../src/contracts/segment.ts'
import type { Bytes } from '../src/core/ids.ts'
import { err, ok, type Result } from '../src/core/result.ts'
import { makeBlockVerifier } from './fingerprint/blockVerifier.ts'
import { makeTimeline, type Timeline } from './segment/makeTimeline.ts'
import { ReadFailure } from './segment/verifiedFile.ts'

let timeline: Timeline | undefined

const answer = async <T>(work: () => Promise<T>): Promise<Result<T, SegmentError>> => {
  try {
    return ok(await work())
  } catch (thrown) {
    return err(thrown instanceof ReadFailure ? thrown.failure : { type: 'PlayerFailed', detail: String(thrown) })
  }
}

const opened = (): Timeline => {
  if (!timeline) throw new Error('not opened')
  return timeline
}

const moved = (result: Result<Bytes, SegmentError>): Result<Bytes, SegmentError> => (result.ok ? transfer(result, [result.value.buffer]) : result)

const worker: SegmentWorker = {
  open: (parts, settings) =>
    answer(async () => {
      timeline = await makeTimeline(parts, await makeBlockVerifier(), settings)
      return timeline.opened
    }),
  init: async (part) => moved(await answer(() => opened().init(part))),
  segment: async (number) => moved(await answer(() => opened().segment(number))),
  frameTime: (media, frames) => answer(() => opened().frameTime(media, frames)),
}

expose(worker)
