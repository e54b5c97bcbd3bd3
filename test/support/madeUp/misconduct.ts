// What was done wrong on purpose in a made-up unit, one of every kind of article 20, and beside each what only looks like it.

import type { ManifestRow } from '../../../src/core/catalog/manifest.ts'
import type { FindingKind } from '../../../src/core/policy/findings/finding.ts'
import { dayToEpoch } from '../../../src/core/policy/calendar.ts'
import type { Dice } from './dice.ts'
import type { MadeUpDrive } from './drives.ts'
import { carrierOf, dayMs, hashOf, hourMs, makeFile, minuteMs, zone, type FileWish, type MadeUpFile, type MadeUpVisit } from './footage.ts'
import type { Telling } from './makeUnit.ts'
import type { UnitPlan } from './unitPlans.ts'
import { ask, watch } from './viewings.ts'

export interface Plant {
  readonly kind: FindingKind
  /** Must not be found. */
  readonly innocent: boolean
  /** Recording, drive, viewing or recorder that a Finding would be about. */
  readonly subject: string
  readonly what: string
}

/** Planted files have numbers nobody reaches otherwise. */
const firstSequence = 7_001

/** Footage that is false, or of somebody else, or of the night; as visits of their own. */
export const plantFootage = (plan: UnitPlan, days: readonly string[], dice: Dice, plants: Plant[]): readonly MadeUpVisit[] => {
  const visits: MadeUpVisit[] = []
  let sequence = firstSequence
  const put = (plant: Omit<Plant, 'subject'>, recorder: number, day: string, hour: number, wishes: readonly (Partial<FileWish> & { readonly afterMs?: number })[]): MadeUpVisit => {
    let at = (dayToEpoch(day, zone) ?? 0) + hour * hourMs + dice.between(0, 20) * minuteMs
    const officer = carrierOf(plan, recorder)
    const files = wishes.map(({ afterMs = 0, ...wish }): MadeUpFile => {
      at += afterMs
      const file = makeFile(plan, { recorder, officerNumber: plan.people[officer]?.officerNumber ?? '', startMs: at, durationMs: 480_000, sequence: (sequence += 1), ...wish })
      at = file.endMs
      return file
    })
    const first = files[0]
    if (!first) throw new Error('a visit has files')
    const visit = { recorder, officer, day, startMs: first.startMs, endMs: files.at(-1)?.endMs ?? 0, files, gaps: [], planted: true as const }
    visits.push(visit)
    plants.push({ ...plant, subject: (files.at(-1) ?? first).id })
    return visit
  }
  const day = (n: number): string => days.at(-n) ?? days[0] ?? ''
  const last = plan.recorders.length - 1
  const other = plan.people[1]?.officerNumber ?? ''
  put({ kind: 'editedFootage', innocent: false, what: '文件由剪辑软件写出' }, 0, day(20), 7, [{}, { probe: { device: 'Lavf58.76.100' } }])
  put({ kind: 'editedFootage', innocent: false, what: '容器内时间与文件名相差两天' }, 1 % (last + 1), day(31), 7, [{ containerLaterMs: 2 * dayMs + 11 * minuteMs }])
  put({ kind: 'editedFootage', innocent: true, what: '容器内是当地时间，正好相差八小时' }, 1 % (last + 1), day(33), 7, [{ containerLaterMs: 8 * hourMs }])
  put({ kind: 'recorderMisuse', innocent: false, what: '文件名里是别人的警号' }, 2 % (last + 1), day(17), 7, [{ officerNumber: other }])
  put({ kind: 'offDutyUse', innocent: false, what: '凌晨两点录制，没有勤务、案卷和活动登记' }, 3 % (last + 1), day(24), 2, [{}, {}])
  put({ kind: 'offDutyUse', innocent: true, what: '凌晨联合检查，有活动登记' }, 0, day(38), 1, [{}, {}])
  return visits
}

export interface KeptFiles {
  readonly archive: readonly MadeUpFile[]
  readonly backup: readonly MadeUpFile[]
  readonly card: readonly MadeUpFile[]
}

const longAgo = (files: readonly MadeUpFile[], n: number): readonly MadeUpFile[] => {
  const ordered = files.filter(({ startMs, endMs }) => endMs > startMs)
  return ordered.slice(Math.floor(ordered.length / 3) + n * 11, Math.floor(ordered.length / 3) + n * 11 + 2)
}

/** Two recordings gone from everywhere; two gone from the archive that the backup still has. */
export const dropPlanted = (plan: UnitPlan, files: readonly MadeUpFile[], plants: Plant[]): KeptFiles => {
  const gone = new Set(longAgo(files, 0).map(({ id }) => id))
  const moved = new Set(longAgo(files, 1).map(({ id }) => id))
  for (const id of gone) plants.push({ kind: 'missingFile', innocent: false, subject: id, what: '档案盘上的文件不见了，别处也没有' })
  if (!plan.remote) for (const id of moved) plants.push({ kind: 'missingFile', innocent: true, subject: id, what: '档案盘上不见了，备份盘上还在' })
  const stranded = new Set(strandedFiles(plan, files).map(({ id }) => id))
  const without = (...sets: readonly ReadonlySet<string>[]): readonly MadeUpFile[] => files.filter(({ id }) => sets.every((set) => !set.has(id)))
  return { archive: plan.remote ? without(gone, stranded) : without(gone, moved, stranded), backup: without(gone, stranded), card: without(gone, stranded) }
}

/** Three files that are on one drive only, and that has not been seen for long. */
export const strandedFiles = (plan: UnitPlan, files: readonly MadeUpFile[]): readonly MadeUpFile[] => files.filter(({ startMs, endMs }) => endMs > startMs).slice(plan.recorders.length * 4, plan.recorders.length * 4 + 3)

/** On a drive that nobody registered. */
export const leakedFiles = (plan: UnitPlan, files: readonly MadeUpFile[], plants: Plant[]): readonly MadeUpFile[] => {
  if (plan.remote) return []
  const leaked = longAgo(files, 2)
  for (const { id } of leaked) plants.push({ kind: 'leak', innocent: false, subject: id, what: '未登记的介质上有同一内容' })
  return leaked
}

/** What the logs tell: findings of scans, viewings without approval, an urgent one that nobody approved, a clock set back. */
export const plantStory = (telling: Telling, drives: readonly MadeUpDrive[], plants: Plant[]): void => {
  const { world, days, visits, person, squad, plan, untilMs } = telling
  const custodian = person('custodian')
  const noon = (n: number): number => (dayToEpoch(days.at(-n) ?? '', zone) ?? 0) + 12.2 * hourMs
  const archiveOf = (day: string): MadeUpDrive | undefined => drives.find(({ use, name }) => use === 'archive' && name.endsWith(day.slice(0, 7)))
  for (const [n, { subject }] of plants.filter(({ kind }) => kind === 'missingFile').entries()) {
    const file = visits.flatMap(({ files }) => files).find(({ id }) => id === subject)
    const drive = file && archiveOf(file.day)
    if (!file || !drive) continue
    const row: ManifestRow = file.row(`${file.day.replaceAll('-', '/')}/${plan.recorders[file.recorder] ?? ''}/${file.name}`)
    world.at(noon(4) + n * minuteMs, 0, custodian, (desk) =>
      desk.write('finding', { finding: hashOf('finding', subject).slice(0, 32), type: 'copyMissing', recording: subject, drive: drive.id, path: row.path, evidence: { size: row.size, mtime: row.mtime, sha256: subject } }),
    )
  }

  const seen = visits.filter(({ day, files }) => day < (days.at(-20) ?? '') && (files[0]?.endMs ?? 0) > 0)
  const viewer = person('viewer', 3)
  const visitOf = (n: number): MadeUpVisit => seen.at(-1 - n * 7) ?? visits[0]!
  const plantViewing = (kind: Omit<Plant, 'subject'>, ms: number, visit: MadeUpVisit, urgent: boolean, approveAfterMs: number | null): void =>
    world.at(ms, squad(visit.recorder), viewer, async (desk) => {
      const viewing = watch(telling, desk, visit, viewer, { approval: null, registration: null, urgent })
      plants.push({ ...kind, subject: viewing })
      if (!urgent) return
      const request = await ask(telling, desk, visit, viewer, '群众反映有人受伤，须立即核对现场', viewing)
      if (approveAfterMs === null) return
      world.at(desk.now() + approveAfterMs, 1 % plan.devices.length, person('approver'), async (other) => {
        await other.deed('approval', { request: request.id, untilMs: other.now() + dayMs, times: 1, words: '情况属实，补办同意。' }, person('approver'))
      })
    })
  plantViewing({ kind: 'other', innocent: false, what: '没有批准就查阅' }, noon(12), visitOf(1), false, null)
  plantViewing({ kind: 'other', innocent: false, what: '紧急查阅，没有补办批准' }, noon(11), visitOf(2), true, null)
  plantViewing({ kind: 'other', innocent: false, what: '紧急查阅，四十小时后才补办批准' }, noon(18), visitOf(3), true, 40 * hourMs)
  plantViewing({ kind: 'other', innocent: true, what: '紧急查阅，三小时内补办批准' }, noon(10), visitOf(4), true, 3 * hourMs)

  if (plan.devices.length > 3) {
    world.at(noon(6), 3, viewer, (desk) => {
      desk.turnClock(-2 * hourMs)
      desk.write('drive-register', { drive: drives[0]?.id ?? '', name: drives[0]?.name ?? '' })
      desk.turnClock(0)
    })
    plants.push({ kind: 'other', innocent: false, subject: world.logs[3]?.logId ?? '', what: '电脑时钟被拨回两小时' })
  }
  plantDuty(telling, plants)
  const nightly = visits.find(({ files }) => files.at(-1)?.id === plants.find(({ kind, innocent }) => kind === 'offDutyUse' && innocent)?.subject)
  const first = nightly?.files[0]
  if (nightly && first && nightly.endMs < untilMs) {
    const officer = telling.carrier(nightly.recorder)
    world.at(nightly.endMs + 8 * hourMs, squad(nightly.recorder), officer, async (desk) => {
      await desk.deed('activity', { session: telling.sessionOf(nightly), recording: first.id, kind: plan.profile.profile.activityKinds[0]?.id ?? '', steps: [], words: '夜间联合检查' }, officer)
    })
  }
}

/** Forgotten by the custodian. */
export const neverHandedOver = (visits: readonly MadeUpVisit[], days: readonly string[]): MadeUpVisit | undefined => visits.findLast(({ day, files }) => day < (days.at(-15) ?? '') && files.length > 2)

/** A shift without footage, and one that a note of exemption explains. */
const plantDuty = ({ days, visits, carrier, squad, plan, world }: Telling, plants: Plant[]): void => {
  const idle = plan.recorders.flatMap((_, recorder) => days.slice(-40, -5).filter((day) => !visits.some((visit) => visit.day === day && visit.recorder === recorder)).map((day) => ({ recorder, day })))
  for (const [n, { recorder, day }] of [idle[3], idle.at(-3)].filter((one) => one !== undefined).entries()) {
    const officer = carrier(recorder)
    const fromMs = (dayToEpoch(day, zone) ?? 0) + 8.5 * hourMs
    world.at(fromMs, squad(recorder), officer, async (desk) => {
      const deed = await desk.deed('duty', { kind: 'shift', officerNumber: officer.officerNumber, recorder: plan.recorders[recorder] ?? '', place: plan.places[0] ?? '', fromMs, toMs: fromMs + 9 * hourMs, words: '' }, officer)
      plants.push({ kind: 'recorderMisuse', innocent: n === 1, subject: deed.id, what: n === 1 ? '当班没有记录，有不记录说明' : '当班一整天没有任何记录' })
      if (n === 0) return
      await desk.deed('exemption', { ground: plan.profile.profile.exemptions[2]?.id ?? '', reason: '记录仪送修，备用机已借出。', basis: '《行政执法音像记录管理制度》第七条', place: plan.places[0] ?? '', officerNumber: officer.officerNumber, fromMs, toMs: fromMs + 9 * hourMs, gap: null }, officer)
    })
  }
  const late = neverHandedOver(visits, days)
  if (late) plants.push({ kind: 'other', innocent: false, subject: late.files[0]?.id ?? '', what: '没有移交' })
}
