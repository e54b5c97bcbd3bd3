// Pictures of the project's own decoders as frames, at the times of their film.

import type { ShownPlanes } from '../../../src/core/media/mpeg4/makeDecoder.ts'
import { NotDecoded } from '../../../src/core/media/mpeg4/headers.ts'
import type { CodedPicture, DecodedPicture } from './pictures.ts'

export interface OwnDecoder {
  /** Each good until the next is asked for. */
  decode(bytes: Uint8Array): Iterable<ShownPlanes>
  flush(): Iterable<ShownPlanes>
  /** How many pictures it holds back. */
  delay(): number
}

/** Taller pictures are coded with the colours of high definition. */
const STANDARD_ROWS = 576

const frameOf = ({ y, u, v, width, height, shownWidth, shownHeight }: ShownPlanes, wideColours: boolean): VideoFrame => {
  const bytes = new Uint8Array(y.length + u.length + v.length)
  bytes.set(y)
  bytes.set(u, y.length)
  bytes.set(v, y.length + u.length)
  const colours = wideColours && shownHeight > STANDARD_ROWS ? 'bt709' : 'smpte170m'
  return new VideoFrame(bytes, {
    format: 'I420',
    codedWidth: width,
    codedHeight: height,
    visibleRect: { x: 0, y: 0, width: shownWidth, height: shownHeight },
    timestamp: 0,
    colorSpace: { fullRange: false, matrix: colours, primaries: colours, transfer: 'bt709' },
  })
}

/** `wideColours`: large pictures have the colours of high definition. */
export async function* ownPictures(decoder: OwnDecoder, coded: readonly CodedPicture[], wideColours: boolean): AsyncGenerator<DecodedPicture, void, void> {
  const times = coded.map(({ pts }) => pts).toSorted((a, b) => a - b)
  let next = 0
  try {
    for (const [i, { bytes }] of coded.entries()) {
      // What needs a picture before the first is left out, and its time with it.
      next = Math.max(next, i - decoder.delay())
      for (const planes of decoder.decode(bytes)) yield { frame: frameOf(planes, wideColours), pts: times[next++] ?? 0 }
    }
    for (const planes of decoder.flush()) yield { frame: frameOf(planes, wideColours), pts: times[next++] ?? 0 }
  } catch (thrown) {
    // Its first pictures did not tell; what came before is shown.
    if (!(thrown instanceof NotDecoded)) throw thrown
  }
}
