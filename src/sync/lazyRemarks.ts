// The shared remarks, whose program (Yjs, Hocuspocus) is loaded at their first use.

import type { SessionId } from '../core/ids.ts'
import type { RemarksParts, RemarksServer, RemarksSharing } from './remarks.ts'

export const makeLazyRemarks = <K extends string = SessionId>(parts: RemarksParts<K>): RemarksSharing<K> => {
  /** While nothing is loaded there is nothing to connect: only the last one counts. */
  let server: RemarksServer | null = null
  let loaded: RemarksSharing<K> | null = null
  let loading: Promise<RemarksSharing<K>> | null = null

  const load = async (): Promise<RemarksSharing<K>> => {
    const { makeRemarks } = await import('./remarks.ts')
    loaded = makeRemarks(parts)
    if (server) loaded.connect(server)
    return loaded
  }
  const use = (): Promise<RemarksSharing<K>> =>
    (loading ??= load().catch((cause: unknown) => {
      // Tried again at the next use.
      loading = null
      throw cause
    }))

  return {
    remarks: (about) => ({
      subscribe: (next) => {
        let stop: (() => void) | null = null
        let stopped = false
        void use().then((sharing) => {
          if (!stopped) stop = sharing.remarks(about).subscribe(next)
        })
        return () => {
          stopped = true
          stop?.()
        }
      },
    }),
    setTags: async (about, tags) => (await use()).setTags(about, tags),
    setText: async (about, text) => (await use()).setText(about, text),
    connect: (access) => {
      server = access
      loaded?.connect(access)
    },
    disconnect: () => {
      server = null
      loaded?.disconnect()
    },
    catchUp: async (documents) => (await use()).catchUp(documents),
    dispose: async () => {
      await (await loading)?.dispose()
    },
  }
}
