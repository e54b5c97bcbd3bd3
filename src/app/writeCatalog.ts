// Writes what a scan finished, group after group, in order; a full disk waits for a person instead of losing anything.

import { planReceipts, type Receipt } from '../core/catalog/planReceipts.ts'
import type { NamingRules } from '../core/catalog/describeRecording.ts'
import type { Copy } from '../core/catalog/recording.ts'
import type { FieldreelError, StorageError } from '../core/errors.ts'
import type { DriveId } from '../core/ids.ts'
import type { CatalogChanges, CatalogStore, Clock, Finding, StoredProgress } from '../core/ports.ts'
import type { AppendEntry } from './logWriter.ts'
import type { SessionBook } from './sessionBook.ts'

export interface WriterDeps {
  readonly store: CatalogStore
  readonly book: SessionBook
  readonly clock: Clock
  readonly rules: () => NamingRules
  readonly appendEntry: AppendEntry
}

export interface WriterOptions {
  readonly drive: DriveId
  readonly known: readonly Copy[]
  /** The disk is full: pause and say so. */
  readonly onFull: (error: StorageError) => void
  readonly whenRunning: () => Promise<void>
  readonly isEnded: () => boolean
}

export interface CatalogWriter {
  /** Each call waits for the one before; false when it could not be written: see `error`. */
  write(receipts: readonly Receipt[], progress: readonly StoredProgress[]): Promise<boolean>
  /** Rows as they are, with the Findings about them. */
  putCopies(copies: readonly Copy[], findings?: readonly Finding[]): Promise<boolean>
  error(): FieldreelError | null
  readonly changed: number
}

/** Rows in one transaction; 10,000 at once block the page for a second. */
const ROWS = 2000

export const makeCatalogWriter = (deps: WriterDeps, options: WriterOptions): CatalogWriter => {
  const { store, book } = deps
  const copies = new Map(options.known.map((copy) => [copy.path, copy]))
  let failure: FieldreelError | null = null
  let changed = 0
  let queue: Promise<boolean> = Promise.resolve(true)
  const inTurn = (work: () => Promise<boolean>): Promise<boolean> => (queue = queue.then(work))

  /** `plan` is asked again after every failure: the book has read the catalogue anew by then. */
  const apply = async (plan: () => Promise<CatalogChanges>): Promise<CatalogChanges | null> => {
    for (;;) {
      const changes = await plan()
      const written = await store.apply(changes)
      if (written.ok) return changes
      book.forget()
      if (written.error.type !== 'StorageFull' || options.isEnded()) {
        failure ??= written.error
        return null
      }
      options.onFull(written.error)
      await options.whenRunning()
      if (options.isEnded()) {
        failure ??= written.error
        return null
      }
    }
  }

  const settle = async (changes: CatalogChanges | null): Promise<boolean> => {
    if (!changes) return false
    for (const copy of changes.copies ?? []) copies.set(copy.path, copy)
    for (const finding of changes.findings ?? []) if (!(await logFinding(finding))) return false
    return true
  }

  /** An unset clock is a fact about a Recording, shown from the catalogue; the others are facts about what happened. */
  const logFinding = async (finding: Finding): Promise<boolean> => {
    if (finding.type === 'clockNotSet') return true
    if (finding.type === 'contentChanged') changed += 1
    const { id, type, recordingId: recording, driveId: drive, path, evidence } = finding
    const appended = await deps.appendEntry('finding', { finding: id, type, recording, drive, path, evidence })
    if (!appended.ok) failure ??= appended.error
    return appended.ok
  }

  return {
    write: (receipts, progress) =>
      inTurn(async () => {
        if (failure) return false
        if (receipts.length === 0 && progress.length === 0) return true
        return settle(
          await apply(async () => {
            await book.load()
            const catalogued = { copy: (path: string) => copies.get(path), recording: book.recording, places: book.places }
            const changes = planReceipts(receipts, options.drive, catalogued, deps.rules(), deps.clock.now())
            return { ...changes, ...book.plan(changes), progress: progress.filter((row) => !receipts.some((receipt) => receipt.file.path === row.path)) }
          }),
        )
      }),
    putCopies: (rows, findings = []) =>
      inTurn(async () => {
        for (let at = 0; at < rows.length; at += ROWS) {
          const group = rows.slice(at, at + ROWS)
          const about = findings.filter((finding) => group.some((copy) => copy.path === finding.path))
          if (failure || !(await settle(await apply(async () => ({ copies: group, findings: about }))))) return false
        }
        return true
      }),
    error: () => failure,
    get changed() {
      return changed
    },
  }
}
