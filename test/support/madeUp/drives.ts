// The drives of a made-up unit: recorder cards, a monthly archive drive, a backup; how they are registered and scanned each day.

import { createHash } from 'node:crypto'
import { fromHex } from '../../../src/core/bytes.ts'
import { encodeManifest, type ManifestRow } from '../../../src/core/catalog/manifest.ts'
import { driveId, type Bytes, type DriveId } from '../../../src/core/ids.ts'
import { dayToEpoch } from '../../../src/core/policy/calendar.ts'
import { dayMs, hashOf, hourMs, isWorkday, zone, type MadeUpFile } from './footage.ts'
import type { Telling } from './makeUnit.ts'
import { dropPlanted, leakedFiles, type Plant } from './misconduct.ts'

export interface MadeUpDrive {
  readonly id: DriveId
  readonly name: string
  readonly use: 'recorder' | 'archive' | 'backup' | 'unregistered'
  /** What its newest scan found. */
  readonly rows: readonly ManifestRow[]
  readonly manifest: Bytes
  readonly root: string
  readonly firstMs: number
  /** Of its newest scan. */
  readonly lastMs: number
  readonly recorder: number | null
}

/** A card keeps its files so many days after they were collected. */
const cardDays = 12

export const makeDrives = ({ plan, days, visits, untilMs }: Telling, plants: Plant[]): readonly MadeUpDrive[] => {
  const files = visits.flatMap((visit) => visit.files)
  const months = [...new Set(days.map((day) => day.slice(0, 7)))]
  const lastDay = days.at(-1) ?? ''
  const kept = dropPlanted(plan, files, plants)
  const archivePath = (file: MadeUpFile): string => `${file.day.replaceAll('-', '/')}/${plan.recorders[file.recorder] ?? ''}/${file.name}`
  const make = (name: string, use: MadeUpDrive['use'], list: readonly (readonly [MadeUpFile, string])[], firstMs: number, lastMs: number, recorder: number | null = null): MadeUpDrive => {
    const id = driveId(hashOf(plan.key, 'drive', name).slice(0, 32))
    const rows = list.map(([file, path]) => file.row(path))
    const { bytes, root } = encodeManifest({ driveId: id, rows })
    return { id, name, use, rows, manifest: bytes, root, firstMs, lastMs, recorder }
  }
  const begin = (day: string): number => (dayToEpoch(day, zone) ?? 0) + 17.6 * hourMs
  const firstOf = (month: string): string => days.find((day) => day.startsWith(month)) ?? lastDay
  const lastOf = (month: string): string => days.findLast((day) => day.startsWith(month)) ?? lastDay
  const archives = months.map((month) => make(`档案盘 ${month}`, 'archive', kept.archive.filter(({ day }) => day.startsWith(month)).map((file) => [file, archivePath(file)]), begin(firstOf(month)), begin(lastOf(month))))
  const backupMonths = months.slice(0, -1)
  const backups = plan.remote ? [] : backupMonths.map((month) => make(`备份盘 ${month}`, 'backup', kept.backup.filter(({ day }) => day.startsWith(month)).map((file) => [file, `备份/${archivePath(file)}`]), begin(lastOf(month)) + hourMs, begin(lastOf(month)) + hourMs))
  const cards = plan.recorders.map((serial, recorder) => {
    const since = untilMs - cardDays * dayMs
    const own = kept.card.filter((file) => file.recorder === recorder && file.startMs >= since)
    return make(`记录仪 ${serial}`, 'recorder', own.map((file) => [file, `DCIM/${file.day.replaceAll('-', '')}/${file.name}`]), begin(days[0] ?? ''), begin(lastDay), recorder)
  })
  const leaks = leakedFiles(plan, files, plants)
  const strangers = leaks.length === 0 ? [] : [make('U盘 KINGSTON', 'unregistered', leaks.map((file) => [file, `资料/${file.name}`]), begin(days.at(-9) ?? ''), begin(days.at(-9) ?? ''))]
  return [...archives, ...backups, ...cards, ...strangers]
}

/** Registered when first seen, scanned at the end of each working day; older scans have manifests of their own, which are not kept here. */
export const tellDrives = ({ world, days, person, dice }: Telling, drives: readonly MadeUpDrive[]): void => {
  const custodian = person('custodian')
  for (const drive of drives) {
    const at = days.filter((day) => isWorkday(day) || day === days.at(-1)).map((day) => (dayToEpoch(day, zone) ?? 0) + 17.6 * hourMs).filter((ms) => ms >= drive.firstMs - hourMs && ms <= drive.lastMs + 2 * hourMs)
    // A card is not read in every evening.
    const visits = (at.length === 0 ? [drive.lastMs] : at).filter((_, n, all) => n === 0 || n === all.length - 1 || drive.use !== 'recorder' || dice.chance(0.3))
    visits.forEach((ms, n) => {
      const last = n === visits.length - 1
      world.at(ms, drive.use === 'unregistered' ? 0 : 0, custodian, (desk) => {
        if (n === 0) desk.write('drive-register', { drive: drive.id, name: drive.name })
        const share = (n + 1) / visits.length
        const recordings = last ? drive.rows.length : Math.round(drive.rows.length * share)
        const bytes = drive.rows.reduce((sum, { size }) => sum + size, 0)
        const manifest = last ? fromHex(drive.root) : new Uint8Array(createHash('sha256').update(`${drive.root} ${n}`).digest())
        desk.wait(dice.between(8, 40) * 1_000)
        desk.write('drive-scan', { drive: drive.id, manifest, files: recordings, recordings, bytes: last ? bytes : Math.round(bytes * share), changed: 0, missing: 0 })
      })
    })
  }
}
