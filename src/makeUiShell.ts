// What the interface needs of the browser around it: choosing folders and files, updates, installing.

import { combineLive } from './core/live.ts'
import { canPickDirectory, directoryFromDrop, directoryFromInput, pickDirectory } from './drive/directoryRefs.ts'
import { fileFromInput, pickMapFile } from './drive/fileAccess.ts'
import type { ShellRegistration } from './pwa/registerShell.ts'
import type { UiShell } from './ui/uiShell.ts'

export const makeUiShell = (shell: ShellRegistration): UiShell => ({
  canPick: canPickDirectory(),
  pickDirectory: async () => {
    const picked = await pickDirectory()
    return picked.ok ? picked.value : null
  },
  directoryFromDrop: async (event) => (event.dataTransfer ? ((await directoryFromDrop(event.dataTransfer))[0] ?? null) : null),
  directoryFromInput: (files) => directoryFromInput(files),
  pickMapFile,
  fileFromInput,
  update: combineLive<[boolean], { readonly available: boolean }>([shell.updateWaiting], (available) => ({ available })),
  applyUpdate: shell.applyUpdate,
  install: shell.canInstall,
  promptInstall: shell.promptInstall,
})
