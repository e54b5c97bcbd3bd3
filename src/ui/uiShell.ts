// What the interface needs from the browser around it and may not do itself: folders, updates, installing. main.tsx supplies it.

import type { DirectoryRef, FileRef, Live } from '../core/ports.ts'

export interface UiShell {
  /** false where the browser has no folder picker: the folder input is offered instead. */
  readonly canPick: boolean
  /** Call from a click; null when the user changed their mind. */
  pickDirectory(): Promise<DirectoryRef | null>
  /** null when what was dropped holds no folder. Must be called inside the drop event itself. */
  directoryFromDrop(event: DragEvent): Promise<DirectoryRef | null>
  /** Files of `<input type=file webkitdirectory>`. */
  directoryFromInput(files: FileList): DirectoryRef | null
  /** Call from a click; null when the user changed their mind. Only where `canPick`. */
  pickMapFile(): Promise<FileRef | null>
  /** Of `<input type=file>`. */
  fileFromInput(file: File): FileRef
  /** A newer version waits; it is taken only when the user says so. */
  readonly update: Live<{ readonly available: boolean }>
  applyUpdate(): void
  /** true while the browser offers to install the app. */
  readonly install: Live<boolean>
  promptInstall(): Promise<void>
}
