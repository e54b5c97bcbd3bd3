// Lets a browser test read the corpus of real files, which only the server side can reach.

import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sharedData } from './sharedData.ts'

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Paths below the corpus of the media kinds; empty without the corpus. */
    corpusFiles(): Promise<readonly string[]>
    /** Of one folder of the corpus, paths below it, whatever they are; empty without the corpus. */
    corpusFolder(folder: string): Promise<readonly string[]>
    /** Base64. */
    corpusBytes(path: string): Promise<string>
  }
}

export const corpusFiles = async (): Promise<readonly string[]> => {
  const root = sharedData
  return root === null ? [] : globSync('{camera,container,hls,broken,audio,photo,derived}/**/*', { cwd: root }).filter((path) => statSync(join(root, path)).isFile() && !/\.(m3u8|vtt|key)$/.test(path)).toSorted()
}

export const corpusFolder = async (_context: unknown, folder: string): Promise<readonly string[]> => {
  const root = sharedData === null ? null : join(sharedData, folder)
  return root === null ? [] : globSync('**/*', { cwd: root }).filter((path) => statSync(join(root, path)).isFile()).toSorted()
}

export const corpusBytes = async (_context: unknown, path: string): Promise<string> => readFileSync(join(sharedData ?? '', path)).toString('base64')
