// The drives of a made-up unit: recorder cards, a monthly archive drive, a backup; how they are registered and scanned each day.

import { createHash } from 'node:crypto'
import { fromHex } from '../../../src/core/bytes.ts'
import { encodeManifest, type ManifestRow } from '../../../src/core/catalog/manifest.ts'
import { driveId, type Bytes, type DriveId } from '../../../src/core/ids.ts'
import { dayToEpoch } from '../../../src/core/policy/calendar.ts'
import { dayMs, hashOf, hourMs, isWorkday, zone, type MadeUpFile } from './footage.ts'
import type { Telling } from './makeUnit.ts'
import { dropPlanted, leakedFiles, strandedFiles, type Plant } from './misconduct.ts'

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
  readonly scans: readonly number[]
  readonly recorder: number | null
}

/** A card keeps its files so many days after they were collected. */
const cardDays = 12

export const makeDrives = ({ plan, days, visits, untilMs }: Telling, plants: Plant[]): readonly MadeUpDrive[] => {
  const files = visits.flatMap((visit) => visit.files)
  const months = [...new Set(days.map((day) => day.slice(0, 7)))]
  const kept = dropPlanted(plan, files, plants)
  const archivePath = (file: MadeUpFile): string => `${file.day.replaceAll('-', '/')}/${plan.recorders[file.recorder] ?? ''}/${file.name}`
  const evening = (day: string): number => (dayToEpoch(day, zone) ?? 0) + 17.6 * hourMs
  const make = (name: string, use: MadeUpDrive['use'], list: readonly (readonly [MadeUpFile, string])[], scanDays: readonly string[], recorder: number | null = null): MadeUpDrive => {
    const id = driveId(hashOf(plan.key, 'drive', name).slice(0, 32))
    const rows = list.map(([file, path]) => file.row(path))
    const { bytes, root } = encodeManifest({ driveId: id, rows })
    const scans = [...new Set(scanDays)].sort().map(evening)
    return { id, name, use, rows, manifest: bytes, root, scans, firstMs: scans[0] ?? 0, lastMs: scans.at(-1) ?? 0, recorder }
  }
  const workdays = days.filter((day, n) => isWorkday(day) || n === days.length - 1)
  const inventory = workdays.at(-4) ?? days[0] ?? ''
  const of = (month: string): readonly string[] => workdays.filter((day) => day.startsWith(month))
  const archives = months.map((month) => make(`档案盘 ${month}`, 'archive', kept.archive.filter(({ day }) => day.startsWith(month)).map((file) => [file, archivePath(file)]), [...of(month), inventory < month ? (of(month).at(-1) ?? inventory) : inventory]))
  // The oldest backup has lain in another building since: everything on it is on the archive drive too.
  const backups = plan.remote ? [] : months.slice(0, -1).map((month, n) => make(`备份盘 ${month}`, 'backup', kept.backup.filter(({ day }) => day.startsWith(month)).map((file) => [file, `备份/${archivePath(file)}`]), [of(month).at(-1) ?? inventory, ...(n === 0 ? [] : [inventory])]))
  const cards = plan.recorders.map((serial, recorder) => {
    const since = untilMs - cardDays * dayMs
    const own = kept.card.filter((file) => file.recorder === recorder && file.startMs >= since)
    return make(`记录仪 ${serial}`, 'recorder', own.map((file) => [file, `DCIM/${file.day.replaceAll('-', '')}/${file.name}`]), workdays.filter((_, n) => n % 4 === recorder % 4 || n === workdays.length - 1), recorder)
  })
  if (backups[0]) plants.push({ kind: 'driveLoss', innocent: true, subject: backups[0].id, what: '备份盘久未接入，内容在档案盘上都有' })
  const stranded = strandedFiles(plan, files)
  const lost = make('移动硬盘 蓝色', 'archive', stranded.map((file) => [file, archivePath(file)]), [workdays[8] ?? inventory])
  plants.push({ kind: 'driveLoss', innocent: false, subject: lost.id, what: '两个多月没有接入，其中的内容别处没有' })
  const leaks = leakedFiles(plan, files, plants)
  const strangers = leaks.length === 0 ? [] : [make('U盘 KINGSTON', 'unregistered', leaks.map((file) => [file, `资料/${file.name}`]), [workdays.at(-7) ?? inventory])]
  return [...archives, ...backups, ...cards, lost, ...strangers]
}

/** Registered when first seen, then scanned; older scans have manifests of their own, which are not kept here. */
export const tellDrives = ({ world, person, dice }: Telling, drives: readonly MadeUpDrive[]): void => {
  const custodian = person('custodian')
  for (const drive of drives) {
    drive.scans.forEach((ms, n) =>
      world.at(ms, 0, custodian, async (desk) => {
        if (n === 0) desk.write('drive-register', { drive: drive.id, name: drive.name })
        if (n === 0 && drive.use !== 'unregistered') await desk.deed('driveRole', { drive: drive.id, name: drive.name, role: drive.use === 'backup' ? 'archive' : drive.use, words: '' }, custodian)
        const last = n === drive.scans.length - 1
        const share = (n + 1) / drive.scans.length
        const recordings = last ? drive.rows.length : Math.round(drive.rows.length * share)
        const bytes = drive.rows.reduce((sum, { size }) => sum + size, 0)
        const manifest = last ? fromHex(drive.root) : new Uint8Array(createHash('sha256').update(`${drive.root} ${n}`).digest())
        desk.wait(dice.between(8, 40) * 1_000)
        desk.write('drive-scan', { drive: drive.id, manifest, files: recordings, recordings, bytes: last ? bytes : Math.round(bytes * share), changed: 0, missing: 0 })
      }),
    )
  }
}
