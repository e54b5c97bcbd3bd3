// The remarks about one Session or Case while they are open: document, cache, strict copy and, when there is a server, the live connection.

import { HocuspocusProvider, WebSocketStatus, type HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { applyUpdate, Doc } from 'yjs'
import { fromBase64 } from '../core/bytes.ts'
import type { StorageError } from '../core/errors.ts'
import { makeLive } from '../core/live.ts'
import type { Live, RemarksStore } from '../core/ports.ts'
import { readStored } from '../core/remarks/confirm.ts'
import { ok, type Result } from '../core/result.ts'
import type { OpenCache, RemarksCache } from './remarksCache.ts'
import { isStored, readRemarks, stateOf, type TagsAndText } from './remarksDocument.ts'

export interface SharedRemarks extends TagsAndText {
  /** `server` only after the server said it stored exactly this. */
  readonly where: 'device' | 'server'
}

export interface RemarksServer {
  /** `ws://…/sync`. */
  readonly url: string
  /** A token of the log API; `refresh` after one was refused. */
  token(refresh: boolean): Promise<string>
}

export interface OpenRemarks {
  readonly live: Live<SharedRemarks>
  /** Settles when the change is on disk. */
  edit(change: (document: Doc) => void): Promise<Result<void, StorageError>>
  attach(socket: HocuspocusProviderWebsocket, server: RemarksServer): void
  detach(): void
  /** False when the server has not said so within `limitMs`. */
  whenStored(limitMs: number): Promise<boolean>
  close(): Promise<void>
}

export type RemarksKind = 'session' | 'case'

export const documentName = (kind: RemarksKind, about: string): string => `${kind}/${about}`

/** What comes from others is written down after this, and the server asked whether it stored it. */
const SETTLE_MS = 300
const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 30_000

export const openRemarks = async <K extends string>(kind: RemarksKind, about: K, store: RemarksStore<K>, openCache: OpenCache): Promise<OpenRemarks> => {
  const document = new Doc()
  const kept = await store.get(about)
  let serverVersion = kept?.serverVersion ?? null
  let written = kept !== null
  if (kept) applyUpdate(document, kept.state)

  const current = (): SharedRemarks => ({ ...readRemarks(document), where: serverVersion === null ? 'device' : 'server' })
  const live = makeLive(current())

  let saving: Promise<Result<void, StorageError>> = Promise.resolve(ok(undefined))
  const save = (): Promise<Result<void, StorageError>> => {
    saving = saving.then(() => {
      // Looking at what nobody remarked on leaves no trace.
      if (!written && document.store.clients.size === 0) return ok(undefined)
      written = true
      return store.put({ about, ...readRemarks(document), serverVersion, state: stateOf(document) })
    })
    return saving
  }

  let provider: HocuspocusProvider | null = null
  let stored = false
  const waiters = new Set<(stored: boolean) => void>()
  let settleTimer: ReturnType<typeof setTimeout> | undefined
  let askTimer: ReturnType<typeof setTimeout> | undefined
  let retryTimer: ReturnType<typeof setTimeout> | undefined

  const ask = (): void => {
    clearTimeout(askTimer)
    if (provider?.isAuthenticated && provider.unsyncedChanges === 0) provider.sendStateless(JSON.stringify({ confirm: true }))
  }
  const settle = (): void => {
    clearTimeout(settleTimer)
    settleTimer = setTimeout(() => {
      void save()
      ask()
    }, SETTLE_MS)
  }
  const onStateless = ({ payload }: { readonly payload: string }): void => {
    const answer = readStored(payload)
    if (!answer) return
    const snapshot = fromBase64(answer.stored)
    if (!snapshot || !isStored(document, snapshot)) {
      clearTimeout(askTimer)
      askTimer = setTimeout(ask, 1_000)
      return
    }
    stored = true
    if (serverVersion !== answer.version) {
      serverVersion = answer.version
      void save()
      live.set(current())
    }
    for (const resolve of waiters) resolve(true)
    waiters.clear()
  }

  document.on('update', (_update: Uint8Array, origin: unknown) => {
    stored = false
    serverVersion = null
    live.set(current())
    if (origin !== null) settle()
  })
  // Only for edits no server has: a document that is merely looked at needs none.
  let cache: Promise<RemarksCache> | null = null
  const keepCache = (): Promise<RemarksCache> => (cache ??= openCache(document))
  if (kept?.serverVersion === null) await keepCache()

  const detach = (): void => {
    clearTimeout(askTimer)
    clearTimeout(retryTimer)
    stored = false
    provider?.destroy()
    provider = null
  }

  return {
    live,
    edit: (change) => {
      void keepCache()
      change(document)
      return save()
    },
    attach: (socket, server) => {
      if (provider) return
      let refused = 0
      const made = new HocuspocusProvider({
        name: documentName(kind, about),
        document,
        websocketProvider: socket,
        sessionAwareness: true,
        token: () => server.token(refused > 0),
        onAuthenticated: () => {
          refused = 0
        },
        // The server forgets tokens when it starts again.
        onAuthenticationFailed: () => {
          clearTimeout(retryTimer)
          retryTimer = setTimeout(() => void made.sendToken().then(() => made.startSync()), Math.min(FIRST_RETRY_MS * 4 ** refused, LAST_RETRY_MS))
          refused += 1
        },
        onUnsyncedChanges: ({ number }) => {
          if (number === 0) ask()
        },
        onStateless,
      })
      provider = made
      made.attach()
      // The first document opens the socket: one that stays without documents is closed by the server every minute.
      if (socket.status === WebSocketStatus.Disconnected && !socket.shouldConnect) void socket.connect()
    },
    detach,
    whenStored: (limitMs) =>
      stored
        ? Promise.resolve(true)
        : new Promise((resolve) => {
            const timer = setTimeout(() => {
              waiters.delete(done)
              resolve(false)
            }, limitMs)
            const done = (value: boolean): void => {
              clearTimeout(timer)
              resolve(value)
            }
            waiters.add(done)
          }),
    close: async () => {
      clearTimeout(settleTimer)
      detach()
      for (const resolve of waiters) resolve(false)
      waiters.clear()
      await save()
      await (await cache)?.close(serverVersion !== null)
      document.destroy()
    },
  }
}
