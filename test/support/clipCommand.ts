// Lets a browser test have a clip made by ffmpeg, which only the server side can run.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeClip, makeTempFolder, type ClipOptions } from './makeClips.ts'

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Base64 of an MP4 or MOV file. */
    makeClipBytes(name: string, options: ClipOptions): Promise<string>
    /** What ffmpeg makes of a file, base64 both; `args`: the form of the output. */
    decodeByFfmpeg(name: string, bytes: string, args: readonly string[]): Promise<string>
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

export const decodeByFfmpeg = async (_context: unknown, name: string, bytes: string, args: readonly string[]): Promise<string> => {
  const folder = await makeTempFolder('decode')
  try {
    const path = join(folder.path, name)
    writeFileSync(path, Buffer.from(bytes, 'base64'))
    return execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-i', path, ...args, '-'], { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }).toString('base64')
  } finally {
    folder.remove()
  }
}
