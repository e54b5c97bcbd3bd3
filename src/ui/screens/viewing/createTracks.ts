// The tracks of all lanes, looked for when a lane is first shown and the picture is there.

import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js'
import type { RecordingTrack } from '../../../app/app.ts'
import type { SessionId } from '../../../core/ids.ts'
import { useApp } from '../../state/appContext.ts'
import type { Lane } from './lane.ts'

/** The first picture comes first. */
const AFTER_MS = 1_500
/** A shift has a hundred files: what is found is shown now and then, not each by itself. */
const TELL_MS = 250

export const createTracks = (lanes: Accessor<readonly Lane[]>): ((session: string) => readonly RecordingTrack[]) => {
  const app = useApp()
  const [found, setFound] = createSignal<ReadonlyMap<string, readonly RecordingTrack[]>>(new Map())
  const stop = new AbortController()
  const asked = new Set<string>()
  const came = new Map<string, readonly RecordingTrack[]>()
  let telling: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => {
    stop.abort()
    clearTimeout(telling)
  })
  const tell = (): void => {
    telling = undefined
    setFound(new Map(came))
  }
  createEffect(() => {
    for (const { id } of lanes()) {
      if (asked.has(id)) continue
      asked.add(id)
      setTimeout(() => {
        if (stop.signal.aborted) return
        void app.readTracks(id as SessionId, stop.signal, (track) => {
          came.set(id, [...(came.get(id) ?? []), track])
          telling ??= setTimeout(tell, TELL_MS)
        })
      }, AFTER_MS)
    }
  })
  return (session) => found().get(session) ?? []
}
