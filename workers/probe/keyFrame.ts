// Decodes the first key frame of an MP4, MOV or AVI, with WebCodecs or the product's own decoders, straight from the project's own index.

import { readAvi } from '../../src/core/media/avi/readAvi.ts'
import { pictureDecoding } from '../../src/core/media/decoding.ts'
import { boxesIn } from '../../src/core/media/mp4/boxes.ts'
import { readMovie } from '../../src/core/media/mp4/readMovie.ts'
import type { ByteSource } from '../../src/core/media/probe/byteSource.ts'
import { decoderOf } from '../segment/recode/pictures.ts'

const decodable = (codec: string): boolean => /^(avc[13]|av01|vp09|hvc1|hev1)\./.test(codec) || pictureDecoding(codec) !== null

/** The header of a sample entry and its visual fields (ISO/IEC 14496-12 §12.1.3). */
const ENTRY_BYTES = 8 + 78
/** An intra picture of the largest cameras is smaller. */
const MAX_FRAME_BYTES = 32 << 20

/** What WebCodecs calls the description: the body of avcC or hvcC; AV1 and VP9 carry theirs in the stream. */
export const descriptionOf = (entry: Uint8Array): Uint8Array<ArrayBuffer> | null => {
  const config = boxesIn(entry, ENTRY_BYTES).find((box) => box.type === 'avcC' || box.type === 'hvcC')
  return config ? new Uint8Array(entry.subarray(config.body, config.end)) : null
}

/** null where there is no key frame, or nothing here decodes it. The caller closes the frame. */
export const decodeKeyFrame = async (source: ByteSource, container: string): Promise<VideoFrame | null> => {
  const movie = await (container === 'avi' ? readAvi(source.read, source.size) : readMovie(source.read, source.size, decodable))
  const track = movie.ok ? movie.value.video : null
  const first = track ? track.samples.key.indexOf(1) : -1
  const bytes = track?.samples.size[first] ?? 0
  if (!track || first < 0 || bytes === 0 || bytes > MAX_FRAME_BYTES) return null
  const { codec, width, height, plain } = track.entry
  const from = track.samples.offset[first] ?? 0
  const decoding = pictureDecoding(codec)
  if (decoding) {
    const decode = await decoderOf(decoding)
    for await (const { frame } of decode([{ bytes: await source.read(from, from + bytes), pts: 0 }], track.entry)) return frame
    return null
  }
  // AVI has start codes and its parameter sets among the pictures.
  const description = container === 'avi' ? null : descriptionOf(plain)
  const config: VideoDecoderConfig = { codec, codedWidth: width, codedHeight: height, optimizeForLatency: true, ...(description ? { description } : {}) }
  if (!(await VideoDecoder.isConfigSupported(config)).supported) return null
  const data = await source.read(from, from + bytes)
  const frames: VideoFrame[] = []
  const decoder = new VideoDecoder({ output: (frame) => void frames.push(frame), error: () => undefined })
  try {
    decoder.configure(config)
    decoder.decode(new EncodedVideoChunk({ type: 'key', timestamp: 0, data }))
    await decoder.flush()
  } catch {
    // A damaged picture: what came out before it, if anything, is shown.
  } finally {
    if (decoder.state !== 'closed') decoder.close()
  }
  const [frame = null, ...others] = frames
  for (const other of others) other.close()
  return frame
}
