// Covers pixels of one picture for good, plane by plane: large squares of one rough colour, or black. Preview and result both come from here.

import { coverStep, pixelBox, type Cover, type PixelBox } from './coversAt.ts'

/** The parts of a VideoFrame that are used; a real one fits. */
export interface PictureLike {
  readonly format: string | null
  readonly visibleRect: { readonly width: number; readonly height: number } | null
  allocationSize(options?: { readonly format: 'RGBA' }): number
  copyTo(target: Uint8Array<ArrayBuffer>, options?: { readonly format: 'RGBA' }): Promise<readonly PlaneLayout[]>
}

interface PlaneLayout {
  readonly offset: number
  readonly stride: number
}

/** What a new VideoFrame is made of. */
export interface CoveredPicture<F> {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly format: F
  readonly codedWidth: number
  readonly codedHeight: number
  readonly layout: PlaneLayout[]
}

/** A copy with everything covered. Throws where the picture cannot be read as planes that are known here: it is then not to be shown at all. */
export const coverPicture = async <P extends PictureLike>(picture: P, covers: readonly Cover[], rotation: number): Promise<CoveredPicture<NonNullable<P['format']> | 'RGBA'>> => {
  const { visibleRect } = picture
  if (!visibleRect) throw new Error('a picture without size')
  const { width, height } = visibleRect
  const own = picture.format as NonNullable<P['format']> | null
  const known = own === null ? null : planesOf(own)
  // What is no list of planes, because it lies in the memory of the graphics processor, is asked for as colours.
  const options = known ? undefined : ({ format: 'RGBA' } as const)
  const bytes = new Uint8Array(picture.allocationSize(options))
  const layout = (await picture.copyTo(bytes, options)).map(({ offset, stride }) => ({ offset, stride }))
  coverPlanes({ bytes, planes: known ?? rgb, layout, width, height }, covers, rotation)
  return { bytes, format: known && own !== null ? own : 'RGBA', codedWidth: width, codedHeight: height, layout }
}

interface Plane {
  /** Pixels of the picture for one of the plane. */
  readonly acrossPixels: number
  readonly downPixels: number
  /** Numbers for one pixel of the plane, and what each is in black; the greatest there is stands for "opaque" and is never anything else. */
  readonly black: readonly number[]
  /** Of a number; above 8 it takes two bytes, little-endian. */
  readonly bits: number
}

export interface Planes {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly planes: readonly Plane[]
  readonly layout: readonly PlaneLayout[]
  readonly width: number
  readonly height: number
}

const rgb: readonly Plane[] = [{ acrossPixels: 1, downPixels: 1, black: [0, 0, 0, 255], bits: 8 }]

/** WebCodecs, VideoPixelFormat; null for what is not in that list. */
export const planesOf = (format: string): readonly Plane[] | null => {
  if (/^(RGB|BGR)[AX]$/.test(format)) return rgb
  if (format === 'NV12') return [{ acrossPixels: 1, downPixels: 1, black: [16], bits: 8 }, { acrossPixels: 2, downPixels: 2, black: [128, 128], bits: 8 }]
  const [, sampling, alpha, deep] = /^I(420|422|444)(A?)(?:P(10|12))?$/.exec(format) ?? []
  if (!sampling) return null
  const bits = Number(deep ?? 8)
  const scale = 2 ** (bits - 8)
  const plane = (acrossPixels: number, downPixels: number, black: number): Plane => ({ acrossPixels, downPixels, black: [black], bits })
  const colour = plane(sampling === '444' ? 1 : 2, sampling === '420' ? 2 : 1, 128 * scale)
  return [plane(1, 1, 16 * scale), colour, colour, ...(alpha ? [plane(1, 1, 256 * scale - 1)] : [])]
}

/** The black ones last: they stay black where boxes overlap. */
export const coverPlanes = (picture: Planes, covers: readonly Cover[], rotation: number): void => {
  if (picture.layout.length !== picture.planes.length) throw new Error(`${picture.layout.length} planes in place of ${picture.planes.length}`)
  for (const style of ['blur', 'solid'] as const) {
    for (const { place } of covers.filter((cover) => cover.style === style)) {
      const box = pixelBox(place, picture.width, picture.height, rotation)
      for (const [index, plane] of picture.planes.entries()) coverPlane(picture, plane, picture.layout[index]!, box, style === 'solid')
    }
  }
}

/** Squares along the longer side of a box: with more, a face can be told from its squares. */
const MOST_SQUARES = 4
/** Colours are rounded to so many levels: what moves under the squares must not show through small changes of them. */
const LEVELS = 16

const coverPlane = ({ bytes, width, height }: Planes, { acrossPixels, downPixels, black, bits }: Plane, { offset, stride }: PlaneLayout, box: PixelBox, solid: boolean): void => {
  const numberBytes = bits > 8 ? 2 : 1
  const across = Math.ceil(width / acrossPixels)
  const rowBytes = across * black.length * numberBytes
  if (rowBytes > stride || offset + (Math.ceil(height / downPixels) - 1) * stride + rowBytes > bytes.length) throw new Error('a plane that does not fit')
  const numbers = numberBytes === 1 ? bytes : new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 1)
  const [first, row] = [offset / numberBytes, stride / numberBytes]
  const square = Math.ceil(Math.max(box.right - box.left, box.bottom - box.top) / MOST_SQUARES / coverStep) * coverStep
  for (let top = box.top; top < box.bottom; top += square) {
    for (let left = box.left; left < box.right; left += square) {
      const [fromX, toX] = [left / acrossPixels, Math.ceil(Math.min(left + square, box.right) / acrossPixels)]
      const [fromY, toY] = [top / downPixels, Math.ceil(Math.min(top + square, box.bottom) / downPixels)]
      for (const [channel, none] of black.entries()) {
        const opaque = none === 2 ** bits - 1
        let sum = 0
        if (!solid && !opaque) for (let y = fromY; y < toY; y += 1) for (let x = fromX; x < toX; x += 1) sum += numbers[first + y * row + x * black.length + channel] ?? 0
        const level = 2 ** bits / LEVELS
        const value = solid || opaque ? none : Math.min(2 ** bits - 1, Math.round(sum / ((toX - fromX) * (toY - fromY)) / level) * level)
        for (let y = fromY; y < toY; y += 1) for (let x = fromX; x < toX; x += 1) numbers[first + y * row + x * black.length + channel] = value
      }
    }
  }
}
