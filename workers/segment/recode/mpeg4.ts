// MPEG-4 part 2 and H.263 with the project's own decoder, a file of its own that is fetched when the first such recording is opened.

import type { SampleEntry } from '../../../src/core/media/mp4/sampleEntry.ts'
import { NotDecoded } from '../../../src/core/media/mpeg4/headers.ts'
import { makeMpeg4Decoder, type ShownPlanes } from '../../../src/core/media/mpeg4/makeDecoder.ts'
import type { CodedPicture, DecodedPicture, DecodePictures } from './pictures.ts'

const frameOf = ({ y, u, v, width, height, shownWidth, shownHeight }: ShownPlanes): VideoFrame => {
  const bytes = new Uint8Array(y.length + u.length + v.length)
  bytes.set(y)
  bytes.set(u, y.length)
  bytes.set(v, y.length + u.length)
  return new VideoFrame(bytes, {
    format: 'I420',
    codedWidth: width,
    codedHeight: height,
    visibleRect: { x: 0, y: 0, width: shownWidth, height: shownHeight },
    timestamp: 0,
    colorSpace: { fullRange: false, matrix: 'smpte170m', primaries: 'smpte170m', transfer: 'bt709' },
  })
}

export const mpeg4Decoding =
  (kind: 'mpeg4' | 'h263'): DecodePictures =>
  async function* (coded: readonly CodedPicture[], { config }: SampleEntry): AsyncGenerator<DecodedPicture, void, void> {
    const decoder = makeMpeg4Decoder(kind)
    if (config) decoder.setUp(config)
    const times = coded.map(({ pts }) => pts).toSorted((a, b) => a - b)
    let next = 0
    try {
      for (const [i, { bytes }] of coded.entries()) {
        // What needs a picture before the first is left out, and its time with it.
        next = Math.max(next, i - decoder.delay())
        for (const planes of decoder.decode(bytes)) yield { frame: frameOf(planes), pts: times[next++] ?? 0 }
      }
      for (const planes of decoder.flush()) yield { frame: frameOf(planes), pts: times[next++] ?? 0 }
    } catch (thrown) {
      // Its first pictures did not tell; what came before is shown.
      if (!(thrown instanceof NotDecoded)) throw thrown
    }
  }
