// Knows whether any player plays, seeks or is being opened, so that work in the background keeps out of its way.

import { makeLive, type LiveValue } from '../core/live.ts'
import type { Playback } from '../core/playbackPorts.ts'

/** The same Playback, watched. */
export const watchPlaying = (playback: Playback): { readonly playback: Playback; readonly playing: LiveValue<boolean> } => {
  const playing = makeLive(false)
  const active = new Set<symbol>()
  const set = (player: symbol, busy: boolean): void => {
    if (busy) active.add(player)
    else active.delete(player)
    if (playing.get() !== active.size > 0) playing.set(active.size > 0)
  }
  return {
    playing,
    playback: {
      warm: playback.warm,
      prepare: (parts, atMs) => {
        const self = Symbol()
        set(self, true)
        const prepared = playback.prepare(parts, atMs)
        return {
          show: async (container, events) => {
            const shown = await prepared.show(container, {
              ...events,
              onState: (state) => {
                set(self, state.playing || state.seeking)
                events.onState(state)
              },
              onFailure: (error) => {
                set(self, false)
                events.onFailure(error)
              },
            })
            set(self, false)
            if (!shown.ok) return shown
            const dispose = (): void => {
              set(self, false)
              shown.value.dispose()
            }
            return { ok: true, value: { ...shown.value, dispose } }
          },
          drop: () => {
            set(self, false)
            prepared.drop()
          },
        }
      },
    },
  }
}
