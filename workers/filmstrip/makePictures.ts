// The small pictures of one chunk: one key frame each, decoded by itself and drawn into one sheet.

import type { FilmSheet } from '../../src/core/media/filmstrip.ts'
import { pickSegments } from '../../src/core/media/filmstrip.ts'
import type { Part } from '../segment/part.ts'
import { makeKeyDecoder } from './keyDecoder.ts'

/** Pixels of one picture at most. */
const [WIDE, HIGH] = [160, 90]
const COLUMNS = 10
const QUALITY = 0.6

type Sheet = Omit<FilmSheet, 'recordingId' | 'chunk'>

const nothing: Sheet = { times: [], columns: COLUMNS, width: 0, height: 0, type: 'image/webp', bytes: new Uint8Array(0) }

/** Throws ReadFailure. A picture that cannot be decoded is left out. */
export const makePictures = async (part: Part, rotation: number, chunk: number): Promise<Sheet> => {
  const { starts } = part.shape
  // Black ones only stand for pictures.
  const segments = part.work?.soundOnly ? [] : pickSegments(starts, chunk)
  const decoder = makeKeyDecoder()
  const times: number[] = []
  let canvas: OffscreenCanvas | null = null
  let context: OffscreenCanvasRenderingContext2D | null = null
  let [width, height] = [0, 0]
  const turned = rotation % 180 !== 0
  try {
    for (const number of segments) {
      const frame = await decoder.decode(await (part.keyPicture ?? part.samples)(number))
      if (!frame) continue
      if (!canvas || !context) {
        const [across, down] = turned ? [frame.displayHeight, frame.displayWidth] : [frame.displayWidth, frame.displayHeight]
        const scale = Math.min(WIDE / across, HIGH / down)
        ;[width, height] = [Math.max(1, Math.round(across * scale)), Math.max(1, Math.round(down * scale))]
        canvas = new OffscreenCanvas(width * Math.min(COLUMNS, segments.length), height * Math.ceil(segments.length / COLUMNS))
        context = canvas.getContext('2d')
        if (!context) throw new Error('no canvas')
      }
      const place = times.length
      context.save()
      context.translate(((place % COLUMNS) + 0.5) * width, (Math.floor(place / COLUMNS) + 0.5) * height)
      context.rotate((rotation * Math.PI) / 180)
      const [w, h] = turned ? [height, width] : [width, height]
      context.drawImage(frame, -w / 2, -h / 2, w, h)
      context.restore()
      frame.close()
      times.push(Math.round((starts[number] ?? 0) * 1000))
    }
  } finally {
    decoder.close()
  }
  if (!canvas) return { ...nothing, bytes: new Uint8Array(0) }
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY })
  return { times, columns: Math.min(COLUMNS, segments.length), width, height, type: blob.type, bytes: new Uint8Array(await blob.arrayBuffer()) }
}
