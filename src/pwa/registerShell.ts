// The installed app: service worker registration, updates that wait to be asked for, and the install prompt.

import { Workbox } from 'workbox-window'
import { makeLive } from '../core/live.ts'
import type { Live } from '../core/ports.ts'

/** Chromium only; not in the DOM types. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

export interface ShellRegistration {
  /** A newer version is downloaded and waits; it never takes over by itself. */
  readonly updateWaiting: Live<boolean>
  /** Reloads into the waiting version. */
  applyUpdate(): void
  readonly canInstall: Live<boolean>
  promptInstall(): Promise<void>
  /** True once everything needed to start without network is kept. */
  readonly offlineReady: Live<boolean>
}

const updateCheckMs = 3600_000

export const registerShell = (script: string): ShellRegistration => {
  const updateWaiting = makeLive(false)
  const canInstall = makeLive(false)
  const offlineReady = makeLive(false)
  const workbox = 'serviceWorker' in navigator ? new Workbox(script) : null
  let installPrompt: InstallPromptEvent | null = null

  if (workbox) {
    workbox.addEventListener('waiting', () => updateWaiting.set(true))
    void workbox.active.then(() => offlineReady.set(true))
    // A failed registration (private window, no storage) leaves a working page that needs the server at each start.
    void workbox.register().then(
      (registration) => setInterval(() => void registration?.update().catch(() => undefined), updateCheckMs),
      () => undefined,
    )
  }

  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    installPrompt = event as InstallPromptEvent
    canInstall.set(true)
  })
  addEventListener('appinstalled', () => canInstall.set(false))

  return {
    updateWaiting,
    applyUpdate: () => {
      workbox?.addEventListener('controlling', () => location.reload())
      workbox?.messageSkipWaiting()
    },
    canInstall,
    promptInstall: async () => {
      await installPrompt?.prompt()
      installPrompt = null
      canInstall.set(false)
    },
    offlineReady,
  }
}
