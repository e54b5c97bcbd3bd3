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

const makeInit = (part: number): Promise<Result<Bytes, SegmentError>> => answer(() => opened().init(part))
const makeSegment = (number: number): Promise<Result<Bytes, SegmentError>> => answer(() => opened().segment(number))

type Made = Promise<Result<Bytes, SegmentError>> | null
/** What is shown first: each is given away once. */
let ahead: { readonly part: number; readonly init: Made; readonly segment: number; readonly bytes: Made } = { part: 0, init: null, segment: 0, bytes: null }

const moved = (result: Result<Bytes, SegmentError>): Result<Bytes, SegmentError> => (result.ok ? transfer(result, [result.value.buffer]) : result)

const worker: SegmentWorker = {
  open: (parts, atMs, settings) =>
    answer(async () => {
      timeline = await makeTimeline(parts, await makeBlockVerifier(), settings)
      const { part, segment } = timeline.placeOf(atMs)
      ahead = { part, init: makeInit(part), segment, bytes: makeSegment(segment) }
      return timeline.opened
    }),
  init: async (part) => {
    const made = ahead.part === part ? ahead.init : null
    if (made) ahead = { ...ahead, init: null }
    return moved(await (made ?? makeInit(part)))
  },
  segment: async (number) => {
    const made = ahead.segment === number ? ahead.bytes : null
    if (made) ahead = { ...ahead, bytes: null }
    return moved(await (made ?? makeSegment(number)))
  },
  letGo: async (number) => {
    if (ahead.segment === number) ahead = { ...ahead, bytes: null }
    timeline?.letGo(number)
  },
  frameTime: (media, frames) => answer(() => opened().frameTime(media, frames)),
}

expose(worker)
