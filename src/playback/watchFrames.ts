// Reports every picture the browser really presents, with what is needed to know whether somebody could see it.

import type { PresentedFrame, TimelinePart } from '../core/ports.ts'
import { mediaToWall, partAt, type MediaSpan } from '../core/media/timeline.ts'

export interface FrameWatch {
  /** Media time of the picture on show; null before the first. */
  shown(): number | null
  stop(): void
}

export const watchFrames = (video: HTMLVideoElement, parts: readonly TimelinePart[], spans: readonly MediaSpan[], generation: () => number, onFrame: (frame: PresentedFrame) => void): FrameWatch => {
  let onScreen = true
  let shown: number | null = null
  let handle = 0
  const observer = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)?.isIntersecting ?? onScreen
  })
  observer.observe(video)
  const present: VideoFrameRequestCallback = (atMs, { mediaTime }) => {
    handle = video.requestVideoFrameCallback(present)
    shown = mediaTime
    const part = partAt(spans, mediaTime)
    const [span, { recordingId } = { recordingId: null }] = [spans[part], parts[part]]
    if (!span || recordingId === null) return
    onFrame({
      recordingId,
      mediaTime: Math.max(0, mediaTime - span.mediaStart),
      wallMs: mediaToWall(spans, mediaTime),
      rate: video.playbackRate,
      generation: generation(),
      atMs,
      visible: document.visibilityState === 'visible' && onScreen,
    })
  }
  handle = video.requestVideoFrameCallback(present)
  return {
    shown: () => shown,
    stop: () => {
      observer.disconnect()
      video.cancelVideoFrameCallback(handle)
    },
  }
}
