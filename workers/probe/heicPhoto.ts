// Draws a HEIC photo, its tiles decoded with libde265.

import { readHeic } from '../../src/core/media/heic/readHeic.ts'
import type { ReadBytes } from '../../src/core/media/mp4/boxes.ts'
import { bareSound } from '../../src/core/media/mp4/writeEntries.ts'
import { decoderOf } from '../segment/recode/pictures.ts'

/** As it is to be seen; null where it cannot be decoded. */
export const drawHeic = async (read: ReadBytes, size: number): Promise<OffscreenCanvas | null> => {
  const picture = await readHeic(read, size)
  if (!picture) return null
  const { width, height, columns, tiles, turns } = picture
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  const decode = await decoderOf('hevc')
  let [x, y, drawn] = [0, 0, 0]
  for (const [i, { bytes, config }] of tiles.entries()) {
    const entry = { ...bareSound('hvc1', 0, 0), config, nalLengthBytes: ((config[21] ?? 3) & 3) + 1 }
    let [across, down] = [0, 0]
    for await (const { frame } of decode([{ bytes, pts: 0 }], entry)) {
      ;[across, down] = [frame.displayWidth, frame.displayHeight]
      context.drawImage(frame, x, y)
      frame.close()
      drawn++
    }
    if ((i + 1) % columns === 0) [x, y] = [0, y + down]
    else x += across
  }
  return drawn === tiles.length ? turns.reduce(turned, canvas) : null
}

const turned = (canvas: OffscreenCanvas, turn: 90 | 180 | 270 | 'leftRight' | 'upDown'): OffscreenCanvas => {
  const { width, height } = canvas
  const across = turn === 90 || turn === 270
  const next = new OffscreenCanvas(across ? height : width, across ? width : height)
  const context = next.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.translate(next.width / 2, next.height / 2)
  if (typeof turn === 'number') context.rotate((turn * Math.PI) / 180)
  else context.scale(turn === 'leftRight' ? -1 : 1, turn === 'upDown' ? -1 : 1)
  context.drawImage(canvas, -width / 2, -height / 2)
  return next
}
