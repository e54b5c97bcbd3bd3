// Keeps in memory what grouping needs of every Recording, so that each written group regroups only the recorders it touches.

import { compareText } from '../core/catalog/compareText.ts'
import type { CopyPlace } from '../core/catalog/describeRecording.ts'
import type { Copy, Recording } from '../core/catalog/recording.ts'
import type { DriveId, RecordingId } from '../core/ids.ts'
import type { CatalogStore } from '../core/ports.ts'
import { groupKey, groupSessions, type GroupInput, type GroupRules } from '../core/session/groupSessions.ts'
import type { Session } from '../core/session/session.ts'

export interface BookChanges {
  readonly recordings: readonly Recording[]
  readonly copies: readonly Copy[]
  readonly removedCopies?: readonly { readonly driveId: DriveId; readonly path: string }[]
}

/** One for the whole program: two drives may bring Recordings of one recorder at the same time. */
export interface SessionBook {
  /** Reads the catalogue at the first call, and again after `forget`. */
  load(): Promise<void>
  recording(id: RecordingId): Recording | null
  places(id: RecordingId): readonly CopyPlace[]
  /** Takes the changes in and answers what they change in the table of Sessions. Write it at once, or `forget`. */
  plan(changes: BookChanges): { readonly sessions: readonly Session[]; readonly removedSessions: readonly string[] }
  /** After a write that failed, and when nothing of it may stay in the page: the next `load` reads it again. */
  forget(): void
}

export const makeSessionBook = (store: CatalogStore, rules: () => GroupRules): SessionBook => {
  let loading: Promise<void> | null = null
  let recordings = new Map<RecordingId, Recording>()
  let places = new Map<RecordingId, Map<string, CopyPlace>>()
  let contentAt = new Map<string, RecordingId>()
  let groups = new Map<string, Map<RecordingId, GroupInput>>()
  let inputs = new Map<RecordingId, { readonly key: string; readonly input: GroupInput }>()
  let written = new Map<string, { readonly key: string | null; readonly text: string }>()
  let stale = new Set<string>()

  const placeKey = (copy: { readonly driveId: DriveId; readonly path: string }): string => `${copy.driveId}/${copy.path}`

  const takeAway = (key: string): RecordingId | null => {
    const id = contentAt.get(key)
    if (id === undefined) return null
    contentAt.delete(key)
    places.get(id)?.delete(key)
    return id
  }

  const put = ({ recordings: described, copies, removedCopies = [] }: BookChanges): void => {
    const touched = new Set<RecordingId | null>()
    for (const copy of removedCopies) touched.add(takeAway(placeKey(copy)))
    for (const copy of copies) {
      const key = placeKey(copy)
      touched.add(takeAway(key))
      if (copy.recordingId === null) continue
      contentAt.set(key, copy.recordingId)
      const known = places.get(copy.recordingId) ?? new Map<string, CopyPlace>()
      places.set(copy.recordingId, known.set(key, { path: copy.path, mtime: copy.mtime }))
      touched.add(copy.recordingId)
    }
    for (const recording of described) {
      recordings.set(recording.id, recording)
      touched.add(recording.id)
    }
    for (const id of touched) if (id !== null) regroup(id)
  }

  const regroup = (id: RecordingId): void => {
    const recording = recordings.get(id)
    // What only sets others up is no part of what happened.
    if (!recording || recording.listed === 'setUp') return leave(id)
    const before = inputs.get(id)
    const paths = [...(places.get(id)?.values() ?? [])].map((place) => place.path).sort(compareText)
    // Content whose last Copy was replaced stays in the Session it was in.
    const input: GroupInput = { recording, path: paths[0] ?? before?.input.path ?? '' }
    // Another copy of known content changes nothing where the names are the same.
    if (before && before.input.recording === recording && before.input.path === input.path) return
    const key = groupKey(input)
    if (before && before.key !== key) {
      groups.get(before.key)?.delete(id)
      stale.add(before.key)
    }
    groups.set(key, (groups.get(key) ?? new Map<RecordingId, GroupInput>()).set(id, input))
    inputs.set(id, { key, input })
    stale.add(key)
  }

  const leave = (id: RecordingId): void => {
    const before = inputs.get(id)
    if (!before) return
    groups.get(before.key)?.delete(id)
    inputs.delete(id)
    stale.add(before.key)
  }

  const clear = (): void => {
    recordings = new Map()
    places = new Map()
    contentAt = new Map()
    groups = new Map()
    inputs = new Map()
    stale = new Set()
    written = new Map()
  }

  const load = async (): Promise<void> => {
    const [stored, drives, sessions] = await Promise.all([store.recordings(), store.drives(), store.sessions()])
    const copies = (await Promise.all(drives.map((drive) => store.copiesOf(drive.id)))).flat()
    clear()
    written = new Map(sessions.map((session) => [session.id, { key: null, text: JSON.stringify(session) }]))
    put({ recordings: stored, copies })
  }

  return {
    load: () => (loading ??= load()),
    recording: (id) => recordings.get(id) ?? null,
    places: (id) => [...(places.get(id)?.values() ?? [])],
    plan: (changes) => {
      put(changes)
      const keys = stale
      stale = new Set()
      const wanted = [...keys].flatMap((key) => groupSessions([...(groups.get(key)?.values() ?? [])], rules()).map((session) => ({ key, session })))
      const ids = new Set<string>(wanted.map(({ session }) => session.id))
      const removedSessions = [...written].flatMap(([id, { key }]) => ((key === null || keys.has(key)) && !ids.has(id) ? [id] : []))
      const sessions: Session[] = []
      for (const { key, session } of wanted) {
        const text = JSON.stringify(session)
        if (written.get(session.id)?.text !== text) sessions.push(session)
        written.set(session.id, { key, text })
      }
      for (const id of removedSessions) written.delete(id)
      return { sessions, removedSessions }
    },
    forget: () => {
      loading = null
      clear()
    },
  }
}
