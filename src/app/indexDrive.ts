// From a folder to a catalogue: walk, recognise, read what is new, write in groups, close with manifest and log entry.

import { toHex } from '../core/bytes.ts'
import type { NamingRules } from '../core/catalog/describeRecording.ts'
import { makePace } from '../core/catalog/pace.ts'
import { planScan } from '../core/catalog/planCatalogChanges.ts'
import type { Receipt } from '../core/catalog/planReceipts.ts'
import type { Copy } from '../core/catalog/recording.ts'
import type { DriveError, FieldreelError } from '../core/errors.ts'
import type { DriveId } from '../core/ids.ts'
import type { CatalogStore, Clock, DirectoryRef, DriveAccess, Fingerprinter, Prober, Random, StoredProgress, WalkedFile, WalkResult } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { Work } from './app.ts'
import { finishScan } from './finishScan.ts'
import { identifyDrive, type IdentifiedDrive } from './identifyDrive.ts'
import type { AppendEntry } from './logWriter.ts'
import { readFile } from './readFile.ts'
import { listedAnew, readPlaylists } from './readPlaylists.ts'
import { makeRunControl } from './runControl.ts'
import type { SessionBook } from './sessionBook.ts'
import { makeCatalogWriter } from './writeCatalog.ts'

export interface IndexDeps {
  readonly drives: DriveAccess
  readonly store: CatalogStore
  readonly fingerprinter: Fingerprinter
  readonly prober: Prober
  readonly clock: Clock
  readonly random: Random
  readonly book: SessionBook
  readonly rules: () => NamingRules
  readonly appendEntry: AppendEntry
  readonly report: (work: Work) => void
}

export interface IndexTask {
  readonly directory: DirectoryRef
  /** The Drive it has to be; null: whichever it is, or a new one. */
  readonly expected: DriveId | null
  readonly sample: boolean
}

export interface IndexRun {
  readonly id: string
  /** Answers as soon as the Drive is recognised or registered. */
  readonly registered: Promise<Result<DriveId, FieldreelError>>
  /** Answers when everything is read, or why not; what was done is kept in any case. */
  readonly done: Promise<Result<DriveId, FieldreelError>>
  pause(): void
  resume(): void
  cancel(): void
}

/** Files finished before they are written together, and the longest wait. */
const GROUP_FILES = 50
const GROUP_MS = 2000
const REPORT_MS = 200
/** That many files in a row that cannot be read: the device is dead, though its cached listing still answers. */
const DEAD_AFTER = 12

export const indexDrive = (deps: IndexDeps, task: IndexTask): IndexRun => {
  const id = `index-${toHex(deps.random.bytes(8))}`
  let work: Work = {
    id, kind: 'index', driveId: task.expected, title: task.directory.name, phase: 'walking', filesDone: 0, filesTotal: 0, bytesDone: 0, bytesTotal: 0,
    bytesPerSecond: null, secondsLeft: null, resumedFiles: 0, resumedBytes: 0, error: null,
  }
  let reportedMs = Number.NEGATIVE_INFINITY
  const report = (changes: Partial<Work>, now = true): void => {
    work = { ...work, ...changes }
    if (!now && deps.clock.mono() - reportedMs < REPORT_MS) return
    reportedMs = deps.clock.mono()
    deps.report(work)
  }
  const pace = makePace()
  let active: Work['phase'] = 'walking'
  const control = makeRunControl(() => {
    pace.reset()
    if (control.state === 'paused') report({ phase: 'paused', bytesPerSecond: null, secondsLeft: null })
    else if (control.state === 'running') report({ phase: active, error: null })
  })
  const enter = (phase: Work['phase'], changes: Partial<Work> = {}): void => {
    active = phase
    report({ ...changes, phase: control.state === 'paused' ? 'paused' : phase })
  }
  let failure: FieldreelError | null = null
  const fail = (error: FieldreelError): void => {
    failure ??= error
    control.end()
  }

  const walk = async (): Promise<Result<WalkResult, FieldreelError>> => {
    for (;;) {
      await control.whenRunning()
      if (control.state === 'ended') return err({ type: 'Cancelled' })
      const walked = await deps.drives.walk(task.directory, { signal: control.signal(), onFound: (files) => report({ filesTotal: files }, false) })
      if (walked.ok || walked.error.type !== 'Cancelled') return walked
    }
  }

  const readAll = async (walked: WalkResult, identified: IdentifiedDrive): Promise<void> => {
    const { drive, known } = identified
    const listed = await readPlaylists(deps, task.directory, walked.files, known, deps.rules().zone)
    const plan = planScan(known, walked.files, walked.unreadable, listed.size > 0 ? await listedAnew(deps, known, listed) : new Set())
    const progress = new Map((await deps.store.progressOf(drive.id)).map((row) => [row.path, row]))
    const interrupted = (drive.scannedMs === null && known.length > 0) || progress.size > 0 || known.some((copy) => copy.state === 'pending')
    const started = plan.toRead.reduce((sum, file) => sum + (resumeAt(progress, file)?.bytesDone ?? 0), 0)
    const sizes = (files: readonly { readonly size: number }[]): number => files.reduce((sum, file) => sum + file.size, 0)
    let settledBytes = sizes(plan.unchanged)
    const readBytes = new Map<string, number>()
    const bytesDone = (): number => settledBytes + [...readBytes.values()].reduce((sum, bytes) => sum + bytes, 0)
    enter('reading', {
      driveId: drive.id, title: drive.name, filesTotal: walked.files.length, filesDone: plan.unchanged.length, bytesTotal: sizes(walked.files), bytesDone: settledBytes + started,
      resumedFiles: interrupted ? plan.unchanged.length : 0, resumedBytes: interrupted ? settledBytes + started : 0,
    })

    const writer = makeCatalogWriter(deps, { drive: drive.id, known, onFull: (error) => (control.pause(), report({ error })), whenRunning: control.whenRunning, isEnded: () => control.state === 'ended' })
    const pending = [...plan.added.map((file) => pendingCopy(drive.id, file, deps.clock.now())), ...unreadableCopies(drive.id, walked.unreadable, known, deps.clock.now())]
    if (!(await writer.putCopies(pending))) return fail(writer.error() ?? { type: 'Cancelled' })

    const receipts: Receipt[] = []
    const rows: StoredProgress[] = []
    let writtenMs = deps.clock.mono()
    const write = async (): Promise<void> => {
      writtenMs = deps.clock.mono()
      if (!(await writer.write(receipts.splice(0), rows.splice(0)))) fail(writer.error() ?? { type: 'Cancelled' })
    }
    const writeWhenDue = (): void => {
      if (receipts.length >= GROUP_FILES || rows.length > 0 || (receipts.length > 0 && deps.clock.mono() - writtenMs >= GROUP_MS)) void write()
    }
    const showProgress = (): void => {
      const now = deps.clock.mono()
      const done = bytesDone()
      report({ bytesDone: done, bytesPerSecond: pace.bytesPerSecond(now), secondsLeft: pace.secondsLeft(now, work.bytesTotal - done) }, false)
    }

    const queue = [...plan.toRead].reverse()
    let failedInARow = 0
    const readOne = async (file: WalkedFile): Promise<void> => {
      const resume = resumeAt(progress, file)
      readBytes.set(file.path, resume?.bytesDone ?? 0)
      const answer = await readFile(deps, task.directory, file, {
        signal: control.signal(),
        zone: deps.rules().zone,
        ...(resume ? { resume } : {}),
        said: listed.get(file.path),
        onBytes: (bytes) => {
          pace.add(deps.clock.mono(), bytes)
          readBytes.set(file.path, (readBytes.get(file.path) ?? 0) + bytes)
          showProgress()
          writeWhenDue()
        },
        onProgress: (made) => {
          const row: StoredProgress = { ...made, driveId: drive.id, ...file }
          progress.set(file.path, row)
          rows.push(row)
          writeWhenDue()
        },
      })
      readBytes.delete(file.path)
      if (answer.type === 'cancelled') return void queue.push(file)
      if (answer.type === 'gone') return fail(answer.error)
      failedInARow = answer.type === 'failed' && answer.error.type === 'FileUnreadable' ? failedInARow + 1 : 0
      if (failedInARow >= DEAD_AFTER) return fail({ type: 'DriveGone', name: drive.name })
      settledBytes += file.size
      receipts.push(answer)
      report({ filesDone: work.filesDone + 1 }, false)
      showProgress()
      writeWhenDue()
    }
    const worker = async (): Promise<void> => {
      for (;;) {
        await control.whenRunning()
        const file = control.state === 'ended' ? undefined : queue.pop()
        if (!file) return
        await readOne(file)
      }
    }
    await Promise.all(Array.from({ length: Math.max(1, deps.fingerprinter.width) }, worker))
    await write()
    if (failure) return
    if (control.state === 'ended') return fail({ type: 'Cancelled' })
    enter('finishing', { bytesDone: bytesDone(), bytesPerSecond: null, secondsLeft: 0 })
    const finished = await finishScan(deps, { drive, walked, plan, moved: identified.moved, writer })
    if (!finished.ok) fail(finished.error)
  }

  const registered = Promise.withResolvers<Result<DriveId, FieldreelError>>()
  const index = async (): Promise<Result<DriveId, FieldreelError>> => {
    const walked = await walk()
    const identified = walked.ok ? await identifyDrive(deps, task, walked.value) : walked
    registered.resolve(identified.ok ? ok(identified.value.drive.id) : identified)
    if (!walked.ok) return walked
    if (!identified.ok) return identified
    await readAll(walked.value, identified.value)
    return failure ? err(failure) : ok(identified.value.drive.id)
  }
  const run = async (): Promise<Result<DriveId, FieldreelError>> => {
    report({})
    const answer = await index().catch((cause: unknown): Result<DriveId, FieldreelError> => {
      // A store that cannot be read any more throws; the run must end in front of the person, not in the console.
      console.error('index run broke', cause)
      return err({ type: 'StorageFailed', detail: String(cause) })
    })
    if (!answer.ok) registered.resolve(answer)
    report({ phase: answer.ok ? 'done' : 'failed', error: answer.ok ? null : answer.error, bytesPerSecond: null, secondsLeft: answer.ok ? 0 : null })
    return answer
  }

  return { id, registered: registered.promise, done: run(), pause: control.pause, resume: control.resume, cancel: () => fail({ type: 'Cancelled' }) }
}

const resumeAt = (progress: ReadonlyMap<string, StoredProgress>, file: WalkedFile): StoredProgress | null => {
  const row = progress.get(file.path)
  return row && row.size === file.size && row.mtime === file.mtime ? row : null
}

const pendingCopy = (driveId: DriveId, file: WalkedFile, seenMs: number): Copy => ({ driveId, ...file, state: 'pending', recordingId: null, error: null, seenMs })

/** One row for each entry the walk could not read: counted and listed like everything else. */
const unreadableCopies = (driveId: DriveId, unreadable: readonly DriveError[], known: readonly Copy[], seenMs: number): readonly Copy[] => {
  const before = new Map(known.map((copy) => [copy.path, copy]))
  return unreadable.flatMap((error): Copy[] => {
    if (!('path' in error)) return []
    const stamp = before.get(error.path) ?? { size: 0, mtime: 0, recordingId: null }
    return [{ driveId, path: error.path, size: stamp.size, mtime: stamp.mtime, state: 'failed', recordingId: stamp.recordingId, error, seenMs }]
  })
}
