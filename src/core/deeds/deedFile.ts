// The file that carries Deeds between devices of one unit: what people signed, what it refers to, and the certificates to judge it by.

import { concat, equal, utf8 } from '../bytes.ts'
import type { TrustError } from '../errors.ts'
import { decodeCbor, encodeCbor, isBytes, isList, type Cbor } from '../format/cbor.ts'
import type { Bytes } from '../ids.ts'
import { deedFileMagic } from '../log/constants.ts'
import { err, ok, type Result } from '../result.ts'

export interface DeedFile {
  /** Root public key of the unit. */
  readonly root: Bytes
  /** Certificates and revocations, exact bytes. */
  readonly statements: readonly Bytes[]
  /** `[body, signature]` each, exact bytes. */
  readonly deeds: readonly Bytes[]
  /** Whole; Deeds name them by SHA-256. */
  readonly attachments: readonly Bytes[]
}

/** Bytes: a policy profile, a long list and their Deeds are far below. */
export const maxDeedFileBytes = 16 << 20
/** Of each: a file that was made to fill the log is refused whole. */
const maxParts = 2_000

/** `magic || [root, statements, deeds, attachments]`. */
export const makeDeedFile = ({ root, statements, deeds, attachments }: DeedFile): Bytes => concat(utf8(deedFileMagic), encodeCbor([root, statements, deeds, attachments]))

/** Form only: what is in it is judged by planDeedImport. */
export const readDeedFile = (file: Uint8Array): Result<DeedFile, TrustError> => {
  const magic = utf8(deedFileMagic)
  if (!equal(file.subarray(0, magic.length), magic)) return unrecognised('another kind of file')
  const content = decodeCbor(file.subarray(magic.length), maxDeedFileBytes)
  if (!content.ok) return unrecognised(content.error)
  if (!isList(content.value) || content.value.length !== 4) return unrecognised('not a file of deeds')
  const [root, ...lists] = content.value
  const [statements, deeds, attachments] = lists.map(readList)
  if (!isBytes(root, 32) || !statements || !deeds || !attachments) return unrecognised('fields of the file')
  return ok({ root: new Uint8Array(root), statements, deeds, attachments })
}

const readList = (value: Cbor): readonly Bytes[] | null => (isList(value) && value.length <= maxParts && value.every((one) => isBytes(one)) ? value.map((one) => new Uint8Array(one)) : null)
const unrecognised = (detail: string): Result<never, TrustError> => err({ type: 'FileNotRecognised', detail })
