// Pausing, going on and cancelling of one long work, and the signal its current calls listen to.

export interface RunControl {
  /** Of the calls made now; aborted by pause, cancel and stop. A new one after every pause. */
  signal(): AbortSignal
  readonly state: 'running' | 'paused' | 'ended'
  /** Resolves when running again, or ended. */
  whenRunning(): Promise<void>
  pause(): void
  resume(): void
  end(): void
}

export const makeRunControl = (onChange: () => void): RunControl => {
  let state: RunControl['state'] = 'running'
  let abort = new AbortController()
  let waiting: (() => void)[] = []

  const turn = (next: RunControl['state']): void => {
    if (state === next || state === 'ended') return
    state = next
    if (next === 'running') abort = new AbortController()
    else abort.abort()
    if (next !== 'paused') {
      for (const go of waiting) go()
      waiting = []
    }
    onChange()
  }

  return {
    signal: () => abort.signal,
    get state() {
      return state
    },
    whenRunning: () => (state === 'paused' ? new Promise((go) => waiting.push(go)) : Promise.resolve()),
    pause: () => turn('paused'),
    resume: () => turn('running'),
    end: () => turn('ended'),
  }
}
