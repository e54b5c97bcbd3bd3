// One <video> fed by hls.js from a verified timeline: commands in, states and presented pictures out, nothing shown after a failure.

import Hls from 'hls.js/light'
import type { SegmentError, SegmentTimeline } from '../contracts/segment.ts'
import { AIM_S, mediaToWall, partAt, wallToMedia } from '../core/media/timeline.ts'
import type { Player, PlayerEvents, TimelinePart } from '../core/playbackPorts.ts'
import { err, ok, type Result } from '../core/result.ts'
import { makeSegmentLoader, TIMELINE_URL } from './segmentLoader.ts'
import { watchFrames } from './watchFrames.ts'

/** Seconds loaded ahead at normal speed. */
const AHEAD_S = 20
const BEHIND_S = 20
/** A decoder may want this much behind the picture it shall show. */
const LEAD_S = 0.5
const HOLD_MS = 150
/** Decoder failures in one opening before it is given up. */
const MOST_RECOVERIES = 20

const isDriveError = ({ type }: SegmentError): boolean => !['BlockMismatch', 'CopyUnavailable', 'CannotPlay', 'PlayerFailed'].includes(type)

const makeVideo = (container: HTMLElement): HTMLVideoElement => {
  const video = container.ownerDocument.createElement('video')
  video.playsInline = true
  video.disablePictureInPicture = true
  video.style.cssText = 'width:100%;height:100%;object-fit:contain;display:block'
  container.append(video)
  return video
}

/** `parts`: those that are on the timeline. Resolves with the first picture at `atMs`; before that a failure is the answer and not an event. */
export const makePlayer = async (container: HTMLElement, parts: readonly TimelinePart[], timeline: SegmentTimeline, atMs: number, events: PlayerEvents): Promise<Result<Player, SegmentError>> => {
  const { spans, kept, leftOut, outlines, works } = timeline
  const video = makeVideo(container)
  const begin = wallToMedia(spans, atMs) + AIM_S
  let generation = 0
  let failed: SegmentError | null = null
  let disposed = false
  let wantsPlay = false
  let recoveries = 0
  let steps: Promise<void> = Promise.resolve()
  let opened: (error: SegmentError | null) => void = () => undefined
  const opening = new Promise<SegmentError | null>((resolve) => {
    opened = resolve
  })
  let isOpen = false

  const fail = (error: SegmentError): void => {
    if (failed || disposed) return
    failed = error
    video.pause()
    video.style.visibility = 'hidden'
    if (isDriveError(error)) hls.stopLoad()
    else end()
    if (isOpen) events.onFailure(error)
    else opened(error)
  }

  /** While a seek waits for its picture, what lies behind that picture waits too: checking and decoding share the processor. */
  const whenNeeded = async (number: number): Promise<void> => {
    const start = hls.levels[0]?.details?.fragments[number]?.start ?? 0
    if ((isOpen && !video.seeking) || start <= (isOpen ? video.currentTime : begin) + LEAD_S) return
    await new Promise<void>((resolve) => {
      video.addEventListener('seeked', () => resolve(), { once: true })
      setTimeout(resolve, HOLD_MS)
    })
  }

  /** Seconds of the timeline made ready in one, by part. */
  const speeds = new Map<number, number>()
  const measured: SegmentTimeline['segment'] = async (number) => {
    const begun = performance.now()
    const result = await timeline.segment(number)
    const fragment = hls.levels[0]?.details?.fragments[number]
    const part = fragment ? partAt(spans, fragment.start) : -1
    if (fragment && works[part]?.picture) speeds.set(part, fragment.duration / Math.max(0.001, (performance.now() - begun) / 1000))
    return result
  }

  const hls = new Hls({
    loader: makeSegmentLoader({ ...timeline, segment: measured }, whenNeeded, fail),
    enableWorker: false,
    startPosition: begin,
    // Else the first segment waits for hls.js's next look, up to 100 ms after the MediaSource opened.
    startFragPrefetch: true,
    maxBufferLength: AHEAD_S,
    maxMaxBufferLength: AHEAD_S * 4,
    backBufferLength: BEHIND_S,
  })

  /** Lets go of everything, the picture first. */
  const end = (): void => {
    if (disposed) return
    disposed = true
    frames.stop()
    hls.destroy()
    video.removeAttribute('src')
    video.load()
    timeline.close()
  }

  const goTo = (media: number): void => {
    generation++
    video.currentTime = media
  }

  /** The next segment begins with a key frame: what cannot be decoded ends there. */
  const recover = (): void => {
    if (failed || disposed) return
    if (++recoveries > MOST_RECOVERIES) return fail({ type: 'PlayerFailed', detail: video.error?.message ?? 'the decoder failed' })
    const at = video.currentTime
    const next = hls.levels[0]?.details?.fragments.find((fragment) => fragment.start > at + AIM_S)
    generation++
    hls.recoverMediaError()
    hls.startLoad((next?.start ?? at) + AIM_S)
    // A decoder that fails pauses the element.
    if (wantsPlay) void video.play().catch(() => undefined)
  }

  // hls.js leaves the element's own errors to us.
  video.addEventListener('error', () => {
    if (video.error?.code === MediaError.MEDIA_ERR_DECODE) recover()
  })

  hls.on(Hls.Events.ERROR, (_event, data) => {
    // Aborted loads on a seek are normal, and hls.js deals with all that is not fatal.
    if (!data.fatal || disposed) return
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR) recover()
    else fail({ type: 'PlayerFailed', detail: `${data.details}: ${data.error.message}` })
  })

  const frames = watchFrames(video, parts, spans, (part) => works[part]?.soundOnly === true, () => generation, events.onFrame)

  const tell = (): void => {
    if (!isOpen || disposed) return
    const { currentTime } = video
    const part = partAt(spans, currentTime)
    const work = works[part]
    events.onState({
      wallMs: mediaToWall(spans, currentTime),
      playing: !video.paused && !video.ended,
      rate: video.playbackRate,
      seeking: video.seeking,
      ended: video.ended,
      part: kept[part] ?? 0,
      ...(work ? { work: { ...work, speed: speeds.get(part) ?? null } } : {}),
    })
  }
  for (const type of ['timeupdate', 'play', 'pause', 'ratechange', 'seeking', 'seeked', 'ended', 'waiting', 'playing']) video.addEventListener(type, tell)
  video.addEventListener('seeking', () => generation++)

  const atFirstPicture = (): void => {
    if (!isOpen && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !video.seeking && Math.abs(video.currentTime - begin) < 1) opened(null)
  }
  video.addEventListener('loadeddata', atFirstPicture)
  video.addEventListener('seeked', atFirstPicture)

  const dispose = (): void => {
    end()
    video.remove()
  }

  hls.attachMedia(video)
  hls.loadSource(TIMELINE_URL)
  const error = await opening
  if (error) {
    dispose()
    return err(error)
  }
  isOpen = true
  tell()

  return ok({
    leftOut,
    outlines,
    play: () => {
      wantsPlay = true
      if (!failed && !disposed) void video.play().catch(() => undefined)
    },
    pause: () => {
      wantsPlay = false
      video.pause()
    },
    seek: (wallMs) => {
      if (!failed && !disposed) goTo(wallToMedia(spans, wallMs) + AIM_S)
    },
    setRate: (rate) => {
      // The faster, the more seconds go by while the next segment is made.
      hls.config.maxBufferLength = AHEAD_S * Math.min(4, Math.max(1, rate))
      video.defaultPlaybackRate = video.playbackRate = rate
    },
    setMuted: (muted) => {
      video.muted = muted
    },
    step: (count) => {
      wantsPlay = false
      video.pause()
      steps = steps.then(async () => {
        if (failed || disposed) return
        const from = video.seeking ? video.currentTime : (frames.shown() ?? video.currentTime)
        const target = await timeline.frameTime(from, count)
        if (failed || disposed) return
        if (target.ok) goTo(target.value)
        else fail(target.error)
      })
    },
    resume: () => {
      if (!failed || disposed) return
      failed = null
      video.style.visibility = ''
      hls.startLoad(video.currentTime)
      if (wantsPlay) void video.play().catch(() => undefined)
    },
    dispose,
  })
}
