// Decodes MPEG-1 and MPEG-2 (main profile: 4:2:0, interlaced or not), a picture at a time, beginning with an I picture.

import { makeBits, type Bits } from '../mpeg4/bits.ts'
import { BadCode } from '../mpeg4/codes.ts'
import { NotDecoded, startCodes } from '../mpeg4/headers.ts'
import type { ShownPlanes } from '../mpeg4/makeDecoder.ts'
import { makePlanes, type Planes } from '../mpeg4/motion.ts'
import { BOTTOM, checkedSequence, FRAME, makeHeads, readHead, TOP, type Heads, type PictureHeader, type Sequence } from './headers.ts'
import { drawSlice, type Drawing } from './macroblocks.ts'

export interface Mpeg2Decoder {
  /** `set`: how the film is coded, where that does not stand before its pictures. */
  setUp(set: Uint8Array): void
  /** What is to be shown next: each good until the next is asked for. Both fields of an interlaced picture make one, woven. Throws NotDecoded. */
  decode(bytes: Uint8Array): Generator<ShownPlanes, void, void>
  /** What was held back for pictures that come before it. */
  flush(): Generator<ShownPlanes, void, void>
  /** How many pictures it holds back. */
  delay(): 0 | 1
}

/** A decoder and its pictures take memory by their size. */
const MAX_MACROBLOCKS = (4096 / 16) * (2304 / 16)

interface Begun {
  readonly picture: Planes
  readonly type: PictureHeader['type']
  /** Its first field, where the second has not come yet. */
  field: 1 | 2 | null
  drawing: Drawing
}

interface Film {
  readonly sequence: Sequence
  readonly across: number
  readonly down: number
  /** The last I or P picture, and the one before it. */
  last: Planes | null
  before: Planes | null
  /** Whether the last was shown: B pictures, which come behind it, are shown before it. */
  isShown: boolean
  begun: Begun | null
  readonly spare: Planes[]
}

const makeFilm = (sequence: Sequence): Film => {
  const across = Math.ceil(sequence.width / 16)
  const down = sequence.progressive ? Math.ceil(sequence.height / 16) : 2 * Math.ceil(sequence.height / 32)
  if (across * down > MAX_MACROBLOCKS) throw new NotDecoded('size')
  return { sequence, across, down, last: null, before: null, isShown: true, begun: null, spare: [0, 1, 2].map(() => makePlanes(across, down)) }
}

const isSame = (a: Sequence, b: Sequence): boolean => a.width === b.width && a.height === b.height && a.mpeg1 === b.mpeg1 && a.progressive === b.progressive && a.lowDelay === b.lowDelay

/** What damage left undrawn is as in the picture before. */
const fillHoles = ({ picture, before, header, across, down, done }: Drawing): void => {
  if (!before) return
  const step = header.structure === FRAME ? 1 : 2
  const { width } = picture
  for (let at = done.indexOf(0); at >= 0 && at < across * down; at = done.indexOf(0, at + 1)) {
    const [mx, my] = [at % across, Math.floor(at / across)]
    const copy = (to: Uint8Array, from: Uint8Array, size: number, stride: number): void => {
      for (let row = 0; row < size; row++) {
        const start = (header.structure === BOTTOM ? stride : 0) + (my * size + row) * step * stride + mx * size
        to.set(from.subarray(start, start + size), start)
      }
    }
    copy(picture.y, before.y, 16, width)
    copy(picture.u, before.u, 8, width / 2)
    copy(picture.v, before.v, 8, width / 2)
  }
}

/** A field without the other: its rows are shown twice. */
const fillField = ({ y, u, v, width }: Planes, field: 1 | 2): void => {
  const double = (plane: Uint8Array, stride: number): void => {
    for (let at = 0; at < plane.length; at += 2 * stride) plane.copyWithin(field === TOP ? at + stride : at, field === TOP ? at : at + stride, field === TOP ? at + stride : at + 2 * stride)
  }
  double(y, width)
  double(u, width / 2)
  double(v, width / 2)
}

export const makeMpeg2Decoder = (): Mpeg2Decoder => {
  const heads: Heads = makeHeads()
  let film: Film | null = null

  const shown = (planes: Planes, { sequence }: Film): ShownPlanes => ({ ...planes, shownWidth: sequence.width, shownHeight: sequence.height })

  function* release(from: Film): Generator<ShownPlanes, void, void> {
    if (!from.isShown && from.last) yield shown(from.last, from)
    from.isShown = true
  }

  /** The picture that was begun, with both its fields or the one that came. */
  function* finish(from: Film): Generator<ShownPlanes, void, void> {
    const { begun } = from
    if (!begun) return
    fillHoles(begun.drawing)
    if (begun.field) fillField(begun.picture, begun.field)
    from.begun = null
    if (begun.type === 'B') {
      from.spare.push(begun.picture)
      yield shown(begun.picture, from)
      return
    }
    if (from.sequence.lowDelay) {
      from.isShown = true
      yield shown(begun.picture, from)
    } else from.isShown = false
  }

  const drawingOf = (of: Film, header: PictureHeader, picture: Planes, refs: Pick<Drawing, 'before' | 'behind' | 'isSecond'>): Drawing => {
    const down = header.structure === FRAME ? of.down : of.down / 2
    return { ...refs, sequence: of.sequence, matrices: heads.matrices, header, picture, across: of.across, down, done: new Uint8Array(of.across * down) }
  }

  /** At its first slice, when everything about it is known. false: it cannot be drawn. */
  function* begin(): Generator<ShownPlanes, boolean, void> {
    const [sequence, header] = [checkedSequence(heads), heads.picture]
    if (!sequence || !header) return false
    if (!film || !isSame(film.sequence, sequence)) {
      if (film) {
        yield* finish(film)
        yield* release(film)
      }
      film = makeFilm(sequence)
    }
    const now = film
    const { structure, type } = header
    if (structure !== FRAME && now.down % 2) return false
    const open = now.begun
    if (open?.field && structure !== FRAME && structure !== open.field && (open.type === 'B') === (type === 'B')) {
      fillHoles(open.drawing)
      open.field = null
      const { before, behind } = open.drawing
      open.drawing = drawingOf(now, header, open.picture, { before, behind, isSecond: true })
      return true
    }
    yield* finish(now)
    if (type === 'P' && !now.last) return false
    if (type === 'B' && (!now.last || (!now.before && !heads.closed))) return false
    const field = structure === TOP || structure === BOTTOM ? structure : null
    if (type === 'B') {
      const picture = now.spare.pop()!
      now.begun = { picture, type, field, drawing: drawingOf(now, header, picture, { before: now.before ?? now.last, behind: now.last, isSecond: false }) }
      return true
    }
    yield* release(now)
    const picture = now.spare.pop()!
    const before = now.last
    if (now.before) now.spare.push(now.before)
    now.before = before
    now.last = picture
    // Nothing of it is to be seen until it is whole.
    now.isShown = true
    now.begun = { picture, type, field, drawing: drawingOf(now, header, picture, { before, behind: null, isSecond: false }) }
    return true
  }

  const draw = (bits: Bits, row: number, end: number): void => {
    const drawing = film?.begun?.drawing
    if (!drawing) return
    try {
      drawSlice(bits, drawing, row, end)
    } catch (thrown) {
      if (!(thrown instanceof BadCode)) throw thrown
    }
  }

  function* decode(bytes: Uint8Array): Generator<ShownPlanes, void, void> {
    const starts = startCodes(bytes)
    const bits = makeBits(bytes)
    let [waits, draws] = [false, false]
    for (let i = 0; i < starts.length; i++) {
      const at = starts[i]!
      const kind = readHead(heads, bytes, at)
      if (kind === 'picture') [waits, draws] = [true, false]
      if (kind !== 'slice') continue
      if (waits) {
        waits = false
        draws = yield* begin()
      }
      if (!draws) continue
      bits.seek((at + 1) * 8)
      draw(bits, bytes[at]! - 1, ((starts[i + 1] ?? bytes.length + 3) - 3) * 8)
    }
    // A whole picture needs nothing more.
    if (film?.begun && !film.begun.field) yield* finish(film)
  }

  return {
    setUp: (set) => {
      for (const at of startCodes(set)) readHead(heads, set, at)
    },
    decode,
    flush: function* () {
      if (!film) return
      yield* finish(film)
      yield* release(film)
    },
    delay: () => (heads.sequence?.lowDelay ? 0 : 1),
  }
}
