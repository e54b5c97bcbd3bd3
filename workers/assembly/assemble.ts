// Puts a file that is not understood alone together: its set-up, and its own bytes as they were before they were encrypted.

import type { Beside, Reading, Stretch } from '../../src/core/catalog/listed.ts'
import type { Bytes } from '../../src/core/ids.ts'
import type { ReadBytes } from '../../src/core/media/mp4/boxes.ts'
import type { Assembly, FileLike } from '../../src/core/ports.ts'
import { decipher, type PlainBytes } from './ciphers.ts'

/** `own`: the file itself. `beside` gives a whole small file. Throws CipherFailed, and what the reads throw. */
export const assemble = async (own: PlainBytes, beside: (file: Beside) => Promise<Bytes>, { setUp, stretches }: Reading): Promise<PlainBytes> => {
  const plain = async (read: ReadBytes, { start, end, cipher }: Stretch): Promise<PlainBytes> => {
    const within: ReadBytes = (from, to) => read(start + from, start + to)
    return cipher ? decipher(cipher, await beside(cipher.key), end - start, within) : { size: end - start, read: async (from, to) => new Uint8Array(await within(from, to)) }
  }
  const list: PlainBytes[] = []
  if (setUp) {
    const bytes = await beside(setUp.file)
    const whole = await plain(async (from, to) => bytes.subarray(from, to), setUp)
    // Read once: every table begins there.
    const kept = await whole.read(0, whole.size)
    list.push({ size: kept.length, read: async (from, to) => kept.slice(from, to) })
  }
  for (const stretch of stretches) list.push(await plain(own.read, stretch))
  if (stretches.length === 0) list.push(own)
  let size = 0
  const pieces = list.map((piece) => {
    const at = size
    size += piece.size
    return { piece, at }
  })
  return {
    size,
    read: async (start, end) => {
      const [from, to] = [Math.min(start, size), Math.min(end, size)]
      const wanted = pieces.filter(({ piece, at }) => at < to && at + piece.size > from)
      const [only] = wanted
      if (only && wanted.length === 1) return only.piece.read(from - only.at, to - only.at)
      const joined = new Uint8Array(Math.max(0, to - from))
      for (const { piece, at } of wanted) joined.set(await piece.read(Math.max(0, from - at), Math.min(piece.size, to - at)), Math.max(0, at - from))
      return joined
    },
  }
}

const bytesOf = async (file: FileLike, start: number, end: number): Promise<Bytes> => new Uint8Array(await file.slice(start, end).arrayBuffer())

/** For a probe: nothing is checked. Throws what reads throw, and CipherFailed. */
export const assembledFile = async (file: FileLike, { reading, files }: Assembly): Promise<FileLike> => {
  const beside = async ({ path }: Beside): Promise<Bytes> => {
    const found = files.find((one) => one.path === path)
    if (!found) throw new Error(`no ${path}`)
    return bytesOf(found.file, 0, found.size)
  }
  const { size, read } = await assemble({ size: file.size, read: (start, end) => bytesOf(file, start, end) }, beside, reading)
  const { name, lastModified } = file
  return { name, size, lastModified, slice: (start, end) => ({ arrayBuffer: async () => new Uint8Array(await read(start, end)).slice().buffer }) }
}
