// Knows whether any player plays, seeks or is being opened, so that work in the background keeps out of its way.

import { makeLive, type LiveValue } from '../core/live.ts'
import type { Playback } from '../core/ports.ts'

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
      open: async (container, parts, atMs, events) => {
        const self = Symbol()
        set(self, true)
        const opened = await playback.open(container, parts, atMs, {
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
        if (!opened.ok) return opened
        const dispose = (): void => {
          set(self, false)
          opened.value.dispose()
        }
        return { ok: true, value: { ...opened.value, dispose } }
      },
    },
  }
}
