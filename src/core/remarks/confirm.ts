// How a device learns that a shared document is stored: it asks, and after its commit the server says which state that was.

import * as v from 'valibot'

/** Bytes of one Yjs update, V1. A larger one would be sent again and again for ever. */
export const maxUpdateBytes = 1 << 20

const confirmMessage = v.object({ confirm: v.literal(true) })
const storedMessage = v.object({ stored: v.string(), version: v.pipe(v.number(), v.safeInteger()) })

export type ConfirmMessage = v.InferOutput<typeof confirmMessage>
/**
 * `stored`: base64 of the Yjs snapshot that was committed; clocks and deletions, so that equal means nothing is missing.
 * `version` grows with every stored change of any document of the server.
 */
export type StoredMessage = v.InferOutput<typeof storedMessage>

const parsed = <T>(schema: v.GenericSchema<unknown, T>, text: string): T | null => {
  try {
    const result = v.safeParse(schema, JSON.parse(text))
    return result.success ? result.output : null
  } catch {
    return null
  }
}

export const readConfirm = (text: string): ConfirmMessage | null => parsed(confirmMessage, text)
export const readStored = (text: string): StoredMessage | null => parsed(storedMessage, text)
