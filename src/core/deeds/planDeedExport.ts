// What must go along with some Deeds so that another device of the unit can judge them: what they refer to, and certificates.

import type { CborMap } from '../format/cbor.ts'
import type { Bytes } from '../ids.ts'
import { isRevocation, parseStatement, personId } from '../trust/certificate.ts'
import type { DeedBook, DeedRow } from './deedBook.ts'
import type { DeedFile } from './deedFile.ts'
import { hashesIn } from './references.ts'

export interface DeedExport extends DeedFile {
  /** Attachments that are referred to and left out. */
  readonly leftOut: number
}

/**
 * No `ids`: every certificate and revocation of the unit, and nothing else.
 * `brief`, for QR codes: without what every device of the unit has (root, authority), and without the attachments of Deeds
 * that are only referred to: whoever made a request has its list, and whoever answers it has read it.
 */
export const planDeedExport = (book: DeedBook, ids: readonly string[], known: { readonly root: Bytes; readonly statements: readonly Bytes[] }, brief: boolean): DeedExport => {
  const rows = new Map<string, DeedRow>()
  const gather = (id: string): void => {
    const row = book.find(id)
    if (!row || rows.has(id)) return
    rows.set(id, row)
    refersTo(row).forEach(gather)
  }
  ids.forEach(gather)
  const attached = attachmentsOf([...rows.values()], book)
  const taken = brief ? attachmentsOf([...rows.values()].filter(({ id }) => ids.includes(id)), book) : attached
  return {
    root: known.root,
    statements: statementsFor(ids.length === 0 ? null : [...rows.values()], known.statements, brief),
    // Oldest first: what is answered comes before its answer.
    deeds: [...rows.values()].toSorted((a, b) => a.madeMs - b.madeMs).map(({ bytes }) => bytes),
    attachments: [...taken.values()],
    leftOut: attached.size - taken.size,
  }
}

const refersTo = ({ fields }: DeedRow): readonly string[] => hashesIn(fields as unknown as CborMap)

const attachmentsOf = (rows: readonly DeedRow[], book: DeedBook): ReadonlyMap<string, Bytes> =>
  new Map(
    rows.flatMap(refersTo).flatMap((hash) => {
      const whole = book.attachment(hash)
      return whole ? [[hash, whole] as const] : []
    }),
  )

/** The certificates of those who signed, and every revocation: a device far from the server learns of them this way, too. */
const statementsFor = (rows: readonly DeedRow[] | null, statements: readonly Bytes[], brief: boolean): readonly Bytes[] => {
  const signers = rows && new Set(rows.map(({ person }) => person))
  return statements.filter((bytes) => {
    const parsed = parseStatement(bytes)
    if (!parsed.ok) return false
    if (isRevocation(parsed.value)) return true
    const { statement } = parsed.value
    if (statement.kind === 'root' || statement.kind === 'authority') return !brief
    return !signers || (statement.kind === 'person' && 'subject' in statement && signers.has(personId(statement.subject)))
  })
}
