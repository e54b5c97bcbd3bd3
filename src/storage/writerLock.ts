// One writer per log: the first tab of a browser holds a Web Lock, the others wait for it.

/** Calls `onHeld` once this tab is the writer: at once, or when the tab before it has gone. `onWaiting` when another holds it. */
export const holdWriterLock = (onHeld: () => void, onWaiting: () => void): void => {
  const never = new Promise<void>(() => undefined)
  void navigator.locks.request('fieldreel-writer', { ifAvailable: true }, (lock) => {
    if (lock) {
      onHeld()
      return never
    }
    onWaiting()
    void navigator.locks.request('fieldreel-writer', () => {
      onHeld()
      return never
    })
    return undefined
  })
}
