// After the file-name grammars or the zone changed: describes every Recording anew, without reading any content.

import { nameRecording, type NamingRules } from '../core/catalog/describeRecording.ts'
import type { Recording } from '../core/catalog/recording.ts'
import type { StorageError } from '../core/errors.ts'
import type { CatalogStore, Clock } from '../core/ports.ts'
import type { Result } from '../core/result.ts'
import type { SessionBook } from './sessionBook.ts'

export const rereadNames = async (deps: { readonly store: CatalogStore; readonly book: SessionBook; readonly clock: Clock; readonly rules: () => NamingRules }): Promise<Result<void, StorageError>> => {
  const { store, book, clock, rules } = deps
  const stored = await store.recordings()
  await book.load()
  const recordings = stored.flatMap((recording): Recording[] => {
    const described = { ...recording, ...nameRecording(recording, book.places(recording.id), rules(), clock.now()) }
    return JSON.stringify(described) === JSON.stringify(recording) ? [] : [described]
  })
  const written = await store.apply({ recordings, ...book.plan({ recordings, copies: [] }) })
  if (!written.ok) book.forget()
  return written
}
