// The shared remarks, whose program (Yjs, Hocuspocus) is loaded at their first use.

import type { RemarksParts, RemarksServer, RemarksSharing } from './remarks.ts'

export const makeLazyRemarks = (parts: RemarksParts): RemarksSharing => {
  /** While nothing is loaded there is nothing to connect: only the last one counts. */
  let server: RemarksServer | null = null
  let loaded: RemarksSharing | null = null
  let loading: Promise<RemarksSharing> | null = null

  const load = async (): Promise<RemarksSharing> => {
    const { makeRemarks } = await import('./remarks.ts')
    loaded = makeRemarks(parts)
    if (server) loaded.connect(server)
    return loaded
  }
  const use = (): Promise<RemarksSharing> =>
    (loading ??= load().catch((cause: unknown) => {
      // Tried again at the next use.
      loading = null
      throw cause
    }))

  return {
    remarks: (session) => ({
      subscribe: (next) => {
        let stop: (() => void) | null = null
        let stopped = false
        void use().then((sharing) => {
          if (!stopped) stop = sharing.remarks(session).subscribe(next)
        })
        return () => {
          stopped = true
          stop?.()
        }
      },
    }),
    setTags: async (session, tags) => (await use()).setTags(session, tags),
    setText: async (session, text) => (await use()).setText(session, text),
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
