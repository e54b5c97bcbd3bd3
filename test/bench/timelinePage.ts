// The page of the timeline bench: opens, seeks and plays the files of a dropped directory, and seeks the same places in one plain <video>.

import { driveId, recordingId } from '../../src/core/ids.ts'
import type { Player, TimelinePart } from '../../src/core/playbackPorts.ts'
import { makePlayback } from '../../src/playback/makePlayback.ts'
import { makeFingerprintPool } from '../../src/rpc/fingerprintPool.ts'
import { makeProberClient } from '../../src/rpc/proberClient.ts'
import { makeSegmentSource } from '../../src/rpc/segmentClient.ts'
import { droppedFiles } from './droppedFiles.ts'

interface Opened {
  readonly player: Player
  readonly video: HTMLVideoElement
}

export interface TimelineBench {
  /** Names in the dropped directory. */
  names(): readonly string[]
  /** Parts of `count` files of the same content, `seconds` long each, with a gap of 90 s in the middle. */
  prepare(count: number, seconds: number): Promise<void>
  /** Keeps with the parts what indexing keeps of them. */
  learn(): Promise<void>
  /** Milliseconds from opening to the first picture. */
  open(): Promise<number>
  seek(media: readonly number[]): Promise<readonly number[]>
  play(media: number, seconds: number): Promise<{ readonly waits: number; readonly longestMs: number; readonly played: number }>
  close(): void
  player(): Player
  /** Types of the failures since the page was loaded. */
  failures(): readonly string[]
  videoSeek(name: string, media: readonly number[]): Promise<readonly number[]>
}

declare global {
  interface Window {
    timelineBench: TimelineBench
  }
}

const BEGIN = Date.UTC(2026, 2, 26)
const GAP_MS = 90_000
const files = droppedFiles()

const screen = document.querySelector<HTMLElement>('#screen')!
let parts: readonly TimelinePart[] = []
let opened: Opened | null = null
let gapAt = 0
const failures: string[] = []

/** The gap is not part of media time. */
const toWall = (media: number): number => BEGIN + media * 1000 + (media >= gapAt ? GAP_MS : 0)

/** Resolves when a picture with the asked time is presented. */
const presented = (video: HTMLVideoElement, isIt: (mediaTime: number) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look: VideoFrameRequestCallback = (_now, { mediaTime }) => (isIt(mediaTime) ? resolve() : void video.requestVideoFrameCallback(look))
    video.requestVideoFrameCallback(look)
  })

/** Each seek from its call to its picture. */
const timeSeeks = async (video: HTMLVideoElement, media: readonly number[], seek: (to: number) => void): Promise<readonly number[]> => {
  const times: number[] = []
  for (const to of media) {
    const begin = performance.now()
    const done = presented(video, (mediaTime) => Math.abs(mediaTime - to) < 0.1)
    seek(to)
    await done
    times.push(performance.now() - begin)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  return times
}

window.timelineBench = {
  names: () => [...files.keys()],
  prepare: async (count, seconds) => {
    const clips = [...files].filter(([name]) => name.startsWith('clip')).toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(0, count)
    const pool = makeFingerprintPool()
    const print = await pool.fingerprint(clips[0]![1], { path: clips[0]![0], signal: new AbortController().signal })
    pool.dispose()
    if (!print.ok) throw new Error(print.error.type)
    gapAt = Math.floor(count / 2) * seconds
    parts = clips.map(([path, file], i): TimelinePart => ({
      recordingId: recordingId(print.value.sha256),
      driveId: driveId('00'.repeat(16)),
      path,
      file,
      startMs: toWall(i * seconds),
      endMs: toWall(i * seconds) + seconds * 1000,
      video: { codec: 'avc1', width: 1920, height: 1080, rotation: 0, fps: 30 },
      audio: { codec: 'mp4a.40.2', sampleRate: 48_000, channels: 1 },
      blockStates: print.value.blockStates,
    }))
  },
  learn: async () => {
    const prober = makeProberClient()
    const outline = await prober.outline(parts[0]!.file, parts[0]!, { signal: new AbortController().signal })
    prober.dispose()
    if (!outline.ok || !outline.value) throw new Error('no outline')
    const known = outline.value
    parts = parts.map((part) => ({ ...part, outline: known }))
  },
  open: async () => {
    const begin = performance.now()
    const result = await makePlayback({ segments: makeSegmentSource() }).prepare(parts, BEGIN).show(screen, {
      onState: () => undefined,
      onFrame: () => undefined,
      onFailure: ({ type }) => failures.push(type),
    })
    if (!result.ok) throw new Error(JSON.stringify(result.error))
    opened = { player: result.value, video: screen.querySelector('video')! }
    opened.player.setMuted(true)
    return performance.now() - begin
  },
  seek: (media) => timeSeeks(opened!.video, media, (to) => opened!.player.seek(toWall(to))),
  play: async (media, seconds) => {
    const { player, video } = opened!
    await timeSeeks(video, [media], (to) => player.seek(toWall(to)))
    let waits = 0
    let longestMs = 0
    let last = 0
    const wait = (): number => waits++
    await new Promise<void>((resolve) => {
      const look: VideoFrameRequestCallback = (now, { mediaTime }) => {
        if (last) longestMs = Math.max(longestMs, now - last)
        last = now
        if (mediaTime >= media + seconds) resolve()
        else video.requestVideoFrameCallback(look)
      }
      video.addEventListener('playing', () => video.addEventListener('waiting', wait), { once: true })
      video.requestVideoFrameCallback(look)
      player.play()
    })
    video.removeEventListener('waiting', wait)
    player.pause()
    return { waits, longestMs, played: video.currentTime - media }
  },
  close: () => {
    opened?.player.dispose()
    opened = null
  },
  player: () => opened!.player,
  failures: () => failures,
  videoSeek: async (name, media) => {
    const video = document.createElement('video')
    video.muted = true
    video.style.cssText = 'width:100%;height:100%'
    screen.append(video)
    video.src = URL.createObjectURL(files.get(name)!)
    await presented(video, () => true)
    const times = await timeSeeks(video, media, (to) => {
      video.currentTime = to + 0.0005
    })
    URL.revokeObjectURL(video.src)
    video.remove()
    return times
  },
}
