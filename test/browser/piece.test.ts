// Makes pieces in real Chromium, of clips made by ffmpeg: what is in them is what was asked for, and nothing else.

import { afterEach, expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import type { PiecePlan } from '../../src/core/pieces/piece.ts'
import type { MadePiece, PieceDraft, PieceProgress } from '../../src/core/piecePorts.ts'
import type { TimelinePart } from '../../src/core/ports.ts'
import { makePieceStore } from '../../src/drive/pieceStore.ts'
import { makePieceClient } from '../../src/rpc/pieceClient.ts'
import type { ClipOptions } from '../support/makeClips.ts'
import type { SeenMovie, SeenPacket } from '../support/pieceCommand.ts'
import { makePart } from '../support/showTimeline.ts'

const BEGIN = Date.UTC(2026, 2, 26, 1, 0, 0)
/** Pictures are compared at this size. */
const SIDE = 48
const store = makePieceStore('pieces')
const maker = makePieceClient()
const drafts: PieceDraft[] = []
afterEach(async () => {
  for (const draft of drafts.splice(0)) await draft.drop()
})

const toBytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

const toText = async (file: Blob): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(text)
}

const clip = async (name: string, options: ClipOptions): Promise<File> => new File([toBytes(await commands.makeClipBytes(name, options))], name)

const look = async (file: File, name = file.name): Promise<SeenMovie> => commands.lookAtMovie(name, await toText(file), SIDE)

const make = async (plan: PiecePlan, parts: readonly TimelinePart[], signal = new AbortController().signal) => {
  const begun = await store.begin()
  if (!begun.ok) throw new Error(begun.error.type)
  drafts.push(begun.value)
  const progress: PieceProgress[] = []
  const made = await maker.make(plan, parts, begun.value.target, { author: '张三', signal, onProgress: (now) => progress.push(now) })
  return { made, draft: begun.value, progress }
}

const makeFile = async (plan: PiecePlan, parts: readonly TimelinePart[]): Promise<{ readonly made: MadePiece; readonly file: File; readonly progress: readonly PieceProgress[] }> => {
  const { made, draft, progress } = await make(plan, parts)
  if (!made.ok) throw new Error(JSON.stringify(made.error))
  return { made: made.value, file: (await draft.file()) as File, progress }
}

const hashes = (packets: readonly SeenPacket[], stream: number): readonly string[] => packets.filter((packet) => packet.stream === stream).map(({ hash }) => hash)

/** For each picture of the piece, the place of the picture it looks most like. */
const placesOf = (piece: SeenMovie, original: SeenMovie): readonly number[] => {
  const [own, all] = [toBytes(piece.pictures), toBytes(original.pictures)]
  const size = SIDE * SIDE
  return Array.from({ length: own.length / size }, (_, i) => {
    const differences = Array.from({ length: all.length / size }, (_d, j) => {
      let sum = 0
      for (let at = 0; at < size; at++) sum += Math.abs((own[i * size + at] ?? 0) - (all[j * size + at] ?? 0))
      return sum
    })
    return differences.indexOf(Math.min(...differences))
  })
}

const numbers = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, i) => from + i)

const x265 = (rest: string): readonly string[] => ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', `log-level=error:keyint=25:${rest}`]

/** Clips with a key picture every second; `sound`: whether it stays as it was. */
const kinds: readonly (readonly [string, ClipOptions, 'same' | 'flac'])[] = [
  ['a.mp4', { bFrames: 2 }, 'same'],
  ['frag.mp4', { bFrames: 2, extra: ['-movflags', 'frag_keyframe+empty_moov'] }, 'same'],
  ['a.ts', { bFrames: 2 }, 'same'],
  ['a.mkv', { bFrames: 2 }, 'same'],
  ['hevc.mp4', { extra: x265('bframes=3') }, 'same'],
  ['law.avi', { sampleRate: 8000, extra: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-c:a', 'pcm_alaw'] }, 'flac'],
]

test.each(kinds)('a copy of %s has the very samples of the original, from key picture to key picture', async (name, options, sound) => {
  const file = await clip(name, { seconds: 6, ...options })
  const part = await makePart(file, BEGIN, 6)
  const { made, file: piece } = await makeFile({ work: 'copy', cut: { recordingId: part.recordingId, fromMs: 1500, toMs: 3700 } }, [part])
  const everyKey = name === 'law.avi'
  expect(made).toEqual({ extension: 'mp4', cuts: [{ recordingId: part.recordingId, ...(everyKey ? { fromMs: 1480, toMs: 3720 } : { fromMs: 1000, toMs: 4000 }) }] })
  const [original, seen] = [await look(file), await look(piece, 'piece.mp4')]
  expect(seen.warnings).toBe('')
  expect(placesOf(seen, original)).toEqual(everyKey ? numbers(37, 93) : numbers(25, 100))
  const all = hashes(original.packets, 0)
  // MPEG-TS and AVI have start codes where MP4 has lengths: the same pictures, not the same packets.
  if (!name.endsWith('ts')) expect(hashes(seen.packets, 0).every((hash) => all.includes(hash))).toBe(true)
  expect(seen.packets.filter(({ stream }) => stream === 0)[0]?.key).toBe(true)
  if (sound === 'same') {
    const heard = new Set(hashes(original.packets, 1))
    expect(hashes(seen.packets, 1).filter((hash) => !heard.has(hash))).toEqual([])
    expect(hashes(seen.packets, 1).length).toBeGreaterThan(130)
  } else expect(seen.streams[1]?.codec_name).toBe('flac')
  expect(Number(seen.streams[1]?.duration)).toBeCloseTo(Number(seen.streams[0]?.duration), 1)
})

test.each(kinds.filter(([name]) => ['a.mp4', 'a.mkv', 'hevc.mp4', 'law.avi'].includes(name)))('an exact piece of %s begins and ends at the picture', async (name, options) => {
  const file = await clip(name, { seconds: 6, ...options })
  const part = await makePart(file, BEGIN, 6)
  const { made, file: piece, progress } = await makeFile({ work: 'exact', cuts: [{ recordingId: part.recordingId, fromMs: 1480, toMs: 3720 }] }, [part])
  expect(made).toEqual({ extension: 'mp4', cuts: [{ recordingId: part.recordingId, fromMs: 1480, toMs: 3720 }] })
  expect(progress.at(-1)?.secondsTotal).toBe(2.24)
  const [original, seen] = [await look(file), await look(piece, 'piece.mp4')]
  expect(seen.warnings).toBe('')
  expect(placesOf(seen, original)).toEqual(numbers(37, 93))
  expect(seen.streams[0]?.codec_name).toBe('h264')
  expect(Math.abs(Number(seen.streams[0]?.duration) - 2.24)).toBeLessThan(0.002)
  expect(Math.abs(Number(seen.streams[1]?.duration) - 2.24)).toBeLessThan(0.05)
})

test('stretches that follow each other become one, and the file names what it comes from', async () => {
  const files = [await clip('a.mp4', { seconds: 3 }), await clip('b.mp4', { seconds: 3, size: '320x180', bFrames: 2, gop: 50 })]
  const parts = [await makePart(files[0]!, BEGIN, 3), await makePart(files[1]!, BEGIN + 3000, 3)]
  const [a, b] = parts.map(({ recordingId }) => recordingId)
  const { made, file } = await makeFile({ work: 'exact', cuts: [{ recordingId: a!, fromMs: 2000, toMs: 3000 }, { recordingId: b!, fromMs: 0, toMs: 1010 }] }, parts)
  expect(made.cuts).toEqual([{ recordingId: a, fromMs: 2000, toMs: 3000 }, { recordingId: b, fromMs: 0, toMs: 1040 }])
  const seen = await look(file, 'piece.mp4')
  expect(seen.warnings).toBe('')
  expect(placesOf(seen, await look(files[0]!))).toEqual([...numbers(50, 75), ...numbers(0, 26)])
  expect(Math.abs(Number(seen.streams[1]?.duration) - 2.04)).toBeLessThan(0.05)
  expect(seen.tags.creation_time).toBe('2026-03-26T01:00:02.000000Z')
  expect(seen.tags.artist).toBe('张三')
  expect(seen.tags.comment).toContain(`${a} 0:00:02.000-0:00:03.000; ${b} 0:00:00.000-0:00:01.010`)
})

test.each([['heard.m4a', 'aac', []], ['heard.wav', 'flac', ['-c:a', 'pcm_s16le']]] as const)('of %s, which is sound only, a piece is sound only', async (name, codec, extra) => {
  const part = await makePart(await clip(name, { seconds: 5, video: false, extra }), BEGIN, 5)
  const { made, file } = await makeFile({ work: 'exact', cuts: [{ recordingId: part.recordingId, fromMs: 1000, toMs: 3500 }] }, [part])
  expect(made.cuts).toEqual([{ recordingId: part.recordingId, fromMs: 1000, toMs: 3500 }])
  const seen = await look(file, 'piece.mp4')
  expect(seen.warnings).toBe('')
  expect(seen.streams.map(({ codec_name }) => codec_name)).toEqual([codec])
  expect(Math.abs(Number(seen.streams[0]?.duration) - 2.5)).toBeLessThan(codec === 'flac' ? 0.001 : 0.05)
})

test('the turn of the picture stays, and a still stands upright', async () => {
  const file = await clip('turned.mp4', { seconds: 2, size: '320x180', extra: ['-vf', 'transpose=1', '-metadata:s:v', 'rotate=90'] })
  const part = await makePart(file, BEGIN, 2)
  const { file: piece } = await makeFile({ work: 'copy', cut: { recordingId: part.recordingId, fromMs: 0, toMs: 1000 } }, [part])
  expect((await look(piece, 'piece.mp4')).warnings).toBe('')
  const video = { codec: 'avc1.64', codecName: 'h264', width: 180, height: 320, fps: 25, rotation: 90 }
  const { made, file: png } = await makeFile({ work: 'still', cut: { recordingId: part.recordingId, fromMs: 1000, toMs: 1000 }, burntIn: ['示例 2026-03-26 09:00:01', 'x'.repeat(100)] }, [{ ...part, video: { ...part.video, ...video } as TimelinePart['video'] }])
  expect(made).toEqual({ extension: 'png', cuts: [{ recordingId: part.recordingId, fromMs: 1000, toMs: 1000 }] })
  const bitmap = await createImageBitmap(png)
  expect(bitmap.width).toBe(320)
  expect(bitmap.height).toBeGreaterThan(180 + 3 * 20)
  expect(new TextDecoder().decode(await png.arrayBuffer())).toContain(`${part.recordingId} 0:00:01.000`)
})

test('a still is the picture that is shown at that time', async () => {
  const file = await clip('a.mp4', { seconds: 3, bFrames: 2, audio: false })
  const part = await makePart(file, BEGIN, 3)
  const { made, file: png } = await makeFile({ work: 'still', cut: { recordingId: part.recordingId, fromMs: 1490, toMs: 1490 }, burntIn: null }, [part])
  expect(made.cuts[0]?.fromMs).toBe(1480)
  const [original, seen] = [await look(file), await look(png, 'still.png')]
  expect(seen.warnings).toBe('')
  expect(seen.streams[0]).toMatchObject({ width: 320, height: 180 })
  expect(placesOf(seen, original)).toEqual([37])
})

test('a changed byte ends it by its name, and stopping leaves nothing open', async () => {
  const file = await clip('a.mp4', { seconds: 20, size: '640x360', extra: ['-crf', '10'] })
  const part = await makePart(file, BEGIN, 20)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const at = Math.floor(bytes.length / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  const changed = { ...part, file: new File([bytes], 'a.mp4') }
  const cuts = [{ recordingId: part.recordingId, fromMs: 0, toMs: 20_000 }]
  const { made } = await make({ work: 'copy', cut: cuts[0]! }, [changed])
  expect(made).toMatchObject({ ok: false, error: { type: 'BlockMismatch', recordingId: part.recordingId } })
  const stop = new AbortController()
  const stopping = make({ work: 'exact', cuts }, [part], stop.signal)
  setTimeout(() => stop.abort(), 300)
  const stopped = await stopping
  expect(stopped.made).toEqual({ ok: false, error: { type: 'Cancelled' } })
  await stopped.draft.drop()
  const drafts = await (await navigator.storage.getDirectory()).getDirectoryHandle('drafts', { create: true })
  const { name } = stopped.draft.target as FileSystemFileHandle
  expect(await drafts.getFileHandle(name).catch(({ name: why }: DOMException) => why)).toBe('NotFoundError')
})
