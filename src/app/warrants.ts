// What a Viewing rests on: finds the Approval that covers it, puts what it cites into this device's own Log, and watches that it goes on.

import { toHex } from '../core/bytes.ts'
import { parseDeed } from '../core/deeds/deed.ts'
import type { DeedBook } from '../core/deeds/deedBook.ts'
import type { FieldreelError, ViewingError } from '../core/errors.ts'
import { bodyOf, decodeEntry } from '../core/log/entry.ts'
import type { EntryBodies } from '../core/log/kinds.ts'
import { piecesOf } from '../core/pieces/piece.ts'
import { permit, rolesFor } from '../core/policy/profile.ts'
import type { Clock, Live, LogStore } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import { coverFor, type Cover, type CoverReason } from '../core/viewing/approvals.ts'
import { requestsOf } from '../core/viewing/requests.ts'
import { takenOutBy, type TakenOut } from '../core/viewing/takenOut.ts'
import { outUses } from '../core/viewing/uses.ts'
import type { ViewingRequest, ViewingRow } from '../core/viewing/viewing.ts'
import type { Answer, Person } from './app.ts'
import type { AppendEntry } from './logWriter.ts'
import { attach } from './signDeed.ts'

export interface WarrantDeps {
  readonly appendEntry: AppendEntry
  readonly clock: Pick<Clock, 'now'>
  readonly after: (ms: number, run: () => void) => () => void
  readonly logs: Pick<LogStore, 'byKind'>
  readonly deeds: Live<DeedBook> & { get(): DeedBook }
  readonly viewings: Live<readonly ViewingRow[]> & { get(): readonly ViewingRow[] }
  /** Who unlocked this device, and its Log; null while it is locked. */
  readonly unlocked: () => { readonly person: Person; readonly logId: string } | null
}

/** What view-open says of itself. */
export interface Warrant {
  readonly opening: Pick<EntryBodies['view-open'], 'person' | 'purpose' | 'reason' | 'caseNumber' | 'approval' | 'registration' | 'urgent' | 'visit'>
  /** Null for an urgent Viewing: it ends when the viewer ends it. */
  readonly cover: Cover | null
  /** Puts the Deeds it rests on into this device's own Log; call it before view-open. */
  cite(): Answer<void>
}

export interface WarrantWatch {
  /** Cheap: called for every picture shown. */
  check(): void
  stop(): void
}

export interface Warrants {
  /** NotApproved, UrgentNotAllowed, RoleNotAllowed; nothing may be shown then. */
  find(request: ViewingRequest, recordings: readonly string[]): Answer<Warrant>
  /** `onEnd` is called once, when the Approval has run out or was withdrawn. */
  watch(warrant: Warrant, onEnd: (error: Extract<ViewingError, { type: 'ApprovalEnded' }>) => void): WarrantWatch
}

/** Article 18: nothing goes out without an Approval to extract or release it. */
export interface WayOut {
  /** NotApprovedToTakeOut. `cite` puts the Deeds it rests on into this device's own Log; call it before the entry. */
  findToTakeOut(recordings: readonly string[]): Answer<{ readonly person: string; readonly approval: string; cite(): Answer<void> }>
}

/** A laptop may sleep, and a timer holds no more than 24 days: looked at again at least so often. */
const lookEveryMs = 30_000

export const makeWarrants = (deps: WarrantDeps): Warrants & WayOut => {
  const { appendEntry, clock } = deps
  /** Only grows: read again when something is not found in it. */
  let known: { readonly log: string; readonly names: Set<string> } = { log: '', names: new Set() }

  const find = async (request: ViewingRequest, recordings: readonly string[]): Answer<Warrant> => {
    const open = deps.unlocked()
    if (!open) return err({ type: 'KeysLocked' })
    const { person } = open
    const book = deps.deeds.get()
    const nowMs = clock.now()
    const { profile } = book.profileAt(nowMs)
    const permitted = permit(profile, person.roles, 'watch')
    if (!permitted.ok) return permitted
    const { purpose, reason, caseNumber, visit } = request
    const opening = { person: person.id, purpose, reason, caseNumber, visit }
    if (request.urgent) {
      if (!profile.viewing.urgentAllowed) return err({ type: 'UrgentNotAllowed' })
      return ok({ opening: { ...opening, approval: null, registration: null, urgent: true }, cover: null, cite: async () => ok(undefined) })
    }
    const covered = coverFor({ book, viewings: deps.viewings.get(), takenOut: [], nowMs, person, recordings, uses: ['view'], visit })
    if (!covered.ok) {
      const [reasonFor] = covered.error
      if (!reasonFor) throw new Error('no cover and no reason')
      const noted = await noteAttempt(reasonFor)
      if (!noted.ok) return noted
      return err({ type: 'NotApproved', fault: reasonFor.fault, needed: rolesFor(profile, reasonFor.fault.type === 'notRegistered' ? 'registerViewing' : 'approveViewing') })
    }
    const { request: asked, approval, registration } = covered.value
    const pieces = piecesOf(book)
    const shown = recordings.flatMap((id) => pieces.get(id)?.id ?? [])
    const cited = [asked.deed.id, approval.id, ...(registration ? [registration.id] : []), ...shown]
    return ok({ opening: { ...opening, approval: approval.id, registration: registration?.id ?? null, urgent: false }, cover: covered.value, cite: () => cite(book, open.logId, cited) })
  }

  const findToTakeOut: WayOut['findToTakeOut'] = async (recordings) => {
    const open = deps.unlocked()
    if (!open) return err({ type: 'KeysLocked' })
    const { person } = open
    const book = deps.deeds.get()
    const nowMs = clock.now()
    const covered = coverFor({ book, viewings: [], takenOut: await takenOut(), nowMs, person, recordings, uses: outUses })
    if (!covered.ok) {
      const fault = covered.error[0]?.fault ?? { type: 'notAsked' as const }
      return err({ type: 'NotApprovedToTakeOut', fault, needed: rolesFor(book.profileAt(nowMs).profile, fault.type === 'notRegistered' ? 'registerViewing' : 'approveRelease') })
    }
    const { request, approval, registration } = covered.value
    const pieces = piecesOf(book)
    const cited = [request.deed.id, approval.id, ...(registration ? [registration.id] : []), ...recordings.flatMap((id) => pieces.get(id)?.id ?? [])]
    return ok({ person: person.id, approval: approval.id, cite: () => cite(book, open.logId, cited) })
  }

  /** From the logs themselves: what was just saved counts, and what is hidden from this person too. */
  const takenOut = async (): Promise<readonly TakenOut[]> => {
    const stored = await deps.logs.byKind('piece-export')
    return stored.flatMap(({ bytes }) => {
      const entry = decodeEntry(bytes)
      return entry.ok ? takenOutBy([entry.value]) : []
    })
  }

  /** Somebody tried to look with a Deed that does not permit it: on record. Merely not having asked yet is none. */
  const noteAttempt = async ({ fault, request }: CoverReason): Promise<Result<void, FieldreelError>> => {
    if (!request || ['notAsked', 'waiting', 'notRegistered', 'listMissing'].includes(fault.type)) return ok(undefined)
    const deed = request.answer ?? request.deed
    const written = await appendEntry('deed-refused', { type: deed.type, deed: deed.id, fault: fault.type, detail: JSON.stringify(fault).slice(0, 300) })
    return written.ok ? ok(undefined) : written
  }

  /** A Log must be understood by itself: what was approved elsewhere, and by which profile, is entered here before it is cited. */
  const cite = async (book: DeedBook, ownLog: string, ids: readonly string[]): Promise<Result<void, FieldreelError>> => {
    const rows = [...ids, ...book.of('profile').map(({ id }) => id)].flatMap((id) => book.find(id) ?? [])
    const lists = rows.flatMap((row) => ('list' in row.fields ? [row.fields.list] : 'profile' in row.fields ? [row.fields.profile] : [])).filter((hash) => book.attachment(hash as string) !== null) as readonly string[]
    const wanted = [...lists, ...rows.map(({ id }) => id)]
    if (known.log !== ownLog || wanted.some((name) => !known.names.has(name))) known = { log: ownLog, names: await namesIn(ownLog) }
    for (const hash of lists) {
      const whole = book.attachment(hash)
      if (!whole || known.names.has(hash)) continue
      const written = await attach(appendEntry, whole)
      if (!written.ok) return written
      known.names.add(hash)
    }
    for (const { id, bytes } of rows) {
      if (known.names.has(id)) continue
      const written = await appendEntry('deed', { deed: bytes })
      if (!written.ok) return written
      known.names.add(id)
    }
    return ok(undefined)
  }

  /** Ids of Deeds and hashes of attachments that stand in a Log. */
  const namesIn = async (log: string): Promise<Set<string>> => {
    const stored = (await Promise.all([deps.logs.byKind('deed'), deps.logs.byKind('attachment')])).flat().filter(({ logId }) => logId === log)
    return new Set(
      stored.flatMap(({ bytes }) => {
        const entry = decodeEntry(bytes)
        const piece = entry.ok ? bodyOf(entry.value, 'attachment') : null
        const parsed = entry.ok && !piece ? parseDeed(bodyOf(entry.value, 'deed')?.deed ?? new Uint8Array()) : null
        // The last piece is written last: a killed program leaves none that counts.
        if (piece) return piece.index === piece.of - 1 ? [toHex(piece.sha256)] : []
        return parsed?.ok ? [parsed.value.id] : []
      }),
    )
  }

  const watch: Warrants['watch'] = ({ cover }, onEnd) => {
    if (!cover) return { check: () => undefined, stop: () => undefined }
    const { untilMs, request, approval } = cover
    let callOff = (): void => undefined
    let stopDeeds = (): void => undefined
    let over = false
    const stop = (): void => {
      over = true
      callOff()
      stopDeeds()
    }
    const end = (why: 'expired' | 'withdrawn'): void => {
      if (over) return
      stop()
      onEnd({ type: 'ApprovalEnded', why, untilMs })
    }
    const check = (): void => {
      if (!over && clock.now() > untilMs) end('expired')
    }
    const look = (): void => {
      check()
      if (!over) callOff = deps.after(Math.min(lookEveryMs, Math.max(0, untilMs - clock.now()) + 1), look)
    }
    look()
    stopDeeds = deps.deeds.subscribe((book) => {
      const now = requestsOf({ book, viewings: [], takenOut: [], nowMs: clock.now() }).find(({ deed }) => deed.id === request.deed.id)
      if (now && (now.withdrawal || (now.answer && now.answer.id !== approval.id))) end('withdrawn')
    })
    if (over) stopDeeds()
    return { check, stop }
  }

  return { find, watch, findToTakeOut }
}
