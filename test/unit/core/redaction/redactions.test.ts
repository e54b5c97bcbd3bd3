// Boxes and sounds of a redaction: where they are, what can be done to them, how they are written.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromUtf8, utf8 } from '../../../../src/core/bytes.ts'
import { recordingId } from '../../../../src/core/ids.ts'
import { boxAt, placeAt } from '../../../../src/core/redaction/boxAt.ts'
import { clipRedactions } from '../../../../src/core/redaction/clipRedactions.ts'
import { coversAt } from '../../../../src/core/redaction/coversAt.ts'
import { describeRedactions } from '../../../../src/core/redaction/describeRedactions.ts'
import { carryBox, cutBox, fitPlace, removeKey, setKey, splitBox, thinKeys } from '../../../../src/core/redaction/editBoxes.ts'
import { readRedactions, writeRedactions } from '../../../../src/core/redaction/redactionFile.ts'
import { boxStyles, boxSubjects, noRedactions, pictureParts, redactionsProblem, soundStyles, type BoxPlace, type CoveredBox, type MutedSound, type Redactions } from '../../../../src/core/redaction/redactions.ts'

const one = recordingId('1'.repeat(64))
const two = recordingId('2'.repeat(64))
const box: CoveredBox = {
  id: 'a',
  recordingId: one,
  subject: 'face',
  style: 'blur',
  origin: 'drawn',
  fromMs: 1000,
  toMs: 3000,
  keys: [
    { atMs: 1000, x: 1000, y: 2000, width: 500, height: 600 },
    { atMs: 2000, x: 3000, y: 2000, width: 500, height: 800 },
  ],
}

const place = fc.record({ x: fc.integer({ min: -500, max: 10_500 }), y: fc.integer({ min: -500, max: 10_500 }), width: fc.integer({ min: 0, max: 12_000 }), height: fc.integer({ min: 0, max: 12_000 }) }).map(fitPlace)
const recording = fc.constantFrom(one, two)
const range = fc.tuple(fc.nat(60_000), fc.integer({ min: 1, max: 60_000 })).map(([fromMs, length]) => ({ fromMs, toMs: fromMs + length }))
const anyBox = fc
  .record({ id: fc.constant('x'), recordingId: recording, subject: fc.constantFrom(...boxSubjects), style: fc.constantFrom(...boxStyles), origin: fc.constantFrom('drawn' as const, 'proposed' as const), range, keys: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), place), { minLength: 1, maxLength: 8 }) })
  .map(({ range: { fromMs, toMs }, keys, ...rest }): CoveredBox => {
    const placed = new Map(keys.map(([part, where]) => [Math.round(fromMs + part * (toMs - fromMs)), where]))
    return { ...rest, fromMs, toMs, keys: [...placed].toSorted(([a], [b]) => a - b).map(([atMs, where]) => ({ atMs, ...where })) }
  })
const anySound = fc.record({ id: fc.constant('x'), recordingId: recording, style: fc.constantFrom(...soundStyles), range }).map(({ range: { fromMs, toMs }, ...rest }): MutedSound => ({ ...rest, fromMs, toMs }))
const anyList = fc.tuple(fc.array(anyBox, { maxLength: 5 }), fc.array(anySound, { maxLength: 4 })).map(([boxes, sounds]): Redactions => ({ boxes: boxes.map((row, at) => ({ ...row, id: `b${at}` })), sounds: sounds.map((row, at) => ({ ...row, id: `s${at}` })) }))

const isInside = ({ x, y, width, height }: BoxPlace): boolean => x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= pictureParts && y + height <= pictureParts

describe('a box', () => {
  test('moves in a straight line between its keys, and stands still outside them', () => {
    expect(boxAt(box, 999)).toBeNull()
    expect(boxAt(box, 1000)).toEqual({ x: 1000, y: 2000, width: 500, height: 600 })
    expect(boxAt(box, 1500)).toEqual({ x: 2000, y: 2000, width: 500, height: 700 })
    expect(boxAt(box, 2999)).toEqual({ x: 3000, y: 2000, width: 500, height: 800 })
    expect(boxAt(box, 3000)).toBeNull()
  })

  test('is inside the picture at every moment', () => {
    fc.assert(fc.property(anyBox, fc.integer({ min: -1000, max: 130_000 }), (row, atMs) => isInside(placeAt(row.keys, atMs))))
  })

  test('whatever is done to it, stays well formed', () => {
    fc.assert(
      fc.property(anyBox, fc.nat(130_000), fc.nat(130_000), place, (row, a, b, where) => {
        const made = [setKey(row, a, where), removeKey(row, row.keys[0]!.atMs), carryBox(row, two, 5000, 'c'), ...splitBox(row, a, 'd'), cutBox(row, Math.min(a, b), Math.max(a, b)), { ...row, keys: thinKeys(row.keys, 100) }]
        for (const next of made) if (next) expect(redactionsProblem({ boxes: [next], sounds: [] })).toBeNull()
      }),
    )
  })

  test('set at a time, is there at that time', () => {
    fc.assert(
      fc.property(anyBox, fc.nat(130_000), place, (row, atMs, where) => {
        expect(boxAt(setKey(row, atMs, where), atMs)).toEqual(where)
      }),
    )
  })

  test('split, covers the same as before, to a part of the picture', () => {
    fc.assert(
      fc.property(anyBox, fc.nat(130_000), fc.nat(130_000), (row, at, atMs) => {
        const before = boxAt(row, atMs)
        const after = splitBox(row, at, 'second').flatMap((half) => boxAt(half, atMs) ?? [])
        expect(after).toHaveLength(before ? 1 : 0)
        if (!before || !after[0]) return
        expect(after[0].x).toBeLessThanOrEqual(before.x + 0.001)
        expect(after[0].x + after[0].width).toBeGreaterThanOrEqual(before.x + before.width - 0.001)
        expect(Math.abs(after[0].x - before.x)).toBeLessThanOrEqual(51)
      }),
    )
  })

  test('thinned, is nowhere further from its keys than was allowed', () => {
    fc.assert(
      fc.property(anyBox, fc.integer({ min: 0, max: 300 }), (row, within) => {
        const thin = thinKeys(row.keys, within)
        for (const key of row.keys) expect(Math.abs(placeAt(thin, key.atMs).x - key.x)).toBeLessThanOrEqual(within)
        expect(thin.length).toBeLessThanOrEqual(row.keys.length)
      }),
    )
  })
})

describe('the list', () => {
  test('is read as it was written, and nothing else is', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const bytes = writeRedactions(list)
        const read = readRedactions(bytes)
        expect(read).not.toBeNull()
        expect(new Set(read?.boxes)).toEqual(new Set(list.boxes))
        expect(new Set(read?.sounds)).toEqual(new Set(list.sounds))
        expect(writeRedactions({ boxes: list.boxes.toReversed(), sounds: list.sounds.toReversed() })).toEqual(bytes)
      }),
    )
    const text = fromUtf8(writeRedactions({ boxes: [box], sounds: [] }))
    expect(readRedactions(utf8(` ${text}`))).toBeNull()
    expect(readRedactions(utf8(text.replace('"face"', '"nose"')))).toBeNull()
    expect(readRedactions(utf8(text.replace('"width":500', '"width":9500')))).toBeNull()
    expect(readRedactions(utf8(text.replace('"toMs":3000', '"toMs":1500')))).toBeNull()
    expect(readRedactions(utf8('{'))).toBeNull()
  })

  test('of a piece holds what is seen and heard in it, and all of that', () => {
    const sound: MutedSound = { id: 's', recordingId: one, style: 'tone', fromMs: 0, toMs: 10_000 }
    const cuts = [{ recordingId: one, fromMs: 2500, toMs: 6000 }]
    expect(clipRedactions({ boxes: [box], sounds: [sound] }, cuts)).toEqual({ boxes: [box], sounds: [{ ...sound, fromMs: 2500, toMs: 6000 }] })
    expect(clipRedactions({ boxes: [box], sounds: [sound] }, [{ recordingId: two, fromMs: 0, toMs: 9000 }])).toEqual(noRedactions)
    fc.assert(
      fc.property(anyList, range, fc.nat(60_000), (list, cut, atMs) => {
        const clipped = clipRedactions(list, [{ recordingId: one, ...cut }])
        expect(redactionsProblem(clipped)).toBeNull()
        // A picture shown in the cut may have begun up to two seconds before it.
        if (atMs < cut.fromMs - 1900 || atMs >= cut.toMs) return
        expect(coversAt(clipped, one, atMs)).toHaveLength(coversAt(list, one, atMs).length)
      }),
    )
  })

  test('says how many of what', () => {
    expect(describeRedactions({ boxes: [box, { ...box, id: 'b', origin: 'proposed' }, { ...box, id: 'c', style: 'solid' }], sounds: [{ id: 's', recordingId: one, style: 'mute', fromMs: 0, toMs: 1500 }] })).toEqual({
      boxes: [
        { subject: 'face', style: 'blur', count: 2, proposed: 1 },
        { subject: 'face', style: 'solid', count: 1, proposed: 0 },
      ],
      sounds: [{ style: 'mute', count: 1, ms: 1500 }],
    })
  })
})
