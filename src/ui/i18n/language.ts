// The language of the screens: kept on this device, Chinese first.

import { createSignal } from 'solid-js'

export type Language = 'zh-CN' | 'en'

const key = 'fieldreel.language'

const kept = (): Language => {
  const value = localStorage.getItem(key)
  if (value === 'zh-CN' || value === 'en') return value
  return navigator.language.startsWith('en') ? 'en' : 'zh-CN'
}

const [language, set] = createSignal<Language>(kept())
document.documentElement.lang = language()

export { language }

export const setLanguage = (next: Language): void => {
  localStorage.setItem(key, next)
  document.documentElement.lang = next
  set(next)
}
