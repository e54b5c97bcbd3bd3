// The worker of everything that opens media, in the part its name says: one file, so that the parts share their code and the decoders they load.

const parts: Readonly<Record<string, () => Promise<unknown>>> = {
  probe: () => import('./probe.worker.ts'),
  segment: () => import('./segment.worker.ts'),
  filmstrip: () => import('./filmstrip.worker.ts'),
  piece: () => import('./piece.worker.ts'),
  faces: () => import('./faces.worker.ts'),
}

/** What is asked before the part is there to hear it. */
const asked: MessageEvent[] = []
const keep = (event: MessageEvent): void => void asked.push(event)

addEventListener('message', keep)
const begin = parts[self.name]
if (!begin) throw new Error(`no part ${self.name}`)
await begin()
removeEventListener('message', keep)
for (const { data, ports } of asked) dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }))

export {}
