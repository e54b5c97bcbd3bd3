// Takes what other devices found on their drives into the catalogue, from their Logs and the manifests these name.

import { sha256, toHex, utf8 } from '../core/bytes.ts'
import type { NamingRules } from '../core/catalog/describeRecording.ts'
import { decodeManifest } from '../core/catalog/manifest.ts'
import { readShownManifest } from '../core/catalog/shownManifest.ts'
import { isNews, planReportedDrive, planReportedLosses, planReportedRows, planReportedVisit, type ReportedScan } from '../core/catalog/planManifest.ts'
import type { Copy, Drive } from '../core/catalog/recording.ts'
import type { StorageError } from '../core/errors.ts'
import { driveId, type DriveId } from '../core/ids.ts'
import { bodyProblem } from '../core/log/bodyShapes.ts'
import { bodyOf, decodeEntry } from '../core/log/entry.ts'
import type { EntryBodies, EntryKind } from '../core/log/kinds.ts'
import type { CatalogStore, Clock, Finding, LogStore, StoredEntry } from '../core/ports.ts'
import { ok, type Result } from '../core/result.ts'
import type { Trust } from '../core/trust/verifyChain.ts'
import type { SessionBook } from './sessionBook.ts'

export interface TakeDeps {
  readonly store: CatalogStore
  readonly logs: Pick<LogStore, 'logs' | 'byKind'>
  readonly book: SessionBook
  readonly clock: Clock
  readonly rules: () => NamingRules
  /** Only devices that the agency certified are heard; null before enrolment. */
  readonly trust: () => Promise<Trust | null>
  /** Being read here at this moment: what others say of it waits. */
  readonly isReading: (drive: DriveId) => boolean
}

/** Drives that changed. May be called at any time: what was taken already is not taken again. */
export type TakeManifests = () => Promise<Result<readonly DriveId[], StorageError>>

/** Rows in one transaction: the page stays usable between two, and Sessions are grouped anew once for all of them. */
const ROWS = 2_000
/** Of a Drive's name, characters. */
const MAX_NAME = 200

export const makeTakeManifests = (deps: TakeDeps): TakeManifests => {
  const { store, book, clock, rules } = deps
  let queue: Promise<unknown> = Promise.resolve()

  /** `absent`: its manifest is not here, or is none. */
  const take = async (named: NamedScan): Promise<Result<'taken' | 'known' | 'absent', StorageError>> => {
    const known = (await store.drives()).find((drive) => drive.id === named.drive)
    if (!isNews(named, known)) return ok('known')
    const bytes = await store.manifest(named.root)
    if (!bytes) return ok('absent')
    const whole = decodeManifest(bytes)
    const decoded = whole.ok || !named.rows ? whole : readShownManifest(bytes, named.rows)
    if (!decoded.ok) return refuse(named, 'detail' in decoded.error ? decoded.error.detail : decoded.error.type)
    const manifest = decoded.value
    if (manifest.driveId !== named.drive) return refuse(named, `manifest of drive ${manifest.driveId}`)
    const scan: ReportedScan = { ...named, manifest }
    const copies = known ? await store.copiesOf(known.id) : []
    const ownCopies = copies.some(({ reported }) => !reported)

    const drive = known ?? planReportedDrive(scan, clock.now())
    const copyAt = new Map(copies.map((copy) => [copy.path, copy]))
    const lost = planReportedLosses(manifest, copies)
    const end = Math.max(manifest.rows.length, lost.length, 1)
    for (let at = 0; at < end; at += ROWS) {
      // Only with its last rows is it said to be scanned: a run that breaks off is seen to be unfinished.
      const visited = at + ROWS >= end ? planReportedVisit(drive, scan, ownCopies, clock.now()) : drive
      const written = await write(scan, visited, manifest.rows.slice(at, at + ROWS), lost.slice(at, at + ROWS), copyAt)
      if (!written.ok) return written
    }
    return ok('taken')
  }

  const write = async (scan: ReportedScan, drive: Drive, rows: ReportedScan['manifest']['rows'], removedCopies: readonly Copy[], copyAt: ReadonlyMap<string, Copy>): Promise<Result<void, StorageError>> => {
    await book.load()
    const { copies, recordings: described } = planReportedRows(rows, scan, { copy: (path) => copyAt.get(path), recording: book.recording, places: book.places }, rules(), clock.now())
    // Of a second copy nothing new is learned, most of the time.
    const recordings = described.filter((recording) => JSON.stringify(recording) !== JSON.stringify(book.recording(recording.id)))
    const written = await store.apply({ drive, copies, recordings, removedCopies, ...book.plan({ copies, recordings, removedCopies }) })
    if (!written.ok) book.forget()
    return written
  }

  /** A certified device named something that is no manifest: that is for an auditor to see. */
  const refuse = async ({ drive, root, timeMs, logId }: NamedScan, detail: string): Promise<Result<'absent', StorageError>> => {
    const finding: Finding = { id: toHex(sha256(utf8(`manifest/${root}`))).slice(0, 32), type: 'logProblem', ms: timeMs, recordingId: null, driveId: drive, path: null, evidence: { logId, manifest: root, detail } }
    const written = await store.apply({ findings: [finding] })
    return written.ok ? ok('absent') : written
  }

  const takeAll = async (): Promise<Result<readonly DriveId[], StorageError>> => {
    const trust = await deps.trust()
    const others = (await deps.logs.logs()).filter(({ own, publicKey }) => !own && trust?.devices.has(toHex(publicKey))).map(({ logId }) => logId)
    if (others.length === 0) return ok([])
    const heard = new Set(others)
    const [registers, scans] = await Promise.all([deps.logs.byKind('drive-register'), deps.logs.byKind('drive-scan')])
    const changed: DriveId[] = []
    const ofOthers = (entries: readonly StoredEntry[]): readonly StoredEntry[] => entries.filter(({ logId }) => heard.has(logId))
    for (const [drive, newestFirst] of scansByDrive(ofOthers(scans), ofOthers(registers))) {
      if (deps.isReading(drive)) continue
      for (const scan of newestFirst) {
        const taken = await take(scan)
        if (!taken.ok) return taken
        if (taken.value === 'taken') changed.push(drive)
        if (taken.value !== 'absent') break
      }
    }
    return ok(changed)
  }

  return () => {
    const turn = queue.then(takeAll)
    queue = turn.catch(() => undefined)
    return turn
  }
}

interface NamedScan extends Omit<ReportedScan, 'manifest'> {
  readonly drive: DriveId
  readonly logId: string
  /** Root of the manifest's rows; null where no Log names it. */
  readonly rows: Uint8Array | null
}

/** Newest first; by Log where two devices claim one moment, so that all come to the same. */
const scansByDrive = (scans: readonly StoredEntry[], registers: readonly StoredEntry[]): ReadonlyMap<DriveId, readonly NamedScan[]> => {
  const names = new Map<string, { readonly name: string; readonly timeMs: number }>()
  for (const { bytes, timeMs } of registers) {
    const body = readBody(bytes, 'drive-register')
    if (body && (names.get(body.drive)?.timeMs ?? Infinity) > timeMs) names.set(body.drive, { name: body.name.toWellFormed().slice(0, MAX_NAME), timeMs })
  }
  const bodies = scans.map(({ bytes }) => readBody(bytes, 'drive-scan'))
  const rowsOf = new Map(bodies.flatMap((body) => (body?.rows ? [[toHex(body.manifest), body.rows] as const] : [])))
  const named = scans.flatMap(({ timeMs, logId }, index): NamedScan[] => {
    const body = bodies[index]
    if (!body || !/^[0-9a-f]{32}$/.test(body.drive)) return []
    const { name, timeMs: registeredMs } = names.get(body.drive) ?? { name: body.drive.slice(0, 8), timeMs }
    return [{ drive: driveId(body.drive), root: toHex(body.manifest), rows: rowsOf.get(toHex(body.manifest)) ?? null, timeMs, logId, name, registeredMs }]
  })
  return Map.groupBy(named.sort((a, b) => b.timeMs - a.timeMs || (a.logId < b.logId ? -1 : 1)), ({ drive }) => drive)
}

const readBody = <K extends EntryKind>(bytes: StoredEntry['bytes'], kind: K): EntryBodies[K] | null => {
  const entry = decodeEntry(bytes)
  return entry.ok && bodyProblem(kind, entry.value.body) === null ? bodyOf(entry.value, kind) : null
}
