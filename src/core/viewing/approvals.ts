// Whether somebody may look now: the Approval that covers it, or precisely why there is none (articles 16 to 18).

import type { DeedBook, DeedRow } from '../deeds/deedBook.ts'
import { deedClockToleranceMs } from '../deeds/judgeDeed.ts'
import type { Use } from '../deeds/viewingDeeds.ts'
import { isWithin, piecesOf } from '../pieces/piece.ts'
import { mayDo } from '../policy/profile.ts'
import type { Role } from '../policy/acts.ts'
import { err, ok, type Result } from '../result.ts'
import { isApproval, requestsOf, type RequestFacts, type RequestRow } from './requests.ts'

/** What stands between a person and the picture. Names and times are for the sentence. */
export type CoverFault =
  | { readonly type: 'notAsked' }
  | { readonly type: 'waiting'; readonly askedMs: number }
  | { readonly type: 'refused'; readonly by: string; readonly words: string }
  | { readonly type: 'withdrawn'; readonly by: string }
  | { readonly type: 'expired'; readonly untilMs: number }
  | { readonly type: 'usedUp'; readonly times: number }
  | { readonly type: 'otherPerson'; readonly name: string }
  | { readonly type: 'notRegistered'; readonly by: string }
  | { readonly type: 'coversSome'; readonly covered: number; readonly asked: number }
  /** Approved, but the list of what was asked for is not here. */
  | { readonly type: 'listMissing' }
  /** The certificate of one of those who signed has been ended. */
  | { readonly type: 'revoked'; readonly name: string }
  /** Signed later than now: this computer's clock was set back. */
  | { readonly type: 'clockBack'; readonly madeMs: number }

export interface CoverReason {
  readonly fault: CoverFault
  /** What it is about; null for `notAsked`. */
  readonly request: RequestRow | null
}

export interface Cover {
  readonly request: RequestRow
  readonly approval: DeedRow<'approval'>
  /** Null where the viewer's own role may register: opening is the registration then. */
  readonly registration: DeedRow<'registration'> | null
  readonly untilMs: number
  /** Visits or files left, this one counted; null: any number. */
  readonly timesLeft: number | null
}

export interface CoverQuestion {
  readonly book: DeedBook
  readonly nowMs: number
  readonly person: { readonly id: string; readonly roles: readonly Role[] }
  readonly recordings: readonly string[]
  /** Any of these. */
  readonly uses: readonly Use[]
  /** The visit that is going on: it was counted when it began. */
  readonly visit?: string | null
}

/**
 * The reasons are ordered by how near they are to a valid Approval. Registration: where the profile lets the viewer's
 * own role register, the view-open entry is the registration; the Approval is somebody else's in any case.
 */
export const coverFor = (question: CoverQuestion & RequestFacts): Result<Cover, readonly CoverReason[]> => coverAmong(requestsOf(question), question)

/** `known`: every Request as of that moment. */
export const coverAmong = (known: readonly RequestRow[], question: CoverQuestion): Result<Cover, readonly CoverReason[]> => {
  const { book, nowMs, person, recordings, uses, visit = null } = question
  const wanted = [...new Set(recordings)]
  const requests = known.filter(({ deed }) => uses.includes(deed.fields.use) && deed.fields.urgentViewing === null)
  const pieces = piecesOf(book)
  const mayRegister = mayDo(book.profileAt(nowMs).profile, person.roles, 'registerViewing')

  const judge = (request: RequestRow): Result<Cover, CoverFault> => {
    const { deed, answer, registration, withdrawal, untilMs, times, visits } = request
    if (deed.person !== person.id) return err({ type: 'otherPerson', name: deed.name })
    if (withdrawal) return err({ type: 'withdrawn', by: withdrawal.name })
    if (nowMs > untilMs) return err({ type: 'expired', untilMs })
    if (!answer) return err({ type: 'waiting', askedMs: deed.madeMs })
    if (!isApproval(answer)) return err({ type: 'refused', by: answer.name, words: answer.fields.words })
    if (!request.recordings) return err({ type: 'listMissing' })
    const granted = request.recordings
    const covered = wanted.filter((id) => isWithin(granted, id, pieces)).length
    if (covered < wanted.length) return err({ type: 'coversSome', covered, asked: wanted.length })
    if (times > 0 && visits.size >= times && !(visit !== null && visits.has(visit))) return err({ type: 'usedUp', times })
    if (!registration && !mayRegister) return err({ type: 'notRegistered', by: answer.name })
    const cited = [deed, answer, ...(registration ? [registration] : [])]
    const ended = cited.find(({ revokedMs }) => revokedMs !== null && revokedMs <= nowMs)
    if (ended) return err({ type: 'revoked', name: ended.name })
    const later = cited.find(({ madeMs }) => madeMs > nowMs + deedClockToleranceMs)
    if (later) return err({ type: 'clockBack', madeMs: later.madeMs })
    return ok({ request, approval: answer, registration, untilMs, timesLeft: times > 0 ? times - visits.size + (visit !== null && visits.has(visit) ? 1 : 0) : null })
  }

  const concerning = requests.filter((request) => !request.recordings || wanted.some((id) => isWithin(request.recordings ?? new Set(), id, pieces)))
  const judged = concerning.map((request) => ({ request, answer: judge(request) }))
  const good = judged.flatMap(({ answer }) => (answer.ok ? [answer.value] : []))
  // The one with most room: so that a narrow Approval is not used up while a wider one is there.
  const best = good.toSorted((a, b) => (b.timesLeft ?? Infinity) - (a.timesLeft ?? Infinity) || b.untilMs - a.untilMs)[0]
  if (best) return ok(best)
  const reasons = judged.flatMap(({ request, answer }): readonly CoverReason[] => (answer.ok ? [] : [{ fault: answer.error, request }]))
  // Somebody else's Request is a reason only where they were given what this person wants.
  const own = reasons.filter(({ fault, request }) => (fault.type !== 'otherPerson' || request?.state === 'approved' || request?.state === 'registered') && (fault.type !== 'listMissing' || request?.deed.person === person.id))
  return err(own.length > 0 ? own.toSorted((a, b) => coverFaults.indexOf(a.fault.type) - coverFaults.indexOf(b.fault.type)) : [{ fault: { type: 'notAsked' }, request: null }])
}

/** Nearest to a valid Approval first. */
export const coverFaults: readonly CoverFault['type'][] = ['notRegistered', 'waiting', 'clockBack', 'revoked', 'usedUp', 'coversSome', 'listMissing', 'refused', 'expired', 'withdrawn', 'otherPerson', 'notAsked']
