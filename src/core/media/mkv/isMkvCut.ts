// Whether a Matroska or WebM file ends before what it begins: its segment, its last cluster, or the last block in that.

import type { ReadBytes } from '../mp4/boxes.ts'
import { CLUSTER } from './blocks.ts'
import { ELEMENT_HEAD, readElement, type Element } from './elements.ts'

const SEGMENT = 0x18538067
const TIMESTAMP = 0xe7
/** A cluster holds some seconds. */
const TAIL_BYTES = 8 << 20

/** The last cluster in the tail; what looks like one inside a picture has no time of its own behind it. */
const lastCluster = (tail: Uint8Array): Element | null => {
  for (let at = tail.lastIndexOf(0x1f); at >= 0; at = at > 0 ? tail.lastIndexOf(0x1f, at - 1) : -1) {
    const found = tail[at + 1] === 0x43 && tail[at + 2] === 0xb6 && tail[at + 3] === 0x75 ? readElement(tail, at, 0) : null
    if (found?.id === CLUSTER && tail[found.body] === TIMESTAMP) return found
  }
  return null
}

/** A file that was written to its end without saying how long it is (as browsers record) is whole. */
export const isMkvCut = async (read: ReadBytes, size: number): Promise<boolean> => {
  let at = 0
  for (let elements = 0; at < size && elements < 4; elements++) {
    const element = readElement(await read(at, Math.min(size, at + ELEMENT_HEAD)), 0, at)
    if (!element) return false
    if (element.id === SEGMENT) {
      if (element.end !== Infinity) return element.end > size
      break
    }
    at = element.end
  }
  const tail = await read(Math.max(0, size - TAIL_BYTES), size)
  const cluster = lastCluster(tail)
  if (!cluster) return false
  if (cluster.end !== Infinity) return cluster.end > tail.length
  let inside = cluster.body
  while (inside < tail.length) {
    const child = readElement(tail, inside, 0)
    if (!child) return true
    inside = child.end
  }
  return inside > tail.length
}
