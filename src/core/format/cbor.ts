// Deterministic CBOR (RFC 8949 section 4.2.1) of text, whole numbers, bytes, booleans, null, arrays and maps with text keys.

import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import { equal } from '../bytes.ts'
import type { Bytes } from '../ids.ts'
import { err, ok, type Result } from '../result.ts'

export type Cbor = string | number | boolean | null | Uint8Array | readonly Cbor[] | CborMap
export interface CborMap {
  readonly [key: string]: Cbor
}

/** Throws on what the format does not hold (a float, undefined, a number beyond 2^53): writing one is a bug. */
export const encodeCbor = (value: Cbor): Bytes => new Uint8Array(encode(value, encodeOptions))

/** Refuses whatever `encodeCbor` would not have written in exactly these bytes. The error is a technical reason in English. */
export const decodeCbor = (bytes: Uint8Array, maxBytes: number): Result<Cbor, string> => {
  if (bytes.length > maxBytes) return err(`${bytes.length} bytes, at most ${maxBytes}`)
  try {
    const value = decode(bytes, decodeOptions) as Cbor
    return equal(encodeCbor(value), bytes) ? ok(value) : err('not in deterministic form')
  } catch (error) {
    return err(error instanceof Error ? error.message : 'not CBOR')
  }
}

/** For bytes that were read by `decodeCbor` before they were kept: not compared again. */
export const decodeKeptCbor = (bytes: Uint8Array): Result<Cbor, string> => {
  try {
    return ok(decode(bytes, decodeOptions) as Cbor)
  } catch (error) {
    return err(error instanceof Error ? error.message : 'not CBOR')
  }
}

export const isMap = (value: Cbor | undefined): value is CborMap => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
export const isBytes = (value: Cbor | undefined, length?: number): value is Uint8Array => value instanceof Uint8Array && (length === undefined || value.length === length)
/** A whole number that is not negative. */
export const isCount = (value: Cbor | undefined): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
export const isText = (value: Cbor | undefined): value is string => typeof value === 'string'
export const isList = (value: Cbor | undefined): value is readonly Cbor[] => Array.isArray(value)

const decodeOptions = { strict: true, allowIndefinite: false, allowUndefined: false, allowInfinity: false, allowNaN: false, allowBigInt: false, rejectDuplicateMapKeys: true }

const encodeOptions = {
  ...rfc8949EncodeOptions,
  typeEncoders: {
    number: (value: number) => {
      if (!Number.isSafeInteger(value)) throw new Error(`not a whole number: ${value}`)
      return null
    },
    undefined: () => {
      throw new Error('undefined has no place in a record')
    },
  },
}
