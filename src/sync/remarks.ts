// Tags and text that people share about a Session or a Case: small Yjs documents, edited offline, met on the server when there is one.

import { HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import type { RemarksError, StorageError } from '../core/errors.ts'
import type { SessionId } from '../core/ids.ts'
import type { Live, RemarksStore } from '../core/ports.ts'
import { cleanTags, maxTagLength, maxTags, maxTextLength } from '../core/remarks/planTagEdit.ts'
import { err, type Result } from '../core/result.ts'
import { documentName, openRemarks, type OpenRemarks, type RemarksKind, type RemarksServer, type SharedRemarks } from './openRemarks.ts'
import { openRemarksCache, type OpenCache } from './remarksCache.ts'
import { editTags, editText } from './remarksDocument.ts'

export type { RemarksServer, SharedRemarks }

export interface RemarksParts<K extends string = SessionId> {
  readonly kind?: RemarksKind
  readonly store: RemarksStore<K>
  /** The editing cache of one document; y-indexeddb unless told otherwise. */
  readonly cacheOf?: (about: K) => OpenCache
}

/** `about`: a SessionId, or a Case's number. */
export interface RemarksSharing<K extends string = SessionId> {
  remarks(about: K): Live<SharedRemarks>
  setTags(about: K, tags: readonly string[]): Promise<Result<void, StorageError | RemarksError>>
  setText(about: K, text: string): Promise<Result<void, StorageError | RemarksError>>
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

export const makeRemarks = <K extends string = SessionId>({ kind = 'session', store, cacheOf = (about) => openRemarksCache(`fieldreel-${kind === 'session' ? 'remarks' : 'notes'}-${about}`) }: RemarksParts<K>): RemarksSharing<K> => {
  /** In order of last use. */
  const held = new Map<K, Held>()
  /** Writing their last state; the same document opens again only afterwards. */
  const closing = new Map<K, Promise<unknown>>()
  let server: { readonly access: RemarksServer; readonly socket: HocuspocusProviderWebsocket } | null = null

  const closeUnused = (): void => {
    for (const [about, one] of held) {
      if (held.size <= MAX_OPEN) return
      if (one.users > 0) continue
      held.delete(about)
      const closed = one.opening.then((open) => open.close()).finally(() => closing.get(about) === closed && closing.delete(about))
      closing.set(about, closed)
    }
  }

  const take = (about: K): Held => {
    const one = held.get(about) ?? { opening: open(about), users: 0 }
    held.delete(about)
    held.set(about, one)
    one.users += 1
    return one
  }
  const open = async (about: K): Promise<OpenRemarks> => {
    await closing.get(about)
    const opened = await openRemarks(kind, about, store, cacheOf(about))
    if (server) opened.attach(server.socket, server.access)
    return opened
  }
  const release = (one: Held): void => {
    one.users -= 1
    closeUnused()
  }
  const using = async <T>(about: K, work: (open: OpenRemarks) => Promise<T>): Promise<T> => {
    const one = take(about)
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
    remarks: (about) => ({
      subscribe: (next) => {
        let stop: (() => void) | null = null
        let stopped = false
        const one = take(about)
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

    setTags: async (about, tags) => {
      const clean = cleanTags(tags)
      if (clean.some((tag) => tag.length > maxTagLength)) return err({ type: 'RemarkTooLong', limit: maxTagLength })
      if (clean.length > maxTags) return err({ type: 'RemarkTooLong', limit: maxTags * maxTagLength })
      return using(about, (open) => open.edit((document) => editTags(document, clean)))
    },

    setText: async (about, text) =>
      text.length > maxTextLength ? err({ type: 'RemarkTooLong', limit: maxTextLength }) : using(about, (open) => open.edit((document) => editText(document, text))),

    connect: (access) => {
      disconnect()
      const socket = new HocuspocusProviderWebsocket({ url: access.url, autoConnect: false })
      server = { access, socket }
      for (const { opening } of held.values()) void opening.then((open) => server?.socket === socket && open.attach(socket, access))
    },
    disconnect,

    catchUp: async (documents) => {
      const prefix = documentName(kind, '')
      const rows = new Map((await store.all()).map((row) => [documentName(kind, row.about), row]))
      const changedThere = documents.filter(({ name, version }) => name.startsWith(prefix) && rows.get(name)?.serverVersion !== version).map(({ name }) => name)
      const changedHere = [...rows.values()].filter((row) => row.serverVersion === null).map((row) => documentName(kind, row.about))
      const waiting = [...new Set([...changedThere, ...changedHere])].map((name) => name.slice(prefix.length) as K)
      let stored = 0
      const work = async (): Promise<void> => {
        for (let about = waiting.pop(); about !== undefined && server !== null; about = waiting.pop()) {
          if (await using(about, (open) => open.whenStored(STORED_LIMIT_MS))) stored += 1
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
