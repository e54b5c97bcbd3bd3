// How a device learns that a shared document is stored: it asks with a number, the server answers it after its commit.

import * as v from 'valibot'

/** Bytes of one Yjs update, V1. A larger one would be sent again and again for ever. */
export const maxUpdateBytes = 1 << 20

const confirmMessage = v.object({ confirm: v.pipe(v.number(), v.safeInteger()) })
const storedMessage = v.object({ stored: v.pipe(v.number(), v.safeInteger()), version: v.pipe(v.number(), v.safeInteger()) })

/** "Everything I sent before this: is it stored?" */
export type ConfirmMessage = v.InferOutput<typeof confirmMessage>
/** `version` grows with every stored change of any document of the server. */
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
