// What of a file of Deeds is taken here, what is here already, and what is refused and why. Nothing is taken because a file says so.

import { equal, sha256, toHex } from '../bytes.ts'
import type { TrustError } from '../errors.ts'
import type { Bytes } from '../ids.ts'
import type { Verify } from '../log/checkpoint.ts'
import { err, ok, type Result } from '../result.ts'
import { agencyId, parseStatement } from '../trust/certificate.ts'
import { sortStatements, verifyChain } from '../trust/verifyChain.ts'
import { deedSigningInput, parseDeed, type Deed } from './deed.ts'
import type { DeedBook } from './deedBook.ts'
import type { DeedFile } from './deedFile.ts'
import { judgeDeed, type DeedFault } from './judgeDeed.ts'
import { hashesIn } from './references.ts'

export type RefusalFault = DeedFault | 'badCertificate'

export interface RefusedDeed {
  /** Its type where it can be read, else `deed`; `certificate` for a statement. */
  readonly type: string
  /** Its id, or the SHA-256 of the bytes. */
  readonly deed: string
  readonly fault: RefusalFault
  readonly detail: string
}

export interface DeedImportPlan {
  /** Certificates and revocations that are new here and stand. */
  readonly statements: readonly Bytes[]
  /** New here, and named by a Deed that is taken or was known. */
  readonly attachments: readonly Bytes[]
  /** In the order of the file. */
  readonly deeds: readonly Deed[]
  /** Ids of Deeds that were here already: bringing them again is harmless. */
  readonly known: readonly string[]
  readonly refused: readonly RefusedDeed[]
}

export interface ImportPlace {
  readonly root: Bytes
  readonly statements: readonly Bytes[]
  readonly book: DeedBook
  readonly nowMs: number
}

/** ForeignAgency for a file of another unit; everything else is judged one by one. */
export const planDeedImport = async (file: DeedFile, here: ImportPlace, verify: Verify): Promise<Result<DeedImportPlan, TrustError>> => {
  if (!equal(file.root, here.root)) return err({ type: 'ForeignAgency', expected: agencyId(here.root), found: agencyId(file.root) })
  const refused: RefusedDeed[] = []
  const statements = await newStatements(file.statements, here, verify, refused)
  const { trust } = await sortStatements(here.root, [...here.statements, ...statements], verify)

  const deeds: Deed[] = []
  const known: Deed[] = []
  for (const bytes of new Map(file.deeds.map((one) => [toHex(one), one])).values()) {
    const parsed = parseDeed(bytes)
    if (!parsed.ok) {
      refused.push({ type: 'deed', deed: toHex(sha256(bytes)), fault: 'malformed', detail: parsed.error })
      continue
    }
    const deed = parsed.value
    const signed = await verify(deed.personKey, deedSigningInput(deed.body), deed.signature)
    const held = here.book.find(deed.id)
    if (signed && held && held.fault !== 'badSignature') {
      known.push(deed)
      continue
    }
    const fault = judgeDeed({ deed, signed, seenMs: here.nowMs }, trust, here.book.judging(deed.type, deed.madeMs))
    // Of a later version: kept and carried, as the log would.
    if (fault === null || fault === 'unknownType') deeds.push(deed)
    else refused.push({ type: deed.type.slice(0, 60), deed: deed.id, fault, detail: trust.people.get(deed.person)?.name ?? deed.person })
  }
  const wanted = new Set([...deeds, ...known].flatMap(({ fields }) => hashesIn(fields)))
  const attachments = file.attachments.filter((whole) => {
    const hash = toHex(sha256(whole))
    return wanted.has(hash) && here.book.attachment(hash) === null
  })
  return ok({ statements, attachments, deeds, known: known.map(({ id }) => id), refused })
}

/** Each is checked with the authorities that are known or came along: one bad statement keeps no good one out. */
const newStatements = async (offered: readonly Bytes[], here: ImportPlace, verify: Verify, refused: RefusedDeed[]): Promise<readonly Bytes[]> => {
  const held = new Set(here.statements.map(toHex))
  const added = [...new Map(offered.map((one) => [toHex(one), one])).entries()].filter(([hex]) => !held.has(hex)).map(([, one]) => one)
  const authorities: Bytes[] = []
  for (const bytes of [...here.statements, ...added]) {
    const parsed = parseStatement(bytes)
    if (parsed.ok && parsed.value.statement.kind === 'authority' && (await verifyChain(here.root, [bytes], verify)).ok) authorities.push(bytes)
  }
  const taken: Bytes[] = []
  for (const bytes of added) {
    const stands = await verifyChain(here.root, [...authorities, bytes], verify)
    if (stands.ok) taken.push(bytes)
    else refused.push({ type: 'certificate', deed: toHex(sha256(bytes)), fault: 'badCertificate', detail: stands.error.type === 'ForeignAgency' ? stands.error.found : stands.error.detail })
  }
  return taken
}
