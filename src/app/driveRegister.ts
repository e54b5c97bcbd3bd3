// The drives of this device: adding, coming back, presence, and the index runs on them.

import type { Copy, Drive } from '../core/catalog/recording.ts'
import type { DriveId } from '../core/ids.ts'
import { combineLive, makeLive, type LiveValue } from '../core/live.ts'
import type { DirectoryRef, Live } from '../core/ports.ts'
import { err, ok } from '../core/result.ts'
import type { Answer, App, DriveRow, Work } from './app.ts'
import { drivePresence, type Presence } from './drivePresence.ts'
import { indexDrive, type IndexDeps, type IndexRun } from './indexDrive.ts'

export interface DriveRegisterDeps extends Omit<IndexDeps, 'report'> {
  readonly queries: { readonly drives: Live<readonly Drive[]>; readonly copies: Live<readonly Copy[]> }
}

export interface DriveRegister
  extends Pick<App, 'drives' | 'addDrive' | 'reconnectDrive' | 'renameDrive' | 'checkCompleteness' | 'pauseWork' | 'resumeWork' | 'cancelWork' | 'dismissWork'> {
  addSample(directory: DirectoryRef): Answer<DriveId>
  /** Answers when everything in it is read. */
  indexWhole(directory: DirectoryRef): Answer<DriveId>
  readonly work: LiveValue<readonly Work[]>
  readonly presence: Live<ReadonlyMap<DriveId, Presence>>
  /** Looks which drives answer: call at the start, when the window comes to the front, and every few seconds. */
  refreshPresence(): Promise<void>
  /** At the start: goes on with every run that was interrupted and whose drive answers without a question. */
  resumeInterrupted(): Promise<void>
  /** A run is under way: no update, no lock. */
  isBusy(): boolean
  dispose(): Promise<void>
}

export const makeDriveRegister = (deps: DriveRegisterDeps): DriveRegister => {
  const { store, drives } = deps
  const runs = new Map<string, IndexRun & { driveId: DriveId | null }>()
  const work = makeLive<readonly Work[]>([])
  const presence = makeLive<ReadonlyMap<DriveId, Presence>>(new Map())

  /** Drives that went away under a run: it goes on when they are back. */
  const pulled = new Set<DriveId>()
  /** The look after a drive was found gone. */
  let looking: Promise<void> = Promise.resolve()

  const report = (one: Work): void => {
    const list = work.get()
    work.set(list.some((known) => known.id === one.id) ? list.map((known) => (known.id === one.id ? one : known)) : [...list, one])
  }

  const start = (directory: DirectoryRef, expected: DriveId | null, sample: boolean): IndexRun => {
    const run = indexDrive({ ...deps, report }, { directory, expected, sample })
    const entry = { ...run, driveId: expected }
    runs.set(run.id, entry)
    void run.registered.then((answer) => {
      if (!answer.ok) return
      entry.driveId = answer.value
      presence.set(new Map(presence.get()).set(answer.value, 'connected'))
    })
    void run.done.then((answer) => {
      runs.delete(run.id)
      if (answer.ok || answer.error.type !== 'DriveGone') return
      if (entry.driveId) pulled.add(entry.driveId)
      looking = refreshPresence()
    })
    return run
  }

  const isRunning = (drive: DriveId): boolean => [...runs.values()].some((run) => run.driveId === drive)

  const isOf = async (drive: DriveId | null, directory: DirectoryRef): Promise<boolean> => {
    const kept = drive ? await store.directory(drive) : null
    return kept !== null && drives.isSame(kept, directory)
  }

  const add = async (directory: DirectoryRef, sample: boolean): Answer<DriveId> => {
    if ((await drives.permission(directory)) !== 'granted' && !(await drives.requestPermission(directory))) return err({ type: 'PermissionDenied', name: directory.name })
    for (const run of runs.values()) {
      // The same folder dropped twice: the run under way is the answer.
      if (run.driveId && (await isOf(run.driveId, directory))) return ok(run.driveId)
    }
    return start(directory, null, sample).registered
  }

  const refreshPresence = async (): Promise<void> => {
    const known = await store.drives()
    const seen = await Promise.all(known.map(async (drive) => [drive.id, isRunning(drive.id) ? 'connected' : await drivePresence(deps, drive.id)] as const))
    const before = presence.get()
    if (seen.length !== before.size || seen.some(([id, state]) => before.get(id) !== state)) presence.set(new Map(seen))
    // Only one that was seen away: a dead device still answers, and would be tried for ever.
    const back = seen.flatMap(([id, state]) => (state === 'connected' && before.get(id) === 'away' && pulled.delete(id) ? [id] : []))
    for (const id of back) {
      const directory = isRunning(id) ? null : await store.directory(id)
      if (directory) start(directory, id, known.find((drive) => drive.id === id)?.sample ?? false)
    }
  }

  const directoryOf = async (drive: DriveId): Answer<DirectoryRef> => {
    const directory = await store.directory(drive)
    if (directory) return ok(directory)
    const name = (await store.drives()).find((one) => one.id === drive)?.name ?? drive
    return err({ type: 'DriveGone', name })
  }

  return {
    drives: combineLive([deps.queries.drives, deps.queries.copies, presence], driveRows),
    work,
    presence,
    addDrive: (directory) => add(directory, false),
    addSample: (directory) => add(directory, true),
    indexWhole: async (directory) => {
      // A run under way may have listed the folder before the newest file was in it.
      await Promise.all([...runs.values()].map(async (run) => (await isOf(run.driveId, directory)) && run.done))
      return start(directory, null, false).done
    },
    reconnectDrive: async (drive) => {
      const directory = await directoryOf(drive)
      if (!directory.ok) return directory
      if (isRunning(drive)) return ok(undefined)
      if ((await drives.permission(directory.value)) !== 'granted' && !(await drives.requestPermission(directory.value))) return err({ type: 'PermissionDenied', name: directory.value.name })
      const registered = await start(directory.value, drive, false).registered
      return registered.ok ? ok(undefined) : registered
    },
    renameDrive: async (id, name) => {
      const drive = (await store.drives()).find((one) => one.id === id)
      return drive ? store.apply({ drive: { ...drive, name } }) : err({ type: 'DriveGone', name })
    },
    checkCompleteness: async (drive, listing) => {
      const listed = await drives.walk(listing, { signal: new AbortController().signal, onFound: () => undefined })
      if (!listed.ok) return listed
      const copies = new Set((await store.copiesOf(drive)).filter((copy) => copy.state !== 'missing').map((copy) => copy.path))
      const unseen = listed.value.files.map((file) => file.path).filter((path) => !copies.has(path))
      const name = (await store.drives()).find((one) => one.id === drive)?.name ?? drive
      // Nothing in common: another folder was chosen.
      return copies.size > 0 && unseen.length === listed.value.files.length ? err({ type: 'WrongDrive', expected: name, found: listing.name }) : ok(unseen)
    },
    pauseWork: (id) => runs.get(id)?.pause(),
    resumeWork: (id) => runs.get(id)?.resume(),
    cancelWork: (id) => runs.get(id)?.cancel(),
    dismissWork: (id) => {
      if (!runs.has(id)) work.set(work.get().filter((one) => one.id !== id))
    },
    refreshPresence,
    resumeInterrupted: async () => {
      await refreshPresence()
      for (const drive of await store.drives()) {
        const directory = presence.get().get(drive.id) === 'connected' && !isRunning(drive.id) ? await store.directory(drive.id) : null
        if (!directory) continue
        const interrupted = drive.scannedMs === null || (await store.progressOf(drive.id)).length > 0 || (await store.copiesOf(drive.id)).some((copy) => copy.state === 'pending' || (copy.reported && copy.state !== 'missing'))
        if (interrupted) start(directory, drive.id, drive.sample)
      }
    },
    isBusy: () => runs.size > 0,
    dispose: async () => {
      const ending = [...runs.values()]
      for (const run of ending) run.cancel()
      await Promise.all(ending.map((run) => run.done))
      await looking
    },
  }
}

const driveRows = (drives: readonly Drive[], copies: readonly Copy[], presence: ReadonlyMap<DriveId, Presence>): readonly DriveRow[] => {
  const copiesByDrive = Map.groupBy(copies, (copy) => copy.driveId)
  const rows = drives.map((drive): DriveRow => {
    const own = copiesByDrive.get(drive.id) ?? []
    const count = (state: Copy['state']): number => own.filter((copy) => copy.state === state).length
    const counts = { recordings: count('fingerprinted'), other: count('other'), failed: count('failed'), pending: count('pending'), missing: count('missing') }
    return { drive, presence: presence.get(drive.id) ?? 'away', counts, bytes: own.reduce((sum, copy) => (copy.state === 'missing' ? sum : sum + copy.size), 0) }
  })
  return rows.sort((a, b) => b.drive.lastSeenMs - a.drive.lastSeenMs)
}
