// Makes small pictures and sound levels in the background: what is being watched first, and never while something plays or is read.

import { BLOCK_BYTES, isOnTimeline, type Recording } from '../core/catalog/recording.ts'
import type { RecordingId } from '../core/ids.ts'
import { combineLive, makeLive } from '../core/live.ts'
import { chunkCount, chunkName, recordingOfChunk, type FilmSheet, type FilmstripMaker, type FilmstripStore, type SoundChunk } from '../core/media/filmstrip.ts'
import type { TimelinePart } from '../core/playbackPorts.ts'
import type { CatalogStore, Live } from '../core/ports.ts'
import type { Result } from '../core/result.ts'
import { partOf, type PartDeps } from './partOf.ts'
import { recordFinding } from './recordFinding.ts'

export interface FilmstripDeps extends PartDeps {
  readonly store: PartDeps['store'] & Pick<CatalogStore, 'recordings' | 'sessions' | 'outlines'>
  readonly maker: FilmstripMaker
  readonly cache: FilmstripStore
  /** Something plays, is being opened, indexed, or nobody is here. */
  readonly busy: Live<boolean>
  /** Whether pictures of it may lie on this device. What may not is removed at the next `refresh`. */
  readonly mayKeep: (recording: Recording) => boolean
  readonly after: (ms: number, run: () => void) => () => void
}

export interface Filmstrips {
  /** What has been made. */
  readonly chunks: Live<FilmChunks>
  sheet(recording: RecordingId, chunk: number): Promise<FilmSheet | null>
  levels(recording: RecordingId, chunk: number): Promise<SoundChunk | null>
  /** Those that are being watched: they come first, in this order. */
  prefer(recordings: readonly RecordingId[]): void
  /** New Recordings or drives may be there. */
  refresh(): void
}

/** Names as core/media/filmstrip has them; `wanted` is how many are still to be made of what can be made here. */
export interface FilmChunks {
  readonly pictures: ReadonlySet<string>
  readonly levels: ReadonlySet<string>
  readonly wanted: number
}

interface Job {
  readonly recording: Recording
  readonly chunk: number
  readonly kind: 'pictures' | 'levels'
}

/** Quiet for so long before the work goes on: somebody who seeks will seek again. */
const REST_MS = 1_500

export const makeFilmstrips = (deps: FilmstripDeps): Filmstrips => {
  const { cache, maker, after } = deps
  const wanted = makeLive(0)
  let busy = true
  let quiet = false
  let callOff: (() => void) | null = null
  let abort = new AbortController()
  let preferred: ReadonlySet<RecordingId> = new Set()
  /** Not to be had now: no copy here, not decoded, changed. Tried again after a `refresh`. */
  let given = new Set<string>()
  let running = false
  let again = false

  deps.busy.subscribe((now) => {
    busy = now
    callOff?.()
    callOff = null
    if (busy) {
      quiet = false
      abort.abort()
      abort = new AbortController()
    } else callOff = after(REST_MS, () => {
      quiet = true
      void run()
    })
  })

  const mayShow = async (id: RecordingId): Promise<boolean> => {
    const [recording] = await deps.store.recordings([id])
    return recording !== undefined && deps.mayKeep(recording)
  }

  const nameOf = ({ recording, chunk, kind }: Job): string => `${kind} ${chunkName({ recordingId: recording.id, chunk })}`

  const jobs = async (): Promise<readonly Job[]> => {
    const [all, made] = await Promise.all([deps.store.recordings(), cache.made()])
    const kept = all.filter((recording) => isOnTimeline(recording) && !recording.reported && deps.mayKeep(recording))
    await forget(all, kept, made.pictures)
    const rank = new Map([...preferred].map((id, place) => [id, place]))
    const order = kept.toSorted((a, b) => (rank.get(a.id) ?? rank.size) - (rank.get(b.id) ?? rank.size) || (b.startMs ?? 0) - (a.startMs ?? 0))
    const of = (recordings: readonly Recording[], kind: Job['kind']): readonly Job[] =>
      recordings.flatMap((recording) => Array.from({ length: chunkCount(recording.durationMs ?? 0) }, (_, chunk): Job => ({ recording, chunk, kind })))
    const first = order.filter(({ id }) => preferred.has(id))
    const others = order.filter(({ id }) => !preferred.has(id))
    // Pictures need one block in ten seconds, the sound all of them.
    return [...of(first, 'pictures'), ...of(first, 'levels'), ...of(others, 'pictures'), ...of(others, 'levels')].filter((job) => !made[job.kind].has(chunkName({ recordingId: job.recording.id, chunk: job.chunk })) && !given.has(nameOf(job)))
  }

  const forget = async (all: readonly Recording[], kept: readonly Recording[], pictures: ReadonlySet<string>): Promise<void> => {
    const keeping = new Set(kept.map(({ id }) => id))
    const known = new Set(all.map(({ id }) => id))
    const stray = new Set([...pictures].map(recordingOfChunk).filter((id) => known.has(id) && !keeping.has(id)))
    if (stray.size > 0) await cache.remove([...stray])
  }

  /** One that lost its set-up has that of the first whole Recording of its Session, as on the timeline. */
  const lent = async (part: TimelinePart | null, { id, recovered }: Recording): Promise<TimelinePart | null> => {
    if (!part || recovered !== 'noMovieBox') return part
    const session = (await deps.store.sessions()).find(({ parts }) => parts.some(({ recordingId }) => recordingId === id))
    const outlines = await deps.store.outlines(session?.parts.map(({ recordingId }) => recordingId) ?? [])
    const borrowed = outlines.find((outline) => outline && !outline.soundOnly && /^avc[13]/.test(outline.planned.video.codec))?.planned.video
    return borrowed ? { ...part, borrowed } : part
  }

  let part: TimelinePart | null = null
  /** False: it cannot be had now. */
  const make = async ({ recording, chunk, kind }: Job): Promise<boolean> => {
    if (part?.recordingId !== recording.id) part = await lent(await partOf(deps, recording), recording)
    if (!part) return false
    const { signal } = abort
    const put = async <T>(answer: Result<T, { readonly type: string }>, keep: (value: T) => Promise<boolean>): Promise<boolean> => (answer.ok ? keep(answer.value) : answer.error.type === 'Cancelled')
    if (kind === 'levels') return put(await maker.levels(part, chunk, signal), cache.putLevels)
    const answer = await maker.pictures(part, chunk, signal)
    if (!answer.ok && answer.error.type === 'BlockMismatch') {
      const { block, driveId, path } = answer.error
      await recordFinding(deps, { type: 'blockMismatch', recordingId: recording.id, driveId: driveId as TimelinePart['driveId'], path, evidence: { block, blockBytes: BLOCK_BYTES } })
      return cache.putSheet({ recordingId: recording.id, chunk, times: [], columns: 1, width: 0, height: 0, type: '', bytes: new Uint8Array(0) }).then(() => false)
    }
    return put(answer, cache.putSheet)
  }

  const run = async (): Promise<void> => {
    if (running || !quiet) {
      again = true
      return
    }
    running = true
    do {
      again = false
      let list = await jobs()
      while (quiet && !again && list.length > 0) {
        wanted.set(list.length)
        const [job, ...rest] = list as [Job, ...Job[]]
        const made = await make(job)
        if (!made) {
          given.add(nameOf(job))
          part = null
        }
        // Ended half-way: it stays the first of the list.
        if (quiet) list = rest
      }
      wanted.set(list.length)
    } while (again && quiet)
    running = false
    part = null
    maker.rest()
  }

  return {
    chunks: combineLive<[ReadonlySet<string>, ReadonlySet<string>, number], FilmChunks>([cache.pictureChunks, cache.levelChunks, wanted], (pictures, levels, left) => ({ pictures, levels, wanted: left })),
    sheet: async (recordingId, chunk) => ((await mayShow(recordingId)) ? cache.sheet({ recordingId, chunk }) : null),
    levels: async (recordingId, chunk) => ((await mayShow(recordingId)) ? cache.levels({ recordingId, chunk }) : null),
    prefer: (recordings) => {
      preferred = new Set(recordings)
      again = true
      void run()
    },
    refresh: () => {
      given = new Set()
      again = true
      void run()
    },
  }
}
