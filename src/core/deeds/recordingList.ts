// The attachment that says which Recordings a Deed is about: ids, one a line, sorted, each once. Deeds name it by its hash.

import { fromUtf8, sha256, toHex, utf8 } from '../bytes.ts'
import { recordingId, type Bytes, type RecordingId } from '../ids.ts'

export interface RecordingList {
  /** SHA-256 of `bytes`, hex. */
  readonly hash: string
  readonly count: number
  readonly bytes: Bytes
}

export const makeRecordingList = (recordings: Iterable<string>): RecordingList => {
  const ids = [...new Set(recordings)].toSorted()
  const bytes = utf8(ids.map((id) => `${id}\n`).join(''))
  return { hash: toHex(sha256(bytes)), count: ids.length, bytes }
}

/** In their order; null for anything but the one form of a list that is not empty. Each is read once: Deeds are folded anew at every change. */
export const readRecordingList = (bytes: Uint8Array): ReadonlySet<RecordingId> | null => {
  const known = lists.get(bytes)
  if (known !== undefined) return known
  const list = parse(bytes)
  lists.set(bytes, list)
  return list
}

const lists = new WeakMap<Uint8Array, ReadonlySet<RecordingId> | null>()

const parse = (bytes: Uint8Array): ReadonlySet<RecordingId> | null => {
  const text = fromUtf8(bytes)
  const ids = text.slice(0, -1).split('\n')
  const inForm = text.endsWith('\n') && ids.every((id, index) => /^[0-9a-f]{64}$/.test(id) && (index === 0 || id > (ids[index - 1] ?? '')))
  return inForm ? new Set(ids.map(recordingId)) : null
}
