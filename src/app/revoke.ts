// On the authority's device: ends the certificates of a person or device, and renews those of a person with other roles.

import { fromHex, toHex } from '../core/bytes.ts'
import type { Level } from '../core/deeds/secrecyDeeds.ts'
import type { Bytes, LogId } from '../core/ids.ts'
import { combineLive } from '../core/live.ts'
import { parseCheckpoint } from '../core/log/checkpoint.ts'
import type { Live, LogQueries, LogStore, StoredCheckpoint, StoredLog } from '../core/ports.ts'
import { err } from '../core/result.ts'
import { issue, parseStatement, type Certificate, type CertificateKind } from '../core/trust/certificate.ts'
import { rosterOf, type RosterRow } from '../core/trust/roster.ts'
import type { Trust } from '../core/trust/verifyChain.ts'
import type { Answer, Role } from './app.ts'
import { admitStatements, certifyPerson, type EnrolDeps } from './enrol.ts'

/** A signed head of a Log, to be named as the last one trusted. */
export interface KnownHead {
  readonly logId: LogId
  readonly size: number
  readonly witnesses: readonly string[]
}

export interface RosterEntry extends RosterRow {
  /** This device, or the person at work: cannot be revoked from here. */
  readonly self: boolean
  /** Of a device: the signed heads of its Logs that are held here, newest first. */
  readonly heads: readonly KnownHead[]
}

export interface NewRevocation {
  readonly kind: 'person' | 'device'
  /** Public key, hex. */
  readonly key: string
  readonly reason: string
  /** What a person signed from then on does not count. */
  readonly fromMs: number
  /** Of a device: the last head that is trusted; null for none of what it wrote. */
  readonly head: Pick<KnownHead, 'logId' | 'size'> | null
}

export interface RevokeDeps extends EnrolDeps {
  readonly logs: LogStore
  readonly queries: LogQueries
}

export interface RevokeService {
  readonly roster: Live<readonly RosterEntry[]>
  revoke(revocation: NewRevocation): Answer<void>
  /** A new certificate for the key of a person, with the name and number of the last. */
  renewPerson(id: string, roles: readonly Role[], clearances: readonly Level[]): Answer<void>
}

export const makeRevoke = (deps: RevokeDeps): RevokeService => {
  const { identity, logs } = deps

  /** Certificates of these kinds for a key that were not revoked yet. */
  const standing = (kinds: readonly CertificateKind[], key: string): readonly Certificate[] =>
    (identity.record()?.statements ?? []).flatMap((bytes) => {
      const parsed = parseStatement(bytes)
      if (!parsed.ok || parsed.value.statement.kind === 'revocation') return []
      const { statement } = parsed.value
      return kinds.includes(statement.kind) && toHex(statement.subject) === key && !identity.trust.get()?.revocations.has(statement.serial) ? [statement] : []
    })

  const rootAt = async ({ logId, size }: Pick<KnownHead, 'logId' | 'size'>): Promise<Bytes | null> => {
    const note = (await logs.checkpoints(logId)).find((one) => one.size === size)?.note
    const read = note === undefined ? null : parseCheckpoint(note)
    return read?.ok ? new Uint8Array(read.value.root) : null
  }

  const end = (certificates: readonly Certificate[], { fromMs, reason }: Pick<NewRevocation, 'fromMs' | 'reason'>, lastTrusted: { readonly logId: Bytes; readonly size: number; readonly root: Bytes } | null) => {
    const authority = identity.unlocked()?.authority
    if (!authority) throw new Error('asked for before')
    return Promise.all(certificates.map(({ serial }) => issue({ kind: 'revocation', serial: toHex(deps.random.bytes(16)), revokes: serial, fromMs, lastTrusted, reason }, authority)))
  }

  const withHeads = (row: RosterRow, own: string, person: string, all: readonly StoredLog[], checkpoints: readonly StoredCheckpoint[]): RosterEntry => {
    const mine = all.filter(({ publicKey }) => row.kind === 'device' && toHex(publicKey) === row.key)
    const heads = checkpoints.filter(({ logId }) => mine.some((log) => log.logId === logId)).toSorted((a, b) => b.size - a.size)
    return { ...row, heads, self: row.id === person || mine.some(({ logId }) => logId === own) }
  }

  return {
    roster: combineLive<[Trust | null, readonly StoredLog[], readonly StoredCheckpoint[]], readonly RosterEntry[]>([identity.trust, deps.queries.logs, deps.queries.checkpoints], (trust, all, checkpoints) => {
      const open = identity.unlocked()
      return trust ? rosterOf(trust).map((row) => withHeads(row, open?.logId ?? '', open?.person.id ?? '', all, checkpoints)) : []
    }),

    revoke: async ({ kind, key, reason, fromMs, head }) => {
      if (!identity.unlocked()?.authority) return err({ type: 'KeysLocked' })
      const root = head && (await rootAt(head))
      const lastTrusted = head && root ? { logId: fromHex(head.logId), size: head.size, root } : null
      const certificates = standing(kind === 'person' ? ['person', 'auditor'] : ['device'], key)
      return admitStatements(deps, await end(certificates, { fromMs, reason }, lastTrusted))
    },

    renewPerson: async (id, roles, clearances) => {
      const authority = identity.unlocked()?.authority
      const current = identity.trust.get()?.people.get(id)
      const unit = identity.record()?.unit
      if (!authority || !current || unit === undefined) return err({ type: 'KeysLocked' })
      const { subject, name, officerNumber } = current
      const key = toHex(subject)
      // Who is an auditor no more cosigns no more; who stays one keeps that certificate.
      const cosigning = standing(['auditor'], key)
      const [person, auditor] = await certifyPerson(deps, authority, { key: subject, name, officerNumber, roles, clearances, unit })
      if (!person) throw new Error('a certificate was asked for')
      const ended = roles.includes('auditor') ? [] : await end(cosigning, { fromMs: deps.clock.now(), reason: roles.join(' ') }, null)
      return admitStatements(deps, [person, ...(auditor && cosigning.length === 0 ? [auditor] : []), ...ended])
    },
  }
}
