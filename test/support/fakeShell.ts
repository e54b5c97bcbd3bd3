// The browser around the interface, for pictures and component tests: one folder, no updates unless asked for.

import { makeLive } from '../../src/core/live.ts'
import type { UiShell } from '../../src/ui/uiShell.ts'

export const makeFakeShell = (change: Partial<UiShell> = {}): UiShell => ({
  canPick: true,
  pickDirectory: async () => ({ kind: 'handle', name: 'DCIM', source: null }),
  directoryFromDrop: async () => ({ kind: 'handle', name: 'DCIM', source: null }),
  directoryFromInput: (files) => ({ kind: 'files', name: 'DCIM', source: files }),
  pickMapFile: async () => null,
  fileFromInput: (file) => ({ kind: 'file', name: file.name, source: file }),
  update: makeLive({ available: false }),
  applyUpdate: () => undefined,
  install: makeLive(false),
  promptInstall: async () => undefined,
  ...change,
})
