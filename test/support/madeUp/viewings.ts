// The viewings of a made-up unit: asked for, approved here or from afar, registered by the custodian, watched second by second.

import { makeRecordingList } from '../../../src/core/deeds/recordingList.ts'
import type { Deed } from '../../../src/core/deeds/deed.ts'
import { purposes } from '../../../src/core/log/kinds.ts'
import { dayToEpoch } from '../../../src/core/policy/calendar.ts'
import { requestTitle } from '../../../src/core/viewing/requestScope.ts'
import { caseNumberOf } from './cases.ts'
import { recordingIds } from './duty.ts'
import { dayMs, hourMs, isWorkday, minuteMs, zone, type MadeUpVisit } from './footage.ts'
import type { Telling } from './makeUnit.ts'
import type { Desk, MadeUpPerson } from './world.ts'

const reasons = ['核对现场检查过程', '复核处罚程序', '当事人申请复议', '抽查执法规范', '制作笔录时核对细节', '办案合议', '信访件核实']

export interface WatchWish {
  readonly approval: string | null
  readonly registration: string | null
  readonly urgent: boolean
  readonly purpose?: 'casework'
}

/** view-open, then what was watched every ten seconds, then its close. Returns the viewing's id. */
export const watch = ({ dice, sessionOf }: Telling, desk: Desk, visit: MadeUpVisit, viewer: MadeUpPerson, wish: WatchWish): string => {
  const viewing = dice.hex(32)
  desk.write('view-open', {
    viewing, person: viewer.id, purpose: wish.purpose ?? dice.pick(purposes.slice(0, 4)), reason: dice.pick(reasons), caseNumber: dice.chance(0.4) ? caseNumberOf(dice.between(0, 30)) : '',
    session: sessionOf(visit), recordings: recordingIds(visit), approval: wish.approval, registration: wish.registration, urgent: wish.urgent,
  })
  for (const file of visit.files.filter(({ startMs, endMs }) => endMs > startMs)) {
    if (dice.chance(0.35)) continue
    const length = file.endMs - file.startMs
    let from = dice.between(0, Math.floor(length / 2_000)) * 1_000
    const until = Math.min(length, from + dice.between(20, 190) * 1_000)
    const rate = dice.pick([100, 100, 100, 200])
    while (from < until) {
      const to = Math.min(until, from + (10_000 * rate) / 100)
      desk.wait(((to - from) * 100) / rate)
      desk.write('view-interval', { viewing, intervals: [{ recordingId: file.id, fromMs: from, toMs: to, rate }] })
      from = to
    }
  }
  mark(dice, desk, visit, viewing)
  desk.wait(dice.between(1, 20) * 1_000)
  desk.write('view-close', { viewing, reason: dice.chance(0.95) ? 'closed' : 'locked' })
  return viewing
}

/** Most who look at a visit mark the notice in its first minutes, many the six elements. */
const mark = (dice: Telling['dice'], desk: Desk, visit: MadeUpVisit, viewing: string): void => {
  const first = visit.files.find(({ startMs, endMs }) => endMs > startMs)
  if (!first) return
  const put = (kind: string, atMs: number, text: string): void => desk.write('marker', { marker: dice.hex(32), viewing, recording: first.id, atMs, toMs: null, kind, text })
  if (dice.chance(0.85)) put('notice', dice.between(4, 150) * 1_000, '您好，本次执法全程录音录像。')
  if (dice.chance(0.6)) elements.forEach(([kind, text]) => put(kind, dice.between(5, 35) * 1_000, text))
}

const elements = [['place', '经营场所门口'], ['time', '口述日期和时间'], ['scene', '现场全貌'], ['people', '现场负责人和在场人员'], ['acts', '出示证件，检查经营台账'], ['traces', '陈列的物品和票据']] as const

export const ask = ({ sessionOf, plan }: Telling, desk: Desk, visit: MadeUpVisit, viewer: MadeUpPerson, reason: string, urgentViewing: string | null = null): Promise<Deed> => {
  const list = makeRecordingList(recordingIds(visit))
  desk.attach(list.bytes)
  const title = requestTitle([{ ...visit, recorder: plan.recorders[visit.recorder] ?? null, officer: null }], zone)
  return desk.deed('request', { use: 'view', title, session: sessionOf(visit), caseNumber: '', list: list.hash, count: list.count, purpose: 'casework', reason, untilMs: desk.now() + 5 * dayMs, times: 0, urgentViewing }, viewer)
}

export const tellViewings = (telling: Telling): void => {
  const { plan, days, visits, world, dice, person, squad, untilMs } = telling
  const approver = person('approver')
  const custodian = person('custodian')
  for (const day of days) {
    if (!isWorkday(day)) continue
    for (let left = dice.between(...plan.viewingsADay); left > 0; left -= 1) {
      const at = (dayToEpoch(day, zone) ?? 0) + 9 * hourMs + dice.between(0, 6 * 60) * minuteMs
      const seen = visits.filter(({ endMs, day: of }) => endMs < at - dayMs && of >= (days[0] ?? ''))
      if (seen.length === 0) continue
      const visit = dice.pick(seen.slice(-400))
      const viewer = person('viewer', dice.between(0, 40))
      const place = squad(visit.recorder)
      const fate = dice.roll()
      world.at(at, place, viewer, async (desk) => {
        const request = await ask(telling, desk, visit, viewer, dice.pick(reasons))
        const answer = async (at: Desk): Promise<Deed> => at.deed('approval', { request: request.id, untilMs: at.now() + 5 * dayMs, times: 0, words: '同意。' }, approver)
        const register = async (at: Desk, approval: Deed): Promise<void> => {
          const registration = await at.deed('registration', { request: request.id, approval: approval.id, words: '' }, custodian)
          watch(telling, at, visit, viewer, { approval: approval.id, registration: registration.id, urgent: false })
        }
        if (fate < 0.05) return void world.at(desk.now() + hourMs, 1 % plan.devices.length, approver, async (other) => void (await other.deed('refusal', { request: request.id, words: '与本案无关，不予同意。' }, approver)))
        if (fate < 0.08 || at > untilMs - 4 * hourMs) return
        // On the viewer's own screen, or from afar.
        if (fate < 0.6) return register(desk, await answer(desk))
        world.at(desk.now() + dice.between(10, 110) * minuteMs, 1 % plan.devices.length, approver, async (other) => {
          const approval = await answer(other)
          world.at(other.now() + dice.between(5, 60) * minuteMs, place, viewer, async (again) => {
            again.carry(approval)
            await register(again, approval)
          })
        })
      })
    }
  }
}
