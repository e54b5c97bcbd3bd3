// Requests of the made-up unit in every state, kept by the real folds over the fake Deeds: for pictures and component tests only.

import type { App, Person, SessionRow } from '../../src/app/app.ts'
import { makeRequests } from '../../src/app/requests.ts'
import type { DeedBook } from '../../src/core/deeds/deedBook.ts'
import type { SessionId } from '../../src/core/ids.ts'
import { combineLive, type LiveValue } from '../../src/core/live.ts'
import type { Live } from '../../src/core/ports.ts'
import { ok } from '../../src/core/result.ts'
import type { Session } from '../../src/core/session/session.ts'
import { coverFor } from '../../src/core/viewing/approvals.ts'
import { makeRecordingList } from '../../src/core/deeds/recordingList.ts'
import { requestsOf, type RequestFacts } from '../../src/core/viewing/requests.ts'
import { requestTitle } from '../../src/core/viewing/requestScope.ts'
import { urgentVisitsOf } from '../../src/core/viewing/urgentVisits.ts'
import { outUses } from '../../src/core/viewing/uses.ts'
import type { ViewingRow } from '../../src/core/viewing/viewing.ts'
import { nowMs, zone } from './fakeCatalog.ts'
import type { FakeDeeds } from './fakeDeeds.ts'

interface Parts {
  readonly deeds: FakeDeeds
  readonly viewings: LiveValue<readonly ViewingRow[]>
  readonly sign: App['sign']
  readonly session: (id: SessionId) => Live<SessionRow | null>
  readonly person: Person
  readonly people: readonly Person[]
}

export const makeFakeRequests = ({ deeds, viewings, sign, session, person, people }: Parts): Pick<App, 'requests' | 'urgentVisits' | 'cover' | 'wayOut' | 'ask' | 'answer' | 'register' | 'withdraw'> => {
  const facts = combineLive<[DeedBook, readonly ViewingRow[]], RequestFacts>([deeds.live, viewings], (book, rows) => ({ book, viewings: rows, takenOut: [], nowMs }))
  return {
    ...makeRequests({ sign, appendEntry: async (kind) => ok({ logId: 'f' as never, seq: 0, bytes: new Uint8Array(0), signature: new Uint8Array(0), leaf: '', kind, timeMs: nowMs }), clock: { now: () => nowMs }, book: deeds.live.get, viewings: viewings.get, takenOut: () => [], person: () => person, people: () => people }),
    requests: combineLive([facts], requestsOf),
    urgentVisits: combineLive([facts], urgentVisitsOf),
    cover: (id) => combineLive<[RequestFacts, SessionRow | null], ReturnType<typeof coverFor>>([facts, session(id)], (known, row) => coverFor({ ...known, person, recordings: row?.session.parts.map(({ recordingId }) => recordingId) ?? [], uses: ['view'] })),
    wayOut: (piece) => combineLive<[RequestFacts], ReturnType<typeof coverFor>>([facts], (known) => coverFor({ ...known, person, recordings: [piece], uses: outUses })),
  }
}

/** One of most kinds: waiting, approved, registered, refused, expired, urgent. */
export const tellRequests = (deeds: FakeDeeds, sessions: readonly Session[], people: { readonly me: Person; readonly viewer: Person; readonly approver: Person; readonly custodian: Person }, urgentVisit: string | null): void => {
  const day = 86_400_000
  const dated = sessions.filter(({ startMs }) => startMs > 0)
  const ask = (by: Person, index: number, agoMs: number, reason: string, more: { readonly use?: 'view' | 'release'; readonly days?: number; readonly times?: number; readonly urgentViewing?: string | null } = {}): string => {
    const one = dated[index % dated.length] as Session
    const { hash: list, bytes } = makeRecordingList(one.parts.map(({ recordingId }) => recordingId))
    const { use = 'view', days = 7, times = 0, urgentViewing = null } = more
    const signed = deeds.sign('request', { use, title: requestTitle([one], zone), session: one.id, caseNumber: index % 2 ? '青文执〔2026〕18 号' : '', list, count: one.parts.length, purpose: use === 'release' ? 'litigation' : 'casework', reason, untilMs: nowMs - agoMs + days * day, times, urgentViewing }, by, nowMs - agoMs, [bytes])
    if (!signed.ok) throw new Error(signed.error.type)
    return signed.value.id
  }
  const answer = (type: 'approval' | 'refusal', request: string, agoMs: number, words = ''): string => {
    const signed = type === 'approval' ? deeds.sign(type, { request, untilMs: nowMs + 5 * day, times: 3, words }, people.approver, nowMs - agoMs) : deeds.sign(type, { request, words }, people.approver, nowMs - agoMs)
    if (!signed.ok) throw new Error(signed.error.type)
    return signed.value.id
  }
  answer('refusal', ask(people.viewer, 5, 9 * day, '想看一下'), 8.5 * day, '没有写明与案件的关系，请补充后再申请。')
  ask(people.viewer, 6, 12 * day, '季度抽查')
  const registered = ask(people.viewer, 2, 2 * day, '核对网吧检查中告知环节的时间')
  deeds.sign('registration', { request: registered, approval: answer('approval', registered, 1.8 * day, '限核对告知环节。'), words: '' }, people.custodian, nowMs - 1.5 * day)
  answer('approval', ask(people.viewer, 3, 1.2 * day, '行政诉讼举证，核对现场音像与笔录是否一致', { times: 3 }), 1 * day)
  ask(people.viewer, 4, 3_600_000, '听证会前核实当事人陈述', { use: 'release', days: 3 })
  answer('approval', ask(people.me, 1, 0.6 * day, '核实3月26日检查过程'), 0.5 * day)
  ask(people.me, 7, 1_800_000, '案情研判：现场处置是否规范')
  if (urgentVisit) ask(people.me, 8, 600_000, '正在发生的投诉，需要立即核实', { urgentViewing: urgentVisit })
}
