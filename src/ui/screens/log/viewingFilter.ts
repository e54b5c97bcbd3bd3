// Which Viewings are listed: by person and by Recording, kept in the URL.

import { useSearchParams } from '@solidjs/router'
import { createMemo, type Accessor } from 'solid-js'
import type { ViewingRow } from '../../../app/app.ts'

export interface ViewingFilter {
  readonly rows: Accessor<readonly ViewingRow[]>
  readonly people: Accessor<readonly string[]>
  readonly recordings: Accessor<readonly string[]>
  readonly person: Accessor<string>
  readonly recording: Accessor<string>
  set(change: { readonly person?: string; readonly recording?: string }): void
}

export const createViewingFilter = (all: Accessor<readonly ViewingRow[]>): ViewingFilter => {
  const [query, setQuery] = useSearchParams()
  const text = (key: string): string => {
    const value = query[key]
    return typeof value === 'string' ? value : ''
  }
  const person = (): string => text('person')
  const recording = (): string => text('recording')
  const watchedIn = (row: ViewingRow): boolean => row.watched.some(({ recordingId }) => recordingId === recording())
  return {
    person,
    recording,
    rows: createMemo(() => all().filter((row) => (!person() || row.person === person()) && (!recording() || watchedIn(row)))),
    people: createMemo(() => [...new Set(all().map((row) => row.person))].toSorted()),
    recordings: createMemo(() => [...new Set(all().flatMap(({ watched }) => watched.map(({ recordingId }) => recordingId)))]),
    set: (change) => setQuery(Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value || undefined]))),
  }
}
