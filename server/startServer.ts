// Puts the server together: one port for the built app, the log API and the shared documents.

import type { Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { makeAgency } from './agency.ts'
import { makeAdmissions } from './api/admission.ts'
import { makeApi } from './api/handleApi.ts'
import { makeDocuments } from './documents.ts'
import { makeSecrecy } from './secrecy.ts'
import { serveApi } from './serveApi.ts'
import { makeFileServer } from './serveFiles.ts'
import { makeSqliteStore } from './store/sqlite.ts'
import { makeServerWitness } from './witness.ts'

export interface ServerOptions {
  /** 0: any free one. A taken port gives way to the next free one of the twenty after it. */
  readonly port: number
  readonly host: string
  /** Path of the SQLite file. */
  readonly database: string
  /** Folder of the built app. */
  readonly dist: string
}

export interface RunningServer {
  /** Without a slash at its end. */
  readonly url: string
  close(): Promise<void>
}

export const startServer = async ({ port, host, database, dist }: ServerOptions): Promise<RunningServer> => {
  const store = makeSqliteStore(database)
  const [agency, witness] = await Promise.all([makeAgency(store), makeServerWitness(store)])
  const admissions = makeAdmissions()
  const documents = makeDocuments({ store, isAdmitted: admissions.isAdmitted })
  const handleApi = serveApi(makeApi({ store, agency, admissions, witness, secrecy: makeSecrecy(store, agency.trust), openToFirst: !isLoopback(host) }))
  const handleFile = makeFileServer(dist)

  const { httpServer } = documents
  // Hocuspocus' own answer to plain requests is a welcome text.
  httpServer.removeAllListeners('request')
  httpServer.on('request', (request, response) => {
    const handle = request.url?.startsWith('/api/') ? handleApi : handleFile
    handle(request, response).catch((error: unknown) => {
      console.error(error)
      response.destroy()
    })
  })

  /** Upgraded sockets are no longer the http server's. */
  const sockets = new Set<Duplex>()
  httpServer.on('upgrade', (_request, socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })

  const bound = await listen(httpServer, port, host)
  return {
    url: `http://${shownHost(host)}:${bound}`,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await documents.destroy()
      httpServer.closeAllConnections()
      await store.close()
    },
  }
}

/** A name wherever there is one: at an address of digits a browser offers no passkeys. */
const shownHost = (host: string): string => (['127.0.0.1', '0.0.0.0', '::1', '::'].includes(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host)

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.')

const listen = async (server: HttpServer, port: number, host: string): Promise<number> => {
  const last = port === 0 ? 0 : Math.min(port + 20, 65_535)
  for (let candidate = port; ; candidate += 1) {
    const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once('error', resolve)
      server.listen(candidate, host, () => {
        server.off('error', resolve)
        resolve(null)
      })
    })
    if (!failure) return (server.address() as AddressInfo).port
    if (failure.code !== 'EADDRINUSE' || candidate >= last) throw failure
  }
}
