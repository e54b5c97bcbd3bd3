// Decoders of pictures that Media Source Extensions do not take, behind one form: coded samples in, pictures out in the order of showing.

import type { PictureDecoding } from '../../../src/core/media/decoding.ts'
import type { SampleEntry } from '../../../src/core/media/mp4/sampleEntry.ts'

/** In the order of decoding. */
export interface CodedPicture {
  readonly bytes: Uint8Array
  readonly pts: number
}

/** Whoever takes it closes the frame. Its time stamp means nothing. */
export interface DecodedPicture {
  readonly frame: VideoFrame
  readonly pts: number
}

/** Begins with a key picture each time it is called; what is damaged is left out. */
export type DecodePictures = (coded: readonly CodedPicture[], entry: SampleEntry) => AsyncIterable<DecodedPicture>

/** JPEGs decode beside one another. */
const OUTSTANDING = 4

const decodeJpeg = async ({ bytes, pts }: CodedPicture): Promise<DecodedPicture | null> => {
  const decoder = new ImageDecoder({ data: new Uint8Array(bytes), type: 'image/jpeg' })
  try {
    return { frame: (await decoder.decode()).image, pts }
  } catch {
    return null
  } finally {
    decoder.close()
  }
}

async function* decodeJpegs(coded: readonly CodedPicture[]): AsyncGenerator<DecodedPicture, void, void> {
  const ordered = coded.toSorted((a, b) => a.pts - b.pts)
  const begun: Promise<DecodedPicture | null>[] = []
  try {
    for (let next = 0; next < ordered.length || begun.length > 0; ) {
      while (next < ordered.length && begun.length < OUTSTANDING) begun.push(decodeJpeg(ordered[next++]!))
      const picture = await begun.shift()
      if (picture) yield picture
    }
  } finally {
    for (const rest of begun) void rest.then((picture) => picture?.frame.close())
  }
}

export const decoderOf = async (decoding: PictureDecoding): Promise<DecodePictures> => {
  if (decoding === 'jpeg') return decodeJpegs
  if (decoding === 'mpeg2') return (await import('./mpeg2.ts')).decodeMpeg2
  return decoding === 'hevc' ? (await import('./hevc.ts')).makeHevcDecoder() : (await import('./mpeg4.ts')).mpeg4Decoding(decoding)
}
