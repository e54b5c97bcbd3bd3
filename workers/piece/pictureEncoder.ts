// Encodes the pictures of a piece as H.264, near to what they were, with a key picture every two seconds.

import type { SampleEntry } from '../../src/core/media/mp4/sampleEntry.ts'
import { avcEntryWith } from '../../src/core/media/mp4/writeEntries.ts'
import type { StreamSample } from '../../src/core/media/streamed.ts'
import { evenSize, type PictureSize } from '../segment/recode/encodePictures.ts'

/** High, main and baseline; level 5.2, which only names the most that may come. */
const codecs = ['avc1.640034', 'avc1.4d0034', 'avc1.42e034']
/** Bits for a pixel: a piece is looked at closely, and copied again. */
const BITS = 0.2
const [LEAST_BITRATE, MOST_BITRATE] = [2e6, 40e6]
const KEY_S = 2
const QUEUE = 6

export interface PictureEncoder {
  /** Takes the frame. `at`: seconds of the piece. */
  encode(frame: VideoFrame, at: number): Promise<void>
  /** What is ready by now, in order. */
  take(): readonly StreamSample[]
  finish(): Promise<void>
  /** null before anything was encoded. */
  entry(): SampleEntry | null
  close(): void
}

const configFor = async ({ width, height }: PictureSize, fps: number): Promise<VideoEncoderConfig> => {
  const bitrate = Math.round(Math.min(MOST_BITRATE, Math.max(LEAST_BITRATE, width * height * fps * BITS)))
  for (const codec of codecs) {
    const config: VideoEncoderConfig = { codec, width, height, bitrate, framerate: fps, latencyMode: 'quality', avc: { format: 'avc' } }
    if ((await VideoEncoder.isConfigSupported(config)).supported) return config
  }
  throw new Error(`no H.264 encoder for ${width} × ${height}`)
}

/** `timescale`: of the samples it gives. Pictures of another size than the first throw. */
export const makePictureEncoder = (timescale: number, fps: number): PictureEncoder => {
  const ready: StreamSample[] = []
  const times = new Map<number, number>()
  let [size, entry, failure, lastKey]: [PictureSize | null, SampleEntry | null, DOMException | null, number] = [null, null, null, -Infinity]
  let wake: () => void = () => undefined
  const encoder = new VideoEncoder({
    output: (chunk, metadata) => {
      const description = metadata?.decoderConfig?.description
      if (!entry && description && size) {
        const config = ArrayBuffer.isView(description) ? new Uint8Array(description.buffer.slice(description.byteOffset, description.byteOffset + description.byteLength) as ArrayBuffer) : new Uint8Array(description as ArrayBuffer)
        entry = avcEntryWith('avc1', size.width, size.height, config)
      }
      const bytes = new Uint8Array(chunk.byteLength)
      chunk.copyTo(bytes)
      const pts = times.get(chunk.timestamp) ?? 0
      times.delete(chunk.timestamp)
      ready.push({ bytes, dts: pts, pts, key: chunk.type === 'key' })
    },
    error: (reason) => {
      failure = reason
      wake()
    },
  })
  encoder.addEventListener('dequeue', () => wake())
  const check = (): void => {
    if (failure) throw failure
  }

  const encode = async (frame: VideoFrame, at: number): Promise<void> => {
    const rect = frame.visibleRect
    const shown = evenSize({ width: rect?.width ?? frame.codedWidth, height: rect?.height ?? frame.codedHeight })
    if (!size) {
      encoder.configure(await configFor(shown, fps))
      size = shown
    }
    if (shown.width !== size.width || shown.height !== size.height) throw new Error(`pictures of ${shown.width} × ${shown.height} behind pictures of ${size.width} × ${size.height}`)
    const timestamp = Math.round(at * 1e6)
    // Two pictures of one moment: the later is left out.
    if (times.has(timestamp)) return
    const timed = new VideoFrame(frame, { timestamp, visibleRect: { x: rect?.x ?? 0, y: rect?.y ?? 0, ...shown } })
    times.set(timestamp, Math.round(at * timescale))
    const keyFrame = at - lastKey >= KEY_S
    if (keyFrame) lastKey = at
    encoder.encode(timed, { keyFrame })
    timed.close()
    while (!failure && encoder.encodeQueueSize > QUEUE) await new Promise<void>((resolve) => (wake = resolve))
    check()
  }

  return {
    encode: (frame, at) => encode(frame, at).finally(() => frame.close()),
    take: () => ready.splice(0),
    finish: async () => {
      if (size) await encoder.flush()
      check()
    },
    entry: () => entry,
    close: () => {
      if (encoder.state !== 'closed') encoder.close()
    },
  }
}
