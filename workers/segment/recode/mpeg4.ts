// MPEG-4 part 2 and H.263 with the project's own decoder, a file of its own that is fetched when the first such recording is opened.

import { makeMpeg4Decoder } from '../../../src/core/media/mpeg4/makeDecoder.ts'
import { ownPictures } from './ownPictures.ts'
import type { DecodePictures } from './pictures.ts'

export const mpeg4Decoding =
  (kind: 'mpeg4' | 'h263'): DecodePictures =>
  (coded, { config }) => {
    const decoder = makeMpeg4Decoder(kind)
    if (config) decoder.setUp(config)
    return ownPictures(decoder, coded, false)
  }
