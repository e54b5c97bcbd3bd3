// One picture at its full size as a PNG, upright; lines of text stand in a strip below it, never over it.

import { addText } from '../../src/core/media/png/addText.ts'
import type { MovieTags } from '../../src/core/media/mp4/writeMovie.ts'
import type { PieceCut } from '../../src/core/pieces/piece.ts'
import { cannotPlay } from '../segment/partIndex.ts'
import type { PieceFile } from './pieceFile.ts'
import { shownPictures, stretchOf } from './pictures.ts'
import type { Source } from './source.ts'

const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
/** Of the picture's width; read on a printed page. */
const TEXT_PART = 1 / 64
const LEAST_TEXT = 14
const LINE = 1.5
const [PAPER, INK] = ['#ffffff', '#000000']

const contextOf = (width: number, height: number): OffscreenCanvasRenderingContext2D => {
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) throw new Error('no canvas')
  return context
}

/** Breaks between any two characters: Han text has no spaces, and names of files are long. */
const wrapped = (context: OffscreenCanvasRenderingContext2D, lines: readonly string[], width: number): readonly string[] =>
  lines.flatMap((line) => {
    const rows = ['']
    for (const char of line) {
      const row = `${rows.at(-1) ?? ''}${char}`
      if (context.measureText(row).width <= width || row.length === 1) rows[rows.length - 1] = row
      else rows.push(char)
    }
    return rows
  })

const draw = async (frame: VideoFrame, rotation: number, burntIn: readonly string[] | null): Promise<Uint8Array<ArrayBuffer>> => {
  const rect = frame.visibleRect
  const [across, down] = [rect?.width ?? frame.codedWidth, rect?.height ?? frame.codedHeight]
  const [width, height] = rotation % 180 === 0 ? [across, down] : [down, across]
  const size = Math.max(LEAST_TEXT, Math.round(width * TEXT_PART))
  const font = `${size}px ${FONT}`
  const measure = contextOf(1, 1)
  measure.font = font
  const rows = burntIn ? wrapped(measure, burntIn, width - 2 * size) : []
  const strip = rows.length > 0 ? Math.ceil(rows.length * size * LINE + size) : 0
  const context = contextOf(width, height + strip)
  context.save()
  context.translate(width / 2, height / 2)
  context.rotate((rotation * Math.PI) / 180)
  context.drawImage(frame, -across / 2, -down / 2, across, down)
  context.restore()
  if (strip > 0) {
    context.fillStyle = PAPER
    context.fillRect(0, height, width, strip)
    context.fillStyle = INK
    context.font = font
    context.textBaseline = 'middle'
    rows.forEach((row, i) => context.fillText(row, size, height + size / 2 + (i + 0.5) * size * LINE))
  }
  return new Uint8Array(await (await context.canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
}

/** Gives the time of the picture. Throws ReadFailure and WriteFailure. */
export const still = async (source: Source, cut: PieceCut, burntIn: readonly string[] | null, file: PieceFile, tags: MovieTags): Promise<PieceCut> => {
  const { from } = await stretchOf(source, cut.fromMs, cut.fromMs)
  for await (const { frame, at } of shownPictures(source, { from, to: from + 0.002 })) {
    const png = await draw(frame, source.rotation, burntIn).finally(() => frame.close())
    file.append(addText(png, { Title: tags.title, Author: tags.author, Description: tags.comment, Software: 'Fieldreel' }))
    return { recordingId: cut.recordingId, fromMs: Math.round(at * 1000), toMs: Math.round(at * 1000) }
  }
  throw cannotPlay(source.given, source.raw.planned.video.codec)
}
