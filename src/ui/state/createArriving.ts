// Whether the first exchange is still under way: until it is over, recordings may be missing of which the deeds and logs are here already.

import type { Accessor } from 'solid-js'
import { useApp } from './appContext.ts'
import { createLive } from './createLive.ts'

export const createArriving = (): Accessor<boolean> => {
  const app = useApp()
  const exchange = createLive(() => app.exchange)
  return () => exchange()?.server === 'connecting' && exchange()?.lastMs === null
}
