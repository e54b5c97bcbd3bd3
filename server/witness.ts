// The server's own witness key: made at the first start, kept in the database, used for nothing but cosigning heads.

import { randomBytes } from 'node:crypto'
import { toHex } from '../src/core/bytes.ts'
import { cosign } from '../src/core/log/checkpoint.ts'
import { signerOf } from './api/ed25519.ts'
import type { Bytes, Store } from './store/store.ts'

export interface ServerWitness {
  readonly name: string
  readonly publicKey: Bytes
  /** The note with this witness's line. Throws on a note that was not checked before. */
  cosign(note: string): Promise<string>
}

export const makeServerWitness = async (store: Store, now: () => number = Date.now): Promise<ServerWitness> => {
  const seed = await store.settle('witnessSeed', new Uint8Array(randomBytes(32)))
  const { publicKey, sign } = signerOf(seed)
  const name = `server-${toHex(publicKey.slice(0, 4))}`
  return {
    name,
    publicKey,
    cosign: async (note) => {
      const cosigned = await cosign(note, name, Math.floor(now() / 1000), { publicKey, sign: async (message) => sign(message) })
      if (!cosigned.ok) throw new Error(cosigned.error)
      return cosigned.value
    },
  }
}
