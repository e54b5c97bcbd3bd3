// The frames in a piece of a Matroska or WebM file (RFC 9559 §5.1.3): those of every cluster that begins in it.

import { viewOf } from '../mp4/boxes.ts'
import { framesOf } from './laces.ts'
import { elementsIn, numberOf, readElement, type Element } from './elements.ts'

export const CLUSTER = 0x1f43b675
const TIMESTAMP = 0xe7
const SIMPLE_BLOCK = 0xa3
const BLOCK_GROUP = 0xa0
const BLOCK = 0xa1
const REFERENCE = 0xfb

export interface Block {
  /** Of its cluster, in the piece. */
  readonly at: number
  readonly track: number
  /** Ticks of the file. */
  readonly time: number
  readonly key: boolean
  readonly bytes: Uint8Array
  /** Which of how many frames that share the one time; the others follow the first. */
  readonly nth: number
  readonly of: number
}

const readBlock = (bytes: Uint8Array, at: number, clusterTime: number, { body, end }: Element, key: boolean | null): readonly Block[] => {
  const trackBytes = Math.clz32(bytes[body] ?? 0) - 23
  const from = body + trackBytes + 3
  if (trackBytes > 2 || from > end) return []
  const first = bytes[body] ?? 0
  const track = trackBytes === 1 ? first & 127 : ((first & 63) << 8) | (bytes[body + 1] ?? 0)
  const flags = bytes[from - 1] ?? 0
  const frames = framesOf(bytes.subarray(from, end), (flags & 6) >> 1) ?? []
  const shared = { at, track, time: clusterTime + viewOf(bytes).getInt16(from - 3), key: key ?? (flags & 0x80) !== 0, of: frames.length }
  return frames.map((frame, nth) => ({ ...shared, bytes: frame, nth }))
}

const nextCluster = (bytes: Uint8Array, from: number): number => {
  for (let at = bytes.indexOf(0x1f, from); at >= 0; at = bytes.indexOf(0x1f, at + 1)) if (bytes[at + 1] === 0x43 && bytes[at + 2] === 0xb6 && bytes[at + 3] === 0x75) return at
  return bytes.length
}

/** What cannot be read is passed over to the next cluster. `cut`: a block that goes on behind the piece is given as far as it goes. */
export const blocksIn = (bytes: Uint8Array, cut = false): readonly Block[] => {
  const blocks: Block[] = []
  for (let at = nextCluster(bytes, 0); at < bytes.length; ) {
    const cluster = readElement(bytes, at, 0)
    if (!cluster) break
    let time = 0
    let inside = cluster.body
    const end = Math.min(cluster.end, bytes.length)
    while (inside < end) {
      const whole = readElement(bytes, inside, 0)
      const child = whole && cut ? { ...whole, end: Math.min(whole.end, end) } : whole
      if (!child || child.end > end || child.id === CLUSTER) break
      if (child.id === TIMESTAMP) time = numberOf(bytes, child)
      const group = child.id === BLOCK_GROUP ? elementsIn(bytes, child.body, child.end) : []
      const inGroup = group.find(({ id }) => id === BLOCK)
      const block =
        child.id === SIMPLE_BLOCK ? readBlock(bytes, at, time, child, null) : inGroup ? readBlock(bytes, at, time, inGroup, !group.some(({ id }) => id === REFERENCE)) : []
      blocks.push(...block)
      inside = child.end
    }
    at = nextCluster(bytes, inside >= end && cluster.end <= bytes.length ? cluster.end : inside)
  }
  return blocks
}
