// Lets the page show that it is busy before work that keeps the thread from drawing.

/** Resolves after the next frame was drawn; at once when the page is hidden and draws none. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.hidden) return resolve()
    requestAnimationFrame(() => setTimeout(resolve))
  })
