// The Recordings that a Deed lists by hash.

import type { DeedBook } from '../deeds/deedBook.ts'
import { readRecordingList } from '../deeds/recordingList.ts'
import type { RecordingId } from '../ids.ts'

/** Null while the list is not whole here, or is none. */
export const listedIn = (book: Pick<DeedBook, 'attachment'>, hash: string): ReadonlySet<RecordingId> | null => {
  const bytes = book.attachment(hash)
  return bytes && readRecordingList(bytes)
}
