// MPEG-1 and MPEG-2 with the project's own decoder, a file of its own that is fetched when the first such recording is opened.

import { joinedFields } from '../../../src/core/media/mpeg2/checkFilm.ts'
import { makeMpeg2Decoder } from '../../../src/core/media/mpeg2/makeDecoder.ts'
import { ownPictures } from './ownPictures.ts'
import type { DecodePictures } from './pictures.ts'

export const decodeMpeg2: DecodePictures = (coded, { config }) => {
  const decoder = makeMpeg2Decoder()
  if (config) decoder.setUp(config)
  return ownPictures(decoder, joinedFields(coded), true)
}
