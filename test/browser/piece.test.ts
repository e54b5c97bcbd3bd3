// Makes pieces in real Chromium, of clips made by ffmpeg: what is in them is what was asked for, and nothing else.

import { expect, test } from 'vitest'
import { cdp, commands } from 'vitest/browser'
import type { PendingPiece, PieceDraft } from '../../src/core/piecePorts.ts'
import type { TimelinePart } from '../../src/core/playbackPorts.ts'
import { makePieceStore } from '../../src/drive/pieceStore.ts'
import type { ClipOptions } from '../support/makeClips.ts'
import { clipFile, makePiece, toBytes, toText, tryPiece } from '../support/pieceBench.ts'
import type { SeenMovie, SeenPacket } from '../support/pieceCommand.ts'
import { makePart } from '../support/showTimeline.ts'

const BEGIN = Date.UTC(2026, 2, 26, 1, 0, 0)
/** Pictures are compared at this size. */
const SIDE = 48

const look = async (file: File, name = file.name): Promise<SeenMovie> => commands.lookAtMovie(name, await toText(file), SIDE)

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
  const file = await clipFile(name, { seconds: 6, ...options })
  const part = await makePart(file, BEGIN, 6)
  const { made, file: piece } = await makePiece({ work: 'copy', cut: { recordingId: part.recordingId, fromMs: 1500, toMs: 3700 } }, [part])
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

const exactKinds: readonly (typeof kinds)[number][] = [...kinds.filter(([name]) => ['a.mp4', 'a.mkv', 'hevc.mp4', 'law.avi'].includes(name)), ['mpeg2.ts', { extra: ['-c:v', 'mpeg2video', '-g', '25', '-bf', '2', '-c:a', 'mp2'] }, 'flac']]

test.each(exactKinds)('an exact piece of %s begins and ends at the picture', async (name, options) => {
  const file = await clipFile(name, { seconds: 6, ...options })
  const part = await makePart(file, BEGIN, 6)
  const { made, file: piece, progress } = await makePiece({ work: 'exact', cuts: [{ recordingId: part.recordingId, fromMs: 1480, toMs: 3720 }] }, [part])
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
  const files = [await clipFile('a.mp4', { seconds: 3 }), await clipFile('b.mp4', { seconds: 3, size: '320x180', bFrames: 2, gop: 50 })]
  const parts = [await makePart(files[0]!, BEGIN, 3), await makePart(files[1]!, BEGIN + 3000, 3)]
  const [a, b] = parts.map(({ recordingId }) => recordingId)
  const { made, file } = await makePiece({ work: 'exact', cuts: [{ recordingId: a!, fromMs: 2000, toMs: 3000 }, { recordingId: b!, fromMs: 0, toMs: 1010 }] }, parts)
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
  const part = await makePart(await clipFile(name, { seconds: 5, video: false, extra }), BEGIN, 5)
  const { made, file } = await makePiece({ work: 'exact', cuts: [{ recordingId: part.recordingId, fromMs: 1000, toMs: 3500 }] }, [part])
  expect(made.cuts).toEqual([{ recordingId: part.recordingId, fromMs: 1000, toMs: 3500 }])
  const seen = await look(file, 'piece.mp4')
  expect(seen.warnings).toBe('')
  expect(seen.streams.map(({ codec_name }) => codec_name)).toEqual([codec])
  expect(Math.abs(Number(seen.streams[0]?.duration) - 2.5)).toBeLessThan(codec === 'flac' ? 0.001 : 0.05)
})

test('the turn of the picture stays, and a still stands upright', async () => {
  const file = await clipFile('turned.mp4', { seconds: 2, size: '320x180', extra: ['-vf', 'transpose=1', '-metadata:s:v', 'rotate=90'] })
  const part = await makePart(file, BEGIN, 2)
  const { file: piece } = await makePiece({ work: 'copy', cut: { recordingId: part.recordingId, fromMs: 0, toMs: 1000 } }, [part])
  expect((await look(piece, 'piece.mp4')).warnings).toBe('')
  const video = { codec: 'avc1.64', codecName: 'h264', width: 180, height: 320, fps: 25, rotation: 90 }
  const { made, file: png } = await makePiece({ work: 'still', cut: { recordingId: part.recordingId, fromMs: 1000, toMs: 1000 }, burntIn: ['示例 2026-03-26 09:00:01', 'x'.repeat(100)] }, [{ ...part, video: { ...part.video, ...video } as TimelinePart['video'] }])
  expect(made).toEqual({ extension: 'png', cuts: [{ recordingId: part.recordingId, fromMs: 1000, toMs: 1000 }] })
  const bitmap = await createImageBitmap(png)
  expect(bitmap.width).toBe(320)
  expect(bitmap.height).toBeGreaterThan(180 + 3 * 20)
  expect(new TextDecoder().decode(await png.arrayBuffer())).toContain(`${part.recordingId} 0:00:01.000`)
})

test('a still is the picture that is shown at that time', async () => {
  const file = await clipFile('a.mp4', { seconds: 3, bFrames: 2, audio: false })
  const part = await makePart(file, BEGIN, 3)
  const { made, file: png } = await makePiece({ work: 'still', cut: { recordingId: part.recordingId, fromMs: 1490, toMs: 1490 }, burntIn: null }, [part])
  expect(made.cuts[0]?.fromMs).toBe(1480)
  const [original, seen] = [await look(file), await look(png, 'still.png')]
  expect(seen.warnings).toBe('')
  expect(seen.streams[0]).toMatchObject({ width: 320, height: 180 })
  expect(placesOf(seen, original)).toEqual([37])
})

test('a changed byte ends it by its name, and stopping leaves nothing open', async () => {
  const file = await clipFile('a.mp4', { seconds: 10, size: '640x360', extra: ['-crf', '10'] })
  const part = await makePart(file, BEGIN, 10)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const at = Math.floor(bytes.length / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  const changed = { ...part, file: new File([bytes], 'a.mp4') }
  const cuts = [{ recordingId: part.recordingId, fromMs: 0, toMs: 10_000 }]
  const { made } = await tryPiece({ work: 'copy', cut: cuts[0]! }, [changed])
  expect(made).toMatchObject({ ok: false, error: { type: 'BlockMismatch', recordingId: part.recordingId } })
  const stop = new AbortController()
  const stopping = tryPiece({ work: 'exact', cuts }, [part], stop.signal)
  setTimeout(() => stop.abort(), 300)
  const stopped = await stopping
  expect(stopped.made).toEqual({ ok: false, error: { type: 'Cancelled' } })
  await stopped.draft.drop()
  const drafts = await (await navigator.storage.getDirectory()).getDirectoryHandle('drafts', { create: true })
  const { name } = stopped.draft.target as FileSystemFileHandle
  expect(await drafts.getFileHandle(name).catch(({ name: why }: DOMException) => why)).toBe('NotFoundError')
})

const folderOf = async (path: string): Promise<readonly string[]> => {
  let folder = await navigator.storage.getDirectory()
  for (const name of path.split('/')) folder = await folder.getDirectoryHandle(name, { create: true })
  const names: string[] = []
  for await (const name of folder.keys()) names.push(name)
  return names
}

test('what a killed program left: its drafts go, what was whole is found until it is in the catalogue', async () => {
  const [id, path] = ['a'.repeat(64), 'killed-aaaaaaaa/killed.mp4']
  const [before, after] = [makePieceStore('pieces'), makePieceStore('pieces')]
  const begin = async (): Promise<PieceDraft> => {
    const begun = await before.begin()
    if (!begun.ok) throw new Error(begun.error.type)
    return begun.value
  }
  const left = async (): Promise<readonly PendingPiece[]> => {
    const pending = await after.pending()
    if (!pending.ok) throw new Error(pending.error.type)
    return pending.value.filter(({ recording }) => recording === id)
  }
  const [half, whole] = [await begin(), await begin()]
  const writable = await (whole.target as FileSystemFileHandle).createWritable()
  await writable.write('whole')
  await writable.close()
  expect(await whole.settle(id)).toMatchObject({ ok: true })
  // The page that is at work takes its own for no remains.
  expect(await before.pending()).toEqual({ ok: true, value: [] })
  expect(await folderOf('drafts')).toContain((half.target as FileSystemFileHandle).name)
  expect(await left()).toHaveLength(1)
  expect(await folderOf('drafts')).not.toContain((half.target as FileSystemFileHandle).name)
  // Killed once more after it was moved, before it was in the catalogue.
  await (await left())[0]!.keep(path)
  expect(await folderOf('pieces/killed-aaaaaaaa')).toEqual(['killed.mp4'])
  expect(await (await left())[0]!.keep(path)).toEqual({ ok: true, value: undefined })
  await (await left())[0]!.drop()
  expect(await left()).toEqual([])
  expect(await folderOf('pieces/killed-aaaaaaaa')).toEqual(['killed.mp4'])
  expect(await after.remove(path)).toEqual({ ok: true, value: undefined })
  expect(await after.remove(path)).toEqual({ ok: true, value: undefined })
  expect(await folderOf('pieces')).not.toContain('killed-aaaaaaaa')
})

test('a full disk ends it by its name, and nothing is left', async () => {
  const session = cdp() as unknown as { send(method: string, params: object): Promise<unknown> }
  const { origin } = location
  const part = await makePart(await clipFile('a.mp4', { seconds: 2, size: '640x360', audio: false, extra: ['-crf', '10'] }), BEGIN, 2)
  const { usage = 0 } = await navigator.storage.estimate()
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 20_000 })
  try {
    const { made, draft } = await tryPiece({ work: 'copy', cut: { recordingId: part.recordingId, fromMs: 0, toMs: 2000 } }, [part])
    expect(made).toMatchObject({ ok: false, error: { type: 'StorageFull' } })
    await draft.drop()
    expect(await folderOf('drafts')).not.toContain((draft.target as FileSystemFileHandle).name)
  } finally {
    await session.send('Storage.overrideQuotaForOrigin', { origin })
  }
  expect((await tryPiece({ work: 'still', cut: { recordingId: part.recordingId, fromMs: 0, toMs: 0 }, burntIn: null }, [part])).made.ok).toBe(true)
})
