// Text of a file that a unit hands in: UTF-8 with or without a byte order mark, else GB 18030 as older spreadsheets write it.

import type { TrustError } from '../core/errors.ts'
import { err, ok, type Result } from '../core/result.ts'

export interface DecodedText {
  readonly text: string
  readonly encoding: 'utf-8' | 'gb18030'
}

/** Every GB 18030 text of some length is wrong UTF-8, so UTF-8 is tried first, strictly. FileNotRecognised for what is neither. */
export const policyText = (bytes: Uint8Array): Result<DecodedText, TrustError> => {
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      // Both encodings have a byte for it; no text file has one: UTF-16 and spreadsheets' own formats do.
      if (text.includes('\0')) return err({ type: 'FileNotRecognised', detail: 'NUL' })
      return ok({ text, encoding })
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  return err({ type: 'FileNotRecognised', detail: 'UTF-8, GB 18030' })
}
