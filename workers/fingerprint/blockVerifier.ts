// Checks bytes of a file against its block states and fingerprint, block by block, without reading what lies before them.

import { INPUT_BYTES, LANES, makeSha256Lanes, PIECE_BYTES, STATE_BYTES, toHex } from './sha256Lanes.ts'

export interface BlockVerifier {
  /**
   * `bytes` begin at block `firstBlock` (of 1 MiB) and run to the end of a block or of the file.
   * `states` is the whole list of the file (32 bytes after each whole block), `sha256` its fingerprint in hex.
   * Returns the number of the first block that is not what was fingerprinted, or -1. Bytes that stop short, and a list
   * too short for the file, make the block where they stop a bad one.
   */
  verifyBlocks(bytes: Uint8Array, firstBlock: number, states: Uint8Array, fileSize: number, sha256: string): number
}

/** Each lane reads the room of its number. */
const PLACES = [0, 1, 2, 3].map((room) => room * INPUT_BYTES)

export const makeBlockVerifier = async (): Promise<BlockVerifier> => {
  const lanes = await makeSha256Lanes()

  const stateAfter = (states: Uint8Array, block: number): Uint8Array => states.subarray(block * STATE_BYTES, (block + 1) * STATE_BYTES)

  const loadBefore = (lane: number, states: Uint8Array, block: number): void =>
    lanes.load(lane, block === 0 ? null : stateAfter(states, block - 1))

  return {
    verifyBlocks: (bytes, firstBlock, states, fileSize, sha256) => {
      const given = Math.floor(bytes.length / INPUT_BYTES)
      const known = Math.floor(states.length / STATE_BYTES)
      const whole = Math.max(0, Math.min(given, known - firstBlock, Math.floor(fileSize / INPUT_BYTES) - firstBlock))
      for (let done = 0; done < whole; done += LANES) {
        const count = Math.min(LANES, whole - done)
        for (let lane = 0; lane < count; lane++) {
          lanes.input(lane).set(bytes.subarray((done + lane) * INPUT_BYTES, (done + lane + 1) * INPUT_BYTES))
          loadBefore(lane, states, firstBlock + done + lane)
        }
        // Four lanes cost less than two one by one, even when some of them idle.
        if (count > 1) lanes.compressFour(PLACES, INPUT_BYTES / PIECE_BYTES)
        else for (let lane = 0; lane < count; lane++) lanes.compress(lane, PLACES[lane]!, INPUT_BYTES / PIECE_BYTES)
        for (let lane = 0; lane < count; lane++) {
          const block = firstBlock + done + lane
          if (toHex(lanes.save(lane)) !== toHex(stateAfter(states, block))) return block
        }
      }
      const last = firstBlock + whole
      const rest = bytes.subarray(whole * INPUT_BYTES)
      const end = last * INPUT_BYTES + rest.length
      if (rest.length >= INPUT_BYTES || end > fileSize || known < last) return last
      if (end < fileSize) return rest.length === 0 && whole > 0 ? -1 : last
      lanes.input(0).set(rest)
      loadBefore(0, states, last)
      const bad = lanes.finish(0, 0, rest.length, fileSize) !== sha256
      return bad ? (rest.length > 0 || last === 0 ? last : last - 1) : -1
    },
  }
}
