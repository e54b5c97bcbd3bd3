// Redacted pieces in real Chromium: covered in every picture, untouched beside it, silent to the sample, the same as the preview, or not made at all.

import { expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import type { PiecePlan } from '../../src/core/pieces/piece.ts'
import type { TimelinePart } from '../../src/core/playbackPorts.ts'
import { coversAt, pixelBox, type PixelBox } from '../../src/core/redaction/coversAt.ts'
import { boxAt } from '../../src/core/redaction/boxAt.ts'
import type { CoveredBox, MutedSound, Redactions } from '../../src/core/redaction/redactions.ts'
import { recordingId } from '../../src/core/ids.ts'
import { makeFacesClient } from '../../src/rpc/facesClient.ts'
import { drawCovered } from '../../src/ui/screens/redaction/drawCovered.ts'
import { makeRedactSteps } from '../../workers/piece/redact.ts'
import type { ClipOptions } from '../support/makeClips.ts'
import { clipFile, makePiece, toBytes, toText, tryPiece } from '../support/pieceBench.ts'
import { makePart } from '../support/showTimeline.ts'

const BEGIN = Date.UTC(2026, 2, 26, 1, 0, 0)
const [WIDTH, HEIGHT, FPS] = [320, 180, 25]
const partOf = async (name: string, options: ClipOptions): Promise<TimelinePart> => makePart(await clipFile(name, { seconds: 3, ...options }), BEGIN, 3)
/** As a file that ffmpeg reads, base64. */
const pieceOf = async (plan: PiecePlan, parts: readonly TimelinePart[]): Promise<string> => toText((await makePiece(plan, parts)).file)
/** Brightness of every pixel of every upright picture. */
const pictures = async (piece: string, size: number): Promise<readonly Uint8Array[]> => {
  const all = toBytes(await commands.decodeByFfmpeg('piece.mp4', piece, ['-map', '0:v', '-f', 'rawvideo', '-pix_fmt', 'gray']))
  return Array.from({ length: all.length / size }, (_, n) => all.subarray(n * size, (n + 1) * size))
}
const isIn = ({ left, top, right, bottom }: PixelBox, x: number, y: number): boolean => x >= left && x < right && y >= top && y < bottom

const moving = (recording: CoveredBox['recordingId'], style: CoveredBox['style']): CoveredBox => ({
  id: 'moving', recordingId: recording, subject: 'face', style, origin: 'drawn', fromMs: 1000, toMs: 1961,
  keys: [{ atMs: 1000, x: 1000, y: 1000, width: 3000, height: 4000 }, { atMs: 1960, x: 6000, y: 5000, width: 3000, height: 4000 }],
})

test.each<readonly [string, ClipOptions]>([['b.mp4', { bFrames: 2 }], ['m.avi', { extra: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p'] }]])(
  '%s: black in every picture of a box, first and last too, and as without it elsewhere',
  async (name, options) => {
    const part = await partOf(name, options)
    const cuts = [{ recordingId: part.recordingId, fromMs: 800, toMs: 2200 }]
    const box = moving(part.recordingId, 'solid')
    const covered = await pictures(await pieceOf({ work: 'redacted', cuts, redactions: { boxes: [box], sounds: [] } }, [part]), WIDTH * HEIGHT)
    const plain = await pictures(await pieceOf({ work: 'exact', cuts }, [part]), WIDTH * HEIGHT)
    expect(covered).toHaveLength(plain.length)
    let inside = 0
    for (const [n, picture] of covered.entries()) {
      const atMs = 800 + (n * 1000) / FPS
      const place = boxAt(box, atMs)
      const reach = coversAt({ boxes: [box], sounds: [] }, box.recordingId, atMs).map((cover) => pixelBox(cover.place, WIDTH, HEIGHT, 0))
      const here = place ? pixelBox(place, WIDTH, HEIGHT, 0) : null
      let [brightest, apart, count] = [0, 0, 0]
      const near = reach.map(({ left, top, right, bottom }) => ({ left: left - 8, top: top - 8, right: right + 8, bottom: bottom + 8 }))
      for (let y = 0; y < HEIGHT; y += 1)
        for (let x = y % 2; x < WIDTH; x += 2) {
          const at = y * WIDTH + x
          if (here && isIn(here, x, y)) brightest = Math.max(brightest, picture[at]!)
          // Encoders smooth over an edge.
          else if (!near.some((around) => isIn(around, x, y))) {
            apart += Math.abs(picture[at]! - plain[n]![at]!)
            count += 1
          }
        }
      if (here) inside += 1
      // 16 is black; what an encoder leaves at an edge is a few levels.
      expect(brightest, `picture ${n}`).toBeLessThan(40)
      expect(apart / count, `picture ${n}`).toBeLessThan(4)
    }
    expect(inside).toBe(25)
  },
)

test('a mosaic over all of a picture leaves few flat squares of it', async () => {
  const part = await partOf('a.mp4', {})
  const box: CoveredBox = { ...moving(part.recordingId, 'blur'), fromMs: 0, toMs: 3000, keys: [{ atMs: 0, x: 0, y: 0, width: 10_000, height: 10_000 }] }
  const [picture] = await pictures(await pieceOf({ work: 'redacted', cuts: [{ recordingId: part.recordingId, fromMs: 0, toMs: 400 }], redactions: { boxes: [box], sounds: [] } }, [part]), WIDTH * HEIGHT)
  // Four along the longer side, 80 pixels each; away from their edges each is of one brightness.
  const uneven = Array.from({ length: 8 }, (_, square) => {
    const [left, top] = [(square % 4) * 80, Math.floor(square / 4) * 80]
    const middle = picture![(top + 40) * WIDTH + left + 40]!
    let most = 0
    for (let y = top + 12; y < top + 68; y += 1) for (let x = left + 12; x < left + 68; x += 1) most = Math.max(most, Math.abs(picture![y * WIDTH + x]! - middle))
    return most
  })
  expect(Math.max(...uneven)).toBeLessThan(8)
})

test('a picture that was recorded lying is covered where it is seen upright', async () => {
  const bytes = toBytes(await commands.makeClipBytes('turned.mp4', { seconds: 1, audio: false, extra: ['-vf', 'transpose=1'] }))
  // Clockwise by a quarter; ffmpeg does not write it.
  const tkhd = bytes.findIndex((_, at) => String.fromCharCode(...bytes.subarray(at, at + 4)) === 'tkhd')
  for (const [n, value] of [0, 65_536, 0, -65_536, 0, 0].entries()) new DataView(bytes.buffer).setInt32(tkhd + 44 + 4 * n, value)
  const part = await makePart(new File([bytes], 'turned.mp4'), BEGIN, 1)
  const box: CoveredBox = { ...moving(part.recordingId, 'solid'), fromMs: 0, toMs: 3000, keys: [{ atMs: 0, x: 0, y: 0, width: 3000, height: 2000 }] }
  const cuts = [{ recordingId: part.recordingId, fromMs: 0, toMs: 200 }]
  const [covered] = await pictures(await pieceOf({ work: 'redacted', cuts, redactions: { boxes: [box], sounds: [] } }, [part]), WIDTH * HEIGHT)
  const [plain] = await pictures(await pieceOf({ work: 'exact', cuts }, [part]), WIDTH * HEIGHT)
  let [brightest, apart] = [0, 0]
  for (let y = 0; y < HEIGHT; y += 1) for (let x = 0; x < WIDTH; x += 1) if (x < 96 && y < 36) brightest = Math.max(brightest, covered![y * WIDTH + x]!)
    else if (x > 128 || y > 64) apart = Math.max(apart, Math.abs(covered![y * WIDTH + x]! - plain![y * WIDTH + x]!))
  expect(brightest).toBeLessThan(40)
  expect(apart).toBeLessThan(40)

  // The preview has its pictures from a player, which turns them itself.
  const video = document.createElement('video')
  video.muted = true
  video.src = URL.createObjectURL(part.file as File)
  document.body.append(video)
  await new Promise((done) => video.requestVideoFrameCallback(done))
  const preview = document.createElement('canvas')
  await drawCovered(new VideoFrame(video), coversAt({ boxes: [box], sounds: [] }, part.recordingId, 0), preview)
  URL.revokeObjectURL(video.src)
  video.remove()
  expect([preview.width, preview.height]).toEqual([320, 180])
  const shown = preview.getContext('2d')!.getImageData(0, 0, 320, 180).data
  const dark: boolean[] = []
  for (const [x, y] of [[2, 2], [90, 30], [200, 100], [300, 20]] as const) dark.push(shown[(y * 320 + x) * 4]! + shown[(y * 320 + x) * 4 + 1]! + shown[(y * 320 + x) * 4 + 2]! < 12)
  expect(dark).toEqual([true, true, false, false])
})

test('sound is silent, or a tone, from the begin of a stretch to its end, and as it was beside it', async () => {
  const part = await partOf('a.mp4', {})
  const { recordingId: id } = part
  const sounds: MutedSound[] = [{ id: 's', recordingId: id, style: 'mute', fromMs: 500, toMs: 1000 }, { id: 't', recordingId: id, style: 'tone', fromMs: 1500, toMs: 2000 }]
  const piece = await pieceOf({ work: 'redacted', cuts: [{ recordingId: id, fromMs: 0, toMs: 3000 }], redactions: { boxes: [], sounds } }, [part])
  const bytes = toBytes(await commands.decodeByFfmpeg('piece.mp4', piece, ['-map', '0:a', '-f', 's16le', '-ac', '1', '-ar', '48000']))
  const heard = new Int16Array(bytes.buffer, 0, bytes.length >> 1)
  const loudest = (from: number, to: number): number => heard.subarray(from * 48, to * 48).reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const rises = (from: number, to: number): number => heard.subarray(from * 48, to * 48).filter((value, at, all) => at > 0 && value >= 0 && all[at - 1]! < 0).length
  expect(loudest(501, 999)).toBe(0)
  expect(loudest(480, 499)).toBeGreaterThan(1000)
  expect(loudest(1001, 1020)).toBeGreaterThan(1000)
  expect(Math.abs(rises(1500, 2000) - 500)).toBeLessThanOrEqual(2)
  expect(Math.abs(rises(2500, 2900) - 176)).toBeLessThanOrEqual(2)
})

const steps = (style: CoveredBox['style']) => {
  const id = recordingId('1'.repeat(64))
  const list: Redactions = { boxes: [{ ...moving(id, style), fromMs: 0, toMs: 1000, keys: [{ atMs: 0, x: 2500, y: 2500, width: 5000, height: 5000 }] }], sounds: [] }
  const { picture } = makeRedactSteps(list, [{ recordingId: id, fromMs: 0, toMs: 1000 }])
  return { id, list, step: picture! }
}

/** Noise in planes as the format has them, where this browser takes such pictures. */
const frameOf = (format: string, width: number, height: number): VideoFrame | null => {
  const bytes = new Uint8Array(width * height * 8)
  crypto.getRandomValues(bytes.subarray(0, 65_536))
  for (let at = 65_536; at < bytes.length; at += 65_536) bytes.copyWithin(at, 0, Math.min(65_536, bytes.length - at))
  if (/P1[02]$/.test(format)) for (let at = 1; at < bytes.length; at += 2) bytes[at]! &= 3
  try {
    return new VideoFrame(bytes, { format: format as VideoPixelFormat, codedWidth: width, codedHeight: height, timestamp: 40_000 })
  } catch {
    return null
  }
}
const read = async (frame: VideoFrame): Promise<Uint8Array> => {
  const bytes = new Uint8Array(frame.allocationSize())
  await frame.copyTo(bytes)
  return bytes
}

test.each(['I420', 'I420A', 'I422', 'I444', 'NV12', 'RGBA', 'RGBX', 'BGRA', 'BGRX', 'I420P10', 'I444P12'])('%s: another picture of the same form, changed inside alone; the one that was given is gone', async (format) => {
  for (const [width, height] of [[64, 48], [97, 65]] as const) {
    const frame = frameOf(format, width, height)
    if (!frame) continue
    const before = await read(frame)
    const { id, step } = steps('solid')
    const after = await step(frame, { recordingId: id, atMs: 40, rotation: 0 })
    expect(frame.format).toBeNull()
    expect([after.format, after.displayWidth, after.displayHeight, after.timestamp]).toEqual([format, width, height, 40_000])
    const changed = (await read(after)).filter((byte, at) => byte !== before[at]).length
    const { left, top, right, bottom } = pixelBox({ x: 2500, y: 2500, width: 5000, height: 5000 }, width, height, 0)
    expect(changed).toBeGreaterThan((right - left) * (bottom - top) * 0.9)
    expect(changed).toBeLessThanOrEqual(before.length * ((right - left) / width) * ((bottom - top) / height) + before.length / 20)
    after.close()
  }
})

test('what the preview shows is what the piece shows, to the last pixel', async () => {
  for (const style of ['blur', 'solid'] as const) {
    const { id, list, step } = steps(style)
    const frame = frameOf('I420', 96, 64)!
    const preview = document.createElement('canvas')
    await drawCovered(frame.clone(), coversAt(list, id, 40), preview)
    const result = await step(frame, { recordingId: id, atMs: 40, rotation: 0 })
    const drawn = document.createElement('canvas')
    drawn.width = 96
    drawn.height = 64
    drawn.getContext('2d')!.drawImage(result, 0, 0)
    result.close()
    const pixels = (canvas: HTMLCanvasElement): Uint8ClampedArray => canvas.getContext('2d')!.getImageData(0, 0, 96, 64).data
    expect(pixels(preview)).toEqual(pixels(drawn))
  }
})

test('the finder of faces reads verified pictures and finds none in a test picture', async () => {
  const part = await partOf('a.mp4', {})
  const found = await makeFacesClient().find([{ recordingId: part.recordingId, fromMs: 0, toMs: 600 }], [part], { signal: new AbortController().signal, onProgress: () => undefined })
  expect(found).toEqual({ ok: true, value: [] })
})

test('a picture that cannot be read ends the piece, and so does a list about something else', async () => {
  const { id, step } = steps('solid')
  const closed = frameOf('I420', 64, 48)!
  closed.close()
  await expect(step(closed, { recordingId: id, atMs: 40, rotation: 0 })).rejects.toThrow()
  const turned = frameOf('I420', 64, 48)!
  await expect(step(turned, { recordingId: id, atMs: 40, rotation: 33 })).rejects.toThrow('33')
  expect(turned.format).toBeNull()
  expect(() => makeRedactSteps({ boxes: [{ ...moving(id, 'solid'), keys: [] }], sounds: [] }, [{ recordingId: id, fromMs: 0, toMs: 1000 }])).toThrow('redactions')
  const part = await partOf('a.mp4', {})
  const { made } = await tryPiece({ work: 'redacted', cuts: [{ recordingId: part.recordingId, fromMs: 0, toMs: 1000 }], redactions: { boxes: [moving(id, 'solid')], sounds: [] } }, [part])
  expect(made.ok).toBe(false)
})
