// The Recordings that a Deed lists by hash; each list is read once, however often the book is folded.

import type { DeedBook } from '../deeds/deedBook.ts'
import { readRecordingList } from '../deeds/recordingList.ts'
import type { RecordingId } from '../ids.ts'

/** Null while the list is not whole here, or is none. */
export const listedIn = (book: Pick<DeedBook, 'attachment'>, hash: string): readonly RecordingId[] | null => {
  const bytes = book.attachment(hash)
  if (!bytes) return null
  const known = lists.get(bytes)
  if (known !== undefined) return known
  const list = readRecordingList(bytes)
  lists.set(bytes, list)
  return list
}

const lists = new WeakMap<Uint8Array, readonly RecordingId[] | null>()
