// Every Request 申请 with what became of it, folded from the Deeds, the Viewings and the clock; nothing of it is stored.

import type { DeedBook, DeedRow } from '../deeds/deedBook.ts'
import { judgeUrgentViewing, type Deadline } from '../policy/deadlines.ts'
import { mayDo } from '../policy/profile.ts'
import { readRecordingList } from '../deeds/recordingList.ts'
import type { TakenOut } from './takenOut.ts'
import { approvalActs, requestActs } from './uses.ts'
import type { ViewingRow } from './viewing.ts'

export type RequestState =
  | 'waiting'
  | 'refused'
  /** Not yet registered by a custodian; where the requester may register, opening does it. */
  | 'approved'
  | 'registered'
  | 'withdrawn'
  /** Unanswered or approved, and its time has run out. */
  | 'expired'
  | 'usedUp'
  /** For an urgent Viewing, not answered yet. */
  | 'urgentWaiting'
  | 'urgentOverdue'
  /** An urgent Viewing that was approved afterwards. */
  | 'urgentApproved'

export type AnswerRow = DeedRow<'approval'> | DeedRow<'refusal'>
export type HistoryRow = AnswerRow | DeedRow<'withdrawal'> | DeedRow<'registration'>

export interface RequestRow {
  readonly deed: DeedRow<'request'>
  readonly state: RequestState
  /** What is asked for; null while the list is not here: shown, but it covers nothing. */
  readonly recordings: ReadonlySet<string> | null
  /** The newest answer that counts. */
  readonly answer: AnswerRow | null
  readonly registration: DeedRow<'registration'> | null
  readonly withdrawal: DeedRow<'withdrawal'> | null
  /** All that was signed about it and stands, oldest first; also what does not count. */
  readonly history: readonly HistoryRow[]
  /** The earliest of what was asked, approved and the profile allows. */
  readonly untilMs: number
  /** Visits, or files saved where it is to extract or release; 0: any number. */
  readonly times: number
  /** Visits under its approval, or files saved under it: by all logs known here. */
  readonly visits: ReadonlySet<string>
  /** When the urgent Viewing must be answered; null for others, and while its log is not here. */
  readonly deadline: Deadline | null
}

export interface RequestFacts {
  readonly book: DeedBook
  readonly viewings: readonly ViewingRow[]
  readonly takenOut: readonly TakenOut[]
  readonly nowMs: number
}

/** Newest first. */
export const requestsOf = ({ book, viewings, takenOut, nowMs }: RequestFacts): readonly RequestRow[] => {
  const answers = Map.groupBy([...book.of('approval'), ...book.of('refusal')], ({ fields }) => fields.request)
  const withdrawals = Map.groupBy(book.of('withdrawal'), ({ fields }) => fields.request)
  const registrations = Map.groupBy(book.of('registration'), ({ fields }) => fields.request)
  const byApproval = Map.groupBy(viewings, ({ approval }) => approval)
  const savedBy = Map.groupBy(takenOut, ({ approval }) => approval)
  const byVisit = Map.groupBy(viewings, ({ visit }) => visit)

  const rowOf = (deed: DeedRow<'request'>): RequestRow => {
    const all = answers.get(deed.id) ?? []
    const counting = all.filter((answer) => isAnswer(book, deed, answer)).toSorted(byDate)
    const answer = counting.at(-1) ?? null
    const approval = answer && isApproval(answer) ? answer : null
    const withdrawal = withdrawals.get(deed.id)?.find(({ person }) => person === deed.person || counting.some((one) => isApproval(one) && one.person === person)) ?? null
    const registration = (approval && registrations.get(deed.id)?.find(({ fields }) => fields.approval === approval.id)) ?? null
    const list = book.attachment(deed.fields.list)
    const { urgentViewing } = deed.fields
    const opened = urgentViewing === null ? [] : (byVisit.get(urgentViewing) ?? [])
    const deadline = urgentViewing !== null && opened[0] ? judgeUrgentViewing({ viewing: urgentViewing, openedMs: Math.min(...opened.map(({ openedMs }) => openedMs)), answeredMs: answer?.madeMs ?? null }, book.profileAt(opened[0].openedMs), nowMs) : null
    const untilMs = Math.min(deed.fields.untilMs, approval?.fields.untilMs ?? Infinity)
    const times = least(deed.fields.times, approval?.fields.times ?? 0, book.profileAt(approval?.madeMs ?? deed.madeMs).profile.viewing.timesAllowed)
    const visits = new Set(approval ? [...(byApproval.get(approval.id) ?? []).map(({ visit }) => visit), ...(savedBy.get(approval.id) ?? []).map(({ logId, seq }) => `${logId}/${seq}`)] : [])
    const state = ((): RequestState => {
      if (withdrawal) return 'withdrawn'
      if (answer && !approval) return 'refused'
      if (urgentViewing !== null) return approval ? 'urgentApproved' : deadline?.state === 'overdue' ? 'urgentOverdue' : 'urgentWaiting'
      if (nowMs > untilMs) return 'expired'
      if (!approval) return 'waiting'
      if (times > 0 && visits.size >= times) return 'usedUp'
      return registration ? 'registered' : 'approved'
    })()
    const history = [...all, ...(withdrawals.get(deed.id) ?? []), ...(registrations.get(deed.id) ?? [])].toSorted(byDate)
    return { deed, state, recordings: list && readRecordingList(list), answer, registration, withdrawal, history, untilMs, times, visits, deadline }
  }

  return book.of('request').filter((deed) => requestActs[deed.fields.use].some((act) => mayDo(book.profileAt(deed.madeMs).profile, deed.roles, act))).map(rowOf).toReversed()
}

/** Nobody answers their own Request, and nobody whose role does not cover its use. */
export const isAnswer = (book: DeedBook, request: DeedRow<'request'>, { person, roles, madeMs }: Pick<AnswerRow, 'person' | 'roles' | 'madeMs'>): boolean =>
  person !== request.person && mayDo(book.profileAt(madeMs).profile, roles, approvalActs[request.fields.use])

export const isApproval = (deed: HistoryRow): deed is DeedRow<'approval'> => deed.type === 'approval'

/** Whether an answer is still to be given. */
export const awaitsAnswer = ({ state }: RequestRow): boolean => state === 'waiting' || state === 'urgentWaiting' || state === 'urgentOverdue'

/** Of limits where 0 means none. */
const least = (...limits: readonly number[]): number => limits.reduce((best, limit) => (best === 0 ? limit : limit === 0 ? best : Math.min(best, limit)), 0)

const byDate = (a: HistoryRow, b: HistoryRow): number => a.madeMs - b.madeMs || (a.id < b.id ? -1 : 1)
