// From a chosen folder to a drive being indexed, and on to its screen.

import { useNavigate } from '@solidjs/router'
import type { DirectoryRef } from '../../core/ports.ts'
import { act } from './act.ts'
import { useApp, useShell } from './appContext.ts'

export interface DrivePicking {
  add(directory: DirectoryRef): Promise<void>
  /** Call from a click. */
  pick(): Promise<void>
  addSample(): Promise<void>
}

export const createDrivePicking = (): DrivePicking => {
  const app = useApp()
  const shell = useShell()
  const navigate = useNavigate()
  const add = async (directory: DirectoryRef): Promise<void> => {
    const added = await act(app.addDrive(directory))
    if (added) navigate(`/drives/${added.value}`)
  }
  return {
    add,
    pick: async () => {
      const directory = await shell.pickDirectory()
      if (directory) await add(directory)
    },
    addSample: async () => {
      const added = await act(app.addSampleDrive())
      if (added) navigate(`/drives/${added.value}`)
    },
  }
}
