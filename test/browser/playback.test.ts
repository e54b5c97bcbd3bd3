// Plays timelines of ffmpeg's clips in real Chromium: over boundaries, into gaps, frame by frame, and never a changed byte.

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import type { PlaybackError, DriveError } from '../../src/core/errors.ts'
import { driveId, recordingId } from '../../src/core/ids.ts'
import type { Player, PlayerState, PresentedFrame, TimelinePart } from '../../src/core/playbackPorts.ts'
import { readMovie } from '../../src/core/media/mp4/readMovie.ts'
import type { Samples } from '../../src/core/media/mp4/samples.ts'
import { makePlayback } from '../../src/playback/makePlayback.ts'
import { makeProberClient } from '../../src/rpc/proberClient.ts'
import { makeSegmentSource } from '../../src/rpc/segmentClient.ts'
import { makeFingerprintPool } from '../../src/rpc/fingerprintPool.ts'
import type { ClipOptions } from '../support/makeClips.ts'

const BEGIN = Date.UTC(2026, 2, 26, 1, 0, 0)

const clip = async (name: string, options: ClipOptions): Promise<File> => {
  const text = await commands.makeClipBytes(name, options)
  return new File([Uint8Array.from(atob(text), (char) => char.charCodeAt(0))], name)
}

const pool = makeFingerprintPool({ workers: 1 })

const partOf = async (file: File, startMs: number, endMs: number, audio = true): Promise<TimelinePart> => {
  const print = await pool.fingerprint(file, { path: file.name, signal: new AbortController().signal })
  if (!print.ok) throw new Error(print.error.type)
  return {
    recordingId: recordingId(print.value.sha256),
    driveId: driveId('00'.repeat(16)),
    path: `DCIM/${file.name}`,
    file,
    startMs,
    endMs,
    video: { codec: 'avc1', width: 320, height: 180, rotation: 0, fps: 25 },
    audio: audio ? { codec: 'mp4a.40.2', sampleRate: 48_000, channels: 1 } : null,
    blockStates: print.value.blockStates,
  }
}

interface Shown {
  readonly player: Player
  readonly video: HTMLVideoElement
  readonly states: PlayerState[]
  readonly frames: PresentedFrame[]
  readonly failures: (PlaybackError | DriveError)[]
}

let open: { readonly player: Player; readonly container: HTMLElement } | null = null
afterEach(() => {
  open?.player.dispose()
  open?.container.remove()
  open = null
})

const makeContainer = (): HTMLElement => {
  const container = document.createElement('div')
  container.style.cssText = 'width:320px;height:180px'
  document.body.append(container)
  return container
}

const show = async (parts: readonly TimelinePart[], atMs: number): Promise<Shown> => {
  const container = makeContainer()
  const [states, frames, failures]: [PlayerState[], PresentedFrame[], (PlaybackError | DriveError)[]] = [[], [], []]
  const opened = await makePlayback({ segments: makeSegmentSource() }).prepare(parts, atMs).show(container, {
    onState: (state) => states.push(state),
    onFrame: (frame) => frames.push(frame),
    onFailure: (error) => failures.push(error),
  })
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  open = { player: opened.value, container }
  return { player: opened.value, video: container.querySelector('video')!, states, frames, failures }
}

const until = async (what: () => boolean, ms = 15_000): Promise<void> => {
  const end = performance.now() + ms
  while (!what()) {
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** The last picture presented, once the player stands still. */
const settled = async ({ video, frames }: Shown, generation: number): Promise<PresentedFrame> => {
  await until(() => !video.seeking && (frames.at(-1)?.generation ?? -1) > generation)
  await new Promise((resolve) => setTimeout(resolve, 100))
  return frames.at(-1)!
}

/** Three clips: the second follows seamlessly, the third after a gap of a minute. */
let parts: readonly TimelinePart[]
beforeAll(async () => {
  const [a, b, c] = await Promise.all([
    clip('a.mp4', { seconds: 6, bFrames: 2 }),
    clip('b.mp4', { seconds: 6, size: '480x270', extra: ['-movflags', '+faststart'] }),
    clip('c.mov', { seconds: 6, bFrames: 2, sampleRate: 44_100, channels: 2 }),
  ])
  parts = [await partOf(a, BEGIN, BEGIN + 6000), await partOf(b, BEGIN + 6000, BEGIN + 12_000), await partOf(c, BEGIN + 72_000, BEGIN + 78_000)]
}, 60_000)

test('noble agrees with the fingerprints used here', async () => {
  expect(bytesToHex(sha256(new Uint8Array(await (parts[0]!.file as File).arrayBuffer())))).toBe(parts[0]!.recordingId)
})

test('opens at the asked moment and shows its picture', async () => {
  const shown = await show(parts, BEGIN + 8000)
  await until(() => shown.frames.length > 0)
  expect(shown.frames[0]).toMatchObject({ recordingId: parts[1]!.recordingId, visible: true, rate: 1 })
  expect(shown.frames[0]!.mediaTime).toBeCloseTo(2, 3)
  expect(shown.video.videoWidth).toBe(480)
  expect(shown.states.at(-1)).toMatchObject({ playing: false, part: 1, seeking: false })
})

test('crosses a boundary and a gap without waiting', async () => {
  const shown = await show(parts, BEGIN + 5200)
  let waits = 0
  await until(() => shown.frames.length > 0)
  shown.video.addEventListener('waiting', () => waits++)
  shown.player.setMuted(true)
  shown.player.play()
  await until(() => shown.frames.some((frame) => frame.recordingId === parts[1]!.recordingId && frame.mediaTime > 1))
  // At four times the speed a busy machine may be too slow; the bench counts those.
  const waited = waits
  shown.player.setRate(4)
  await until(() => shown.frames.at(-1)!.recordingId === parts[2]!.recordingId)
  await until(() => shown.states.at(-1)!.ended)
  expect(waited).toBe(0)
  expect(shown.frames.at(-1)!.wallMs).toBeGreaterThan(BEGIN + 77_500)
  const wall = shown.frames.map((frame) => frame.wallMs)
  expect(wall.every((ms, i) => i === 0 || ms >= wall[i - 1]!)).toBe(true)
  expect(wall.some((ms) => ms > BEGIN + 12_050 && ms < BEGIN + 72_000)).toBe(false)
})

test('times do not drift over many files', async () => {
  const fps = 29.97
  const part = await partOf(await clip('short.mp4', { seconds: 1, fps, bFrames: 2, sampleRate: 44_100 }), BEGIN, BEGIN + 1000)
  const many = Array.from({ length: 20 }, (_, i) => ({ ...part, startMs: BEGIN + i * 60_000, endMs: BEGIN + i * 60_000 + 1100 }))
  const shown = await show(many, BEGIN)
  shown.player.setMuted(true)
  shown.player.setRate(8)
  shown.player.play()
  await until(() => shown.states.at(-1)!.ended)
  const last = shown.frames.filter(({ wallMs, standing }) => wallMs >= many.at(-1)!.startMs && !standing)
  expect(last.length).toBeGreaterThan(0)
  for (const { mediaTime } of last) expect(mediaTime * fps).toBeCloseTo(Math.round(mediaTime * fps), 1)
})

test('seeks to the picture of a wall-clock time; into a gap: to what follows it', async () => {
  const shown = await show(parts, BEGIN)
  await until(() => shown.frames.length > 0)
  for (const [wall, id, media] of [[BEGIN + 3480, 0, 3.48], [BEGIN + 9000, 1, 3], [BEGIN + 40_000, 2, 0], [BEGIN + 75_020, 2, 3], [BEGIN + 100, 0, 0.08]] as const) {
    const before = shown.frames.at(-1)!.generation
    shown.player.seek(wall)
    const frame = await settled(shown, before)
    expect(frame.recordingId).toBe(parts[id]!.recordingId)
    expect(frame.mediaTime).toBeCloseTo(media, 3)
  }
})

test('steps by pictures, over a boundary too', async () => {
  const shown = await show(parts, BEGIN + 5900)
  await until(() => shown.frames.length > 0)
  expect(shown.frames.at(-1)!.mediaTime).toBeCloseTo(5.88, 3)
  const step = async (count: number): Promise<PresentedFrame> => {
    const before = shown.frames.at(-1)!.generation
    shown.player.step(count)
    return settled(shown, before)
  }
  expect((await step(1)).mediaTime).toBeCloseTo(5.92, 3)
  expect((await step(2)).mediaTime).toBeCloseTo(0, 3)
  expect(shown.frames.at(-1)!.recordingId).toBe(parts[1]!.recordingId)
  expect((await step(1)).mediaTime).toBeCloseTo(0.04, 3)
  expect((await step(-3)).mediaTime).toBeCloseTo(5.92, 3)
  expect(shown.frames.at(-1)!.recordingId).toBe(parts[0]!.recordingId)
})

test('a clip without sound plays among clips with sound', async () => {
  const mute = await partOf(await clip('mute.mp4', { seconds: 4, audio: false }), BEGIN + 6000, BEGIN + 10_000, false)
  const last = { ...parts[1]!, startMs: BEGIN + 10_000, endMs: BEGIN + 16_000 }
  const shown = await show([parts[0]!, mute, last], BEGIN + 5000)
  shown.player.setMuted(true)
  shown.player.setRate(2)
  shown.player.play()
  await until(() => shown.frames.some((frame) => frame.recordingId === last.recordingId && frame.mediaTime > 1))
  expect(shown.frames.some((frame) => frame.recordingId === mute.recordingId && frame.mediaTime > 3.9)).toBe(true)
  expect(shown.failures).toEqual([])
})

/** At double speed into `last`, over every part between, without a wait. */
const playThrough = async (shown: Shown, between: readonly TimelinePart[], last: TimelinePart): Promise<void> => {
  await until(() => shown.frames.length > 0)
  let waits = 0
  shown.video.addEventListener('waiting', () => waits++)
  shown.player.setMuted(true)
  shown.player.setRate(2)
  shown.player.play()
  await until(() => shown.frames.some((frame) => frame.recordingId === last.recordingId && frame.mediaTime > 1))
  expect(waits).toBe(0)
  for (const part of between) expect(shown.frames.filter((frame) => frame.recordingId === part.recordingId).length).toBeGreaterThan(50)
  shown.player.pause()
}

test('a transport stream plays among MP4s: boundaries, seeks, steps, and a changed byte', async () => {
  const ts = await partOf(await clip('d.ts', { seconds: 10, bFrames: 2, size: '640x360' }), BEGIN + 6000, BEGIN + 16_000)
  const wide = await partOf(await clip('e.m2ts', { seconds: 6, extra: ['-mpegts_m2ts_mode', '1', '-f', 'mpegts', '-output_ts_offset', '95440'] }), BEGIN + 16_000, BEGIN + 22_000)
  const last = { ...parts[1]!, startMs: BEGIN + 22_000, endMs: BEGIN + 28_000 }
  const shown = await show([parts[0]!, ts, wide, last], BEGIN + 5200)
  expect(shown.player.leftOut).toEqual([])
  await playThrough(shown, [ts, wide], last)
  const seek = async (to: number): Promise<PresentedFrame> => {
    const before = shown.frames.at(-1)!.generation
    shown.player.seek(to)
    return settled(shown, before)
  }
  for (const [wall, part, media] of [[BEGIN + 13_500, ts, 7.48], [BEGIN + 19_060, wide, 3.04], [BEGIN + 6000, ts, 0]] as const) {
    const frame = await seek(wall)
    expect(frame.recordingId).toBe(part.recordingId)
    expect(frame.mediaTime).toBeCloseTo(media, 3)
  }
  const before = shown.frames.at(-1)!.generation
  await seek(BEGIN + 9960)
  shown.player.step(1)
  const stepped = await settled(shown, before + 2)
  expect(stepped.mediaTime).toBeCloseTo(4, 3)
  expect(shown.failures).toEqual([])
  const bad = { ...ts, file: await changeByte(ts.file as File, ts.file.size - 100_000) }
  open!.player.dispose()
  const again = await show([parts[0]!, bad], BEGIN + 15_000).then(() => null, (reason: Error) => reason.message)
  expect(again).toContain('BlockMismatch')
})

test.each(['open.ts', 'open.mkv'])('%s of open groups, which can be entered at its first picture only, plays and seeks', async (name) => {
  const part = await partOf(await clip(name, { seconds: 16, bFrames: 2, extra: ['-x264-params', 'open-gop=1:keyint=25:min-keyint=1'] }), BEGIN, BEGIN + 16_000)
  const shown = await show([part], BEGIN + 9500)
  // The only key frame is the first picture: it may be on show for a moment.
  await until(() => Math.abs((shown.frames.at(-1)?.mediaTime ?? 0) - 9.48) < 0.005)
  for (const media of [14.52, 5.2, 12.4]) {
    const before = shown.frames.at(-1)!.generation
    shown.player.seek(BEGIN + media * 1000 + 10)
    expect((await settled(shown, before)).mediaTime).toBeCloseTo(media, 3)
  }
  shown.player.setMuted(true)
  shown.player.setRate(4)
  shown.player.play()
  await until(() => shown.states.at(-1)!.ended)
  expect(shown.failures).toEqual([])
})

test('Matroska and WebM play among MP4s', async () => {
  const mkv = await partOf(await clip('f.mkv', { seconds: 10, bFrames: 2 }), BEGIN + 6000, BEGIN + 16_000)
  const webm = await partOf(await clip('g.webm', { seconds: 6, extra: ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus'] }), BEGIN + 16_000, BEGIN + 22_000)
  const last = { ...parts[1]!, startMs: BEGIN + 22_000, endMs: BEGIN + 28_000 }
  const shown = await show([parts[0]!, mkv, webm, last], BEGIN + 5200)
  expect(shown.player.leftOut).toEqual([])
  await playThrough(shown, [mkv, webm], last)
  for (const [wall, part, media] of [[BEGIN + 13_500, mkv, 7.48], [BEGIN + 19_060, webm, 3.04], [BEGIN + 6000, mkv, 0]] as const) {
    const before = shown.frames.at(-1)!.generation
    shown.player.seek(wall)
    const frame = await settled(shown, before)
    expect(frame.recordingId).toBe(part.recordingId)
    expect(frame.mediaTime).toBeCloseTo(media, 2)
  }
  expect(shown.failures).toEqual([])
  const bad = { ...mkv, file: await changeByte(mkv.file as File, mkv.file.size - 50_000) }
  open!.player.dispose()
  expect(await show([bad], BEGIN + 15_000).then(() => null, (reason: Error) => reason.message)).toContain('BlockMismatch')
})

/** About 6 MiB in 8 seconds: more than one block, and a segment without the changed one. */
const big = (): Promise<File> => clip('big.mp4', { seconds: 24, size: '640x360', extra: ['-crf', '1', '-movflags', '+faststart'] })

const changeByte = async (file: File, at: number): Promise<File> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  bytes[at] = bytes[at]! ^ 1
  return new File([bytes], file.name)
}

test('a changed byte: nothing of its segment reaches the decoder, the picture is hidden, the block is named', async () => {
  const good = await partOf(await big(), BEGIN, BEGIN + 24_000)
  expect(good.file.size).toBeGreaterThan(9 << 20)
  const block = Math.floor(good.file.size / 2 ** 20) - 2
  const bad = { ...good, file: await changeByte(good.file as File, block * 2 ** 20 + 12_345) }
  const appended: number[] = []
  const append = SourceBuffer.prototype.appendBuffer
  SourceBuffer.prototype.appendBuffer = function (this: SourceBuffer, ...[bytes]: Parameters<typeof append>): void {
    appended.push(bytes.byteLength)
    append.call(this, bytes)
  }
  try {
    const shown = await show([bad], BEGIN)
    await until(() => shown.frames.length > 0)
    shown.player.setMuted(true)
    shown.player.setRate(8)
    shown.player.play()
    await until(() => shown.failures.length > 0)
    expect(shown.failures).toEqual([{ type: 'BlockMismatch', recordingId: bad.recordingId, block, driveId: bad.driveId, path: bad.path }])
    expect(shown.video.style.visibility).toBe('hidden')
    expect(shown.video.readyState).toBe(0)
    expect(shown.video.videoWidth).toBe(0)
    expect(appended.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(block * 2 ** 20)
    expect(Math.max(...shown.frames.map((frame) => frame.mediaTime))).toBeLessThan(23)
  } finally {
    SourceBuffer.prototype.appendBuffer = append
  }
})

test('damaged pictures and sound cost seconds, not the rest of the recording', async () => {
  const file = await clip('noise.mp4', { seconds: 16, bFrames: 2 })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const movie = await readMovie(async (start, end) => bytes.subarray(start, end), bytes.length, () => true)
  if (!movie.ok) throw new Error(movie.error.type)
  const { video, audio } = movie.value
  /** Everything behind a sample's first bytes becomes noise. */
  const spoil = (samples: Samples, from: number, to: number, after: number): void => {
    for (let i = from; i < to; i++) for (let at = samples.offset[i]! + after; at < samples.offset[i]! + samples.size[i]!; at++) bytes[at] = (at * 167) & 255
  }
  spoil(video!.samples, 80, 95, 0)
  spoil(video!.samples, 180, 230, 6)
  spoil(audio!.samples, 300, 400, 0)
  const shown = await show([await partOf(new File([bytes], file.name), BEGIN, BEGIN + 16_000)], BEGIN)
  shown.player.setMuted(true)
  shown.player.setRate(4)
  shown.player.play()
  await until(() => shown.states.at(-1)!.ended, 25_000)
  expect(shown.failures).toEqual([])
  expect(shown.frames.some((frame) => frame.mediaTime > 14)).toBe(true)
})

test('a file that goes away stops playback with a reason; trying again says so again', async () => {
  const folder = await navigator.storage.getDirectory()
  const handle = await folder.getFileHandle('gone.mp4', { create: true })
  const writer = await handle.createWritable()
  await writer.write(await clip('gone.mp4', { seconds: 60, size: '640x360' }))
  await writer.close()
  const part = await partOf(await handle.getFile(), BEGIN, BEGIN + 60_000)
  const shown = await show([part], BEGIN)
  // A read under way ends otherwise.
  await until(() => shown.video.buffered.length > 0 && shown.video.buffered.end(0) > 20)
  await folder.removeEntry('gone.mp4')
  shown.player.seek(BEGIN + 50_000)
  await until(() => shown.failures.length > 0)
  expect(shown.failures[0]).toEqual({ type: 'FileGone', path: part.path })
  expect(shown.video.style.visibility).toBe('hidden')
  expect(shown.video.paused).toBe(true)
  shown.player.resume()
  await until(() => shown.failures.length > 1)
  expect(shown.video.style.visibility).toBe('hidden')
})

test('parts that cannot be read are left out with their reasons, and the others play over them', async () => {
  const other = await partOf(await clip('other.mp4', { extra: ['-c:v', 'png'] }), BEGIN + 6000, BEGIN + 12_000)
  const [first, , last] = parts
  const changed = await clip('changed.mp4', { seconds: 4 })
  const broken = { ...(await partOf(changed, BEGIN + 20_000, BEGIN + 24_000)), file: new File([await changed.slice(0, 5000).arrayBuffer()], 'changed.mp4') }
  const shown = await show([first!, other, broken, last!], BEGIN + 8000)
  expect(shown.player.leftOut).toEqual([
    { recordingId: other.recordingId, error: { type: 'CannotPlay', recordingId: other.recordingId, codec: 'mp4v.6d' } },
    { recordingId: broken.recordingId, error: { type: 'BlockMismatch', recordingId: broken.recordingId, block: 0, driveId: broken.driveId, path: broken.path } },
  ])
  await until(() => shown.frames.length > 0)
  expect(shown.frames.at(-1)).toMatchObject({ recordingId: last!.recordingId })
  expect(shown.states.at(-1)).toMatchObject({ part: 3 })
})

test('a read that hangs is not waited for', async () => {
  const part = parts[0]!
  const opened = await makePlayback({ segments: makeSegmentSource({ stallMs: 0 }) }).prepare([part], BEGIN).show(makeContainer(), { onState: () => undefined, onFrame: () => undefined, onFailure: () => undefined })
  expect(opened).toMatchObject({ ok: false, error: { type: 'ReadStalled', path: part.path } })
})

test('a changed byte in the index, or in the first segment, does not open', async () => {
  const file = parts[0]!.file as File
  const inIndex = await changeByte(file, file.size - 100)
  const playback = makePlayback({ segments: makeSegmentSource() })
  const events = { onState: () => undefined, onFrame: () => undefined, onFailure: () => undefined }
  const container = makeContainer()
  expect(await playback.prepare([{ ...parts[0]!, file: inIndex }], BEGIN).show(container, events)).toMatchObject({ ok: false, error: { type: 'BlockMismatch', block: 0 } })
  const cut = new File([await file.slice(0, file.size - 1000).arrayBuffer()], file.name)
  expect(await playback.prepare([{ ...parts[0]!, file: cut }], BEGIN).show(container, events)).toMatchObject({ ok: false, error: { type: 'BlockMismatch' } })
  expect(container.childElementCount).toBe(0)
  container.remove()
})

test('a picture nothing here decodes is refused by name', async () => {
  const other = await partOf(await clip('other.mp4', { extra: ['-c:v', 'png'] }), BEGIN, BEGIN + 6000)
  const container = makeContainer()
  const events = { onState: () => undefined, onFrame: () => undefined, onFailure: () => undefined }
  expect(await makePlayback({ segments: makeSegmentSource() }).prepare([other], BEGIN).show(container, events)).toEqual({ ok: false, error: { type: 'CannotPlay', recordingId: other.recordingId, codec: 'mp4v.6d' } })
  container.remove()
})

test('what is prepared shows nothing: no element, no decoder, until it is shown', async () => {
  const before = document.querySelectorAll('video').length
  const prepared = makePlayback({ segments: makeSegmentSource() }).prepare(parts, BEGIN + 8000)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(document.querySelectorAll('video').length).toBe(before)
  prepared.drop()
})

test('a part whose outline is known is not read before it is needed; one that does not agree is not shown', async () => {
  const first = await show(parts, BEGIN)
  const outlines = first.player.outlines.map(({ outline }) => outline)
  expect(outlines.length).toBe(3)
  const prober = makeProberClient()
  for (const i of [0, 2]) expect(await prober.outline(parts[i]!.file, parts[i]!, { signal: new AbortController().signal })).toEqual({ ok: true, value: outlines[i] })
  prober.dispose()
  first.player.dispose()
  open?.container.remove()
  const known = parts.map((part, i) => ({ ...part, outline: outlines[i]! }))
  // Bytes that are not there, further on than is ever loaded ahead: what is outlined needs none of them until it is played.
  const far = Array.from({ length: 16 }, (_, i) => ({ ...known[i % 2]!, startMs: BEGIN + i * 6000, endMs: BEGIN + (i + 1) * 6000 }))
  const lacking = { ...known[2]!, file: new File([], 'c.mov'), startMs: BEGIN + 172_000, endMs: BEGIN + 178_000 }
  const shown = await show([...far, lacking], BEGIN + 8000)
  await until(() => shown.frames.length > 0)
  expect(shown.frames[0]!.mediaTime).toBeCloseTo(2, 3)
  expect(shown.player.outlines).toEqual([])
  expect(shown.failures).toEqual([])
  shown.player.seek(BEGIN + 174_000)
  await until(() => shown.failures.length > 0)
  const other = { ...known[0]!, outline: { ...outlines[0]!, seconds: outlines[0]!.seconds + 1 } }
  const opened = await makePlayback({ segments: makeSegmentSource() }).prepare([other], BEGIN).show(open!.container, { onState: () => undefined, onFrame: () => undefined, onFailure: () => undefined })
  expect(opened).toMatchObject({ ok: false, error: { type: 'FileUnreadable' } })
})

test('speeds from a quarter to sixteen', async () => {
  const shown = await show(parts, BEGIN)
  shown.player.setMuted(true)
  for (const rate of [0.25, 16]) {
    shown.player.setRate(rate)
    shown.player.play()
    await until(() => shown.frames.at(-1)?.rate === rate)
    shown.player.pause()
  }
  expect(shown.failures).toEqual([])
})
