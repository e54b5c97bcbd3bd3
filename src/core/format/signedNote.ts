// C2SP signed notes (c2sp.org/signed-note): text, a blank line, and signature lines, to and from values.

import { concat, fromBase64, sha256, toBase64, utf8 } from '../bytes.ts'
import type { Bytes } from '../ids.ts'
import { err, ok, type Result } from '../result.ts'

export interface NoteSignature {
  readonly name: string
  /** 4 bytes. */
  readonly keyId: Bytes
  /** What follows the key id: of Ed25519 64 bytes, of cosignature/v1 8 bytes of time and 64. */
  readonly signature: Bytes
}

export interface SignedNote {
  /** Ends with its line feed. Exactly these bytes are signed. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** SHA-256(name || 0x0A || type || public key), the first 4 bytes. */
export const noteKeyId = (name: string, type: number, publicKey: Uint8Array): Bytes => sha256(concat(utf8(name), Uint8Array.of(10, type), publicKey)).slice(0, 4)

/** A name as a note can carry it: spaces, control characters and plus become `-`. */
export const noteKeyName = (name: string): string => name.trim().replace(/[\s\p{Cc}\p{Z}+]+/gu, '-') || 'unnamed'

export const formatNote = ({ text, signatures }: SignedNote): string => `${text}\n${signatures.map(signatureLine).join('')}`

/** The error is a technical reason in English. */
export const parseNote = (note: string): Result<SignedNote, string> => {
  if (note.length > maxNoteLength) return err('note too long')
  // oxlint-disable-next-line no-control-regex -- the specification forbids exactly these
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) return err('control character in note')
  const split = note.lastIndexOf('\n\n')
  if (split <= 0 || !note.endsWith('\n')) return err('no signature block')
  const signatures: NoteSignature[] = []
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const [, name = '', base64 = ''] = /^\u2014 ([^\s+]+) (\S+)$/u.exec(line) ?? []
    const bytes = fromBase64(base64)
    if (name === '' || !bytes || bytes.length <= 4) return err(`signature line ${signatures.length + 1} cannot be read`)
    signatures.push({ name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) })
  }
  return ok({ text: note.slice(0, split + 1), signatures })
}

const signatureLine = ({ name, keyId, signature }: NoteSignature): string => `\u2014 ${name} ${toBase64(concat(keyId, signature))}\n`
const maxNoteLength = 65_536
