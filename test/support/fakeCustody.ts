// Custody of the made-up unit: drives with their uses, hand-overs, Holds, a category, disposals; for pictures and component tests only.

import type { App, Person, SessionRow } from '../../src/app/app.ts'
import { makeCustody, type Custody } from '../../src/app/custody.ts'
import { sha256, toHex } from '../../src/core/bytes.ts'
import { planDisposalList, writeDisposalList } from '../../src/core/custody/disposalList.ts'
import { makeRecordingList } from '../../src/core/deeds/recordingList.ts'
import type { Drive } from '../../src/core/catalog/recording.ts'
import type { SessionId } from '../../src/core/ids.ts'
import { makeLive } from '../../src/core/live.ts'
import type { KnownProfile } from '../../src/core/policy/profile.ts'
import type { Live } from '../../src/core/ports.ts'
import type { Session } from '../../src/core/session/session.ts'
import type { RequestRow } from '../../src/core/viewing/requests.ts'
import { fakeDriveId, nowMs, type FakeCatalog } from './fakeCatalog.ts'
import type { FakeDeeds } from './fakeDeeds.ts'

interface Parts {
  readonly catalog: FakeCatalog
  readonly drives: Live<readonly Drive[]>
  readonly sessions: Live<readonly SessionRow[]>
  readonly session: (id: SessionId) => Live<SessionRow | null>
  readonly deeds: FakeDeeds
  readonly requests: Live<readonly RequestRow[]>
  readonly policy: Live<KnownProfile>
  readonly sign: App['sign']
  readonly ask: App['ask']
  /** Milliseconds after the made-up today. */
  readonly laterMs: number
}

export const makeFakeCustody = ({ catalog, drives, sessions, session, deeds, requests, policy, sign, ask, laterMs }: Parts): Custody =>
  makeCustody({
    sessions, session, drives, requests, policy, sign, ask, copies: makeLive(catalog.copies), deeds: deeds.live, activityList: makeLive(null), now: makeLive(nowMs + laterMs), clock: { now: () => nowMs + laterMs },
    trust: makeLive({ root: new Uint8Array(32), agency: '', unit: '', authorities: [], devices: new Map(), witnesses: new Map(), auditors: new Map(), revocations: new Map(), terms: new Map(), people: new Map([['p', { kind: 'person', serial: '', subject: new Uint8Array(32), issuer: new Uint8Array(32), name: '', officerNumber: '', role: '', unit: '', notBefore: nowMs - 40 * 86_400_000 }]]) }),
  })

export const tellCustody = (deeds: FakeDeeds, catalog: FakeCatalog, people: { readonly custodian: Person; readonly approver: Person }): void => {
  const day = 86_400_000
  const { custodian, approver } = people
  const dated = catalog.sessions.filter(({ startMs }) => startMs > 0)
  const listOf = (sessions: readonly Session[]) => makeRecordingList(sessions.flatMap(({ parts }) => parts.map(({ recordingId }) => recordingId)))
  const titled = (session: Session): string => `${session.day} ${session.recorder ?? ''}`
  catalog.drives.forEach(({ id, name, sample }, n) => n !== 1 && !sample && deeds.sign('driveRole', { drive: id, name, role: n === 2 ? 'archive' : n === 0 ? 'archive' : 'work', words: '' }, custodian, nowMs - 39 * day))
  const away = dated.at(-2)
  if (away) deeds.sign('duty', { kind: 'remote', officerNumber: away.officer ?? '', recorder: '', place: '黄泥镇', fromMs: away.startMs - day / 4, toMs: null, words: '' }, custodian, away.startMs)
  const handed = dated.filter(({ day: on }, n) => n % 4 !== 1 && on < new Date(nowMs - 2 * day).toISOString().slice(0, 10))
  for (const [on, sessions] of Map.groupBy(handed, (session) => session.day)) {
    const list = listOf(sessions)
    const late = (sessions[0]?.startMs ?? 0) % 5 === 0
    deeds.sign('handOver', { title: `${on} (${sessions.length})`, list: list.hash, count: list.count, drive: fakeDriveId(2), driveName: catalog.drives[2]?.name ?? '', sessions: sessions.length, from: '', words: '' }, custodian, Math.max(...sessions.map(({ endMs }) => endMs)) + (late ? 2 * day : 3_600_000), [list.bytes])
  }
  const [held, filed, lifted] = [dated[2], dated[4], dated[6]]
  if (!held || !filed || !lifted) return
  const [heldList, filedList, liftedList] = [held, filed, lifted].map((session) => listOf([session])) as [ReturnType<typeof listOf>, ReturnType<typeof listOf>, ReturnType<typeof listOf>]
  deeds.sign('hold', { title: titled(held), list: heldList.hash, count: heldList.count, session: held.id, caseNumber: '', reason: '当事人对现场检查提出投诉，调查期间不得处置。', untilMs: null }, custodian, nowMs - 5 * day, [heldList.bytes])
  const hold = deeds.sign('hold', { title: titled(lifted), list: liftedList.hash, count: liftedList.count, session: lifted.id, caseNumber: '', reason: '行政复议', untilMs: null }, approver, nowMs - 9 * day, [liftedList.bytes])
  if (hold.ok) deeds.sign('lift', { hold: hold.value.id, reason: '复议已结，维持原决定。' }, approver, nowMs - 2 * day)
  deeds.sign('category', { title: titled(filed), list: filedList.hash, count: filedList.count, session: filed.id, categories: ['caseEvidence'], words: '' }, custodian, nowMs - 4 * day, [filedList.bytes])
  const ask = (session: Session, reason: string, agoMs: number): string => {
    const list = listOf([session])
    const asked = deeds.sign('request', { use: 'dispose', title: titled(session), session: session.id, caseNumber: '', list: list.hash, count: list.count, purpose: 'other', reason, untilMs: nowMs + 30 * day, times: 0, urgentViewing: null }, custodian, nowMs - agoMs, [list.bytes])
    if (!asked.ok) throw new Error(asked.error.type)
    return asked.value.id
  }
  const approve = (request: string, agoMs: number): string => {
    const approval = deeds.sign('approval', { request, untilMs: nowMs + 30 * day, times: 0, words: '' }, approver, nowMs - agoMs)
    if (!approval.ok) throw new Error(approval.error.type)
    return approval.value.id
  }
  const [first, second, third] = [dated[1], dated[3], dated[5]] as [Session, Session, Session]
  ask(third, '已过保存期限，无留存，申请处置。', day)
  approve(ask(second, '已过保存期限，申请处置。', 3 * day), 2 * day)
  const request = ask(first, '已过保存期限，硬盘空间不足，申请处置。', 8 * day)
  const approval = approve(request, 7 * day)
  const list = planDisposalList(first.parts.map(({ recordingId }) => recordingId), catalog.copies, catalog.drives)
  const bytes = writeDisposalList(list)
  deeds.sign('disposal', { title: titled(first), list: toHex(sha256(bytes)), count: first.parts.length, request, approval, copies: list.reduce((sum, { files }) => sum + files.length, 0), drives: list.length, words: '' }, custodian, nowMs - 1.5 * 3_600_000, [bytes])
}
