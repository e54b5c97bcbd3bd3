// What hls.js loads with: playlist and segments come from the segment source, never from a network.

import type { Loader, LoaderCallbacks, LoaderConfiguration, LoaderContext, LoaderStats } from 'hls.js'
import type { SegmentError, SegmentTimeline } from '../contracts/segment.ts'
import type { Bytes } from '../core/ids.ts'
import { ok, type Result } from '../core/result.ts'

/** A name only; nothing is ever fetched from it. */
export const TIMELINE_URL = 'https://timeline.invalid/timeline.m3u8'

const fetchNamed = async (timeline: SegmentTimeline, url: string): Promise<Result<string | Bytes, SegmentError>> => {
  const [, kind, number] = /\/(init|segment)-(\d+)\.\w+$/.exec(url) ?? []
  if (kind === 'init') return timeline.init(Number(number))
  if (kind === 'segment') return timeline.segment(Number(number))
  return ok(timeline.playlist)
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

/** A loader class for hls.js. A failure goes to `onFailure` only: hls.js must not try again what was not verified. */
export const makeSegmentLoader = (timeline: SegmentTimeline, onFailure: (error: SegmentError) => void): (new () => Loader<LoaderContext>) =>
  class implements Loader<LoaderContext> {
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
      callbacks.onAbort?.(this.stats, context, null)
    }

    load(context: LoaderContext, _config: LoaderConfiguration, callbacks: LoaderCallbacks<LoaderContext>): void {
      this.context = context
      this.callbacks = callbacks
      this.stats.loading.start = performance.now()
      void fetchNamed(timeline, context.url).then((result) => {
        // An answer that nobody waits for any more is dropped, a failure too: the seek leads elsewhere.
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
      })
    }
  }
