// Entries: one form only, every other refused, what is unknown carried.

import fc from 'fast-check'
import { encode } from 'cborg'
import { describe, expect, test } from 'vitest'
import { fromHex, sha256, toHex } from '../../../../src/core/bytes.ts'
import { decodeCbor, encodeCbor, type Cbor } from '../../../../src/core/format/cbor.ts'
import { decodeEntry, entryLeaf, entrySigningInput, makeEntry, makeGenesis, makeLogId } from '../../../../src/core/log/entry.ts'

const publicKey = new Uint8Array(32).fill(7)
const log = makeLogId(publicKey, 0)
const stamps = { timeMs: 1_790_000_000_000, monoMs: 5, boot: '00112233445566ff', salt: new Uint8Array(16).fill(3) }
const made = makeEntry({ logId: log, head: makeGenesis(log), kind: 'session-close', body: { person: 'p' }, stamps })

/** The ten fields of `made`, with some replaced, encoded by cborg's own rules. */
const withFields = (fields: Record<number, unknown>): Uint8Array =>
  encode([1, fromHex(log), 0, fromHex(log), stamps.timeMs, stamps.monoMs, fromHex(stamps.boot), stamps.salt, 'session-close', { person: 'p' }].map((value, index) => (index in fields ? fields[index] : value)))

describe('an entry', () => {
  test('reads back as it was made', () => {
    const read = decodeEntry(made.bytes)
    expect(read).toEqual({ ok: true, value: { logId: log, seq: 0, prev: log, ...stamps, kind: 'session-close', body: { person: 'p' } } })
    expect(made.leaf).toBe(entryLeaf(made.bytes))
    expect(entryLeaf(made.bytes)).toBe(toHex(sha256(new Uint8Array([0, ...made.bytes]))))
    expect(new TextDecoder().decode(entrySigningInput(made.bytes)).startsWith('fieldreel/entry/v1\0')).toBe(true)
  })

  test('of a kind of a later version is kept with its body', () => {
    const read = decodeEntry(withFields({ 8: 'later-kind', 9: { a: [1, null, true, { b: new Uint8Array([1]) }] } }))
    expect(read.ok && read.value.body).toEqual({ a: [1, null, true, { b: new Uint8Array([1]) }] })
  })

  test.each<[string, Uint8Array]>([
    ['a float', withFields({ 9: { a: 1.5 } })],
    ['a whole number written as a float', encode([1.5])],
    ['undefined', withFields({ 9: { a: undefined } })],
    ['a number beyond 2^53', withFields({ 4: 2n ** 60n })],
    ['a negative time', withFields({ 4: -1 })],
    ['a short salt', withFields({ 7: new Uint8Array(15) })],
    ['another version', withFields({ 0: 2 })],
    ['a body that is no map', withFields({ 9: [1] })],
    ['eleven fields', encode(Array.from({ length: 11 }, () => 1))],
    ['one byte more', new Uint8Array([...made.bytes, 0])],
    ['one byte less', made.bytes.slice(0, -1)],
    ['no bytes', new Uint8Array(0)],
    ['a huge length', new Uint8Array([0x9b, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0xff])],
    ['an indefinite array', new Uint8Array([0x9f, ...made.bytes.slice(1), 0xff])],
    ['too many bytes', withFields({ 9: { a: 'x'.repeat(70_000) } })],
    ['a tower of arrays', new Uint8Array(60_000).fill(0x81)],
  ])('is refused with %s', (_, bytes) => {
    const read = decodeEntry(bytes)
    expect(read.ok).toBe(false)
    expect(!read.ok && read.error.type).toBe('LogMalformed')
  })

  test('is refused with map keys out of order, and with a key twice', () => {
    const body = (pairs: readonly (readonly [string, number])[]) => [0xa0 + pairs.length, ...pairs.flatMap(([key, value]) => [0x60 + key.length, ...new TextEncoder().encode(key), value])]
    const head = withFields({ 9: {} }).slice(0, -1)
    expect(decodeEntry(new Uint8Array([...head, ...body([['a', 1], ['b', 2]])])).ok).toBe(true)
    expect(decodeEntry(new Uint8Array([...head, ...body([['b', 2], ['a', 1]])])).ok).toBe(false)
    expect(decodeEntry(new Uint8Array([...head, ...body([['a', 1], ['a', 2]])])).ok).toBe(false)
  })

  test('made with a float throws', () => {
    const body = { marker: 'm', viewing: 'v', recording: 'r', atMs: 1.5, toMs: null, kind: 'k', text: '' }
    expect(() => makeEntry({ logId: log, head: makeGenesis(log), kind: 'marker', body, stamps })).toThrow(/whole/)
  })
})

describe('deterministic CBOR', () => {
  const { value } = fc.letrec<{ value: Cbor }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: 'binary' }),
      fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }).map((number) => number + 0),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array(),
      fc.array(tie('value')),
      fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
    ),
  }))

  test('every value comes back, from exactly one form', () => {
    fc.assert(
      fc.property(value, (written) => {
        const bytes = encodeCbor(written)
        const read = decodeCbor(bytes, bytes.length)
        expect(read.ok).toBe(true)
        expect(read.ok && encodeCbor(read.value)).toEqual(bytes)
      }),
    )
  })

  test('whatever is accepted is what would have been written', () => {
    fc.assert(
      fc.property(value, fc.nat(), fc.nat({ max: 255 }), (written, at, byte) => {
        const bytes = encodeCbor(written)
        bytes[at % bytes.length] = byte
        const read = decodeCbor(bytes, bytes.length)
        expect(!read.ok || toHex(encodeCbor(read.value)) === toHex(bytes)).toBe(true)
      }),
    )
  })
})
