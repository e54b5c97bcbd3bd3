// The Playback port: opens a verified timeline and puts a player for it into a container.

import type { SegmentSource } from '../contracts/segment.ts'
import type { Playback } from '../core/playbackPorts.ts'
import { err } from '../core/result.ts'

export interface PlaybackParts {
  readonly segments: SegmentSource
}

export const makePlayback = ({ segments }: PlaybackParts): Playback => ({
  warm: () => {
    segments.warm()
    void import('./makePlayer.ts')
  },
  prepare: (parts, atMs) => {
    const making = Promise.all([segments.open(parts, atMs), import('./makePlayer.ts')])
    // Whoever shows it hears of a failure; whoever drops it need not.
    making.catch(() => undefined)
    return {
      show: async (container, events) => {
        if (!(container instanceof HTMLElement)) throw new Error('the container must be an element')
        // Chromium says "maybe" to native HLS; what counts is Media Source Extensions.
        if (!('MediaSource' in globalThis)) return err({ type: 'PlayerFailed', detail: 'no Media Source Extensions' })
        const [timeline, { makePlayer }] = await making
        return timeline.ok ? makePlayer(container, timeline.value.kept.flatMap((part) => parts[part] ?? []), timeline.value, atMs, events) : timeline
      },
      drop: () => void making.then(([timeline]) => timeline.ok && timeline.value.close(), () => undefined),
    }
  },
})
