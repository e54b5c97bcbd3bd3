// A file as the texts of QR codes, compressed, and back again from codes seen in any order.

import { maxDeedFileBytes } from '../core/deeds/deedFile.ts'
import { joinCodeParts, readCodeText, toCodeTexts, type CodePart } from '../core/format/codeParts.ts'
import type { Bytes } from '../core/ids.ts'

/** Null when it is too much for codes. */
export const packCodes = async (file: Bytes): Promise<readonly string[] | null> => toCodeTexts(await through(file, new CompressionStream('deflate-raw'), Infinity).then((packed) => packed ?? new Uint8Array()))

export interface CodeCollector {
  /** Takes what a code says; false when it is no part of a file. */
  take(text: string): boolean
  /** Of the file whose part was seen last; null before any. */
  progress(): { readonly have: number; readonly count: number } | null
  /** Null while parts are missing or what they give cannot be unpacked. */
  whole(): Promise<Bytes | null>
}

export const makeCodeCollector = (): CodeCollector => {
  const files = new Map<string, Map<number, CodePart>>()
  let last: CodePart | null = null
  const parts = (): ReadonlyMap<number, CodePart> => files.get(last?.id ?? '') ?? new Map()
  return {
    take: (text) => {
      const part = readCodeText(text)
      if (!part) return false
      last = part
      files.set(part.id, (files.get(part.id) ?? new Map()).set(part.index, part))
      return true
    },
    progress: () => last && { have: parts().size, count: last.count },
    whole: async () => {
      const packed = joinCodeParts([...parts().values()])
      return packed && through(packed, new DecompressionStream('deflate-raw'), maxDeedFileBytes)
    },
  }
}

/** Null for what cannot be unpacked, or unpacks to more than `limit`. */
const through = async (bytes: Bytes, stream: CompressionStream | DecompressionStream, limit: number): Promise<Bytes | null> => {
  const reader = new Blob([bytes]).stream().pipeThrough<Bytes>(stream).getReader()
  const chunks: Bytes[] = []
  let length = 0
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      chunks.push(next.value)
      length += next.value.length
      if (length > limit) {
        await reader.cancel()
        return null
      }
    }
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}
