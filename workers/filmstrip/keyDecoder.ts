// Decodes the key frame a segment begins with, by itself: with one VideoDecoder for a whole Recording, or with the product's own decoders.

import { pictureDecoding } from '../../src/core/media/decoding.ts'
import { descriptionOf } from '../probe/keyFrame.ts'
import type { SegmentSamples } from '../segment/part.ts'
import { playsCodec } from '../segment/playsCodec.ts'
import { decoderOf, type DecodePictures } from '../segment/recode/pictures.ts'

export interface KeyDecoder {
  /** The caller closes the frame; null where it cannot be decoded. */
  decode(samples: SegmentSamples): Promise<VideoFrame | null>
  close(): void
}

export const makeKeyDecoder = (): KeyDecoder => {
  let frames: VideoFrame[] = []
  let decoder: VideoDecoder | null = null
  let own: Promise<DecodePictures> | null = null

  const close = (): void => {
    for (const frame of frames) frame.close()
    frames = []
    if (decoder && decoder.state !== 'closed') decoder.close()
    decoder = null
  }

  const configured = ({ video }: SegmentSamples): VideoDecoder => {
    if (decoder?.state === 'configured') return decoder
    close()
    decoder = new VideoDecoder({ output: (frame) => void frames.push(frame), error: () => undefined })
    const { codec, width, height, plain } = video.entry
    const description = descriptionOf(plain)
    decoder.configure({ codec, codedWidth: width, codedHeight: height, optimizeForLatency: true, ...(description ? { description } : {}) })
    return decoder
  }

  return {
    decode: async (found) => {
      const { samples, entry } = found.video
      const at = found.segment.videoFrom
      const data = found.bytesAt(samples.offset[at] ?? 0, samples.size[at] ?? 0)
      if (data.length === 0) return null
      const decoding = playsCodec(entry.codec) ? null : pictureDecoding(entry.codec)
      if (decoding) {
        for await (const { frame } of (await (own ??= decoderOf(decoding)))([{ bytes: data, pts: 0 }], entry)) return frame
        return null
      }
      try {
        const ready = configured(found)
        ready.decode(new EncodedVideoChunk({ type: 'key', timestamp: 0, data }))
        await ready.flush()
      } catch {
        // A damaged picture closes the decoder; the next one gets a new one.
        close()
      }
      const [frame = null, ...others] = frames
      for (const other of others) other.close()
      frames = []
      return frame
    },
    close,
  }
}
