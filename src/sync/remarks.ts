// Tags and text that people share about a Session: small Yjs documents, edited offline, met on the server when there is one.

import { HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import type { RemarksError, StorageError } from '../core/errors.ts'
import { sessionId, type SessionId } from '../core/ids.ts'
import type { Live, RemarksStore } from '../core/ports.ts'
import { cleanTags, maxTagLength, maxTags, maxTextLength } from '../core/remarks/planTagEdit.ts'
import { err, type Result } from '../core/result.ts'
import { documentName, openRemarks, type OpenRemarks, type RemarksServer, type SharedRemarks } from './openRemarks.ts'
import { openRemarksCache, type OpenCache } from './remarksCache.ts'
import { editTags, editText } from './remarksDocument.ts'

export type { RemarksServer, SharedRemarks }

export interface RemarksParts {
  readonly store: RemarksStore
  /** The editing cache of a Session; y-indexeddb unless told otherwise. */
  readonly cacheOf?: (session: SessionId) => OpenCache
}

export interface RemarksSharing {
  remarks(session: SessionId): Live<SharedRemarks>
  setTags(session: SessionId, tags: readonly string[]): Promise<Result<void, StorageError | RemarksError>>
  setText(session: SessionId, text: string): Promise<Result<void, StorageError | RemarksError>>
  /** Takes the place of an earlier server. */
  connect(server: RemarksServer): void
  disconnect(): void
  /** Brings into step what changed here or on the server, whose list this is; needs `connect` before. */
  catchUp(documents: readonly { readonly name: string; readonly version: number }[]): Promise<{ readonly stored: number; readonly waiting: number }>
  dispose(): Promise<void>
}

/** More than 100 documents attached to one Hocuspocus socket at once never sync. */
const MAX_OPEN = 30
const CATCH_UP_AT_ONCE = 10
const STORED_LIMIT_MS = 15_000

interface Held {
  readonly opening: Promise<OpenRemarks>
  users: number
}

export const makeRemarks = ({ store, cacheOf = (session) => openRemarksCache(`fieldreel-remarks-${session}`) }: RemarksParts): RemarksSharing => {
  /** In order of last use. */
  const held = new Map<SessionId, Held>()
  /** Writing their last state; the same Session opens again only afterwards. */
  const closing = new Map<SessionId, Promise<unknown>>()
  let server: { readonly access: RemarksServer; readonly socket: HocuspocusProviderWebsocket } | null = null

  const closeUnused = (): void => {
    for (const [session, one] of held) {
      if (held.size <= MAX_OPEN) return
      if (one.users > 0) continue
      held.delete(session)
      const closed = one.opening.then((open) => open.close()).finally(() => closing.get(session) === closed && closing.delete(session))
      closing.set(session, closed)
    }
  }

  const take = (session: SessionId): Held => {
    const one = held.get(session) ?? { opening: open(session), users: 0 }
    held.delete(session)
    held.set(session, one)
    one.users += 1
    return one
  }
  const open = async (session: SessionId): Promise<OpenRemarks> => {
    await closing.get(session)
    const opened = await openRemarks(session, store, cacheOf(session))
    if (server) opened.attach(server.socket, server.access)
    return opened
  }
  const release = (one: Held): void => {
    one.users -= 1
    closeUnused()
  }
  const using = async <T>(session: SessionId, work: (open: OpenRemarks) => Promise<T>): Promise<T> => {
    const one = take(session)
    try {
      return await work(await one.opening)
    } finally {
      release(one)
    }
  }

  const disconnect = (): void => {
    for (const { opening } of held.values()) void opening.then((open) => open.detach())
    server?.socket.destroy()
    server = null
  }

  return {
    remarks: (session) => ({
      subscribe: (next) => {
        let stop: (() => void) | null = null
        let stopped = false
        const one = take(session)
        void one.opening.then((open) => {
          if (!stopped) stop = open.live.subscribe(next)
        })
        return () => {
          if (stopped) return
          stopped = true
          stop?.()
          release(one)
        }
      },
    }),

    setTags: async (session, tags) => {
      const clean = cleanTags(tags)
      if (clean.some((tag) => tag.length > maxTagLength)) return err({ type: 'RemarkTooLong', limit: maxTagLength })
      if (clean.length > maxTags) return err({ type: 'RemarkTooLong', limit: maxTags * maxTagLength })
      return using(session, (open) => open.edit((document) => editTags(document, clean)))
    },

    setText: async (session, text) =>
      text.length > maxTextLength ? err({ type: 'RemarkTooLong', limit: maxTextLength }) : using(session, (open) => open.edit((document) => editText(document, text))),

    connect: (access) => {
      disconnect()
      const socket = new HocuspocusProviderWebsocket({ url: access.url, autoConnect: false })
      server = { access, socket }
      for (const { opening } of held.values()) void opening.then((open) => server?.socket === socket && open.attach(socket, access))
    },
    disconnect,

    catchUp: async (documents) => {
      const rows = new Map((await store.all()).map((row) => [documentName(row.sessionId), row]))
      const changedThere = documents.filter(({ name, version }) => name.startsWith('session/') && rows.get(name)?.serverVersion !== version).map(({ name }) => name)
      const changedHere = [...rows.values()].filter((row) => row.serverVersion === null).map((row) => documentName(row.sessionId))
      const waiting = [...new Set([...changedThere, ...changedHere])].map((name) => sessionId(name.slice('session/'.length)))
      let stored = 0
      const work = async (): Promise<void> => {
        for (let session = waiting.pop(); session !== undefined && server !== null; session = waiting.pop()) {
          if (await using(session, (open) => open.whenStored(STORED_LIMIT_MS))) stored += 1
          // The connection is gone: the rest waits for the next time.
          else waiting.length = 0
        }
      }
      const total = waiting.length
      await Promise.all(Array.from({ length: CATCH_UP_AT_ONCE }, work))
      return { stored, waiting: total - stored }
    },

    dispose: async () => {
      const all = [...held.values()]
      disconnect()
      held.clear()
      await Promise.all(all.map(async ({ opening }) => (await opening).close()))
    },
  }
}
