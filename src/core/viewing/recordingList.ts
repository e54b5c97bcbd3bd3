// The list a Request refers to by hash: Recording ids, one a line, sorted, each once.

import { fromUtf8, utf8 } from '../bytes.ts'
import type { Bytes } from '../ids.ts'

export const writeRecordingList = (recordings: Iterable<string>): Bytes => utf8([...new Set(recordings)].toSorted().map((id) => `${id}\n`).join(''))

/** Null for anything but the one form of a list that is not empty. Read once: Requests are folded anew at every change. */
export const readRecordingList = (bytes: Uint8Array): ReadonlySet<string> | null => {
  const known = lists.get(bytes)
  if (known !== undefined) return known
  const list = parse(bytes)
  lists.set(bytes, list)
  return list
}

const lists = new WeakMap<Uint8Array, ReadonlySet<string> | null>()

const parse = (bytes: Uint8Array): ReadonlySet<string> | null => {
  const text = fromUtf8(bytes)
  const ids = text.slice(0, -1).split('\n')
  const inForm = text.endsWith('\n') && ids.every((id, index) => /^[0-9a-f]{64}$/.test(id) && (index === 0 || id > (ids[index - 1] ?? '')))
  return inForm ? new Set(ids) : null
}
