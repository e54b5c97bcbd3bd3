// What a Matroska or WebM file says before its first picture (RFC 9559 §5.1): tracks, clock, and where its key frames lie.

import type { ReadBytes } from '../mp4/boxes.ts'
import { CLUSTER } from './blocks.ts'
import { bytesOf, ELEMENT_HEAD, elementAt, elementsIn, floatOf, numberOf, readElement, type Element } from './elements.ts'

const SEGMENT = 0x18538067
const SEEK_HEAD = 0x114d9b74
const SEEK = [0x4dbb, 0x53ab, 0x53ac] as const
const INFO = 0x1549a966
const SCALE = 0x2ad7b1
const DURATION = 0x4489
const TRACKS = 0x1654ae6b
const TRACK = { entry: 0xae, number: 0xd7, type: 0x83, codec: 0x86, config: 0x63a2, encodings: 0x6d80, delay: 0x56aa, video: 0xe0, width: 0xb0, height: 0xba, audio: 0xe1, rate: 0xb5, channels: 0x9f, bits: 0x6264 } as const
const CUES = 0x1c53bb6b
const CUE = { point: 0xbb, time: 0xb3, positions: 0xb7, track: 0xf7, cluster: 0xf1 } as const

/** More elements than any file has before its first cluster. */
const MAX_ELEMENTS = 100
const MAX_HEADER_BYTES = 4 << 20
/** A key frame a second for a day. */
const MAX_CUES_BYTES = 8 << 20

export interface MkvTrack {
  readonly number: number
  readonly kind: 'video' | 'audio'
  readonly codec: string
  readonly config: Uint8Array
  /** Nanoseconds that the decoder gives out late; times in the file are that much too late. */
  readonly delay: number
  readonly width: number
  readonly height: number
  readonly sampleRate: number
  readonly channels: number
  readonly bits: number
}

export interface Cue {
  readonly time: number
  /** Offset of the cluster in the file. */
  readonly at: number
}

export interface MkvHeader {
  /** Nanoseconds in a tick. */
  readonly scale: number
  /** Ticks; null where it does not say. */
  readonly duration: number | null
  readonly tracks: readonly MkvTrack[]
  /** Of the first cluster. */
  readonly firstCluster: number
  cues(track: number): Promise<readonly Cue[]>
}

const readTrack = (bytes: Uint8Array, entry: Element): MkvTrack | null => {
  const at = (...path: readonly number[]): Element | null => elementAt(bytes, entry, ...path)
  const [number, type, codec, config] = [at(TRACK.number), at(TRACK.type), at(TRACK.codec), at(TRACK.config)]
  const kind = type && numberOf(bytes, type) === 1 ? 'video' : type && numberOf(bytes, type) === 2 ? 'audio' : null
  // Compressed or encrypted frames are not taken apart here.
  if (!number || !codec || !kind || at(TRACK.encodings)) return null
  const delay = at(TRACK.delay)
  const [width, height] = [at(TRACK.video, TRACK.width), at(TRACK.video, TRACK.height)]
  const [rate, channels, bits] = [at(TRACK.audio, TRACK.rate), at(TRACK.audio, TRACK.channels), at(TRACK.audio, TRACK.bits)]
  return {
    number: numberOf(bytes, number),
    kind,
    codec: String.fromCharCode(...bytesOf(bytes, codec).subarray(0, 32)),
    config: config ? new Uint8Array(bytesOf(bytes, config)) : new Uint8Array(0),
    delay: delay ? numberOf(bytes, delay) : 0,
    width: width ? numberOf(bytes, width) : 0,
    height: height ? numberOf(bytes, height) : 0,
    sampleRate: rate ? Math.round(floatOf(bytes, rate)) || 8000 : 8000,
    channels: channels ? numberOf(bytes, channels) : 1,
    bits: bits ? numberOf(bytes, bits) : 0,
  }
}

const readCues = (bytes: Uint8Array, origin: number, track: number): readonly Cue[] =>
  elementsIn(bytes).flatMap((point) => {
    const time = point.id === CUE.point ? elementAt(bytes, point, CUE.time) : null
    const positions = time ? elementsIn(bytes, point.body, point.end).filter(({ id }) => id === CUE.positions) : []
    const own = positions.find((position) => {
      const of = elementAt(bytes, position, CUE.track)
      return of && numberOf(bytes, of) === track
    })
    const cluster = own && elementAt(bytes, own, CUE.cluster)
    return time && cluster ? [{ time: numberOf(bytes, time), at: origin + numberOf(bytes, cluster) }] : []
  })

export const readMkvHeader = async (read: ReadBytes, size: number): Promise<MkvHeader | null> => {
  const headAt = async (at: number): Promise<Element | null> => readElement(await read(at, Math.min(size, at + ELEMENT_HEAD)), 0, at)
  const whole = async ({ body, end }: Element, most: number): Promise<Uint8Array> => (end - body <= most && end <= size ? read(body, end) : new Uint8Array(0))
  let [at, origin, scale, cuesAt]: [number, number, number, number | null] = [0, 0, 1e6, null]
  let duration: number | null = null
  let tracks: readonly MkvTrack[] = []
  for (let elements = 0; at < size && elements < MAX_ELEMENTS; elements++) {
    const element = await headAt(at)
    if (!element || element.id === CLUSTER) break
    if (element.id === SEGMENT) origin = element.body
    if (element.id === CUES) cuesAt = at
    if (element.id === SEEK_HEAD || element.id === INFO || element.id === TRACKS) {
      const bytes = await whole(element, MAX_HEADER_BYTES)
      const all = { body: 0, end: bytes.length }
      if (element.id === SEEK_HEAD)
        for (const seek of elementsIn(bytes).filter(({ id }) => id === SEEK[0])) {
          const [id, position] = [elementAt(bytes, seek, SEEK[1]), elementAt(bytes, seek, SEEK[2])]
          if (id && position && numberOf(bytes, id) === CUES) cuesAt = origin + numberOf(bytes, position)
        }
      if (element.id === INFO) {
        const [ticks, length] = [elementAt(bytes, all, SCALE), elementAt(bytes, all, DURATION)]
        if (ticks) scale = numberOf(bytes, ticks) || scale
        const said = length ? floatOf(bytes, length) : NaN
        if (said > 0 && Number.isFinite(said)) duration = said
      }
      if (element.id === TRACKS) tracks = elementsIn(bytes).flatMap((entry) => (entry.id === TRACK.entry ? (readTrack(bytes, entry) ?? []) : []))
    }
    at = element.id === SEGMENT ? element.body : element.end
  }
  if (tracks.length === 0 || at >= size) return null
  return {
    scale,
    duration,
    tracks,
    firstCluster: at,
    cues: async (track) => {
      const element = cuesAt !== null && cuesAt < size ? await headAt(cuesAt) : null
      return element?.id === CUES ? readCues(await whole(element, MAX_CUES_BYTES), origin, track) : []
    },
  }
}
