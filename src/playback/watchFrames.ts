// Reports every picture the browser really presents, with what is needed to know whether somebody could see it; of sound alone, what could be heard.

import type { PresentedFrame, TimelinePart } from '../core/ports.ts'
import { mediaToWall, partAt, type MediaSpan } from '../core/media/timeline.ts'

export interface FrameWatch {
  /** Media time of the picture on show; null before the first. */
  shown(): number | null
  stop(): void
}

/** `soundOnly`: whether a part's picture only stands for one. */
export const watchFrames = (video: HTMLVideoElement, parts: readonly TimelinePart[], spans: readonly MediaSpan[], soundOnly: (part: number) => boolean, generation: () => number, onFrame: (frame: PresentedFrame) => void): FrameWatch => {
  let onScreen = true
  let shown: number | null = null
  let handle = 0
  const observer = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)?.isIntersecting ?? onScreen
  })
  observer.observe(video)
  const isSeen = (): boolean => document.visibilityState === 'visible' && onScreen
  const isHeard = (): boolean => !video.paused && !video.muted && video.volume > 0
  const tell = (atMs: number, mediaTime: number): void => {
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
      visible: soundOnly(part) ? isHeard() : isSeen(),
    })
  }
  const present: VideoFrameRequestCallback = (atMs, { mediaTime }) => {
    handle = video.requestVideoFrameCallback(present)
    shown = mediaTime
    tell(atMs, mediaTime)
  }
  /** Behind a hidden page no picture is presented, and sound goes on. */
  const hear = (): void => {
    if (!isSeen() && isHeard() && soundOnly(partAt(spans, video.currentTime))) tell(performance.now(), video.currentTime)
  }
  video.addEventListener('timeupdate', hear)
  handle = video.requestVideoFrameCallback(present)
  return {
    shown: () => shown,
    stop: () => {
      observer.disconnect()
      video.removeEventListener('timeupdate', hear)
      video.cancelVideoFrameCallback(handle)
    },
  }
}
