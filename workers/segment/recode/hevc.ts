// HEVC in WebAssembly: libde265 (LGPL-3.0), a file of its own that is fetched when the first such recording is opened.

import initialize, { type Image, type MainModule } from '@yume-chan/libde265'
import wasmUrl from '@yume-chan/libde265/libde265.wasm?url'
import type { SampleEntry } from '../../../src/core/media/mp4/sampleEntry.ts'
import { boxesIn } from '../../../src/core/media/mp4/boxes.ts'
import { nalsWithLengths } from '../../../src/core/media/mkv/nals.ts'
import { shownHevcTimes } from '../../../src/core/media/hevc/shownOrder.ts'
import { nalsIn } from '../../../src/core/media/ts/avc.ts'
import type { CodedPicture, DecodedPicture, DecodePictures } from './pictures.ts'

/** The header of a sample entry and its visual fields (ISO/IEC 14496-12 §12.1.3). */
const ENTRY_BYTES = 8 + 78

/** Parameter sets of an HEVCDecoderConfigurationRecord (ISO/IEC 14496-15 §8.3.3.1). */
const parameterSets = ({ plain, config }: SampleEntry): readonly Uint8Array[] => {
  const found = config ? null : boxesIn(plain, ENTRY_BYTES).find(({ type }) => type === 'hvcC')
  const record = config ?? (found ? plain.subarray(found.body, found.end) : new Uint8Array(0))
  const sets: Uint8Array[] = []
  let at = 23
  for (let array = 0; array < (record[22] ?? 0); array++) {
    const count = ((record[at + 1] ?? 0) << 8) | (record[at + 2] ?? 0)
    at += 3
    for (let i = 0; i < count && at + 2 <= record.length; i++) {
      const length = ((record[at] ?? 0) << 8) | (record[at + 1] ?? 0)
      sets.push(record.subarray(at + 2, at + 2 + length))
      at += 2 + length
    }
  }
  return sets
}

/** ITU-T H.273; where nothing is said, that of the picture's size. High dynamic range is shown as if it were not. */
const colourOf = ({ matrixCoefficients, isFullRange }: Image, height: number): VideoColorSpaceInit => {
  const large = matrixCoefficients === 1 || matrixCoefficients === 9 || (matrixCoefficients === 2 && height >= 720)
  return { fullRange: isFullRange, matrix: large ? 'bt709' : 'smpte170m', primaries: large ? 'bt709' : 'smpte170m', transfer: 'bt709' }
}

/** 4:2:0 with eight bits, whatever it was coded with: the encoder takes no other. */
const frameOf = (image: Image): VideoFrame => {
  const [width, height, mono] = [image.getWidth(0), image.getHeight(0), image.chromaFormat === 0]
  const [across, down] = [(width + 1) >> 1, (height + 1) >> 1]
  const bytes = new Uint8Array(width * height + 2 * across * down).fill(128, width * height)
  let to = 0
  for (const channel of mono ? [0] : [0, 1, 2]) {
    const { bytes: plane, stride } = image.getImagePlane(channel)
    const bits = image.getBitsPerPixel(channel)
    const [w, h] = channel === 0 ? [width, height] : [across, down]
    // Of 4:2:2 and 4:4:4 every second number is taken.
    const [stepX, stepY] = channel === 0 ? [1, 1] : [image.getWidth(channel) > across ? 2 : 1, image.getHeight(channel) > down ? 2 : 1]
    // The decoder counts ten bits for a number and keeps it in sixteen: its view ends too early, the plane goes on behind it.
    const wide = bits > 8 ? new Uint16Array(plane.buffer, plane.byteOffset, (stride >> 1) * image.getHeight(channel)) : null
    const rowStep = wide ? stride >> 1 : stride
    for (let y = 0; y < h; y++, to += w) {
      const from = y * stepY * rowStep
      if (!wide && stepX === 1) bytes.set(plane.subarray(from, from + w), to)
      else for (let x = 0; x < w; x++) bytes[to + x] = wide ? (wide[from + x * stepX] ?? 0) >> (bits - 8) : (plane[from + x * stepX] ?? 0)
    }
  }
  return new VideoFrame(bytes, { format: 'I420', codedWidth: width, codedHeight: height, timestamp: 0, colorSpace: colourOf(image, height) })
}

/** Held for those that come before them in the order of showing: more than HEVC ever has to. */
const MOST_HELD = 16

/** This decoder gives pictures out in the order of decoding. */
async function* inShownOrder(coded: readonly CodedPicture[], pictures: AsyncIterable<DecodedPicture>): AsyncGenerator<DecodedPicture, void, void> {
  const expected = coded.map(({ pts }) => pts).toSorted((a, b) => a - b)
  const held = new Map<number, DecodedPicture>()
  let next = 0
  try {
    for await (const picture of pictures) {
      held.set(picture.pts, picture)
      // One that never comes is not waited for any longer.
      while (next < expected.length && (held.has(expected[next] ?? 0) || held.size > MOST_HELD)) {
        const found = held.get(expected[next] ?? 0)
        held.delete(expected[next++] ?? 0)
        if (found) yield found
      }
    }
    for (const picture of [...held.values()].toSorted((a, b) => a.pts - b.pts)) {
      held.delete(picture.pts)
      yield picture
    }
  } finally {
    for (const { frame } of held.values()) frame.close()
  }
}

const decodeWith = async function* ({ Decoder, isOk }: MainModule, coded: readonly CodedPicture[], entry: SampleEntry): AsyncGenerator<DecodedPicture, void, void> {
  const decoder = new Decoder()
  const pictures = function* (): Generator<DecodedPicture, void, void> {
    for (let more = true; more; ) {
      const result = decoder.decode()
      const image = decoder.getNextPicture()
      if (image) {
        const picture = { frame: frameOf(image), pts: Number(image.pts) }
        image.delete()
        yield picture
      }
      more = image !== null || (result.more && isOk(result.error))
    }
  }
  try {
    for (const set of parameterSets(entry)) decoder.pushNal(set, 0n)
    for (const { bytes, pts } of coded) {
      // AVI has it with start codes.
      for (const nal of entry.nalLengthBytes === null ? nalsIn(bytes) : nalsWithLengths(bytes, entry.nalLengthBytes)) decoder.pushNal(nal, BigInt(Math.round(pts)))
      decoder.pushEndOfFrame()
      yield* pictures()
    }
    decoder.flushData()
    yield* pictures()
  } finally {
    decoder.delete()
  }
}

/** AVI tells only the order of decoding. */
const withShownTimes = (coded: readonly CodedPicture[], sets: readonly Uint8Array[]): readonly CodedPicture[] => {
  const times = shownHevcTimes(coded.map(({ bytes }) => nalsIn(bytes)), coded.map(({ pts }) => pts), sets)
  return coded.map((picture, i) => ({ ...picture, pts: times[i] ?? picture.pts }))
}

export const makeHevcDecoder = async (): Promise<DecodePictures> => {
  const module = await initialize({ locateFile: () => wasmUrl })
  return (given, entry) => {
    const coded = entry.nalLengthBytes === null ? withShownTimes(given, parameterSets(entry)) : given
    return inShownOrder(coded, decodeWith(module, coded, entry))
  }
}
