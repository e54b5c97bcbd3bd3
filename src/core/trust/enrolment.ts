// The two files of enrolment: a request carried to the authority, and the certificates carried back.

import { concat, equal, sha256, toHex, utf8 } from '../bytes.ts'
import type { TrustError } from '../errors.ts'
import { decodeCbor, encodeCbor, isBytes, isCount, isList, isMap, isText, type Cbor } from '../format/cbor.ts'
import type { Bytes } from '../ids.ts'
import type { Verify } from '../log/checkpoint.ts'
import { certificateMagic, requestMagic, requestPrefix } from '../log/constants.ts'
import type { Signer } from '../ports.ts'
import { err, ok, type Result } from '../result.ts'
import { agencyId, parseStatement } from './certificate.ts'
import { verifyChain, type Trust } from './verifyChain.ts'

export interface EnrolmentRequest {
  readonly unit: string
  readonly person: string
  readonly officerNumber: string
  readonly device: string
  readonly personKey: Bytes
  readonly deviceKey: Bytes
  readonly madeMs: number
}

/** `magic || [body, the person's signature, the device's signature]`. */
export const makeRequestFile = async (request: Omit<EnrolmentRequest, 'personKey' | 'deviceKey'>, person: Signer, device: Signer): Promise<Bytes> => {
  const body = encodeCbor({ v: 1, ...request, personKey: person.publicKey, deviceKey: device.publicKey })
  const input = concat(utf8(requestPrefix), body)
  return concat(utf8(requestMagic), encodeCbor([body, await person.sign(input), await device.sign(input)]))
}

/** The id of a request: SHA-256 of the file, hex. */
export const requestId = (file: Uint8Array): string => toHex(sha256(file))

/** What people compare on two screens or by voice: eight groups of four hex digits of the id, so of everything in the file. */
export const requestNumber = (id: string): string => (id.slice(0, 32).match(/.{4}/g) ?? []).join(' ')

/** Both signatures are checked: whoever made it holds both keys. */
export const readRequestFile = async (file: Uint8Array, verify: Verify): Promise<Result<EnrolmentRequest, TrustError>> => {
  const content = readMagic(file, requestMagic)
  if (!content.ok) return content
  if (!isList(content.value) || content.value.length !== 3) return unrecognised('not a request')
  const [body, personSignature, deviceSignature] = content.value
  if (!isBytes(body) || !isBytes(personSignature, 64) || !isBytes(deviceSignature, 64)) return unrecognised('not a request')
  const fields = decodeCbor(body, maxFileBytes)
  if (!fields.ok || !isMap(fields.value)) return unrecognised('fields of the request')
  const { v, unit, person, officerNumber, device, personKey, deviceKey, madeMs } = fields.value
  if (v !== 1 || !isText(unit) || !isText(person) || !isText(officerNumber) || !isText(device) || !isBytes(personKey, 32) || !isBytes(deviceKey, 32) || !isCount(madeMs)) return unrecognised('fields of the request')
  const request = { unit, person, officerNumber, device, personKey: new Uint8Array(personKey), deviceKey: new Uint8Array(deviceKey), madeMs }
  const input = concat(utf8(requestPrefix), body)
  const signed = (await verify(request.personKey, input, new Uint8Array(personSignature))) && (await verify(request.deviceKey, input, new Uint8Array(deviceSignature)))
  return signed ? ok(request) : err({ type: 'CertificateInvalid', detail: 'the request is not signed by its own keys' })
}

export interface CertificateFile {
  readonly root: Bytes
  /** `requestId` of the request this answers. */
  readonly request: string
  /** Exact bytes of root, authority, issued certificates and the revocations known so far. */
  readonly statements: readonly Bytes[]
  readonly trust: Trust
}

/** `magic || [root public key, id of the request, statements]`. */
export const makeCertificateFile = (root: Uint8Array, request: Uint8Array, statements: readonly Uint8Array[]): Bytes => concat(utf8(certificateMagic), encodeCbor([root, sha256(request), statements]))

/** Checks the whole chain. `expectedRoot`: null when this device belongs to no agency yet. */
export const readCertificateFile = async (file: Uint8Array, expectedRoot: Uint8Array | null, verify: Verify): Promise<Result<CertificateFile, TrustError>> => {
  const content = readMagic(file, certificateMagic)
  if (!content.ok) return content
  if (!isList(content.value) || content.value.length !== 3) return unrecognised('not a certificate file')
  const [root, request, list] = content.value
  if (!isBytes(root, 32) || !isBytes(request, 32) || !isList(list) || !list.every((one) => isBytes(one))) return unrecognised('not a certificate file')
  if (expectedRoot && !equal(root, expectedRoot)) return err({ type: 'ForeignAgency', expected: agencyId(expectedRoot), found: agencyId(root) })
  const statements = list.map((one) => new Uint8Array(one))
  const trust = await verifyChain(root, statements, verify)
  if (!trust.ok) return trust
  if (!statements.some((one) => isRootOf(one, root))) return err({ type: 'CertificateInvalid', detail: 'the root certificate is missing' })
  return ok({ root: new Uint8Array(root), request: toHex(request), statements, trust: trust.value })
}

const isRootOf = (bytes: Uint8Array, root: Uint8Array): boolean => {
  const parsed = parseStatement(bytes)
  return parsed.ok && parsed.value.statement.kind === 'root' && equal(parsed.value.statement.subject, root)
}

const readMagic = (file: Uint8Array, magic: string): Result<Cbor, TrustError> => {
  const head = utf8(magic)
  if (!equal(file.subarray(0, head.length), head)) return unrecognised('another kind of file')
  const content = decodeCbor(file.subarray(head.length), maxFileBytes)
  return content.ok ? content : unrecognised(content.error)
}

const maxFileBytes = 4 << 20
const unrecognised = (detail: string): Result<never, TrustError> => err({ type: 'FileNotRecognised', detail })
