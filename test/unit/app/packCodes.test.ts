// Files as the texts of QR codes: base45 by its RFC, parts in any order, and what is not to be trusted.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeCodeCollector, packCodes } from '../../../src/app/packCodes.ts'
import { fromUtf8, utf8 } from '../../../src/core/bytes.ts'
import { fromBase45, toBase45 } from '../../../src/core/format/base45.ts'
import { maxCodeParts, toCodeTexts } from '../../../src/core/format/codeParts.ts'
import { sha256 } from '../../../src/core/bytes.ts'

/** Bytes that cannot be compressed. */
const noise = (length: number): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += 32) bytes.set(sha256(utf8(`${at}`)).subarray(0, Math.min(32, length - at)), at)
  return bytes
}

describe('base45', () => {
  test.each([['AB', 'BB8'], ['Hello!!', '%69 VD92EX0'], ['base-45', 'UJCLQE7W581'], ['ietf!', 'QED8WEX0']])('RFC 9285: %s', (plain, coded) => {
    expect(toBase45(utf8(plain))).toBe(coded)
    expect(fromUtf8(fromBase45(coded)!)).toBe(plain)
  })

  test('comes back, and takes nothing else', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => { expect(fromBase45(toBase45(bytes))).toEqual(bytes) }))
    for (const bad of ['GGW', '::', 'A', 'ABC?', 'abc']) expect(fromBase45(bad), bad).toBe(null)
  })
})

describe('codes', () => {
  test('one code for a small file, several for a larger one; any order, repeats and other codes do not matter', async () => {
    expect(await packCodes(utf8('fieldreel deeds v1\n'))).toHaveLength(1)
    const file = noise(3_000)
    const texts = (await packCodes(file))!
    expect(texts).toHaveLength(4)
    for (const text of texts) expect(text).toMatch(/^[0-9A-Z $%*+\-./:]{1,1250}$/)
    const collector = makeCodeCollector()
    expect(collector.progress()).toBe(null)
    for (const text of [...texts.toReversed(), texts[0]!]) {
      expect(collector.take('https://example.org')).toBe(false)
      expect(collector.take(text)).toBe(true)
    }
    expect(collector.progress()).toEqual({ have: 4, count: 4 })
    expect(await collector.whole()).toEqual(file)
  })

  test('parts of two files do not mix', async () => {
    const [one, two] = [(await packCodes(noise(1_500)))!, (await packCodes(noise(1_580)))!]
    const collector = makeCodeCollector()
    for (const text of [one[0]!, two[1]!]) collector.take(text)
    expect(collector.progress()).toEqual({ have: 1, count: 2 })
    expect(await collector.whole()).toBe(null)
    collector.take(one[1]!)
    expect(await collector.whole()).toEqual(noise(1_500))
  })

  test('too much is for a file; what unpacks to too much, or not at all, is nothing', async () => {
    expect(await packCodes(noise(maxCodeParts * 800 + 1))).toBe(null)
    const zeros = new Uint8Array(await new Response(new Blob([new Uint8Array(17 << 20)]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer())
    for (const packed of [zeros, noise(100)]) {
      const collector = makeCodeCollector()
      for (const text of toCodeTexts(packed)!) collector.take(text)
      expect(await collector.whole()).toBe(null)
    }
  })

  test('a changed part is noticed', async () => {
    const [text = ''] = (await packCodes(noise(500)))!
    const collector = makeCodeCollector()
    collector.take(text.replace(/.$/, (sign) => (sign === '0' ? '1' : '0')))
    expect(await collector.whole()).toBe(null)
  })
})
