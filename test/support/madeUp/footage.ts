// What the recorders of a made-up unit took in three months: files with names, times and sizes as real ones have them, no bytes.

import { createHash } from 'node:crypto'
import { recordingId, type RecordingId } from '../../../src/core/ids.ts'
import type { ManifestRow } from '../../../src/core/catalog/manifest.ts'
import type { Probe } from '../../../src/core/catalog/recording.ts'
import { dayToEpoch } from '../../../src/core/policy/calendar.ts'
import { localDay } from '../../../src/core/session/localTime.ts'
import type { Dice } from './dice.ts'
import type { UnitPlan } from './unitPlans.ts'

export const zone = 'Asia/Shanghai'
export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** One file as a recorder left it. */
export interface MadeUpFile {
  readonly id: RecordingId
  readonly name: string
  readonly recorder: number
  readonly day: string
  readonly startMs: number
  readonly endMs: number
  readonly row: (path: string) => ManifestRow
}

/** One enforcement action: its files in order. */
export interface MadeUpVisit {
  readonly recorder: number
  readonly officer: number
  readonly day: string
  readonly startMs: number
  readonly endMs: number
  readonly files: readonly MadeUpFile[]
  /** Not of the daily round: nobody says anything of it by chance. */
  readonly planted?: true
  /** Between files that do not follow each other. */
  readonly gaps: readonly { readonly before: RecordingId; readonly after: RecordingId; readonly startMs: number; readonly endMs: number }[]
}

export interface FileWish {
  readonly recorder: number
  readonly officerNumber: string
  readonly startMs: number
  readonly durationMs: number
  readonly sequence: number
  /** Differences from what the recorder writes. */
  readonly probe?: Partial<Probe>
  /** What the container says, later than the name. */
  readonly containerLaterMs?: number
  readonly photo?: boolean
}

const digits = (ms: number): string => {
  const [date = '', time = ''] = new Date(ms + 8 * hourMs).toISOString().split(/[T.]/)
  return `${date}${time}`.replaceAll(/\D/g, '')
}

export const hashOf = (...parts: readonly (string | number)[]): string => createHash('sha256').update(parts.join('/')).digest('hex')

/** The recorder's own name for it by GA/T 947. */
export const makeFile = (plan: UnitPlan, wish: FileWish): MadeUpFile => {
  const { recorder, officerNumber, startMs, durationMs, sequence, photo = false, containerLaterMs = (wish.sequence % 2) * 1_000 } = wish
  const serial = plan.recorders[recorder] ?? ''
  const name = `${serial}_${officerNumber}_${digits(startMs)}_${String(sequence).padStart(4, '0')}.${photo ? 'JPG' : 'MP4'}`
  const id = recordingId(hashOf(plan.key, name, JSON.stringify(wish.probe ?? null)))
  const size = photo ? 2_400_000 + (sequence % 97) * 1_031 : Math.round(durationMs * 612.5) + (sequence % 89) * 997
  const probe: Probe = {
    kind: photo ? 'photo' : 'video',
    container: photo ? 'jpeg' : 'mp4',
    durationMs: photo ? null : durationMs,
    video: photo ? null : { codec: 'avc1.640028', width: 1920, height: 1080, rotation: 0, fps: 25 },
    audio: photo ? null : { codec: 'mp4a.40.2', sampleRate: 44_100, channels: 1 },
    // Recorders write local time into the container as if it were UTC, or keep it right; these keep it right.
    times: [{ source: photo ? 'exif' : 'container', ms: startMs + containerLaterMs, zone: photo ? 'local' : 'utc', plausible: true }],
    place: plan.remote || recorder % 3 === 0 ? { lat: 29.53 + (sequence % 50) / 1_000, lon: 108.77 + (recorder % 20) / 1_000 } : null,
    device: `${serial.slice(0, 4)} BWC`,
    playMode: photo ? 'whole' : 'timeline',
    damage: null,
    ...wish.probe,
  }
  const row = (path: string): ManifestRow => ({
    path,
    size,
    mtime: startMs + durationMs + 1_000,
    content: { recordingId: id, xxh128: hashOf('xxh', id).slice(0, 32), blockStatesRoot: size < 1 << 20 ? null : hashOf('states', id), probe },
  })
  return { id, name, recorder, day: localDay(startMs, zone), startMs, endMs: startMs + durationMs, row }
}

/** Local days, oldest first; `until` included. */
export const daysBefore = (until: string, count: number): readonly string[] => {
  const last = dayToEpoch(until, zone)
  if (last === null) throw new Error(`no day ${until}`)
  return Array.from({ length: count }, (_, n) => localDay(last - (count - 1 - n) * dayMs, zone))
}

export const isWorkday = (day: string): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** Everything in order of time, recorder by recorder; numbers of files go on for ever on one recorder. */
export const makeVisits = (plan: UnitPlan, days: readonly string[], dice: Dice): readonly MadeUpVisit[] => {
  const visits: MadeUpVisit[] = []
  const sequences = plan.recorders.map(() => dice.between(1, 400))
  for (const day of days) {
    const midnight = dayToEpoch(day, zone) ?? 0
    for (const recorder of plan.recorders.keys()) {
      // On duty at weekends: one in six. Somebody is always on leave.
      if (isWorkday(day) ? dice.chance(0.06) : !dice.chance(0.17)) continue
      let at = midnight + 8.75 * hourMs + dice.between(0, 70) * minuteMs
      for (let left = dice.between(...plan.sessionsADay); left > 0 && at < midnight + 17 * hourMs; left -= 1) {
        const visit = makeVisit(plan, recorder, day, at, sequences, dice)
        visits.push(visit)
        at = visit.endMs + dice.between(45, 130) * minuteMs
      }
    }
  }
  return visits
}

/** Who carries a recorder: the officers come first in a plan. */
export const carrierOf = (plan: UnitPlan, recorder: number): number => recorder % plan.people.filter(({ roles }) => roles.includes('officer')).length

const makeVisit = (plan: UnitPlan, recorder: number, day: string, beginMs: number, sequences: number[], dice: Dice): MadeUpVisit => {
  const officer = carrierOf(plan, recorder)
  const officerNumber = plan.people[officer]?.officerNumber ?? ''
  const files: MadeUpFile[] = []
  const gaps: { before: RecordingId; after: RecordingId; startMs: number; endMs: number }[] = []
  let at = Math.floor(beginMs / 1_000) * 1_000 + dice.between(0, 59) * 1_000
  const put = (wish: Pick<FileWish, 'durationMs' | 'photo'>): MadeUpFile => {
    const sequence = ((sequences[recorder] ?? 0) % 9_999) + 1
    sequences[recorder] = sequence
    const file = makeFile(plan, { recorder, officerNumber, startMs: at, sequence, ...wish })
    files.push(file)
    return file
  }
  for (let left = dice.between(2, 6); left > 0; left -= 1) {
    const before = files.at(-1)
    // The recorder splits at ten minutes; the last file is as long as it was.
    const durationMs = left === 1 ? dice.between(40, 599) * 1_000 : 600_000
    if (before && dice.chance(0.045)) {
      const startMs = at
      at += dice.between(2, 22) * minuteMs
      const after = put({ durationMs })
      gaps.push({ before: before.id, after: after.id, startMs, endMs: at })
    } else put({ durationMs })
    at += durationMs
  }
  if (dice.chance(0.12)) {
    at -= dice.between(20, 35) * 1_000
    put({ durationMs: 0, photo: true })
    at += 40_000
  }
  const startMs = files[0]?.startMs ?? at
  return { recorder, officer, day, startMs, endMs: Math.max(...files.map(({ endMs }) => endMs)), files, gaps }
}
