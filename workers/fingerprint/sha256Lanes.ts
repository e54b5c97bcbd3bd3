// SHA-256 with its inner state in the open: four messages at a time, each going on from any saved state.

import type { Bytes } from '../../src/core/ids.ts'
import { sha256Wasm } from './sha256Wasm.ts'

export const LANES = 4
/** Room in front of each lane, and the block after which a state is kept (BLOCK_BYTES of core). */
export const INPUT_BYTES = 1 << 20
/** SHA-256 takes its input in pieces of this many bytes. */
export const PIECE_BYTES = 64
export const STATE_BYTES = 32

/** A lane is 0 to 3. A state is 32 bytes: eight big-endian words. A place counts bytes from the begin of the first room. */
export interface Sha256Lanes {
  /** A room of INPUT_BYTES at place `room` × INPUT_BYTES: fill it, then compress. */
  readonly input: (room: number) => Bytes
  /** Sets the lane to a saved state; null: the state of no input at all. */
  load(lane: number, state: Uint8Array | null): void
  save(lane: number): Bytes
  /** Takes `pieces` × 64 bytes into one lane. */
  compress(lane: number, place: number, pieces: number): void
  /** Takes `pieces` × 64 bytes into each lane, in about the time of two lanes one by one. */
  compressFour(places: readonly number[], pieces: number): void
  /** Takes the last `length` bytes of a message of `totalBytes`; returns its digest in hex. */
  finish(lane: number, place: number, length: number, totalBytes: number): string
}

interface Exports {
  readonly memory: WebAssembly.Memory
  compress(lane: number, input: number, pieces: number): void
  compressFour(in0: number, in1: number, in2: number, in3: number, pieces: number): void
}

// As laid out in sha256.as.
const STATE = 0x8000
const TAIL = 0xa000
const INPUT = 0x10000
const PAGE_BYTES = 0x10000

/** FIPS 180-4, 5.3.3. */
const FIRST = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19] as const

export const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

let compiled: Promise<WebAssembly.Module> | undefined
const compile = (): Promise<WebAssembly.Module> =>
  (compiled ??= WebAssembly.compile(Uint8Array.from(atob(sha256Wasm), (char) => char.charCodeAt(0))))

/** `rooms`: for how many inputs there is memory. */
export const makeSha256Lanes = async (rooms = LANES): Promise<Sha256Lanes> => {
  const instance = await WebAssembly.instantiate(await compile())
  const wasm = instance.exports as unknown as Exports
  wasm.memory.grow(Math.ceil((INPUT + rooms * INPUT_BYTES - wasm.memory.buffer.byteLength) / PAGE_BYTES))
  const memory = new Uint8Array(wasm.memory.buffer as ArrayBuffer)
  const view = new DataView(wasm.memory.buffer)
  const inputs = Array.from({ length: rooms }, (_, room) => memory.subarray(INPUT + room * INPUT_BYTES, INPUT + (room + 1) * INPUT_BYTES))
  const wordAt = (lane: number, word: number): number => STATE + lane * STATE_BYTES + word * 4

  const save = (lane: number): Bytes => {
    const state = new Uint8Array(STATE_BYTES)
    const out = new DataView(state.buffer)
    for (let word = 0; word < 8; word++) out.setUint32(word * 4, view.getUint32(wordAt(lane, word), true))
    return state
  }

  return {
    input: (room) => inputs[room]!,
    load: (lane, state) => {
      if (!state) return FIRST.forEach((value, word) => view.setUint32(wordAt(lane, word), value, true))
      const from = new DataView(state.buffer, state.byteOffset, STATE_BYTES)
      for (let word = 0; word < 8; word++) view.setUint32(wordAt(lane, word), from.getUint32(word * 4), true)
    },
    save,
    compress: (lane, place, pieces) => wasm.compress(lane, INPUT + place, pieces),
    compressFour: ([p0 = 0, p1 = 0, p2 = 0, p3 = 0], pieces) => wasm.compressFour(INPUT + p0, INPUT + p1, INPUT + p2, INPUT + p3, pieces),
    finish: (lane, place, length, totalBytes) => {
      const whole = Math.floor(length / PIECE_BYTES)
      wasm.compress(lane, INPUT + place, whole)
      const rest = length - whole * PIECE_BYTES
      const pieces = rest + 9 > PIECE_BYTES ? 2 : 1
      const from = INPUT + place + whole * PIECE_BYTES
      memory.fill(0, TAIL, TAIL + 2 * PIECE_BYTES)
      memory.copyWithin(TAIL, from, from + rest)
      memory[TAIL + rest] = 0x80
      view.setBigUint64(TAIL + pieces * PIECE_BYTES - 8, BigInt(totalBytes) * 8n)
      wasm.compress(lane, TAIL, pieces)
      return toHex(save(lane))
    },
  }
}
