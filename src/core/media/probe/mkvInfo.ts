// Date and writing program of a Matroska or WebM file (RFC 9559 §5.1.2), which mediabunny does not give.

import type { TimeCandidate } from '../../catalog/recording.ts'
import { readElement } from '../mkv/elements.ts'
import { int64, viewOf } from '../mp4/boxes.ts'
import type { ByteSource } from './byteSource.ts'
import { timeAt } from './clockTimes.ts'
import type { TimeContext } from './found.ts'
import { fromUtf8 } from '../../bytes.ts'

const SEGMENT = 0x18538067
const INFO = 0x1549a966
const CLUSTER = 0x1f43b675
const DATE = 0x4461
const WRITING_APP = 0x5741
/** Info stands before the pictures; no more elements than this come before it. */
const MAX_ELEMENTS = 100
const MAX_INFO_BYTES = 1 << 16
const FROM_2001 = Date.UTC(2001, 0, 1)

const readInfo = (bytes: Uint8Array, context: TimeContext): MkvInfo => {
  let [time, device]: [TimeCandidate | null, string | null] = [null, null]
  for (let at = 0; at < bytes.length; ) {
    const element = readElement(bytes, at, 0)
    if (!element || element.end > bytes.length) break
    if (element.id === DATE && element.end - element.body === 8) time = timeAt('container', FROM_2001 + Math.round(int64(viewOf(bytes), element.body) / 1e6), 'utc', context)
    if (element.id === WRITING_APP) device = fromUtf8(bytes.subarray(element.body, element.end))
    at = element.end
  }
  return { times: time ? [time] : [], device }
}

export interface MkvInfo {
  readonly times: readonly TimeCandidate[]
  readonly device: string | null
}

/** Empty where there is no Info before the first pictures. */
export const readMkvInfo = async (source: ByteSource, context: TimeContext): Promise<MkvInfo> => {
  let at = 0
  for (let elements = 0; at < source.size && elements < MAX_ELEMENTS; elements++) {
    const element = readElement(await source.read(at, at + 12), 0, at)
    if (!element || element.id === CLUSTER) break
    if (element.id === INFO) return readInfo(await source.read(element.body, Math.min(element.end, element.body + MAX_INFO_BYTES)), context)
    at = element.id === SEGMENT ? element.body : element.end
  }
  return { times: [], device: null }
}
