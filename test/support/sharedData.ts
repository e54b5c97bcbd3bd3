// The corpus of real files beside the project: used where it lies, never needed, never copied in.

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** Absolute folder of the corpus, or null: a test that needs it says that it skips. */
export const sharedData: string | null = (() => {
  const folder = resolve(process.env['FIELDREEL_DATA'] ?? '../shared/data')
  return existsSync(folder) ? folder : null
})()
