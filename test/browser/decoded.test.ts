// Plays in real Chromium what it cannot play by itself: decoded, encoded anew, on the same timeline, every picture at its time.

import { afterEach, beforeAll, expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import type { TimelinePart } from '../../src/core/playbackPorts.ts'
import { makeBlockVerifier } from '../../workers/fingerprint/blockVerifier.ts'
import { makeTimeline } from '../../workers/segment/makeTimeline.ts'
import type { ClipOptions } from '../support/makeClips.ts'
import { comesTrue, makePart, showTimeline, type Shown } from '../support/showTimeline.ts'

const BEGIN = Date.UTC(2026, 2, 26, 1, 0, 0)

const clip = async (name: string, options: ClipOptions): Promise<File> => new File([Uint8Array.from(atob(await commands.makeClipBytes(name, options)), (char) => char.charCodeAt(0))], name)

let shown: Shown | null = null
afterEach(() => {
  shown?.close()
  shown = null
})

const show = async (parts: readonly TimelinePart[], atMs: number): Promise<Shown> => {
  const opened = await showTimeline(parts, atMs)
  if ('type' in opened) throw new Error(JSON.stringify(opened))
  return (shown = opened)
}

const x265 = (rest: string): readonly string[] => ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', `log-level=error:keyint=25:${rest}`]
const mjpeg = ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p']

const kinds: readonly (readonly [string, ClipOptions])[] = [
  ['h264.avi', { bFrames: 2, extra: ['-c:a', 'pcm_s16le'] }],
  ['mp3.avi', { bFrames: 2, extra: ['-c:a', 'libmp3lame'] }],
  ['mjpeg.avi', { extra: [...mjpeg, '-c:a', 'adpcm_ima_wav'] }],
  ['law.avi', { sampleRate: 8000, extra: [...mjpeg, '-c:a', 'pcm_alaw'] }],
  ['hevc.avi', { extra: [...x265('bframes=2:open-gop=0'), '-tag:v', 'HEVC', '-c:a', 'pcm_mulaw', '-ar', '8000'] }],
  ['mjpeg.mov', { extra: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj422p', '-c:a', 'pcm_s16be'] }],
  ['hevc.mp4', { extra: [...x265('bframes=3')] }],
  ['long.mp4', { extra: ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error:keyint=250:bframes=3', '-c:a', 'pcm_s16le', '-f', 'mov'] }],
  ['open.mp4', { extra: [...x265('bframes=3:open-gop=1')] }],
  ['hevc.ts', { extra: [...x265('bframes=3')] }],
  ['hevc.mkv', { extra: [...x265('bframes=2:open-gop=1'), '-c:a', 'libvorbis'] }],
  ['ac3.mkv', { bFrames: 2, extra: ['-c:a', 'ac3'] }],
  ['ac3.ts', { bFrames: 2, channels: 2, extra: ['-c:a', 'ac3'] }],
  ['mpeg4.mkv', { extra: ['-c:v', 'mpeg4', '-g', '25', '-bf', '2', '-c:a', 'pcm_s16le'] }],
  ['mpeg4.ts', { extra: ['-c:v', 'mpeg4', '-g', '25', '-bf', '2'] }],
  ['mpeg2.mkv', { extra: ['-c:v', 'mpeg2video', '-g', '25', '-bf', '2', '-flags', '+ilme+ildct'] }],
  ['mpeg2.mp4', { extra: ['-c:v', 'mpeg2video', '-g', '25', '-bf', '2'] }],
  ['mpeg1.avi', { extra: ['-c:v', 'mpeg1video', '-g', '25', '-c:a', 'pcm_s16le'] }],
  ['h263.3gp', { size: '352x288', extra: ['-c:v', 'h263', '-g', '25'] }],
  ['layer2.ts', { bFrames: 2, extra: ['-c:a', 'mp2'] }],
  ['layer2.mkv', { bFrames: 2, extra: ['-c:a', 'mp2'] }],
  ['mjpeg.mkv', { extra: [...mjpeg, '-c:a', 'pcm_s24le'] }],
]

/** What every kind stands between. */
let before: TimelinePart
let after: TimelinePart
beforeAll(async () => {
  before = await makePart(await clip('a.mp4', { seconds: 2 }), BEGIN, 2)
  after = await makePart(await clip('b.mp4', { seconds: 2, channels: 2, sampleRate: 44_100 }), BEGIN + 10_000, 2)
})

test.each(kinds)('%s plays between two MP4s, seeks and steps', async (name, options) => {
  const part = await makePart(await clip(name, { seconds: 3, ...options }), BEGIN + 2000, 3)
  const { player, frames, failures, video, states } = await show([before, part, after], BEGIN + 1800)
  expect(player.leftOut).toEqual([])
  player.setMuted(true)
  player.setRate(2)
  player.play()
  expect(await comesTrue(() => frames.some((frame) => frame.recordingId === after.recordingId && frame.mediaTime > 0.2), 25_000), `${JSON.stringify(failures)} ${JSON.stringify(states.at(-1))}`).toBe(true)
  const seen = new Set(frames.filter((frame) => frame.recordingId === part.recordingId).map((frame) => frame.mediaTime.toFixed(3)))
  expect(seen.size).toBeGreaterThan(37)
  player.pause()
  for (const media of [1.88, 1.08, 0.04, 2.16]) {
    player.seek(BEGIN + 2000 + media * 1000 + 5)
    expect(await comesTrue(() => !video.seeking && Math.abs((frames.at(-1)?.mediaTime ?? -1) - media) < 0.004, 8000), `${media}: ${frames.at(-1)?.mediaTime}`).toBe(true)
  }
  player.step(1)
  expect(await comesTrue(() => Math.abs((frames.at(-1)?.mediaTime ?? -1) - 2.2) < 0.004, 8000), `${frames.at(-1)?.mediaTime}`).toBe(true)
  expect(failures).toEqual([])
}, 60_000)

const hevcOf = (pixels: string): readonly string[] => ['-c:v', 'libx265', '-x265-params', 'log-level=error', '-pix_fmt', pixels]
test.each([['red.avi', mjpeg], ['red.mp4', hevcOf('yuv420p')], ['deep.mp4', hevcOf('yuv420p10le')]] as const)('%s keeps its colours, from its first row to its last', async (name, extra) => {
  const part = await makePart(await clip(name, { seconds: 1, color: '0xc83232', audio: false, extra }), BEGIN, 1)
  const { frames, video } = await show([part], BEGIN)
  expect(await comesTrue(() => frames.length > 0, 8000)).toBe(true)
  const context = new OffscreenCanvas(2, 2).getContext('2d')!
  context.drawImage(video, 0, 0, 2, 2)
  for (const row of [0, 1]) {
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, row, 1, 1).data
    expect(Math.max(Math.abs(red - 200), Math.abs(green - 50), Math.abs(blue - 50)), `${red} ${green} ${blue}`).toBeLessThan(5)
  }
})

test('a segment nobody waits for any more is not decoded to its end', async () => {
  const part = await makePart(await clip('a.mp4', { seconds: 14, extra: x265('bframes=2') }), BEGIN, 14)
  const timeline = await makeTimeline([part], await makeBlockVerifier(), { stallMs: 5000 })
  await timeline.segment(0)
  const left = timeline.segment(1).then(() => 'made', () => 'ended')
  const waiting = timeline.segment(2).then(() => 'made', () => 'ended')
  timeline.letGo(1)
  timeline.letGo(2)
  const wanted = timeline.segment(5)
  expect(await Promise.all([left, waiting])).toEqual(['ended', 'ended'])
  expect((await wanted).length).toBeGreaterThan(1000)
  expect((await timeline.segment(1)).length).toBeGreaterThan(1000)
})
