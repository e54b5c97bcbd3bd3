// What hls.js loads with: playlist and segments come from the segment source, never from a network.

import type { Loader, LoaderCallbacks, LoaderConfiguration, LoaderContext, LoaderStats } from 'hls.js'
import type { SegmentError, SegmentTimeline } from '../contracts/segment.ts'
import type { Bytes } from '../core/ids.ts'
import { ok, type Result } from '../core/result.ts'

/** A name only; nothing is ever fetched from it. */
export const TIMELINE_URL = 'https://timeline.invalid/timeline.m3u8'

type Answer = Result<string | Bytes, SegmentError>

/** A seek aborts what is on its way, and often asks for it again. */
const LEAVE_MS = 150

interface Fetch {
  ask(kind: string | undefined, number: number): Promise<Answer>
  /** Nobody waits for this segment now. */
  leave(number: number): void
}

/** hls.js may ask again for what is still being made, every 100 ms on a slow drive: it is made once. */
const makeFetch = (timeline: SegmentTimeline): Fetch => {
  const making = new Map<string, Promise<Answer>>()
  const leaving = new Map<number, ReturnType<typeof setTimeout>>()
  const stay = (number: number): void => {
    clearTimeout(leaving.get(number))
    leaving.delete(number)
  }
  return {
    ask: (kind, number) => {
      if (kind === undefined) return Promise.resolve(ok(timeline.playlist))
      if (kind === 'segment') stay(number)
      const key = `${kind}-${number}`
      const begun = making.get(key) ?? (kind === 'init' ? timeline.init(number) : timeline.segment(number)).finally(() => making.get(key) === begun && making.delete(key))
      making.set(key, begun)
      return begun
    },
    leave: (number) => {
      const key = `segment-${number}`
      stay(number)
      if (!making.has(key)) return
      leaving.set(
        number,
        setTimeout(() => {
          leaving.delete(number)
          if (making.delete(key)) timeline.letGo(number)
        }, LEAVE_MS),
      )
    },
  }
}

const emptyStats = (): LoaderStats => ({
  aborted: false,
  loaded: 0,
  retry: 0,
  total: 0,
  chunkCount: 0,
  bwEstimate: 0,
  loading: { start: 0, first: 0, end: 0 },
  parsing: { start: 0, end: 0 },
  buffering: { start: 0, first: 0, end: 0 },
})

/** A loader class for hls.js. A segment is made once `whenNeeded` says so. A failure goes to `onFailure` only: hls.js must not try again what was not verified. */
export const makeSegmentLoader = (timeline: SegmentTimeline, whenNeeded: (segment: number) => Promise<void>, onFailure: (error: SegmentError) => void): (new () => Loader<LoaderContext>) => {
  const fetch = makeFetch(timeline)
  return class implements Loader<LoaderContext> {
    context: LoaderContext | null = null
    stats = emptyStats()
    private callbacks: LoaderCallbacks<LoaderContext> | null = null

    destroy(): void {
      this.callbacks = null
      this.context = null
    }

    /** Seeking aborts whatever is on its way. */
    abort(): void {
      const { callbacks, context } = this
      if (!callbacks || !context || this.stats.loading.end) return
      this.callbacks = null
      this.stats.aborted = true
      const number = /\/segment-(\d+)\.\w+$/.exec(context.url)?.[1]
      if (number !== undefined) fetch.leave(Number(number))
      callbacks.onAbort?.(this.stats, context, null)
    }

    load(context: LoaderContext, _config: LoaderConfiguration, callbacks: LoaderCallbacks<LoaderContext>): void {
      this.context = context
      this.callbacks = callbacks
      this.stats.loading.start = performance.now()
      void this.answer(context, callbacks)
    }

    private async answer(context: LoaderContext, callbacks: LoaderCallbacks<LoaderContext>): Promise<void> {
      const [, kind, digits] = /\/(init|segment)-(\d+)\.\w+$/.exec(context.url) ?? []
      const number = Number(digits)
      if (kind === 'segment') await whenNeeded(number)
      // What nobody waits for any more is not made, or dropped, a failure too: the seek leads elsewhere.
      if (this.callbacks !== callbacks) return
      const result = await fetch.ask(kind, number)
      if (this.callbacks !== callbacks) return
      if (!result.ok) {
        onFailure(result.error)
        return
      }
      const bytes = result.value
      const { stats } = this
      stats.loading.first = stats.loading.end = performance.now()
      stats.loaded = stats.total = bytes.length
      stats.chunkCount = 1
      callbacks.onSuccess({ url: context.url, data: typeof bytes === 'string' ? bytes : bytes.buffer }, stats, context, null)
    }
  }
}
