// Light, dark, or as the system has it; kept on this device.

import { createSignal } from 'solid-js'

export type Theme = 'system' | 'light' | 'dark'

const key = 'fieldreel.theme'
const kept = localStorage.getItem(key)
const [theme, set] = createSignal<Theme>(kept === 'light' || kept === 'dark' ? kept : 'system')

const show = (next: Theme): void => {
  if (next === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = next
}
show(theme())

export { theme }

export const setTheme = (next: Theme): void => {
  localStorage.setItem(key, next)
  show(next)
  set(next)
}
