// What an AVI file says before its pictures: its streams, and where its index and its pictures and sound lie.

import { viewOf, type ReadBytes } from '../mp4/boxes.ts'
import { plainTag } from '../probe/codecNames.ts'
import { readWaveFormat, type WaveFormat } from '../probe/waveFormat.ts'
import { textAt } from '../sniff.ts'

export interface AviStream {
  /** The two digits its chunks begin with. */
  readonly number: number
  readonly kind: 'video' | 'audio'
  /** Seconds of one unit: a picture, or of sound `unitBytes` bytes, or a chunk where that is 0. */
  readonly scale: number
  readonly rate: number
  readonly unitBytes: number
  readonly codec: string
  readonly width: number
  readonly height: number
  readonly wave: WaveFormat | null
  /** What stands behind the wave format: an AAC configuration. */
  readonly extra: Uint8Array
  /** Body of its `indx`, empty without one. */
  readonly superIndex: Uint8Array
}

export interface AviLayout {
  readonly streams: readonly AviStream[]
  /** Of the first byte behind `movi`. */
  readonly movi: number
  /** Of `idx1`'s body; null without one. */
  readonly index: { readonly start: number; readonly end: number } | null
}

const MAX_CHUNKS = 1000
const MAX_HEADER_BYTES = 1 << 20

interface Chunk {
  readonly id: string
  readonly form: string
  readonly body: number
  readonly end: number
}

/** Chunks of bytes that are all here. */
export function* chunksOf(bytes: Uint8Array, from: number, to: number): Generator<Chunk, void, void> {
  const view = viewOf(bytes)
  for (let at = from, count = 0; at + 8 <= to && count < MAX_CHUNKS; count++) {
    const id = textAt(bytes, at, 4)
    const size = view.getUint32(at + 4, true)
    const list = id === 'LIST' || id === 'RIFF'
    yield { id, form: list ? textAt(bytes, at + 8, 4) : '', body: at + (list ? 12 : 8), end: Math.min(to, at + 8 + size) }
    at += 8 + size + (size & 1)
  }
}

/** Most recorders write it; a rate that cannot be gives 25 pictures a second. */
const rateOf = (scale: number, rate: number): { readonly scale: number; readonly rate: number } =>
  scale > 0 && rate > 0 && rate / scale <= 1000 && rate / scale >= 0.01 ? { scale, rate } : { scale: 1, rate: 25 }

const readStream = (bytes: Uint8Array, list: Chunk, number: number): AviStream | null => {
  const part = (id: string): Uint8Array => {
    for (const chunk of chunksOf(bytes, list.body, list.end)) if (chunk.id === id) return bytes.subarray(chunk.body, chunk.end)
    return new Uint8Array(0)
  }
  const [head, format, superIndex] = [part('strh'), part('strf'), part('indx')]
  if (head.length < 36) return null
  const view = viewOf(head)
  const [scale, rate] = [view.getUint32(20, true), view.getUint32(24, true)]
  const unitBytes = head.length >= 48 ? view.getUint32(44, true) : 0
  const type = textAt(head, 0, 4)
  if (type === 'vids' && format.length >= 20) {
    const picture = viewOf(format)
    return { number, kind: 'video', ...rateOf(scale, rate), unitBytes: 0, codec: plainTag(textAt(format, 16, 4)), width: Math.max(0, picture.getInt32(4, true)), height: Math.abs(picture.getInt32(8, true)), wave: null, extra: new Uint8Array(0), superIndex }
  }
  const wave = type === 'auds' ? readWaveFormat(format) : null
  if (!wave || wave.sampleRate < 1000 || wave.sampleRate > 192_000 || wave.channels < 1 || wave.channels > 8) return null
  return { number, kind: 'audio', scale: scale || 1, rate: rate || wave.sampleRate, unitBytes, codec: wave.codec, width: 0, height: 0, wave, extra: new Uint8Array(format.subarray(18)), superIndex }
}

/** null where there is no stream or nothing behind the headers. */
export const readAviLayout = async (read: ReadBytes, size: number): Promise<AviLayout | null> => {
  let streams: readonly AviStream[] = []
  let [movi, index]: [number, AviLayout['index']] = [0, null]
  for (let at = 12, count = 0; at + 8 <= size && count < MAX_CHUNKS; count++) {
    const head = await read(at, Math.min(size, at + 12))
    const id = textAt(head, 0, 4)
    const bytes = viewOf(head).getUint32(4, true)
    const form = id === 'LIST' ? textAt(head, 8, 4) : ''
    const end = Math.min(size, at + 8 + bytes)
    if (form === 'hdrl') {
      const body = await read(at + 12, Math.min(end, at + 12 + MAX_HEADER_BYTES))
      const lists = [...chunksOf(body, 0, body.length)].filter((chunk) => chunk.form === 'strl')
      streams = lists.flatMap((list, number) => readStream(body, list, number) ?? [])
    }
    if (form === 'movi') movi ||= at + 12
    if (id === 'idx1') index ??= { start: at + 8, end }
    // Never closed: the sizes of `movi` and of the file were to be written last.
    if (form === 'movi' && bytes <= 4) break
    at += 8 + bytes + (bytes & 1)
  }
  return streams.length > 0 && movi > 0 ? { streams, movi, index } : null
}
