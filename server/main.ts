// The command `node server/main.ts`: reads its options, starts the server, prints where it listens, stops cleanly.

import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startServer } from './startServer.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8460' },
    host: { type: 'string', default: '127.0.0.1' },
    database: { type: 'string', default: './data/fieldreel.sqlite' },
    dist: { type: 'string', default: fileURLToPath(new URL('../dist', import.meta.url)) },
  },
})

const port = Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`--port ${values.port}: 0–65535`)
  process.exit(2)
}

const database = resolve(values.database)
mkdirSync(dirname(database), { recursive: true })
const server = await startServer({ port, host: values.host, database, dist: resolve(values.dist) })

console.log(`执影已启动,请在浏览器打开 ${server.url}`)
console.log(`Fieldreel is running, open ${server.url} in a browser`)
// For programs that start this one: the last line, and always in this form.
console.log(`listening ${server.url}`)

// Hocuspocus handles frames in promises nobody waits for: one bad socket must not end the log API for all.
process.on('unhandledRejection', (reason) => console.error(reason))

let stopping = false
const stop = async (): Promise<void> => {
  if (stopping) return
  stopping = true
  // Documents are stored at every confirmation anyway; a socket that does not close must not hold the process.
  setTimeout(() => process.exit(0), 5_000).unref()
  await server.close()
  process.exit(0)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
