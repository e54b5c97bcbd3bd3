// SHA-256 in WebAssembly against Node's own, its states against the chain they claim to be, and the compiled text against its source.

import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileSha256 } from '../../support/compileSha256.ts'
import { makeBlockVerifier } from '../../../workers/fingerprint/blockVerifier.ts'
import { INPUT_BYTES, makeSha256Lanes } from '../../../workers/fingerprint/sha256Lanes.ts'

const MIB = 1 << 20
const lanes = await makeSha256Lanes()
const verifier = await makeBlockVerifier()
const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Block states by the plainest way: one lane, one block after the other. */
const statesOf = (bytes: Uint8Array): Uint8Array => {
  const states = new Uint8Array(Math.floor(bytes.length / MIB) * 32)
  lanes.load(0, null)
  for (let block = 0; block * 32 < states.length; block++) {
    lanes.input(0).set(bytes.subarray(block * MIB, (block + 1) * MIB))
    lanes.compress(0, 0, MIB / 64)
    states.set(lanes.save(0), block * 32)
  }
  return states
}

test('the committed WebAssembly is what its source compiles to', { timeout: 60_000 }, async () => {
  expect(readFileSync(new URL('../../../workers/fingerprint/sha256Wasm.ts', import.meta.url), 'utf8')).toBe(await compileSha256())
})

test('published vectors (FIPS 180-4 examples)', () => {
  const digest = (text: string): string => {
    const bytes = new TextEncoder().encode(text)
    lanes.input(2).set(bytes)
    lanes.load(2, null)
    return lanes.finish(2, 2 * MIB, bytes.length, bytes.length)
  }
  expect(digest('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(digest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(digest('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe('248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1')
})

test('every length up to four pieces equals node:crypto', () => {
  for (let length = 0; length <= 256; length++) {
    const bytes = randomBytes(length)
    lanes.load(1, null)
    lanes.input(1).set(bytes, 5)
    expect(lanes.finish(1, MIB + 5, length, length)).toBe(digestOf(bytes))
  }
})

test('four lanes of different content, offset and length equal node:crypto', () => {
  fc.assert(
    fc.property(fc.tuple(...[0, 1, 2, 3].map(() => fc.uint8Array({ minLength: 256, maxLength: 1000 }))), fc.array(fc.nat(100), { minLength: 4, maxLength: 4 }), fc.integer({ min: 1, max: 4 }), (messages, offsets, pieces) => {
      messages.forEach((message, lane) => {
        lanes.load(lane, null)
        lanes.input(lane).set(message, offsets[lane]!)
      })
      lanes.compressFour(offsets.map((offset, lane) => lane * MIB + offset), pieces)
      messages.forEach((message, lane) => {
        expect(lanes.finish(lane, lane * MIB + offsets[lane]! + pieces * 64, message.length - pieces * 64, message.length)).toBe(digestOf(message))
      })
    }),
  )
})

test('rooms are as large as a block and do not overlap', () => {
  for (let lane = 0; lane < 4; lane++) lanes.input(lane).fill(lane + 1)
  for (let lane = 0; lane < 4; lane++) {
    expect(lanes.input(lane).length).toBe(INPUT_BYTES)
    lanes.load(lane, null)
    expect(lanes.finish(lane, lane * MIB, INPUT_BYTES, INPUT_BYTES)).toBe(digestOf(new Uint8Array(INPUT_BYTES).fill(lane + 1)))
  }
})

const sizes = [0, 1, 63, 64, MIB - 1, MIB, MIB + 1, 3 * MIB, 5 * MIB + 123, 6 * MIB]

test.each(sizes)('an unchanged file of %i bytes verifies from every block on', (size) => {
  const bytes = randomBytes(size)
  const states = statesOf(bytes)
  for (let first = 0; first * MIB < Math.max(size, 1); first++) {
    expect(verifier.verifyBlocks(bytes.subarray(first * MIB), first, states, size, digestOf(bytes))).toBe(-1)
    for (let end = first + 1; end * MIB <= size; end++) {
      expect(verifier.verifyBlocks(bytes.subarray(first * MIB, end * MIB), first, states, size, digestOf(bytes))).toBe(-1)
    }
  }
})

test('a changed bit is found in its block, also in the last partial one', () => {
  const size = 5 * MIB + 123
  const bytes = randomBytes(size)
  const states = statesOf(bytes)
  const sha256 = digestOf(bytes)
  fc.assert(
    fc.property(fc.nat(size - 1), fc.nat(7), fc.nat(5), (at, bit, first) => {
      const changed = Uint8Array.from(bytes)
      changed[at]! ^= 1 << bit
      const block = Math.floor(at / MIB)
      expect(verifier.verifyBlocks(changed.subarray(first * MIB), first, states, size, sha256)).toBe(block < first ? -1 : block)
    }),
    { numRuns: 40 },
  )
  const changed = Uint8Array.from(bytes)
  changed[size - 1]! ^= 1
  expect(verifier.verifyBlocks(changed, 0, states, size, sha256)).toBe(5)
})

test('cut bytes, a short list and a wrong fingerprint are never called right', () => {
  const size = 3 * MIB + 7
  const bytes = randomBytes(size)
  const states = statesOf(bytes)
  const sha256 = digestOf(bytes)
  expect(verifier.verifyBlocks(bytes.subarray(0, 2 * MIB + 5), 0, states, size, sha256)).toBe(2)
  expect(verifier.verifyBlocks(bytes.subarray(0, size - 1), 0, states, size, sha256)).toBe(3)
  expect(verifier.verifyBlocks(new Uint8Array(0), 1, states, size, sha256)).toBe(1)
  expect(verifier.verifyBlocks(new Uint8Array(size + 1), 3, states, size, sha256)).toBe(3)
  expect(verifier.verifyBlocks(bytes, 0, states.subarray(0, 64), size, sha256)).toBe(2)
  expect(verifier.verifyBlocks(bytes.subarray(3 * MIB), 3, states.subarray(0, 64), size, sha256)).toBe(3)
  expect(verifier.verifyBlocks(bytes, 0, states, size, digestOf(bytes.subarray(1)))).toBe(3)
  expect(verifier.verifyBlocks(bytes.subarray(0, 3 * MIB), 0, states, 3 * MIB, sha256)).toBe(2)
})
