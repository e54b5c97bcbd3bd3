// Hand-over (article 13): for every Session whether it came into the archive, when it had to, and what the custodian may sign for now.

import type { Copy } from '../catalog/recording.ts'
import type { DeedBook, DeedRow } from '../deeds/deedBook.ts'
import type { DriveId } from '../ids.ts'
import { judgeHandOver, type Deadline } from '../policy/deadlines.ts'
import type { Session } from '../session/session.ts'
import { listedIn } from './deedLists.ts'
import { driveRolesOf, roleOfDrive } from './driveRoles.ts'
import { dutiesOf, dutyOfSession, type DutyRow } from './duties.ts'

export interface HandOverRow {
  readonly session: Session
  /** Judged by the profile of the Session's last day. */
  readonly deadline: Deadline
  /** Declared duty it was recorded in; null for ordinary duty. */
  readonly duty: DutyRow | null
  /** The duty was declared only after the deadline of ordinary duty had passed. */
  readonly declaredLate: boolean
  /** Recordings of the Session, and those of them that were handed over. */
  readonly recordings: number
  readonly handed: number
  /** By which they were handed over, oldest first. */
  readonly deeds: readonly DeedRow<'handOver'>[]
  /** Archive Drives on which every Recording not yet handed over was fingerprinted by this device. */
  readonly ready: readonly DriveId[]
  /** Drives that have some of it. */
  readonly on: readonly DriveId[]
}

export interface HandOverSources {
  readonly sessions: readonly Session[]
  readonly copies: readonly Copy[]
  readonly book: DeedBook
  /** When the unit's records begin here: what was recorded before cannot be overdue. */
  readonly sinceMs: number
  readonly nowMs: number
}

/** The longest overdue first, then what is due next, then the newest. */
export const handOversOf = ({ sessions, copies, book, sinceMs, nowMs }: HandOverSources): readonly HandOverRow[] => {
  const handedBy = new Map<string, DeedRow<'handOver'>>()
  // Of several the first counts.
  for (const deed of book.of('handOver')) for (const id of listedIn(book, deed.fields.list) ?? []) if (!handedBy.has(id)) handedBy.set(id, deed)
  const roles = driveRolesOf(book)
  const duties = dutiesOf(book)
  const there = Map.groupBy(copies.filter(({ state }) => state === 'fingerprinted'), ({ recordingId }) => recordingId)

  const rowOf = (session: Session): HandOverRow => {
    const ids = [...new Set(session.parts.map(({ recordingId }) => recordingId))]
    const waiting = ids.filter((id) => !handedBy.has(id))
    const deeds = [...new Set(ids.flatMap((id) => handedBy.get(id) ?? []))].toSorted((a, b) => takenMs(a) - takenMs(b))
    const last = deeds.at(-1)
    const duty = dutyOfSession(session, duties)
    const endMs = session.day === 'unset' ? null : session.endMs
    const known = book.profileOn(endMs ?? nowMs)
    const facts = {
      sessionId: session.id,
      endMs,
      shiftEndMs: duty?.deed.fields.kind === 'shift' ? duty.endMs : null,
      remote: duty?.deed.fields.kind === 'remote' ? { returnedMs: duty.endMs } : null,
      handedOverMs: waiting.length === 0 && last ? takenMs(last) : null,
    }
    const judged = judgeHandOver(facts, known, nowMs)
    const before = endMs !== null && endMs < sinceMs
    const ordinaryMs = duty && judgeHandOver({ ...facts, shiftEndMs: null, remote: null }, known, nowMs).dueMs
    const drivesOf = (id: (typeof ids)[number], mayCount: (copy: Copy) => boolean): readonly DriveId[] => (there.get(id) ?? []).filter(mayCount).map(({ driveId }) => driveId)
    const inArchive = waiting.map((id) => new Set(drivesOf(id, (copy) => !copy.reported && roleOfDrive(roles, copy.driveId) === 'archive')))
    return {
      session,
      deadline: before ? { ...judged, dueMs: null, lateMs: 0, state: judged.doneMs === null ? 'before' : 'kept' } : judged,
      duty,
      declaredLate: duty !== null && ordinaryMs !== null && takenMs(duty.deed) >= ordinaryMs,
      recordings: ids.length,
      handed: ids.length - waiting.length,
      deeds,
      ready: [...(inArchive[0] ?? [])].filter((drive) => inArchive.every((drives) => drives.has(drive))),
      on: [...new Set(ids.flatMap((id) => drivesOf(id, () => true)))],
    }
  }
  return sessions.map(rowOf).toSorted((a, b) => b.deadline.lateMs * Number(b.deadline.state === 'overdue') - a.deadline.lateMs * Number(a.deadline.state === 'overdue') || rank(a) - rank(b) || b.session.endMs - a.session.endMs)
}

/** What is overdue: who, when, how long. For audits. */
export const overdueHandOvers = (rows: readonly HandOverRow[]): readonly HandOverRow[] => rows.filter(({ deadline }) => deadline.state === 'overdue')

/** The later of its own date and of the first Log that has it: a date alone can be written by anybody. */
const takenMs = ({ madeMs, seenMs }: { readonly madeMs: number; readonly seenMs: number }): number => Math.max(madeMs, seenMs)

const order: readonly Deadline['state'][] = ['overdue', 'running', 'away', 'clockNotSet', 'none', 'late', 'kept', 'before']
const rank = ({ deadline }: HandOverRow): number => order.indexOf(deadline.state)
