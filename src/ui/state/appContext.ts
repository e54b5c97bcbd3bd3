// How screens reach the use cases and the browser shell; outside `mount` these throw.

import { createContext, useContext } from 'solid-js'
import type { App } from '../../app/app.ts'
import type { UiShell } from '../uiShell.ts'

export const AppContext = createContext<{ readonly app: App; readonly shell: UiShell }>()

const within = (): { readonly app: App; readonly shell: UiShell } => {
  const found = useContext(AppContext)
  if (!found) throw new Error('used outside mount()')
  return found
}

export const useApp = (): App => within().app
export const useShell = (): UiShell => within().shell
