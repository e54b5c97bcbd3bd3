// The tracks of all lanes, looked for when a lane is first shown and the picture is there.

import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js'
import type { RecordingTrack } from '../../../app/app.ts'
import type { SessionId } from '../../../core/ids.ts'
import { useApp } from '../../state/appContext.ts'
import type { Lane } from './lane.ts'

/** The first picture comes first. */
const AFTER_MS = 1_500

export const createTracks = (lanes: Accessor<readonly Lane[]>): ((session: string) => readonly RecordingTrack[]) => {
  const app = useApp()
  const [found, setFound] = createSignal<ReadonlyMap<string, readonly RecordingTrack[]>>(new Map())
  const stop = new AbortController()
  const asked = new Set<string>()
  onCleanup(() => stop.abort())
  createEffect(() => {
    for (const { id } of lanes()) {
      if (asked.has(id)) continue
      asked.add(id)
      setTimeout(() => {
        if (!stop.signal.aborted) void app.readTracks(id as SessionId, stop.signal, (track) => setFound((before) => new Map(before).set(id, [...(before.get(id) ?? []), track])))
      }, AFTER_MS)
    }
  })
  return (session) => found().get(session) ?? []
}
