// Decodes MPEG-4 part 2 (simple profile, and B pictures) and baseline H.263, a picture at a time, beginning with an I picture.

import { makeBits, type Bits } from './bits.ts'
import { drawBetween } from './between.ts'
import { findHeaders, NotDecoded, readH263Picture, readPicture, type Layer, type PictureHeader } from './headers.ts'
import { drawPicture } from './macroblocks.ts'
import { makePlanes, type Planes } from './motion.ts'
import { makeNeighbours, type Neighbours } from './predictions.ts'

export interface ShownPlanes extends Planes {
  /** Of these, so much is shown. */
  readonly shownWidth: number
  readonly shownHeight: number
}

/** Good until the next call. */
export interface Mpeg4Decoder {
  /** `set`: how the film is coded, where that does not stand before its pictures. */
  setUp(set: Uint8Array): void
  /** What is to be shown next, none or one or two. Throws NotDecoded. */
  decode(bytes: Uint8Array): readonly ShownPlanes[]
  /** What was held back for pictures that come before it. */
  flush(): readonly ShownPlanes[]
  /** How many pictures it holds back. */
  delay(): 0 | 1
}

/** A decoder and its pictures take memory by their size. */
const MAX_MACROBLOCKS = (4096 / 16) * (2304 / 16)

interface Pictures {
  readonly neighbours: Neighbours
  /** The last I or P picture, and the one before it. */
  last: Planes | null
  before: Planes | null
  /** Of these two: where their second begins, and when they are shown, parts of a second. */
  seconds: { readonly before: number; readonly last: number }
  times: { readonly before: number; readonly last: number }
  /** To be drawn into. */
  readonly spare: Planes[]
}

export const makeMpeg4Decoder = (kind: 'mpeg4' | 'h263'): Mpeg4Decoder => {
  let layer: Layer | null = null
  let pictures: Pictures | null = null
  /** Whether the last picture was shown: B pictures, which come behind it, are shown before it. */
  let isShown = true

  const use = (next: Layer): void => {
    const [across, down] = [Math.ceil(next.width / 16), Math.ceil(next.height / 16)]
    if (across * down > MAX_MACROBLOCKS) throw new NotDecoded('size')
    if (pictures?.neighbours.across !== across || pictures.neighbours.down !== down) {
      pictures = { neighbours: makeNeighbours(across, down), last: null, before: null, seconds: { before: 0, last: 0 }, times: { before: 0, last: 0 }, spare: [0, 1, 2, 3].map(() => makePlanes(across, down)) }
      isShown = true
    }
    layer = next
  }

  const shown = (planes: Planes): ShownPlanes => ({ ...planes, shownWidth: layer!.width, shownHeight: layer!.height })

  const flush = (): readonly ShownPlanes[] => {
    if (isShown || !pictures?.last) return []
    isShown = true
    return [shown(pictures.last)]
  }

  const draw = (bits: Bits, header: PictureHeader): readonly ShownPlanes[] => {
    if (!layer || !pictures || (header.type !== 'I' && !pictures.last) || (header.type === 'B' && !pictures.before)) return []
    const { neighbours, spare } = pictures
    const picture = spare.at(-1)!
    if (header.type === 'B') {
      const [before, behind, aside] = [pictures.before!, pictures.last!, spare[0]!]
      const [toThis, toBehind] = [Math.max(1, (pictures.seconds.before + header.seconds) * layer.clock + header.part - pictures.times.before), Math.max(1, pictures.times.last - pictures.times.before)]
      drawBetween(bits, { layer, header, neighbours, picture, before, behind, aside, toThis, toBehind })
      spare.pop()
      spare.unshift(picture)
      return [shown(picture)]
    }
    const { seconds, times } = pictures
    pictures.seconds = { before: seconds.last, last: seconds.last + header.seconds }
    pictures.times = { before: times.last, last: pictures.seconds.last * layer.clock + header.part }
    const waiting = flush()
    drawPicture(bits, { layer, header, neighbours, picture, before: pictures.last })
    spare.pop()
    // What was shown before stays as it is until the next is drawn.
    if (pictures.before) spare.unshift(pictures.before)
    pictures.before = pictures.last
    pictures.last = picture
    isShown = !layer.reorders
    return layer.reorders ? waiting : [...waiting, shown(picture)]
  }

  /** A picture that is not coded stands for the one before. */
  const again = (): readonly ShownPlanes[] => (pictures?.last && isShown ? [shown(pictures.last)] : [])

  const decodeMpeg4 = (bytes: Uint8Array): readonly ShownPlanes[] => {
    const found = findHeaders(bytes)
    if (found.layer) use(found.layer)
    if (!layer) return []
    const film = layer
    return found.pictures.flatMap((at) => {
      const bits = makeBits(bytes.subarray(at))
      const header = readPicture(bits, film)
      return header ? draw(bits, header) : again()
    })
  }

  const decodeH263 = (bytes: Uint8Array): readonly ShownPlanes[] => {
    const bits = makeBits(bytes)
    const found = readH263Picture(bits)
    if (!found) return []
    use(found.layer)
    return draw(bits, found.header)
  }

  return {
    setUp: (set) => {
      const found = findHeaders(set)
      if (found.layer) use(found.layer)
    },
    decode: kind === 'h263' ? decodeH263 : decodeMpeg4,
    flush,
    delay: () => (layer?.reorders ? 1 : 0),
  }
}
