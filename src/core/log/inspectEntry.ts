// What can be said of one Entry alone, without its neighbours: form, leaf and signatures. Safe to do for many at once.

import { toHex } from '../bytes.ts'
import type { Bytes } from '../ids.ts'
import { deedSigningInput, parseDeed } from '../deeds/deed.ts'
import { parseStatement, personId, signingInput } from '../trust/certificate.ts'
import { sessionSigningInput } from '../trust/sessionStatement.ts'
import { bodyProblem } from './bodyShapes.ts'
import type { Verify } from './checkpoint.ts'
import { bodyOf, decodeEntry, entryLeaf, entrySigningInput, type Entry } from './entry.ts'
import type { SignedEntry } from './exchange.ts'

export interface InspectedEntry {
  /** Hex. */
  readonly leaf: string
  /** Null when the bytes are no Entry; `detail` says why. */
  readonly entry: Entry | null
  /** Why the bytes or the body are malformed, or null. */
  readonly detail: string | null
  /** The device's signature matches. */
  readonly signed: boolean
  /** Of a session-open: the person's signature and id match. Else true. */
  readonly personSigned: boolean
  /** Of a deed entry: the person's signature matches. Else true. */
  readonly deedSigned: boolean
  /** Of a certificate entry: the key that signed the statement, hex, or null when it does not read or match. */
  readonly statementIssuer: string | null
}

export const inspectEntry = async (publicKey: Bytes, { bytes, signature }: SignedEntry, verify: Verify): Promise<InspectedEntry> => {
  const leaf = entryLeaf(bytes)
  const signed = signature.length === 64 && (await verify(publicKey, entrySigningInput(bytes), signature))
  const decoded = decodeEntry(bytes)
  if (!decoded.ok) return { leaf, entry: null, detail: decoded.error.type === 'LogMalformed' ? decoded.error.detail : decoded.error.type, signed, personSigned: true, deedSigned: true, statementIssuer: null }
  const entry = decoded.value
  const detail = bodyProblem(entry.kind, entry.body)
  return {
    leaf,
    entry,
    detail,
    signed,
    personSigned: detail !== null || (await isPersonSigned(entry, verify)),
    deedSigned: detail !== null || (await isDeedSigned(entry, verify)),
    statementIssuer: detail === null ? await issuerOf(entry, verify) : null,
  }
}

const isPersonSigned = async (entry: Entry, verify: Verify): Promise<boolean> => {
  const body = bodyOf(entry, 'session-open')
  if (!body) return true
  const personKey = new Uint8Array(body.personKey)
  return personId(personKey) === body.person && (await verify(personKey, sessionSigningInput({ ...entry, personKey }), new Uint8Array(body.personSignature)))
}

const isDeedSigned = async (entry: Entry, verify: Verify): Promise<boolean> => {
  const body = bodyOf(entry, 'deed')
  const parsed = body && parseDeed(body.deed)
  return !parsed?.ok || verify(parsed.value.personKey, deedSigningInput(parsed.value.body), parsed.value.signature)
}

const issuerOf = async (entry: Entry, verify: Verify): Promise<string | null> => {
  const body = bodyOf(entry, 'certificate')
  if (!body) return null
  const parsed = parseStatement(body.certificate)
  if (!parsed.ok) return null
  const { statement, signature, body: signedBody } = parsed.value
  return (await verify(statement.issuer, signingInput(signedBody), signature)) ? toHex(statement.issuer) : null
}
