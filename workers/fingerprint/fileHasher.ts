// Takes many large files at once, four side by side, to their SHA-256, block states and XXH128 in one pass.

import { createXXHash128, type IHasher } from 'hash-wasm'
import type { HashReport, HashSettings, HashTask } from '../../src/contracts/hash.ts'
import type { Cancelled, DriveError } from '../../src/core/errors.ts'
import type { Bytes } from '../../src/core/ids.ts'
import type { Fingerprint } from '../../src/core/ports.ts'
import { err, ok, type Result } from '../../src/core/result.ts'
import { INPUT_BYTES, LANES, makeSha256Lanes, PIECE_BYTES, STATE_BYTES } from './sha256Lanes.ts'
import { makeSliceReader, release, type SliceReader } from './sliceReader.ts'

type Answer = Result<Fingerprint, DriveError | Cancelled>

export interface FileHasher {
  hash(task: HashTask): Promise<Answer>
  abandon(id: number): void
}

/** Progress can be stored after this many blocks of one file. */
const PROGRESS_BLOCKS = 64
/** With fewer than three slices ready it pays to wait for another file's, but not long. */
const PATIENCE_MS = 20

/** One file on its way. */
interface Work {
  readonly task: HashTask
  readonly reader: SliceReader
  readonly xxh: IHasher
  readonly blockStates: Bytes
  /** SHA-256 after `done` bytes; null at the beginning. */
  state: Bytes | null
  done: number
  slice: Bytes | null
  offset: number
  readonly settle: (answer: Answer) => void
}

export const makeFileHasher = async (report: HashReport, settings: HashSettings): Promise<FileHasher> => {
  const lanes = await makeSha256Lanes()
  const idle = await Promise.all(Array.from({ length: settings.largeFiles }, () => createXXHash128()))
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
    idle.push(work.xxh)
    work.settle(answer)
    nextTurn()
  }

  const fetchSlice = async (work: Work): Promise<void> => {
    const result = await work.reader.next()
    if (!active.has(work.task.id)) return
    if (!result.ok) return end(work, result)
    work.slice = result.value
    work.offset = 0
    nextTurn()
  }

  const advance = (): void => {
    clearTimeout(patience)
    const ready = [...active.values()].filter((work) => work.slice)
    if (ready.length > 2 || (ready.length > 0 && ready.length === active.size)) step(ready.slice(0, LANES))
    else if (ready.length > 0) patience = setTimeout(() => step([...active.values()].filter((work) => work.slice).slice(0, LANES)), PATIENCE_MS)
  }

  /** Takes at most one block of each. */
  const step = (works: readonly Work[]): void => {
    const blocks = works.map((work) => work.slice!.subarray(work.offset, work.offset + INPUT_BYTES))
    const used = compress(works, blocks)
    works.forEach((work, lane) => {
      const block = blocks[lane]!
      work.offset += block.length
      work.done += block.length
      if (block.length === INPUT_BYTES) work.blockStates.set(work.state!, (work.done / INPUT_BYTES - 1) * STATE_BYTES)
      if (work.done === work.task.file.size) {
        lanes.input(lane).set(block)
        if (work.state) lanes.load(lane, work.state)
        else lanes.begin(lane)
        const sha256 = lanes.finish(lane, used[lane]!, block.length - used[lane]!, work.done)
        report(work.task.id, work.offset, null)
        release(work.slice!)
        end(work, ok({ sha256, xxh128: work.xxh.digest(), size: work.done, blockStates: work.blockStates }))
        return
      }
      const progress =
        work.done % (PROGRESS_BLOCKS * INPUT_BYTES) === 0
          ? { bytesDone: work.done, blockStates: work.blockStates.slice(0, (work.done / INPUT_BYTES) * STATE_BYTES), xxhState: Uint8Array.from(work.xxh.save()) }
          : null
      const emptied = work.offset === work.slice!.length
      if (emptied || progress) report(work.task.id, emptied ? work.offset : 0, progress)
      if (!emptied) return
      release(work.slice!)
      work.slice = null
      void fetchSlice(work)
    })
    nextTurn()
  }

  /** Whole 64-byte pieces of every block; leaves the states in `works`, returns how many bytes were taken of each. */
  const compress = (works: readonly Work[], blocks: readonly Bytes[]): readonly number[] => {
    const used = blocks.map(() => 0)
    const left = (lane: number): number => Math.floor((blocks[lane]!.length - used[lane]!) / PIECE_BYTES)
    works.forEach((work, lane) => {
      work.xxh.update(blocks[lane]!)
      lanes.input(lane).set(blocks[lane]!)
      if (work.state) lanes.load(lane, work.state)
      else lanes.begin(lane)
    })
    let open = works.map((_, lane) => lane).filter((lane) => left(lane) > 0)
    while (open.length > 0) {
      const together = open.length > 2
      const pieces = Math.min(...open.map(left))
      // An idle lane takes whatever lies in its input; its state was saved before.
      if (together) lanes.compressFour([0, 1, 2, 3].map((lane) => (open.includes(lane) ? used[lane]! : 0)) as [number, number, number, number], pieces)
      for (const lane of open) {
        const count = together ? pieces : left(lane)
        if (!together) lanes.compress(lane, used[lane]!, count)
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
        const xxh = idle.pop()
        if (!xxh) throw new Error('more files at once than agreed')
        const { resume, file } = task
        const blockStates = new Uint8Array(Math.floor(file.size / INPUT_BYTES) * STATE_BYTES)
        const done = resume && resume.bytesDone < file.size && loads(xxh, resume.xxhState) ? resume.bytesDone : 0
        if (resume && done > 0) blockStates.set(resume.blockStates)
        else xxh.init()
        const state = done > 0 ? blockStates.slice((done / INPUT_BYTES - 1) * STATE_BYTES, (done / INPUT_BYTES) * STATE_BYTES) : null
        const work: Work = { task, reader: makeSliceReader(file, task.path, done, settings.stallMs), xxh, blockStates, state, done, slice: null, offset: 0, settle }
        active.set(task.id, work)
        void fetchSlice(work)
      }),
    abandon: (id) => {
      const work = active.get(id)
      if (work) end(work, err({ type: 'Cancelled' }))
    },
  }
}

/** A state saved by another version of the hasher is refused: that file starts again. */
const loads = (xxh: IHasher, state: Bytes): boolean => {
  try {
    xxh.load(state)
    return true
  } catch {
    return false
  }
}
