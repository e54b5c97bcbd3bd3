// Lets a browser test have a clip made by ffmpeg, which only the server side can run.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeClip, makeTempFolder, type ClipOptions } from './makeClips.ts'

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Base64 of an MP4 or MOV file. */
    makeClipBytes(name: string, options: ClipOptions): Promise<string>
  }
}

export const makeClipBytes = async (_context: unknown, name: string, options: ClipOptions): Promise<string> => {
  const folder = await makeTempFolder('clip')
  try {
    return readFileSync(makeClip(join(folder.path, name), options)).toString('base64')
  } finally {
    folder.remove()
  }
}
