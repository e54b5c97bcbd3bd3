// The attachment that says which Recordings a Deed is about: ids, one a line, sorted, each once. Deeds name it by its hash.

import { fromUtf8, sha256, toHex, utf8 } from '../bytes.ts'
import { recordingId, type Bytes, type RecordingId } from '../ids.ts'

export interface RecordingList {
  /** SHA-256 of `bytes`, hex. */
  readonly hash: string
  readonly count: number
  readonly bytes: Bytes
}

export const makeRecordingList = (recordings: Iterable<RecordingId>): RecordingList => {
  const ids = [...new Set(recordings)].toSorted()
  const bytes = utf8(ids.map((id) => `${id}\n`).join(''))
  return { hash: toHex(sha256(bytes)), count: ids.length, bytes }
}

/** Null for what `makeRecordingList` would not have written. */
export const readRecordingList = (bytes: Uint8Array): readonly RecordingId[] | null => {
  const text = fromUtf8(bytes)
  if (!/^([0-9a-f]{64}\n)*$/.test(text)) return null
  const ids = text.split('\n').slice(0, -1)
  return ids.every((id, index) => index === 0 || (ids[index - 1] ?? '') < id) ? ids.map(recordingId) : null
}
