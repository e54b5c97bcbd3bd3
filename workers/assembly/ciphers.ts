// Undoes the ciphers of HLS in any stretch of a file, without what lies before it.

import type { Cipher } from '../../src/core/catalog/listed.ts'
import { fromHex } from '../../src/core/bytes.ts'
import type { Bytes } from '../../src/core/ids.ts'
import type { ReadBytes } from '../../src/core/media/mp4/boxes.ts'

/** It was not encrypted with that key, or not whole. */
export class CipherFailed extends Error {}

export interface PlainBytes {
  readonly size: number
  read(start: number, end: number): Promise<Bytes>
}

const BLOCK = 16

/** AES-CBC with PKCS#7 padding (RFC 8216 §4.3.2.4). `read` counts from the stretch's begin. */
const chained = async (key: CryptoKey, iv: Bytes, size: number, read: ReadBytes): Promise<PlainBytes> => {
  if (size === 0 || size % BLOCK !== 0) throw new CipherFailed('not whole blocks')
  /** Of whole blocks; the browser insists on padding, so a block of it is put behind them. */
  const decrypt = async (vector: Uint8Array, blocks: Uint8Array): Promise<Bytes> => {
    const end = await crypto.subtle.encrypt({ name: 'AES-CBC', iv: new Uint8Array(blocks.subarray(blocks.length - BLOCK)) }, key, new Uint8Array(0))
    const padded = new Uint8Array(blocks.length + BLOCK)
    padded.set(blocks)
    padded.set(new Uint8Array(end), blocks.length)
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv: new Uint8Array(vector) }, key, padded))
  }
  const blocks = async (from: number, to: number): Promise<Bytes> => {
    const bytes = await read(Math.max(0, from - BLOCK), to)
    return from === 0 ? decrypt(iv, bytes) : decrypt(bytes.subarray(0, BLOCK), bytes.subarray(BLOCK))
  }
  const last = await blocks(size - BLOCK, size)
  const padding = last[BLOCK - 1] ?? 0
  if (padding === 0 || padding > BLOCK || last.subarray(BLOCK - padding).some((byte) => byte !== padding)) throw new CipherFailed('no padding')
  return {
    size: size - padding,
    read: async (start, end) => {
      if (end <= start) return new Uint8Array(0)
      const from = start - (start % BLOCK)
      const plain = await blocks(from, Math.min(size, Math.ceil(end / BLOCK) * BLOCK))
      return plain.subarray(start - from, end - from)
    },
  }
}

/** Bits of the counter that count: as packagers and hls.js have it. */
const COUNTING_BITS = 64

const counted = (key: CryptoKey, iv: Bytes, size: number, read: ReadBytes): PlainBytes => ({
  size,
  read: async (start, end) => {
    if (end <= start) return new Uint8Array(0)
    const from = start - (start % BLOCK)
    const counter = iv.slice()
    const view = new DataView(counter.buffer)
    view.setBigUint64(8, view.getBigUint64(8) + BigInt(from / BLOCK))
    const plain = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CTR', counter, length: COUNTING_BITS }, key, new Uint8Array(await read(from, end))))
    return plain.subarray(start - from)
  },
})

/** `key`: the content of the key file. Throws CipherFailed. */
export const decipher = async ({ method, iv }: Cipher, key: Bytes, size: number, read: ReadBytes): Promise<PlainBytes> => {
  const name = method === 'AES-256-CTR' ? 'AES-CTR' : 'AES-CBC'
  const imported = await crypto.subtle.importKey('raw', key, name, false, ['encrypt', 'decrypt'])
  return name === 'AES-CTR' ? counted(imported, fromHex(iv), size, read) : chained(imported, fromHex(iv), size, read)
}
