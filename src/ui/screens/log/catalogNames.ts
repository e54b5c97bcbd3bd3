// What a Recording or Session in a log entry is called in the catalogue of this device, where it is known.

import { createMemo } from 'solid-js'
import type { App, SessionRow } from '../../../app/app.ts'
import { createLive } from '../../state/createLive.ts'
import type { Session } from '../../../core/session/session.ts'

export interface KnownRecording {
  /** Recorder and begin, else the first 8 characters of its fingerprint. */
  readonly session: Session
  readonly startMs: number
  readonly durationMs: number
  readonly n: number
}

export interface CatalogNames {
  recording(id: string): KnownRecording | undefined
  session(id: string): Session | undefined
}

const everything = { text: '', recorder: null, officer: null, from: null, to: null, drive: null, kind: null, tag: null, state: null } as const

export const createCatalogNames = (app: App): CatalogNames => {
  const rows = createLive(() => app.search(everything), [] as readonly SessionRow[])
  const sessions = createMemo(() => new Map(rows().map(({ session }) => [session.id as string, session])))
  const recordings = createMemo(
    () => new Map(rows().flatMap(({ session }) => session.parts.map(({ recordingId, startMs, endMs }, index): [string, KnownRecording] => [recordingId, { session, startMs, durationMs: endMs - startMs, n: index + 1 }]))),
  )
  return { recording: (id) => recordings().get(id), session: (id) => sessions().get(id) }
}
