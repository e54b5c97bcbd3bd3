// Looks for faces in one picture: in the whole of it, and in squares of its full height, where far faces are larger.

import { distinct, faceBoxes, type Face } from './faceBoxes.ts'
import type { Network } from './network.ts'

/** Pixels of the square the detector looks at. */
const INPUT = 192

interface Square {
  readonly x: number
  readonly y: number
  readonly side: number
}

/** In pixels of the upright picture; the first has all of it, and black around it. */
export const squaresOf = (width: number, height: number): readonly Square[] => {
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  const whole: Square = { x: (width - long) / 2, y: (height - long) / 2, side: long }
  const count = Math.ceil((long / short - 1) / 0.5) + 1
  if (count < 2) return [whole]
  const along = Array.from({ length: count }, (_, n) => ((long - short) * n) / (count - 1))
  return [whole, ...along.map((at): Square => (width >= height ? { x: at, y: 0, side: short } : { x: 0, y: at, side: short }))]
}

export type LookAt = (picture: VideoFrame, rotation: number) => readonly Face[]

/** Faces in parts of the upright picture, 0 to 1. */
export const makeLookAt = (network: Network): LookAt => {
  const canvas = new OffscreenCanvas(INPUT, INPUT)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no canvas')
  const input = new Float32Array(INPUT * INPUT * 3)
  return (picture, rotation) => {
    const { width: codedWidth, height: codedHeight } = picture.visibleRect ?? { width: picture.codedWidth, height: picture.codedHeight }
    const [width, height] = rotation % 180 === 0 ? [codedWidth, codedHeight] : [codedHeight, codedWidth]
    const faces = squaresOf(width, height).flatMap((square) => {
      const scale = INPUT / square.side
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.fillStyle = '#000'
      context.fillRect(0, 0, INPUT, INPUT)
      context.setTransform(scale, 0, 0, scale, (width / 2 - square.x) * scale, (height / 2 - square.y) * scale)
      context.rotate((rotation * Math.PI) / 180)
      context.drawImage(picture, -codedWidth / 2, -codedHeight / 2, codedWidth, codedHeight)
      const { data } = context.getImageData(0, 0, INPUT, INPUT)
      for (let from = 0, to = 0; from < data.length; from += 4, to += 3) for (let colour = 0; colour < 3; colour += 1) input[to + colour] = (data[from + colour] ?? 0) / 127.5 - 1
      const [regressors, scores] = network.run(input)
      if (!regressors || !scores) throw new Error('a detector without outputs')
      return faceBoxes(regressors, scores).map((face) => ({
        score: face.score,
        x: (square.x + face.x * square.side) / width,
        y: (square.y + face.y * square.side) / height,
        width: (face.width * square.side) / width,
        height: (face.height * square.side) / height,
      }))
    })
    return distinct(faces)
  }
}
