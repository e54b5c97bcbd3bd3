// Takes many large files at once, four side by side, to their SHA-256, block states and XXH128 in one pass.

import { createXXHash128, type IHasher } from 'hash-wasm'
import type { HashReport, HashSettings, HashTask } from '../../src/contracts/hash.ts'
import type { Cancelled, DriveError } from '../../src/core/errors.ts'
import type { Bytes } from '../../src/core/ids.ts'
import type { Fingerprint, FingerprintProgress } from '../../src/core/ports.ts'
import { err, ok, type Result } from '../../src/core/result.ts'
import { INPUT_BYTES, LANES, makeSha256Lanes, PIECE_BYTES, STATE_BYTES } from './sha256Lanes.ts'
import { makeSliceReader, release, type SliceReader, type StreamedFile } from './sliceReader.ts'

type Answer = Result<Fingerprint, DriveError | Cancelled>

export interface FileHasher {
  hash(task: HashTask): Promise<Answer>
  abandon(id: number): void
}

/** Progress can be stored after this many blocks of one file. */
const PROGRESS_BLOCKS = 64
/** A report is a message there and back. */
const REPORT_BYTES = 8 << 20
/** With fewer than three slices ready it pays to wait for another file's, but not long. */
const PATIENCE_MS = 20

/** One file on its way. */
interface Work {
  readonly task: HashTask
  readonly reader: SliceReader
  readonly desk: Desk
  readonly blockStates: Bytes
  /** SHA-256 after `done` bytes; null at the beginning. */
  state: Bytes | null
  done: number
  unreported: number
  /** Bytes in the desk's room, and whether they are a block or the end of the file. */
  filled: number
  full: boolean
  /** Called when the room may be filled again. */
  emptied: () => void
  readonly settle: (answer: Answer) => void
}

/** What one file needs while it is being hashed. */
interface Desk {
  readonly room: number
  readonly xxh: IHasher
}

export const makeFileHasher = async (report: HashReport, settings: HashSettings): Promise<FileHasher> => {
  const lanes = await makeSha256Lanes(settings.largeFiles)
  const free: Desk[] = await Promise.all(Array.from({ length: settings.largeFiles }, async (_, room) => ({ room, xxh: await createXXHash128() })))
  const active = new Map<number, Work>()
  let patience: ReturnType<typeof setTimeout> | undefined

  // Between two steps the arrived reads must be taken in: a promise would not let them, a message does.
  const turn = new MessageChannel()
  let turning = false
  const nextTurn = (): void => {
    if (turning) return
    turning = true
    turn.port2.postMessage(null)
  }
  turn.port1.onmessage = () => {
    turning = false
    advance()
  }

  const end = (work: Work, answer: Answer): void => {
    if (!active.delete(work.task.id)) return
    work.reader.stop()
    free.push(work.desk)
    work.settle(answer)
    nextTurn()
  }

  /** Reads until the rooms are full; bytes beyond a block wait for the next. */
  const follow = async (work: Work): Promise<void> => {
    const { size } = work.task.file
    let chunk = new Uint8Array(0)
    let taken = 0
    while (active.has(work.task.id)) {
      if (taken === chunk.length) {
        if (taken > 0) release(chunk)
        const read = await work.reader.next()
        if (!active.has(work.task.id)) return
        if (!read.ok) return end(work, read)
        chunk = read.value
        taken = 0
      }
      const part = chunk.subarray(taken, taken + INPUT_BYTES - work.filled)
      lanes.input(work.desk.room).set(part, work.filled)
      taken += part.length
      work.filled += part.length
      if (work.filled < INPUT_BYTES && work.done + work.filled < size) continue
      const last = work.done + work.filled === size
      if (last) {
        const checked = await work.reader.check()
        if (!active.has(work.task.id)) return
        if (!checked.ok) return end(work, checked)
      }
      work.full = true
      nextTurn()
      if (last) return release(chunk)
      await new Promise<void>((resolve) => (work.emptied = resolve))
    }
  }

  const advance = (): void => {
    clearTimeout(patience)
    const full = [...active.values()].filter((work) => work.full)
    if (full.length > 2 || (full.length > 0 && full.length === active.size)) step(full.slice(0, LANES))
    else if (full.length > 0) patience = setTimeout(() => step([...active.values()].filter((work) => work.full).slice(0, LANES)), PATIENCE_MS)
  }

  /** Takes one block of each. */
  const step = (works: readonly Work[]): void => {
    const used = compress(works)
    works.forEach((work, lane) => {
      const { task, desk, filled } = work
      const whole = filled === INPUT_BYTES
      work.done += filled
      if (whole) work.blockStates.set(work.state!, (work.done / INPUT_BYTES - 1) * STATE_BYTES)
      work.unreported += filled
      const progress = whole && work.done % (PROGRESS_BLOCKS * INPUT_BYTES) === 0 && work.done < task.file.size
      if (progress || work.unreported >= REPORT_BYTES || work.done === task.file.size) {
        report(task.id, work.unreported, progress ? progressOf(work) : null)
        work.unreported = 0
      }
      if (work.done < task.file.size) {
        work.filled = 0
        work.full = false
        work.emptied()
        return
      }
      lanes.load(lane, work.state)
      const sha256 = lanes.finish(lane, desk.room * INPUT_BYTES + used[lane]!, filled - used[lane]!, work.done)
      end(work, ok({ sha256, xxh128: desk.xxh.digest(), size: work.done, blockStates: work.blockStates }))
    })
    nextTurn()
  }

  /** Whole 64-byte pieces of every block; leaves the states in `works`, returns how many bytes were taken of each. */
  const compress = (works: readonly Work[]): readonly number[] => {
    const used = works.map(() => 0)
    const left = (lane: number): number => Math.floor((works[lane]!.filled - used[lane]!) / PIECE_BYTES)
    const place = (lane: number): number => works[lane]!.desk.room * INPUT_BYTES + used[lane]!
    works.forEach(({ desk, filled, state }, lane) => {
      desk.xxh.update(lanes.input(desk.room).subarray(0, filled))
      lanes.load(lane, state)
    })
    let open = works.map((_, lane) => lane).filter((lane) => left(lane) > 0)
    while (open.length > 0) {
      // Two messages cost the four lanes as little as one by one does; one alone is cheaper alone.
      const together = open.length > 1
      const pieces = Math.min(...open.map(left))
      // An idle lane takes whatever lies in its input; its state was saved before.
      if (together) lanes.compressFour([0, 1, 2, 3].map((lane) => (open.includes(lane) ? place(lane) : 0)), pieces)
      for (const lane of open) {
        const count = together ? pieces : left(lane)
        if (!together) lanes.compress(lane, place(lane), count)
        used[lane]! += count * PIECE_BYTES
        if (left(lane) === 0) works[lane]!.state = lanes.save(lane)
      }
      open = open.filter((lane) => left(lane) > 0)
    }
    return used
  }

  return {
    hash: (task) =>
      new Promise((settle) => {
        const desk = free.pop()
        if (!desk) throw new Error('more files at once than agreed')
        const { resume, path } = task
        const file = task.file as StreamedFile
        const blockStates = new Uint8Array(Math.floor(file.size / INPUT_BYTES) * STATE_BYTES)
        const done = resume && resume.bytesDone < file.size && loads(desk.xxh, resume.xxhState) ? resume.bytesDone : 0
        if (resume && done > 0) blockStates.set(resume.blockStates)
        else desk.xxh.init()
        const state = done > 0 ? blockStates.slice((done / INPUT_BYTES - 1) * STATE_BYTES, (done / INPUT_BYTES) * STATE_BYTES) : null
        const reader = makeSliceReader(file, path, done, settings.stallMs)
        const work: Work = { task, reader, desk, blockStates, state, done, unreported: 0, filled: 0, full: false, emptied: () => undefined, settle }
        active.set(task.id, work)
        void follow(work)
      }),
    abandon: (id) => {
      const work = active.get(id)
      if (work) end(work, err({ type: 'Cancelled' }))
    },
  }
}

const progressOf = (work: Work): FingerprintProgress => ({
  bytesDone: work.done,
  blockStates: work.blockStates.slice(0, (work.done / INPUT_BYTES) * STATE_BYTES),
  xxhState: Uint8Array.from(work.desk.xxh.save()),
})

/** A state saved by another version of the hasher is refused: that file starts again. */
const loads = (xxh: IHasher, state: Bytes): boolean => {
  try {
    xxh.load(state)
    return true
  } catch {
    return false
  }
}
