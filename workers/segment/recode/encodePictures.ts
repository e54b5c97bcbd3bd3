// Encodes the pictures of one segment as H.264, the first as a key picture.

import type { SampleEntry } from '../../../src/core/media/mp4/sampleEntry.ts'
import type { StreamSample } from '../../../src/core/media/streamed.ts'
import { avcEntry, avcSample, nalsIn } from '../../../src/core/media/ts/avc.ts'
import type { DecodedPicture } from './pictures.ts'

export interface PictureSize {
  readonly width: number
  readonly height: number
}

export interface EncodedPictures {
  readonly entry: SampleEntry
  readonly samples: readonly StreamSample[]
}

/** High, main and baseline; level 5.2, which only names the most that may come. */
const codecs = ['avc1.640034', 'avc1.4d0034', 'avc1.42e034']
/** Bits for a pixel: what is seen in the original is seen here. */
const BITS = 0.12
const LEAST_BITRATE = 1e6
const MOST_BITRATE = 24e6
const RATE = 30
const QUEUE = 6

/** H.264 takes even sizes only; the last row or column is left out. */
export const evenSize = ({ width, height }: PictureSize): PictureSize => ({ width: Math.max(2, width & ~1), height: Math.max(2, height & ~1) })

const configFor = async ({ width, height }: PictureSize): Promise<VideoEncoderConfig> => {
  const bitrate = Math.round(Math.min(MOST_BITRATE, Math.max(LEAST_BITRATE, width * height * RATE * BITS)))
  for (const codec of codecs) {
    const config: VideoEncoderConfig = { codec, width, height, bitrate, framerate: RATE, latencyMode: 'quality', avc: { format: 'annexb' } }
    if ((await VideoEncoder.isConfigSupported(config)).supported) return config
  }
  throw new Error(`no H.264 encoder for ${width} × ${height}`)
}

/** `timescale`: of the pictures' times, which come in order. null where no picture came. */
export const encodePictures = async (pictures: AsyncIterable<DecodedPicture>, size: PictureSize, timescale: number): Promise<EncodedPictures | null> => {
  const config = await configFor(evenSize(size))
  const [samples, times]: [StreamSample[], Map<number, number>] = [[], new Map()]
  let [failure, entry]: [DOMException | null, SampleEntry | null] = [null, null]
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength)
      chunk.copyTo(bytes)
      const nals = nalsIn(bytes)
      entry ??= avcEntry(nals)
      const pts = times.get(chunk.timestamp) ?? 0
      samples.push({ bytes: avcSample(nals), dts: pts, pts, key: chunk.type === 'key' })
    },
    error: (reason) => {
      failure = reason
    },
  })
  try {
    encoder.configure(config)
    let first: number | null = null
    for await (const { frame, pts } of pictures) {
      const { visibleRect } = frame
      const shown = evenSize({ width: visibleRect?.width ?? size.width, height: visibleRect?.height ?? size.height })
      const timestamp = Math.round(((pts - (first ??= pts)) / timescale) * 1e6)
      const timed = new VideoFrame(frame, { timestamp, visibleRect: { x: visibleRect?.x ?? 0, y: visibleRect?.y ?? 0, ...shown } })
      frame.close()
      // Two pictures of one moment: the later is left out.
      if (!times.has(timestamp)) encoder.encode(timed, { keyFrame: times.size === 0 })
      times.set(timestamp, times.get(timestamp) ?? pts)
      timed.close()
      while (!failure && encoder.encodeQueueSize > QUEUE) await new Promise<void>((resolve) => encoder.addEventListener('dequeue', () => resolve(), { once: true }))
      if (failure) break
    }
    if (!failure) await encoder.flush()
  } finally {
    if (encoder.state !== 'closed') encoder.close()
  }
  if (failure) throw failure
  return entry ? { entry, samples } : null
}
