// The built app with its own server in a process of its own, on a free port and a database of its own.

import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface ServedApp {
  /** Without a slash at its end. */
  readonly url: string
  readonly port: number
  readonly database: string
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>
  /** The same database and port again. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** FIELDREEL_DIST: a build elsewhere. */
const dist = process.env['FIELDREEL_DIST'] ?? 'dist'

const start = (port: number, database: string): Promise<{ child: ChildProcess; url: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn('node', ['server/main.ts', '--port', String(port), '--database', database, '--dist', dist], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    const hear = (chunk: Buffer): void => {
      said += String(chunk)
      const url = /http:\/\/(?:127\.0\.0\.1|localhost):\d+/.exec(said)?.[0]
      if (url) resolve({ child, url })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => reject(new Error(`server ended with ${code}: ${said}`)))
  })

const end = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.removeAllListeners('exit')
    child.once('exit', () => resolve())
    child.kill(signal)
  })

/** `prepare`: fills the database before the server opens it. */
export const serveApp = async (prepare?: (database: string) => Promise<unknown>): Promise<ServedApp> => {
  if (!existsSync(join(dist, 'index.html'))) throw new Error('build the app first: npm run build')
  const folder = await mkdtemp(join(tmpdir(), 'fieldreel-server-'))
  const database = join(folder, 'fieldreel.sqlite')
  await prepare?.(database)
  let { child, url } = await start(0, database)
  const port = Number(new URL(url).port)
  return {
    url,
    port,
    database,
    kill: () => end(child, 'SIGKILL'),
    restart: async () => {
      ;({ child, url } = await start(port, database))
    },
    close: async () => {
      await end(child, 'SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
