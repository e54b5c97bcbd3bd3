// Reports every picture the browser really presents, with what is needed to know whether somebody could see it; of sound alone, what could be heard.

import type { PresentedFrame, TimelinePart } from '../core/playbackPorts.ts'
import { mediaToWall, partAt, type MediaSpan } from '../core/media/timeline.ts'

export interface FrameWatch {
  /** Media time of the picture on show; null before the first. */
  shown(): number | null
  stop(): void
}

/** Looked at so often: whether something covers the picture, and whether one that stays longer than this still stands. */
const LOOK_MS = 250
/** A picture is presented so long after the moment it belongs to, at most. */
const LATE_S = 0.15
/** Of a picture whose rate is not known. */
const PICTURE_S = 0.1

/** `soundOnly`: whether a part's picture only stands for one. */
export const watchFrames = (video: HTMLVideoElement, parts: readonly TimelinePart[], spans: readonly MediaSpan[], soundOnly: (part: number) => boolean, generation: () => number, onFrame: (frame: PresentedFrame) => void): FrameWatch => {
  let onScreen = true
  let shown: number | null = null
  let handle = 0
  const observer = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)?.isIntersecting ?? onScreen
  })
  observer.observe(video)
  let covered = false
  let toldAtMs = 0
  let shownAtMs = 0
  const isSeen = (): boolean =>
    document.pictureInPictureElement === video || (document.visibilityState === 'visible' && onScreen && !covered && video.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  const isHeard = (): boolean => !video.paused && !video.muted && video.volume > 0
  const tell = (atMs: number, mediaTime: number, standing = false): void => {
    const part = partAt(spans, mediaTime)
    const [span, { recordingId } = { recordingId: null }] = [spans[part], parts[part]]
    if (!span || recordingId === null) return
    toldAtMs = performance.now()
    onFrame({
      recordingId,
      mediaTime: Math.max(0, mediaTime - span.mediaStart),
      wallMs: mediaToWall(spans, mediaTime),
      rate: video.playbackRate,
      generation: generation(),
      atMs,
      visible: soundOnly(part) ? isHeard() : isSeen(),
      ...(standing ? { standing } : {}),
    })
  }
  const present: VideoFrameRequestCallback = (atMs, { mediaTime }) => {
    handle = video.requestVideoFrameCallback(present)
    shown = mediaTime
    shownAtMs = atMs
    tell(atMs, mediaTime)
  }
  /** Behind a hidden page no picture is presented, and sound goes on. */
  const hear = (): void => {
    if (!isSeen() && isHeard() && soundOnly(partAt(spans, video.currentTime))) tell(performance.now(), video.currentTime)
  }
  /** Seconds for which the picture on show may stand: longer, and pictures are missing. */
  const standsFor = (media: number): number => 1 / (parts[partAt(spans, media)]?.video?.fps || 1 / PICTURE_S)
  const tellStanding = (media: number): void => {
    if (shown === null || video.seeking || soundOnly(partAt(spans, shown))) return
    const until = shown + standsFor(shown)
    if (media <= shown || media > until + LATE_S * video.playbackRate || partAt(spans, media) !== partAt(spans, shown)) return
    // As if it had been presented in time: the next picture, which may be late, follows on.
    const at = Math.min(media, until)
    tell(shownAtMs + ((at - shown) / video.playbackRate) * 1000, at, true)
  }
  const look = (): void => {
    if (video.paused) return
    covered = isCovered(video)
    if (performance.now() - toldAtMs > LOOK_MS) tellStanding(video.currentTime - LATE_S * video.playbackRate)
  }
  /** The last picture was on show until now. */
  const stop = (): void => tellStanding(video.currentTime)
  const timer = setInterval(look, LOOK_MS)
  video.addEventListener('pause', stop)
  video.addEventListener('timeupdate', hear)
  handle = video.requestVideoFrameCallback(present)
  return {
    shown: () => shown,
    stop: () => {
      observer.disconnect()
      clearInterval(timer)
      video.removeEventListener('pause', stop)
      video.removeEventListener('timeupdate', hear)
      video.cancelVideoFrameCallback(handle)
    },
  }
}

/** Points in each direction at which is asked what lies over the picture. */
const POINTS = [0.1, 0.5, 0.9] as const

/** Whether nothing of it can be seen because something opaque lies over all of it. */
const isCovered = (video: HTMLVideoElement): boolean => {
  const { left, top, width, height } = video.getBoundingClientRect()
  const { clientWidth, clientHeight } = document.documentElement
  const points = POINTS.flatMap((across) => POINTS.map((down) => [left + width * across, top + height * down] as const)).filter(([x, y]) => x >= 0 && y >= 0 && x < clientWidth && y < clientHeight)
  return points.length > 0 && points.every(([x, y]) => {
    const over = document.elementsFromPoint(x, y)
    const place = over.indexOf(video)
    return place > 0 && over.slice(0, place).some(isOpaque)
  })
}

/** `rgb(` without a fourth number; whatever else a colour may be, the picture may be seen through it. */
const isOpaque = (element: Element): boolean => {
  const { backgroundColor, opacity } = getComputedStyle(element)
  return opacity === '1' && backgroundColor.startsWith('rgb(')
}
