// The verifier's own judgement of what each Viewing rests on: an Approval and a registration that stood in the Log before it.

import { expiryToleranceMs } from '../../src/core/log/constants.ts'
import type { LogNoticeType, LogProblemType } from '../../src/core/log/problems.ts'
import { clockDifferenceMs, makeDeeds, type ReadDeed } from './deeds.ts'
import type { Standing } from './certificates.ts'
import type { ReadEntry } from './readEntry.ts'
import { asCount, asList, asMap, asText } from './shape.ts'

interface Found {
  readonly problems: { readonly type: LogProblemType; readonly detail: string }[]
  readonly notices: { readonly type: LogNoticeType; readonly detail: string }[]
}

/** What a Viewing rests on, for the printed line. */
export type Basis =
  | { readonly type: 'approval'; readonly approver: string; readonly registrar: string | null }
  | { readonly type: 'urgent'; readonly answer: string }
  | { readonly type: 'none' }

/** How often one Log used an Approval, each visit or each file taken out counting once; `times` 0 where it may be used any number of times. */
export interface ApprovalUse {
  readonly approval: string
  readonly approver: string
  readonly times: number
  readonly visits: number
}

interface Urgent {
  readonly seq: number
  readonly visit: string
  readonly person: string
  readonly recordings: Set<string>
}

const text = (deed: ReadDeed | ReadEntry, field: string): string | undefined => asText(('fields' in deed ? deed.fields : deed.body).get(field))
const whole = (deed: ReadDeed, field: string): number => asCount(deed.fields.get(field)) ?? 0
/** How often an Approval may be used: the lesser number of the two, 0 being none. */
const mostOf = (...deeds: readonly ReadDeed[]): number => Math.min(...deeds.map((deed) => whole(deed, 'times') || Infinity))

export const makeApprovals = (standing: Standing) => {
  const deeds = makeDeeds(standing)
  const used = new Map<string, Set<string>>()
  const endOf = new Map<string, number>()
  const bases = new Map<string, Basis | Urgent>()
  const urgent = new Map<string, Urgent>()
  const opened = new Map<string, ReadEntry>()
  let knowsDeeds = false

  const nameOf = (person: string): string => standing.people.get(person)?.name ?? person
  const mayThen = ({ person, madeMs }: ReadDeed, act: string): boolean => deeds.may(person, madeMs + clockDifferenceMs, [act])
  const about = (type: string, request: ReadDeed): readonly ReadDeed[] => deeds.of(type).filter((deed) => text(deed, 'request') === request.id)

  /** Whether a Deed before it says that everything in this Recording was taken from those. */
  const isPieceOf = (id: string, list: ReadonlySet<string>): boolean =>
    deeds.of('piece').some((piece) => text(piece, 'recording') === id && mayThen(piece, 'extractEvidence') && (asList(piece.fields.get('cuts')) ?? []).every((cut) => list.has(asText(asMap(cut)?.get('recording')) ?? '')))

  const takenOut = (entry: ReadEntry): Found => {
    const [recording, cited] = [text(entry, 'recording') ?? '', text(entry, 'approval')]
    const approval = deeds.find('approval', cited)
    const request = approval && deeds.find('request', text(approval, 'request'))
    const list = request && deeds.list(text(request, 'list') ?? '')
    if (!approval || !request || !list) return { problems: [{ type: 'approvalMissing', detail: `taken out ${recording}: ${cited ?? ''}` }], notices: [] }
    const saved = used.get(approval.id) ?? new Set()
    used.set(approval.id, saved.add(`file ${entry.seq}`))
    const most = mostOf(request, approval)
    const wrong: readonly (readonly [boolean, string])[] = [
      [!['extract', 'release'].includes(text(request, 'use') ?? ''), 'not for taking out'],
      [request.person !== text(entry, 'person'), `for ${nameOf(request.person)}`],
      [approval.person === request.person, `${nameOf(approval.person)} approved their own request`],
      [!deeds.may(request.person, request.madeMs + clockDifferenceMs, ['requestViewing', 'extractEvidence']) || !mayThen(approval, 'approveRelease'), 'by somebody whose role may not'],
      [!list.has(recording) && !isPieceOf(recording, list), `does not cover ${recording}`],
      [entry.timeMs > Math.min(whole(request, 'untilMs'), whole(approval, 'untilMs')), 'ran out before'],
      [about('withdrawal', request).some(({ person }) => person === request.person || person === approval.person), 'withdrawn before'],
      [about('refusal', request).some((refusal) => refusal.person !== request.person && refusal.madeMs > approval.madeMs && mayThen(refusal, 'approveRelease')), 'refused before'],
      [saved.size > most, `used ${saved.size} times of ${most}`],
    ]
    return { problems: wrong.filter(([is]) => is).slice(0, 1).map(([, detail]) => ({ type: 'approvalInvalid', detail })), notices: [] }
  }

  const approvalFault = (entry: ReadEntry, recordings: readonly string[], request: ReadDeed, approval: ReadDeed, list: ReadonlySet<string>): string | null => {
    const viewing = text(entry, 'viewing') ?? ''
    const end = Math.min(whole(request, 'untilMs'), whole(approval, 'untilMs'))
    endOf.set(viewing, end)
    const visits = used.get(approval.id) ?? new Set()
    used.set(approval.id, visits.add(`${entry.boot}/${text(entry, 'visit') ?? viewing}`))
    const most = mostOf(request, approval)
    const ended =
      about('withdrawal', request).some(({ person }) => person === request.person || person === approval.person) ||
      about('refusal', request).some((refusal) => refusal.person !== request.person && refusal.madeMs > approval.madeMs && mayThen(refusal, 'approveViewing'))
    if (text(request, 'use') !== 'view' || request.fields.get('urgentViewing') !== null) return 'not for viewing'
    if (request.person !== text(entry, 'person')) return `for ${nameOf(request.person)}`
    if (approval.person === request.person) return `${nameOf(approval.person)} approved their own request`
    if (!mayThen(request, 'requestViewing') || !mayThen(approval, 'approveViewing')) return 'by somebody whose role may not'
    const outside = recordings.filter((id) => !list.has(id) && !isPieceOf(id, list))
    if (outside.length > 0) return `does not cover ${outside[0] ?? ''}`
    if (entry.timeMs > end) return `ran out ${new Date(end).toISOString()}`
    if (ended) return 'withdrawn or refused before'
    return visits.size > most ? `used ${visits.size} times of ${most}` : null
  }

  const registrationFault = (entry: ReadEntry, request: ReadDeed, approval: ReadDeed): string | null => {
    const cited = text(entry, 'registration')
    if (!cited) return deeds.may(text(entry, 'person') ?? '', entry.timeMs, ['registerViewing']) ? null : 'none'
    const registration = deeds.find('registration', cited)
    if (!registration) return `${cited} does not stand before it`
    return text(registration, 'request') === request.id && text(registration, 'approval') === approval.id && mayThen(registration, 'registerViewing') ? null : `${cited} is of another approval, or by somebody who may not`
  }

  const open = (entry: ReadEntry): Found => {
    const found: Found = { problems: [], notices: [] }
    const viewing = text(entry, 'viewing') ?? ''
    const recordings = (asList(entry.body.get('recordings')) ?? []).map((one) => asText(one) ?? '')
    if (!knowsDeeds && !['approval', 'registration', 'urgent', 'visit'].some((field) => entry.body.has(field))) {
      found.notices.push({ type: 'viewingUnapproved', detail: viewing })
      return found
    }
    knowsDeeds = true
    if (entry.body.get('urgent') === true) {
      const visit = text(entry, 'visit') ?? viewing
      const known = urgent.get(`${entry.boot}/${visit}`) ?? { seq: entry.seq, visit, person: text(entry, 'person') ?? '', recordings: new Set<string>() }
      for (const id of recordings) known.recordings.add(id)
      urgent.set(`${entry.boot}/${visit}`, known)
      bases.set(viewing, known)
      return found
    }
    const approval = deeds.find('approval', text(entry, 'approval'))
    const request = approval && deeds.find('request', text(approval, 'request'))
    const list = request && deeds.list(text(request, 'list') ?? '')
    if (!approval || !request || !list) {
      found.problems.push({ type: 'approvalMissing', detail: `${viewing}: ${text(entry, 'approval') ?? 'none'}` })
      return found
    }
    const cited = deeds.find('registration', text(entry, 'registration'))
    bases.set(viewing, { type: 'approval', approver: nameOf(approval.person), registrar: cited ? nameOf(cited.person) : null })
    const invalid = approvalFault(entry, recordings, request, approval, list)
    if (invalid !== null) found.problems.push({ type: 'approvalInvalid', detail: invalid })
    const unregistered = registrationFault(entry, request, approval)
    if (unregistered !== null) found.problems.push({ type: 'registrationMissing', detail: unregistered })
    return found
  }

  const answerTo = ({ visit, person, recordings }: Urgent): string => {
    const covers = (request: ReadDeed): boolean => {
      const list = deeds.list(text(request, 'list') ?? '')
      return list !== undefined && [...recordings].every((id) => list.has(id))
    }
    const request = deeds.of('request').find((one) => one.person === person && text(one, 'urgentViewing') === visit && covers(one) && !about('withdrawal', one).some((end) => end.person === person))
    if (!request) return '未申请补批 not reported'
    const answers = [...about('approval', request), ...about('refusal', request)].filter((one) => one.person !== person && mayThen(one, 'approveViewing'))
    const last = answers.toSorted((a, b) => a.madeMs - b.madeMs).at(-1)
    return !last ? '待补批 not answered' : last.type === 'approval' ? `${nameOf(last.person)} 补批 approved afterwards` : `${nameOf(last.person)} 不予补批 refused afterwards`
  }

  return {
    next: (entry: ReadEntry): Found => {
      if (entry.kind === 'deed' || entry.kind === 'attachment') {
        knowsDeeds = true
        const fault = deeds.take(entry)
        return { problems: fault === null ? [] : [{ type: 'badDeed', detail: fault }], notices: [] }
      }
      if (entry.kind === 'piece-export') return takenOut(entry)
      if (entry.kind === 'view-open') {
        opened.set(text(entry, 'viewing') ?? '', entry)
        return open(entry)
      }
      if (entry.kind === 'view-more') {
        // Judged by today's state of what was cited when it was opened.
        const first = opened.get(text(entry, 'viewing') ?? '')
        return first ? open({ ...entry, body: new Map([...first.body, ...entry.body]) }) : { problems: [], notices: [] }
      }
      const end = entry.kind === 'view-interval' ? endOf.get(text(entry, 'viewing') ?? '') : undefined
      return { problems: end !== undefined && entry.timeMs > end + expiryToleranceMs ? [{ type: 'approvalInvalid', detail: `watched after ${new Date(end).toISOString()}` }] : [], notices: [] }
    },
    uses: (): readonly ApprovalUse[] =>
      [...used].map(([id, visits]) => {
        const approval = deeds.find('approval', id)
        const request = approval && deeds.find('request', text(approval, 'request'))
        const most = approval && request ? mostOf(request, approval) : Infinity
        return { approval: id, approver: nameOf(approval?.person ?? ''), times: most === Infinity ? 0 : most, visits: visits.size }
      }),
    urgent: () => [...urgent.values()].map((visit) => ({ seq: visit.seq, detail: answerTo(visit) })),
    basisOf: (viewing: string): Basis => {
      const known = bases.get(viewing)
      return !known ? { type: 'none' } : 'recordings' in known ? { type: 'urgent', answer: answerTo(known) } : known
    },
  }
}
