// A made-up unit whose people sign Deeds, and the book that is folded from them: for tests of everything that reads the book.

import { fromHex, sha256, toHex, utf8 } from '../../src/core/bytes.ts'
import { parseDeed, signDeed } from '../../src/core/deeds/deed.ts'
import { makeDeedProjection, type DeedBook } from '../../src/core/deeds/deedBook.ts'
import type { DeedFields, DeedType } from '../../src/core/deeds/deedKinds.ts'
import type { AppendEntry } from '../../src/app/logWriter.ts'
import type { Bytes } from '../../src/core/ids.ts'
import { logId } from '../../src/core/ids.ts'
import type { Entry } from '../../src/core/log/entry.ts'
import type { EntryBodies, EntryKind } from '../../src/core/log/kinds.ts'
import type { Role } from '../../src/core/policy/acts.ts'
import { ok } from '../../src/core/result.ts'
import { agencyId, issue, personId, type Certificate } from '../../src/core/trust/certificate.ts'
import { sortStatements, type Trust } from '../../src/core/trust/verifyChain.ts'
import { baseMs, makeTestSigner, serialOf, signers, unit, verifyInNode } from './agency.ts'

export interface SignedBy {
  /** Name of one of `people`; the key comes from the name. */
  readonly by: string
  /** The signer's clock; default: a second after the Deed before. */
  readonly atMs?: number
  /** When the log has it; default `atMs`. */
  readonly seenMs?: number
  readonly agency?: string
}

export interface DeedBench {
  /** Signs, enters, and gives the Deed's id. */
  sign<T extends DeedType>(type: T, fields: DeedFields<T>, how: SignedBy): Promise<string>
  /** Enters what Deeds refer to by hash, and gives the hash. */
  attach(bytes: Bytes): Promise<string>
  /** Enters a Deed's bytes as they are. */
  enter(deed: Bytes, seenMs?: number): Promise<void>
  bytesOf(id: string): Bytes
  revoke(name: string, fromMs: number): Promise<void>
  book(): DeedBook
  readonly trust: () => Trust
  /** A certificate or revocation from elsewhere. */
  addStatement(bytes: Bytes): Promise<void>
  /** Exact bytes, oldest first. */
  readonly statements: () => readonly Bytes[]
  /** As this device's own log writer: what is appended is in the book. */
  readonly appendEntry: AppendEntry
  readonly idOf: (name: string) => string
}

const certificate = (kind: Certificate['kind'], name: string, subject: Bytes, role = ''): Omit<Certificate, 'issuer'> => ({ kind, serial: serialOf(`${kind} ${name}`), subject, name, officerNumber: '', role, unit, notBefore: baseMs - 1_000 })

export const makeDeedBench = async (people: Readonly<Record<string, readonly Role[]>>): Promise<DeedBench> => {
  const { root, authority } = signers
  const statements: Bytes[] = [
    await issue(certificate('root', unit, root.publicKey), root),
    await issue(certificate('authority', unit, authority.publicKey), root),
    ...(await Promise.all(Object.entries(people).map(([name, roles]) => issue(certificate('person', name, makeTestSigner(name).publicKey, roles.join(' ')), authority)))),
  ]
  let trust = (await sortStatements(root.publicKey, statements, verifyInNode)).trust
  const fold = makeDeedProjection(verifyInNode)
  const signed = new Map<string, Bytes>()
  let seq = 0
  let lastMs = baseMs
  const write = async <K extends EntryKind>(kind: K, timeMs: number, body: EntryBodies[K]): Promise<void> => {
    const entry: Entry = { logId: logId('a'.repeat(64)), seq: seq++, prev: '', timeMs, monoMs: 0, boot: '', salt: new Uint8Array(16), kind, body: body as unknown as Entry['body'] }
    await fold.add([entry])
  }
  const addStatement = async (bytes: Bytes): Promise<void> => {
    statements.push(bytes)
    trust = (await sortStatements(root.publicKey, statements, verifyInNode)).trust
  }
  return {
    sign: async (type, fields, { by, atMs = lastMs + 1_000, seenMs = atMs, agency = agencyId(root.publicKey) }) => {
      lastMs = Math.max(lastMs, atMs)
      const bytes = await signDeed({ type, fields, agency, madeMs: atMs, salt: fromHex(serialOf(`deed ${seq}`)) }, makeTestSigner(by))
      const parsed = parseDeed(bytes)
      if (!parsed.ok) throw new Error(parsed.error)
      signed.set(parsed.value.id, bytes)
      await write('deed', seenMs, { deed: bytes })
      return parsed.value.id
    },
    attach: async (bytes) => {
      await write('attachment', lastMs, { sha256: sha256(bytes), index: 0, of: 1, bytes })
      return toHex(sha256(bytes))
    },
    enter: (deed, seenMs = lastMs) => write('deed', seenMs, { deed }),
    bytesOf: (id) => signed.get(id) ?? utf8(''),
    addStatement,
    revoke: async (name, fromMs) => addStatement(await issue({ kind: 'revocation', serial: serialOf(`revocation ${name}`), revokes: serialOf(`person ${name}`), fromMs, lastTrusted: null, reason: '调离' }, authority)),
    book: () => fold.book(trust),
    trust: () => trust,
    statements: () => statements,
    appendEntry: async (kind, body) => {
      await write(kind, lastMs, body)
      return ok({ logId: logId('a'.repeat(64)), seq: seq - 1, bytes: new Uint8Array(0), signature: new Uint8Array(0), leaf: '', kind, timeMs: lastMs })
    },
    idOf: (name) => personId(makeTestSigner(name).publicKey),
  }
}
