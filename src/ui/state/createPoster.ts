// Addresses of posters for <img>; the last few hundred are kept so that scrolling back does not load again.

import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js'
import type { App } from '../../app/app.ts'
import type { RecordingId } from '../../core/ids.ts'
import { useApp } from './appContext.ts'

const limit = 400
const caches = new WeakMap<App, Map<RecordingId, Promise<string | null>>>()

const load = (app: App, id: RecordingId): Promise<string | null> => {
  const cache = caches.get(app) ?? new Map<RecordingId, Promise<string | null>>()
  caches.set(app, cache)
  const known = cache.get(id)
  const address = known ?? app.poster(id).then((poster) => (poster ? URL.createObjectURL(new Blob([poster.bytes], { type: poster.type })) : null))
  cache.delete(id)
  cache.set(id, address)
  const oldest = cache.size > limit ? cache.entries().next().value : undefined
  if (oldest) {
    cache.delete(oldest[0])
    void oldest[1].then((url) => url && URL.revokeObjectURL(url))
  }
  return address
}

/** undefined while loading, null where there is no picture. */
export const createPoster = (id: () => RecordingId | undefined): Accessor<string | null | undefined> => {
  const app = useApp()
  const [address, setAddress] = createSignal<string | null | undefined>()
  createEffect(() => {
    const wanted = id()
    let gone = false
    onCleanup(() => (gone = true))
    if (!wanted) return void setAddress(null)
    void load(app, wanted).then((url) => {
      // Posters are made in the order of indexing: one that is not there yet is asked for again when the row is drawn anew.
      if (url === null) caches.get(app)?.delete(wanted)
      if (!gone) setAddress(url)
    })
  })
  return address
}
