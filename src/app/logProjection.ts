// Viewings, Markers, explained Gaps and Deeds folded from every log held here, without what the person at work must not learn of (article 19).

import { emptyBook, makeDeedProjection, type DeedBook } from '../core/deeds/deedBook.ts'
import type { Level } from '../core/deeds/secrecyDeeds.ts'
import { decodeKeptEntry, type Entry } from '../core/log/entry.ts'
import { makeLive, setTogether, type LiveValue } from '../core/live.ts'
import { makeGapProjection, type GapExplanation } from '../core/policy/explainedGaps.ts'
import { makeLoggedFindingProjection, type LoggedFinding } from '../core/policy/findings/loggedFindings.ts'
import { isAboutSecrecy, makeEntryFilter, type EntryFilter } from '../core/policy/hideEntries.ts'
import { classificationsOf, hiddenFrom, nothingHidden, sameHidden, type Hidden } from '../core/policy/secrecy.ts'
import type { Keys, Live, LogQueries, LogStore, StoredEntry, StoredLog } from '../core/ports.ts'
import type { Trust } from '../core/trust/verifyChain.ts'
import { makeAlignmentProjection, type ClockAlignment } from '../core/viewing/projectAlignments.ts'
import { makeMarkerProjection, markerEntryKinds } from '../core/viewing/projectMarkers.ts'
import { takenOutBy, type TakenOut } from '../core/viewing/takenOut.ts'
import { makeViewingProjection, viewingKinds } from '../core/viewing/projectViewings.ts'
import type { MarkerRow, ViewingRow, WithdrawnMarker } from '../core/viewing/viewing.ts'

export interface LogProjection {
  readonly viewings: LiveValue<readonly ViewingRow[]>
  /** That hold. */
  readonly markers: Live<readonly MarkerRow[]>
  readonly withdrawnMarkers: Live<readonly WithdrawnMarker[]>
  readonly explanations: Live<readonly GapExplanation[]>
  readonly alignments: Live<readonly ClockAlignment[]>
  /** Pieces saved as files. */
  readonly takenOut: LiveValue<readonly TakenOut[]>
  /** What scans and players found wrong, of all logs. */
  readonly logged: Live<readonly LoggedFinding[]>
  readonly deeds: LiveValue<DeedBook>
  /** From the person at work; null while nobody is, or it is not known yet. */
  readonly hidden: LiveValue<Hidden | null>
  /** The class of every classified Recording; changes only when one does. */
  readonly classified: Live<ReadonlyMap<string, Level>>
  /** The Entry, or of one that tells of something hidden only its place, its leaf and signature. */
  withheld(entry: StoredEntry): StoredEntry
  /** The book of deeds as soon as it holds this one. */
  bookWith(id: string): Promise<DeedBook>
  dispose(): void
}

export interface ProjectionDeps {
  readonly logs: LogStore
  readonly queries: LogQueries
  readonly keys: Pick<Keys, 'verify'>
  /** Who stands under this unit's root, as known now; null before enrolment. */
  readonly trust: Live<Trust | null>
  /** Of the person at work; null while nobody is. */
  readonly clearances: Live<readonly Level[] | null>
}

/** `kind` of an Entry whose content is not shown to whoever is not cleared. */
export const withheldKind = 'withheld'

const batch = 5_000
/** Entries that came at once, from which on they are shown now and then only: while a server's logs come in. */
const many = 500
/** What is shown is worked out for a fifth of the time at most, and never later than this. */
const restFactor = 4
const maxRestMs = 5_000

/** By voice alone, and the Marker at which it is spoken was withdrawn: then the Gap is not explained any more. */
const restsOnSomething = (withdrawn: readonly WithdrawnMarker[]) => {
  const gone = new Set(withdrawn.map(({ marker }) => marker))
  return ({ marker, statement }: GapExplanation): boolean => statement !== '' || marker === null || !gone.has(marker)
}

export const makeLogProjection = (deps: ProjectionDeps): LogProjection => {
  /** Signatures of Deeds found right, in the order in which they were; the first `kept` are in the store. */
  const verified = new Set<string>()
  let kept = 0
  const makeFolds = () => ({ viewings: makeViewingProjection(), markers: makeMarkerProjection(), gaps: makeGapProjection(), alignments: makeAlignmentProjection(), logged: makeLoggedFindingProjection(), takenOut: [] as TakenOut[], deeds: makeDeedProjection(deps.keys.verify, verified), taken: new Map<string, number>() })
  let folds = makeFolds()
  /** Classifications only, of everything: what is hidden is decided by it. */
  const secrecy = makeDeedProjection(deps.keys.verify, verified)
  let filter: EntryFilter | null = null
  let now: Hidden = nothingHidden
  let trust: Trust | null = null
  let clearances: readonly Level[] | null = null
  let logs: readonly StoredLog[] = []
  let begun = false
  /** What came since the screens were told: kinds of entries, and how many. */
  let cameKinds = new Set<string>()
  let came = 0
  /** Everything is told anew: folded anew, or for the first time. */
  let allNew = true
  let told: { readonly trust: Trust | null; readonly logs: string } = { trust: null, logs: '' }
  let restUntil = 0
  let resting: ReturnType<typeof setTimeout> | undefined

  const viewings = makeLive<readonly ViewingRow[]>([])
  const markers = makeLive<readonly MarkerRow[]>([])
  const withdrawnMarkers = makeLive<readonly WithdrawnMarker[]>([])
  const explanations = makeLive<readonly GapExplanation[]>([])
  const alignments = makeLive<readonly ClockAlignment[]>([])
  const takenOut = makeLive<readonly TakenOut[]>([])
  const logged = makeLive<readonly LoggedFinding[]>([])
  const deeds = makeLive<DeedBook>(emptyBook)
  const hidden = makeLive<Hidden | null>(null)
  const classified = makeLive<ReadonlyMap<string, Level>>(new Map())

  /** Each entry is read and decoded once, new ones as they come. */
  const takeFrom = async (log: StoredLog): Promise<void> => {
    for (;;) {
      const from = folds.taken.get(log.logId) ?? 0
      const rows = await deps.logs.read(log.logId, from, from + batch)
      if (rows.length === 0) return
      folds.taken.set(log.logId, from + rows.length)
      const read = decoded(rows)
      came += read.length
      for (const { kind } of read) cameKinds.add(kind)
      await secrecy.add(read.filter(isAboutSecrecy))
      const shown = filter ? read.filter((entry) => !filter?.isHidden(entry)) : read
      folds.viewings.add(shown)
      folds.markers.add(shown)
      folds.gaps.add(shown)
      folds.alignments.add(shown)
      folds.takenOut.push(...takenOutBy(shown))
      folds.logged.add(shown)
      await folds.deeds.add(shown)
      await keepVerified()
    }
  }

  /** What could not be kept is checked again at the next start. */
  const keepVerified = async (): Promise<void> => {
    if (verified.size === kept) return
    const names = [...verified].slice(kept)
    kept = verified.size
    await deps.logs.putVerifiedDeeds(names)
  }

  /** Deeds are few and found by kind: what is hidden is known before the logs are read through. */
  const begin = async (): Promise<void> => {
    begun = true
    for (const name of await deps.logs.verifiedDeeds()) verified.add(name)
    kept = verified.size
    for (const kind of ['attachment', 'deed']) await secrecy.add(decoded(await deps.logs.byKind(kind)).filter(isAboutSecrecy))
  }

  /** True when other things are hidden than before: everything is folded anew then. */
  const decideHidden = async (): Promise<boolean> => {
    const known = classificationsOf(secrecy.book(trust))
    const levels = new Map([...known.recordings].map(([id, { level }]) => [id, level]))
    if (levels.size !== classified.get().size || [...levels].some(([id, level]) => classified.get().get(id) !== level)) classified.set(levels)
    const next = hiddenFrom(known, clearances ?? [])
    if (sameHidden(next, now)) return false
    now = next
    folds = makeFolds()
    allNew = true
    filter = sameHidden(next, nothingHidden) ? null : await learnedFilter(next)
    return true
  }

  const learnedFilter = async (next: Hidden): Promise<EntryFilter> => {
    const made = makeEntryFilter(next)
    const naming = (await Promise.all(['attachment', 'deed', 'view-more'].map((kind) => deps.logs.byKind(kind)))).flatMap((rows) => decoded(rows))
    while (naming.filter((entry) => made.learn(entry)).length > 0);
    return made
  }

  /** Only what changed, and what is made of several of it once. */
  const publish = (): void => {
    const tell = clearances ? now : null
    const toldOf = logs.map(({ logId, deviceName, onServer }) => `${logId} ${deviceName} ${onServer}`).join()
    const isNew = (...kinds: readonly string[]): boolean => allNew || kinds.some((kind) => cameKinds.has(kind))
    setTogether(() => {
      if (hidden.get() !== tell) hidden.set(tell)
      if (isNew(...viewingKinds) || toldOf !== told.logs) viewings.set(folds.viewings.rows(logs))
      if (isNew(...markerEntryKinds)) {
        markers.set(folds.markers.rows(null))
        withdrawnMarkers.set(folds.markers.withdrawn())
      }
      if (isNew('session-open', 'gap-explained', 'marker-withdrawn')) explanations.set(folds.gaps.rows().filter(restsOnSomething(withdrawnMarkers.get())))
      if (isNew('clock-aligned')) alignments.set(folds.alignments.rows())
      if (isNew('piece-export')) takenOut.set([...folds.takenOut])
      if (isNew('finding')) logged.set(folds.logged.rows())
      if (isNew('deed', 'attachment') || trust !== told.trust) deeds.set(folds.deeds.book(trust))
    })
    told = { trust, logs: toldOf }
    cameKinds = new Set()
    came = 0
    allNew = false
  }

  /** Own acts and what hides something at once; while many entries come in, with a rest after each time. */
  const publishInTime = (atOnce: boolean): void => {
    clearTimeout(resting)
    const begunMs = performance.now()
    if (!atOnce && !allNew && came >= many && begunMs < restUntil) {
      resting = setTimeout(() => void step(), restUntil - begunMs)
      return
    }
    publish()
    const endMs = performance.now()
    restUntil = endMs + Math.min(maxRestMs, restFactor * (endMs - begunMs))
  }

  let turn: Promise<void> = Promise.resolve()
  /** Asked for and not begun: whoever asks meanwhile is answered by the same. */
  let next: Promise<void> | null = null
  let isUrgent = false
  const step = (urgent = false): Promise<void> => {
    isUrgent ||= urgent
    return (next ??= turn = turn.then(async () => {
      next = null
      const atOnce = isUrgent
      isUrgent = false
      if (!begun) await begin()
      await decideHidden()
      // Lists need not wait until the logs are read through.
      if (clearances && !hidden.get()) hidden.set(now)
      do for (const log of logs) await takeFrom(log)
      while (await decideHidden())
      publishInTime(atOnce)
    }))
  }

  const stops = [
    deps.trust.subscribe((next) => {
      trust = next
      void step()
    }),
    deps.clearances.subscribe((next) => {
      clearances = next
      if (!next) hidden.set(null)
      void step(true)
    }),
    deps.queries.logs.subscribe((next) => {
      logs = next
      void step()
    }),
  ]
  return {
    viewings,
    markers,
    withdrawnMarkers,
    explanations,
    alignments,
    takenOut,
    logged,
    deeds,
    hidden,
    classified,
    withheld: (stored) => {
      const [entry] = filter ? decoded([stored]) : []
      return entry && filter?.isHidden(entry) ? { ...stored, kind: withheldKind, bytes: new Uint8Array(0) } : stored
    },
    bookWith: async (id) => {
      if (!deeds.get().find(id)) {
        logs = await deps.logs.logs()
        await step(true)
      }
      return deeds.get()
    },
    dispose: () => {
      clearTimeout(resting)
      stops.forEach((stop) => stop())
    },
  }
}

/** What cannot be read is the verifier's to report. */
const decoded = (rows: readonly StoredEntry[]): readonly Entry[] =>
  rows.flatMap((row) => {
    const entry = decodeKeptEntry(row.bytes)
    return entry.ok ? [entry.value] : []
  })
