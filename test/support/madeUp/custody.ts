// The custodian's part of a made-up unit's story: each evening's hand-over, a few Holds, evidence put into its category.

import { makeRecordingList } from '../../../src/core/deeds/recordingList.ts'
import { dayToEpoch } from '../../../src/core/policy/calendar.ts'
import type { MadeUpDrive } from './drives.ts'
import { recordingIds } from './duty.ts'
import { dayMs, hourMs, zone } from './footage.ts'
import type { Telling } from './makeUnit.ts'
import { neverHandedOver } from './misconduct.ts'

export const tellCustody = ({ days, visits, world, person, untilMs, sessionOf, plan }: Telling, drives: readonly MadeUpDrive[]): void => {
  const custodian = person('custodian')
  const forgotten = neverHandedOver(visits, days)
  const byDay = Map.groupBy(visits, ({ day }) => day)
  for (const [day, taken] of byDay) {
    const drive = drives.find(({ use, name }) => use === 'archive' && name.endsWith(day.slice(0, 7)))
    const at = (dayToEpoch(day, zone) ?? 0) + 18.3 * hourMs
    const handed = taken.filter((visit) => visit !== forgotten)
    if (!drive || handed.length === 0 || at > untilMs) continue
    world.at(Math.max(at, ...handed.map(({ endMs }) => endMs + hourMs / 4)), 0, custodian, async (desk) => {
      const list = makeRecordingList(handed.flatMap(recordingIds))
      desk.attach(list.bytes)
      await desk.deed('handOver', { title: `${day} ${handed.length}`, list: list.hash, count: list.count, drive: drive.id, driveName: drive.name, sessions: handed.length, from: plan.remote ? '' : '各中队', words: '' }, custodian)
    })
  }
  visits.filter((_, n) => n % 700 === 300).forEach((visit) =>
    world.at(Math.min(untilMs - hourMs, visit.endMs + 4 * dayMs), 0, custodian, async (desk) => {
      const list = makeRecordingList(recordingIds(visit))
      desk.attach(list.bytes)
      const listed = { title: `${visit.day} ${plan.recorders[visit.recorder] ?? ''}`, list: list.hash, count: list.count }
      await desk.deed('hold', { ...listed, session: sessionOf(visit), caseNumber: '', reason: '当事人提出投诉，调查期间不得处置。', untilMs: null }, custodian)
      await desk.deed('category', { ...listed, session: sessionOf(visit), categories: ['caseEvidence'], words: '' }, custodian)
    }),
  )
}
