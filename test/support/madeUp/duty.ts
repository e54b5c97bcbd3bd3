// The officers' part of a made-up unit's story: recorders issued, checked before use, what was done, why recording stopped.

import type { RecordingId } from '../../../src/core/ids.ts'
import { defaultProfile } from '../../../src/core/policy/defaultProfile.ts'
import { dayToEpoch } from '../../../src/core/policy/calendar.ts'
import { hourMs, isWorkday, minuteMs, zone, type MadeUpVisit } from './footage.ts'
import type { Telling } from './makeUnit.ts'
import { textBytes } from './world.ts'

const causes = ['battery', 'storage', 'scene', 'fault', 'weather', 'scene', 'battery'] as const
const statements: Readonly<Record<(typeof causes)[number], string>> = {
  battery: '电池耗尽，更换备用电池后恢复记录。', storage: '存储卡已满，更换后继续记录。', scene: '由一楼转至二楼包间，途中关机。', fault: '记录仪自动关机，重启后恢复。', weather: '大雨，将设备收入防水袋，雨小后恢复记录。',
}

export const tellDuty = (telling: Telling): void => {
  const { plan, world, days, visits, dice, carrier, squad, person, untilMs } = telling
  const firstMs = (dayToEpoch(days[0] ?? '', zone) ?? 0) + 8 * hourMs
  plan.recorders.forEach((serial, n) =>
    world.at(firstMs + n * minuteMs, 0, person('custodian'), async (desk) => {
      const { officerNumber } = carrier(n)
      await desk.deed('recorder', { serial, model: '执法记录仪 B7', officerNumber, sinceMs: desk.now(), words: '' }, person('custodian'))
    }),
  )
  if (plan.profile !== defaultProfile)
    world.at(firstMs, 0, person('administrator'), async (desk) => {
      desk.attach(textBytes(plan.profile.text))
      await desk.deed('profile', { profile: plan.profile.id, words: '本大队自即日起采用。' }, person('administrator'))
    })
  const onDuty = Map.groupBy(visits, ({ day, recorder }) => `${day} ${recorder}`)
  for (const day of days) {
    for (const [recorder, serial] of plan.recorders.entries()) {
      // The check is forgotten now and then, more on weekends.
      const today = onDuty.get(`${day} ${recorder}`)
      if (!today || today.every(({ endMs }) => endMs < (dayToEpoch(day, zone) ?? 0) + 5 * hourMs)) continue
      const officer = carrier(recorder)
      const midnight = dayToEpoch(day, zone) ?? 0
      world.at(midnight + 6.2 * hourMs + dice.between(0, 28) * minuteMs, squad(recorder), officer, async (desk) => {
        if (!plan.remote) await desk.deed('duty', { kind: 'shift', officerNumber: officer.officerNumber, recorder: serial, place: dice.pick(plan.places), fromMs: midnight + 6.5 * hourMs, toMs: midnight + 21 * hourMs, words: '' }, officer)
        // The check is forgotten now and then, more on weekends.
        if (dice.chance(isWorkday(day) ? 0.05 : 0.3)) return
        await desk.deed('preUse', { serial, battery: dice.between(62, 100), freeMib: dice.between(12_000, 60_000), clock: dice.chance(0.97) ? 'right' : 'wrong', reading: null, words: '' }, officer)
      })
    }
  }
  const kinds = plan.profile.profile.activityKinds
  for (const visit of visits) {
    const evening = Math.min(untilMs - hourMs, (dayToEpoch(visit.day, zone) ?? 0) + 17.2 * hourMs + dice.between(0, 60) * minuteMs)
    const officer = carrier(visit.recorder)
    for (const gap of visit.gaps) if (!dice.chance(0.1)) explain(telling, visit, gap, Math.max(evening, visit.endMs))
    const first = visit.files[0]
    if (!first || visit.planted || dice.chance(0.3)) continue
    const kind = dice.pick(kinds).id
    world.at(Math.max(evening, visit.endMs), squad(visit.recorder), officer, async (desk) => {
      await desk.deed('activity', { session: telling.sessionOf(visit), recording: first.id, kind, steps: [], words: `${dice.pick(plan.places)} ${dice.pick(['日常巡查', '复查', '群众举报核实', '联合检查', '送达文书'])}` }, officer)
    })
  }
  tellExemptions(telling)
  if (plan.remote) tellRemoteDuty(telling)
}

const explain = ({ world, dice, carrier, squad, plan, sessionOf }: Telling, visit: MadeUpVisit, gap: MadeUpVisit['gaps'][number], ms: number): void => {
  const officer = carrier(visit.recorder)
  const cause = dice.pick(causes)
  world.at(ms, squad(visit.recorder), officer, (desk) =>
    desk.write('gap-explained', {
      explanation: dice.hex(32), person: officer.id, session: sessionOf(visit), before: gap.before, after: gap.after,
      startMs: gap.startMs, endMs: gap.endMs, cause, statement: statements[cause], marker: null, profile: plan.profile.id,
    }),
  )
}

/** Article 7: three weeks apart, a note to the head, who has read it. */
const tellExemptions = ({ plan, world, days, dice, carrier, squad, person }: Telling): void => {
  const grounds = plan.profile.profile.exemptions
  days.filter((day, n) => isWorkday(day) && n % 16 === 5).forEach((day, n) => {
    const recorder = dice.between(0, plan.recorders.length - 1)
    const officer = carrier(recorder)
    const from = (dayToEpoch(day, zone) ?? 0) + 13 * hourMs
    world.at(from + 5 * hourMs, squad(recorder), officer, async (desk) => {
      const note = await desk.deed('exemption', {
        ground: grounds[n % grounds.length]?.id ?? '', reason: '当事人住所内有病人，按当事人要求未开启记录。', basis: '《行政执法音像记录管理制度》第七条', place: dice.pick(plan.places), officerNumber: officer.officerNumber, fromMs: from, toMs: from + hourMs, gap: null,
      }, officer)
      // The last one waits for the head.
      if (n < 4) world.at(desk.now() + 15 * hourMs, 1 % plan.devices.length, person('head'), async (other) => void (await other.deed('acknowledgement', { kind: 'exemption', of: note.id, words: '已阅。' }, person('head'))))
    })
  })
}

/** Away from Monday to Friday; the last return is still to be declared. */
const tellRemoteDuty = ({ days, plan, world, carrier, untilMs }: Telling): void => {
  days.forEach((day) => {
    const midnight = dayToEpoch(day, zone) ?? 0
    if (new Date(`${day}T00:00:00Z`).getUTCDay() !== 1) return
    for (const [recorder, serial] of plan.recorders.entries()) {
      const officer = carrier(recorder)
      world.at(midnight + 6 * hourMs, 0, officer, async (desk) => {
        const duty = await desk.deed('duty', { kind: 'remote', officerNumber: '', recorder: serial, place: plan.places[recorder] ?? '', fromMs: midnight, toMs: null, words: '' }, officer)
        const backMs = midnight + 6.7 * 24 * hourMs
        if (backMs < untilMs) world.at(backMs, 0, officer, async (back) => void (await back.deed('dutyReturn', { duty: duty.id, returnedMs: back.now(), words: '' }, officer)))
      })
    }
  })
}

export const recordingIds = (visit: MadeUpVisit): readonly RecordingId[] => visit.files.map(({ id }) => id)
