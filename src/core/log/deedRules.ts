// What people signed, as one Log has it, and whether each Viewing in it rests on an Approval that stood there before (articles 16 to 18).

import { concat, fromUtf8, sha256, toHex } from '../bytes.ts'
import { parseDeed, type Deed } from '../deeds/deed.ts'
import { fieldsProblem, isDeedType, type DeedFields, type DeedType } from '../deeds/deedKinds.ts'
import { deedClockToleranceMs } from '../deeds/judgeDeed.ts'
import type { Bytes } from '../ids.ts'
import { rolesOf, type Act } from '../policy/acts.ts'
import { defaultProfile } from '../policy/defaultProfile.ts'
import { mayDo, readProfile, type PolicyProfile } from '../policy/profile.ts'
import { certificateAt, type Trust } from '../trust/verifyChain.ts'
import { readRecordingList } from '../deeds/recordingList.ts'
import { approvalActs, requestActs } from '../viewing/uses.ts'
import { expiryToleranceMs } from './constants.ts'
import { bodyOf, type Entry } from './entry.ts'
import type { EntryBodies } from './kinds.ts'
import type { LogNoticeType, LogProblemType } from './problems.ts'

interface Said<T> {
  readonly type: T
  readonly detail: string
}

export interface DeedRules {
  /** What is wrong with this Entry after all those before it. `deedSigned`: the person's signature on its Deed matches. */
  next(entry: Entry, deedSigned: boolean): { readonly problems: readonly Said<LogProblemType>[]; readonly notices: readonly Said<LogNoticeType>[] }
  /** One for each urgent visit: whether it was answered in this Log. */
  urgent(): readonly { readonly seq: number; readonly detail: string }[]
}

/** Fields of the type it claims: checked when it is taken. */
type Standing<T extends DeedType> = Omit<Deed, 'fields'> & { readonly fields: DeedFields<T> }
type ViewOpen = EntryBodies['view-open']

interface UrgentVisit {
  readonly seq: number
  readonly visit: string
  readonly person: string
  readonly recordings: Set<string>
}

const nothing = { problems: [], notices: [] } as const

export const makeDeedRules = (trust: Trust | null): DeedRules => {
  const standing = new Map<string, Deed>()
  const byType = new Map<string, Deed[]>()
  const pieces = new Map<string, Map<number, Uint8Array>>()
  const attachments = new Map<string, Bytes>()
  const profiles: Pick<PolicyProfile, 'roles'>[] = [defaultProfile.profile]
  const visits = new Map<string, Set<string>>()
  const untilOf = new Map<string, number>()
  const urgent = new Map<string, UrgentVisit>()
  const opened = new Map<string, ViewOpen>()
  /** The first version knew no Deeds: a Log that has one is of a later version, and nothing is left out from then on. */
  let later = false

  const of = <T extends DeedType>(type: T): readonly Standing<T>[] => (byType.get(type) ?? []) as unknown as readonly Standing<T>[]
  const find = <T extends DeedType>(type: T, id: string | null | undefined): Standing<T> | null => {
    const deed = id ? standing.get(id) : undefined
    return deed?.type === type ? (deed as unknown as Standing<T>) : null
  }
  const listOf = (request: Standing<'request'>): ReadonlySet<string> | null => {
    const list = attachments.get(request.fields.list)
    return list ? readRecordingList(list) : null
  }

  /** By any profile this Log knows: which of them was in force that day is the app's to say. */
  const may = (person: string, ms: number, acts: readonly Act[]): boolean => {
    const roles = rolesOf((trust && certificateAt(trust, person, ms)?.role) ?? '')
    return profiles.some((profile) => acts.some((act) => mayDo(profile, roles, act)))
  }
  const signerMay = ({ person, madeMs }: Pick<Deed, 'person' | 'madeMs'>, acts: readonly Act[]): boolean => may(person, madeMs + deedClockToleranceMs, acts)

  const faultOf = (deed: Deed, signed: boolean, seenMs: number): string | null => {
    const certificate = trust?.people.get(deed.person)
    const revocation = certificate && trust?.revocations.get(certificate.serial)
    if (!signed) return 'badSignature'
    if (deed.agency !== trust?.agency) return 'otherAgency'
    if (!certificate || certificate.notBefore > deed.madeMs + deedClockToleranceMs) return 'unenrolled'
    if (revocation && Math.max(deed.madeMs, seenMs) >= revocation.fromMs) return 'revoked'
    if (deed.madeMs > seenMs + deedClockToleranceMs) return 'futureDated'
    return isDeedType(deed.type) ? fieldsProblem(deed.type, deed.fields) : null
  }

  const takeDeed = (bytes: Uint8Array, signed: boolean, seenMs: number): readonly Said<LogProblemType>[] => {
    const parsed = parseDeed(bytes)
    if (!parsed.ok) return [{ type: 'badDeed', detail: parsed.error }]
    const deed = parsed.value
    const fault = faultOf(deed, signed, seenMs)
    if (fault !== null) return [{ type: 'badDeed', detail: `${deed.type} ${deed.id}: ${fault}` }]
    if (standing.has(deed.id)) return []
    standing.set(deed.id, deed)
    const same = byType.get(deed.type)
    if (same) same.push(deed)
    else byType.set(deed.type, [deed])
    if (deed.type === 'profile') takeProfiles()
    return []
  }

  const takePiece = ({ sha256: name, index, of: count, bytes }: EntryBodies['attachment']): void => {
    const hash = toHex(name)
    if (attachments.has(hash)) return
    const had = pieces.get(hash) ?? new Map<number, Uint8Array>()
    had.set(index, bytes)
    pieces.set(hash, had)
    if (had.size < count) return
    const whole = concat(...[...had].toSorted(([a], [b]) => a - b).map(([, piece]) => piece))
    if (toHex(sha256(whole)) !== hash) return
    attachments.set(hash, whole)
    pieces.delete(hash)
    takeProfiles()
  }

  const adopted = new Set<string>()
  const takeProfiles = (): void => {
    for (const { fields, person, madeMs } of of('profile')) {
      // By the default: who may choose a profile is not the chosen profile's to say.
      const roles = rolesOf((trust && certificateAt(trust, person, madeMs + deedClockToleranceMs)?.role) ?? '')
      if (!mayDo(defaultProfile.profile, roles, 'chooseProfile')) continue
      const text = attachments.get(fields.profile)
      if (!text || adopted.has(fields.profile)) continue
      adopted.add(fields.profile)
      const read = readProfile(fromUtf8(text))
      if (read.ok) profiles.push(read.value.profile)
    }
  }

  /** By who asked or approved; or an approver's later refusal. */
  const isEnded = (request: Standing<'request'>, approval: Standing<'approval'>): boolean =>
    of('withdrawal').some(({ person, fields }) => fields.request === request.id && (person === request.person || person === approval.person)) ||
    of('refusal').some((refusal) => refusal.fields.request === request.id && refusal.person !== request.person && refusal.madeMs > approval.madeMs && signerMay(refusal, [approvalActs[request.fields.use]]))

  /** Whoever was given all a piece was taken from was given the piece. */
  const grantedBy = (list: ReadonlySet<string>): ReadonlySet<string> =>
    new Set([...list, ...of('piece').flatMap((piece) => (piece.fields.cuts.every((cut) => list.has(cut.recording)) && signerMay(piece, ['extractEvidence']) ? [piece.fields.recording] : []))])

  /** Of an Approval to look each visit is one, of one to extract or release each file. */
  const countUse = (request: Standing<'request'>, approval: Standing<'approval'>, name: string): { readonly count: number; readonly most: number } => {
    const used = visits.get(approval.id) ?? new Set<string>()
    visits.set(approval.id, used.add(name))
    return { count: used.size, most: Math.min(...[request.fields.times, approval.fields.times].filter((times) => times > 0)) }
  }

  /** Article 18: nothing goes out without an Approval for that. */
  const judgeOut = ({ recording, person, approval: id }: EntryBodies['piece-export'], { timeMs, seq }: Entry): readonly Said<LogProblemType>[] => {
    const approval = find('approval', id)
    const request = approval && find('request', approval.fields.request)
    const list = request && listOf(request)
    if (!approval || !request || !list) return [{ type: 'approvalMissing', detail: `${recording} taken out: ${id}` }]
    const { use, untilMs } = request.fields
    const { count, most } = countUse(request, approval, `file ${seq}`)
    const fault =
      use !== 'extract' && use !== 'release' ? 'given for something else'
      : request.person !== person ? `given to ${request.person}`
      : approval.person === request.person ? 'approved by who asked'
      : !signerMay(request, requestActs[use]) || !signerMay(approval, [approvalActs[use]]) ? 'signed by somebody whose role may not'
      : !grantedBy(list).has(recording) ? `does not cover ${recording}`
      : timeMs > Math.min(untilMs, approval.fields.untilMs) ? 'ran out before'
      : isEnded(request, approval) ? 'withdrawn or refused before'
      : count > most ? `visit ${count} of ${most}`
      : null
    return fault === null ? [] : [{ type: 'approvalInvalid', detail: `${approval.id}: ${fault}` }]
  }

  const approvalFault = (open: ViewOpen, { timeMs, boot }: Entry, request: Standing<'request'>, approval: Standing<'approval'>, list: ReadonlySet<string>): string | null => {
    const untilMs = Math.min(request.fields.untilMs, approval.fields.untilMs)
    untilOf.set(open.viewing, untilMs)
    const { count, most } = countUse(request, approval, `${boot} ${open.visit ?? open.viewing}`)
    if (request.fields.use !== 'view' || request.fields.urgentViewing !== null) return 'given for something else'
    if (request.person !== open.person) return `given to ${request.person}`
    if (approval.person === request.person) return 'approved by who asked'
    if (!signerMay(request, requestActs.view) || !signerMay(approval, [approvalActs.view])) return 'signed by somebody whose role may not'
    const granted = grantedBy(list)
    const stranger = open.recordings.find((id) => !granted.has(id))
    if (stranger !== undefined) return `does not cover ${stranger}`
    if (timeMs > untilMs) return `ran out at ${untilMs}`
    if (isEnded(request, approval)) return 'withdrawn or refused before'
    return count > most ? `visit ${count} of ${most}` : null
  }

  const registrationFault = (open: ViewOpen, timeMs: number, request: Standing<'request'>, approval: Standing<'approval'>): string | null => {
    if (!open.registration) return may(open.person, timeMs, ['registerViewing']) ? null : 'none, and the viewer may not register'
    const registration = find('registration', open.registration)
    if (!registration) return `${open.registration} does not stand before it`
    return registration.fields.request === request.id && registration.fields.approval === approval.id && signerMay(registration, ['registerViewing']) ? null : `${registration.id} is not for this approval, or signed by somebody who may not`
  }

  const judgeOpen = (open: ViewOpen, entry: Entry): { readonly problems: readonly Said<LogProblemType>[]; readonly notices: readonly Said<LogNoticeType>[] } => {
    const known = [open.approval, open.registration, open.urgent, open.visit].some((field) => field !== undefined)
    if (!known && !later) return { problems: [], notices: [{ type: 'viewingUnapproved', detail: open.viewing }] }
    later = true
    if (open.urgent) {
      const key = `${entry.boot} ${open.visit ?? open.viewing}`
      const visit = urgent.get(key) ?? { seq: entry.seq, visit: open.visit ?? open.viewing, person: open.person, recordings: new Set<string>() }
      open.recordings.forEach((id) => visit.recordings.add(id))
      urgent.set(key, visit)
      return nothing
    }
    const approval = find('approval', open.approval)
    const request = approval && find('request', approval.fields.request)
    const list = request && listOf(request)
    if (!approval || !request || !list) return { problems: [{ type: 'approvalMissing', detail: `${open.viewing}: ${!open.approval ? 'none named' : !approval ? `no approval ${open.approval} before it` : !request ? 'its request is not here' : 'its list is not here'}` }], notices: [] }
    const problems: Said<LogProblemType>[] = []
    const invalid = approvalFault(open, entry, request, approval, list)
    if (invalid !== null) problems.push({ type: 'approvalInvalid', detail: `${approval.id}: ${invalid}` })
    const unregistered = registrationFault(open, entry.timeMs, request, approval)
    if (unregistered !== null) problems.push({ type: 'registrationMissing', detail: unregistered })
    return { problems, notices: [] }
  }

  const answerOf = ({ visit, person, recordings }: UrgentVisit): string => {
    const requests = of('request').filter((request) => request.fields.urgentViewing === visit && request.person === person && [...recordings].every((id) => listOf(request)?.has(id)))
    const asked = requests.find(({ id }) => !of('withdrawal').some((one) => one.fields.request === id && one.person === person))
    if (!asked) return 'not reported'
    const answers = [...of('approval'), ...of('refusal')].filter((answer) => answer.fields.request === asked.id && answer.person !== person && signerMay(answer, [approvalActs.view]))
    const last = answers.toSorted((a, b) => a.madeMs - b.madeMs).at(-1)
    return last ? `${last.type} by ${last.person}` : 'not answered'
  }

  return {
    next: (entry, deedSigned) => {
      const deed = bodyOf(entry, 'deed')
      const piece = bodyOf(entry, 'attachment')
      if (deed || piece) later = true
      if (deed) return { problems: takeDeed(deed.deed, deedSigned, entry.timeMs), notices: [] }
      if (piece) takePiece(piece)
      const out = bodyOf(entry, 'piece-export')
      if (out) return { problems: judgeOut(out, entry), notices: [] }
      const open = bodyOf(entry, 'view-open')
      if (open) opened.set(open.viewing, open)
      const more = bodyOf(entry, 'view-more')
      const whole = more && opened.get(more.viewing)
      if (open ?? whole) return judgeOpen(open ?? { ...whole!, recordings: more!.recordings }, entry)
      const interval = bodyOf(entry, 'view-interval')
      const untilMs = interval && untilOf.get(interval.viewing)
      return interval && untilMs != null && entry.timeMs > untilMs + expiryToleranceMs ? { problems: [{ type: 'approvalInvalid', detail: `${interval.viewing} was watched after it ran out` }], notices: [] } : nothing
    },
    urgent: () => [...urgent.values()].map((visit) => ({ seq: visit.seq, detail: `${visit.visit}: ${answerOf(visit)}` })),
  }
}
