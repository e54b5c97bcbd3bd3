// Pixels and samples under a redaction: gone inside, untouched outside, in every form a picture may come in.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recordingId } from '../../../../src/core/ids.ts'
import { coverPicture, coverPlanes, planesOf, type Planes } from '../../../../src/core/redaction/coverPicture.ts'
import { coverSound } from '../../../../src/core/redaction/coverSound.ts'
import { coverStep, pixelBox, type Cover } from '../../../../src/core/redaction/coversAt.ts'

const formats = ['I420', 'I420A', 'I422', 'I444', 'NV12', 'RGBA', 'RGBX', 'BGRA', 'BGRX', 'I420P10', 'I422P10', 'I444P12', 'I420AP10']

/** Noise everywhere; rows end in bytes that belong to nobody. */
const picture = (format: string, width: number, height: number): Planes => {
  const planes = planesOf(format)!
  let end = 0
  const layout = planes.map(({ acrossPixels, downPixels, black, bits }) => {
    const stride = Math.ceil(width / acrossPixels) * black.length * (bits > 8 ? 2 : 1) + 6
    const offset = end
    end += stride * Math.ceil(height / downPixels)
    return { offset, stride }
  })
  const bytes = new Uint8Array(end)
  for (let at = 0; at < end; at += 1) bytes[at] = (at * 7919 + (at >> 5) * 104_729) % 251
  return { bytes, planes, layout, width, height }
}

/** Numbers of a plane in the pixels that `take` takes, first of each pixel's. */
const numbersOf = ({ bytes, planes, layout, width, height }: Planes, plane: number, take: (x: number, y: number) => boolean): number[] => {
  const { acrossPixels, downPixels, black, bits } = planes[plane]!
  const { offset, stride } = layout[plane]!
  const size = bits > 8 ? 2 : 1
  const numbers: number[] = []
  for (let y = 0; y < Math.ceil(height / downPixels); y += 1)
    for (let x = 0; x < Math.ceil(width / acrossPixels); x += 1)
      if (take(x * acrossPixels, y * downPixels)) for (let part = 0; part < black.length; part += 1) numbers.push(bytes[offset + y * stride + (x * black.length + part) * size]! + (size === 2 ? bytes[offset + y * stride + (x * black.length + part) * size + 1]! * 256 : 0))
  return numbers
}

const cover = (style: Cover['style'], x: number, y: number, width: number, height: number): Cover => ({ style, place: { x, y, width, height } })

describe('a picture', () => {
  test.each(formats)('%s: few colours inside, black where it is solid, every byte outside as it was', (format) => {
    for (const style of ['blur', 'solid'] as const) {
      const [before, after] = [picture(format, 171, 123), picture(format, 171, 123)]
      const one = cover(style, 2222, 3333, 4000, 3000)
      coverPlanes(after, [one], 0)
      const box = pixelBox(one.place, 171, 123, 0)
      const isIn = (x: number, y: number): boolean => x >= box.left && x < box.right && y >= box.top && y < box.bottom
      for (const [index, { black }] of before.planes.entries()) {
        const inside = numbersOf(after, index, isIn)
        expect(inside.length).toBeGreaterThan(0)
        expect(new Set(inside).size).toBeLessThanOrEqual(style === 'solid' ? new Set(black).size : 16 * black.length)
        if (style === 'solid') expect(inside.filter((number, at) => number !== black[at % black.length])).toEqual([])
        expect(numbersOf(after, index, (x, y) => !isIn(x, y))).toEqual(numbersOf(before, index, (x, y) => !isIn(x, y)))
      }
      // What lies between rows belongs to nobody: as many bytes changed as there are numbers inside, at most.
      const changed = after.bytes.filter((byte, at) => byte !== before.bytes[at]).length
      const numbers = before.planes.reduce((sum, { bits }, index) => sum + numbersOf(after, index, isIn).length * (bits > 8 ? 2 : 1), 0)
      expect(changed).toBeLessThanOrEqual(numbers)
    }
  })

  test('of two that differ only inside a solid box nothing is left to tell them apart', () => {
    fc.assert(
      fc.property(fc.nat(9000), fc.nat(9000), fc.integer({ min: 50, max: 1000 }), fc.integer({ min: 50, max: 1000 }), fc.constantFrom(0, 90, 180, 270), fc.constantFrom('I420', 'NV12', 'I420P10', 'RGBA'), (x, y, width, height, rotation, format) => {
        const [a, b] = [picture(format, 97, 65), picture(format, 97, 65)]
        const one = cover('solid', x, y, width, height)
        const box = pixelBox(one.place, 97, 65, rotation)
        const { acrossPixels, black, bits } = b.planes[0]!
        for (let row = box.top; row < box.bottom; row += 1) for (let column = box.left; column < box.right; column += 1) b.bytes[b.layout[0]!.offset + row * b.layout[0]!.stride + (column / acrossPixels) * black.length * (bits > 8 ? 2 : 1)]! ^= 0x55
        for (const each of [a, b]) coverPlanes(each, [one], rotation)
        expect(a.bytes).toEqual(b.bytes)
      }),
      { numRuns: 60 },
    )
  })

  test('is covered by a box and what it touches, whichever way the picture is turned', () => {
    expect(pixelBox({ x: 0, y: 0, width: 1000, height: 500 }, 1000, 400, 0)).toEqual({ left: 0, top: 0, right: 112, bottom: 32 })
    // Upright 400 × 1000: the corner at the top left was coded at the bottom left.
    expect(pixelBox({ x: 0, y: 0, width: 1000, height: 500 }, 1000, 400, 90)).toEqual({ left: 0, top: 352, right: 64, bottom: 400 })
    expect(pixelBox({ x: 0, y: 0, width: 1000, height: 500 }, 1000, 400, 180)).toEqual({ left: 896, top: 368, right: 1000, bottom: 400 })
    expect(pixelBox({ x: 0, y: 0, width: 1000, height: 500 }, 1000, 400, 270)).toEqual({ left: 944, top: 0, right: 1000, bottom: 48 })
    const inside = { x: 2000, y: 1000, width: 1000, height: 500 }
    expect(pixelBox(inside, 1000, 400, 90)).toEqual({ left: 96, top: 272, right: 160, bottom: 320 })
    expect(pixelBox(inside, 1000, 400, 180)).toEqual({ left: 688, top: 336, right: 800, bottom: 368 })
    expect(pixelBox(inside, 1000, 400, 270)).toEqual({ left: 848, top: 80, right: 912, bottom: 128 })
    expect(() => pixelBox({ x: 0, y: 0, width: 1, height: 1 }, 10, 10, 45)).toThrow()
    fc.assert(
      fc.property(fc.nat(9999), fc.nat(9999), fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 20, max: 2000 }), (x, y, wide, width) => {
        const place = { x, y, width: Math.min(wide, 10_000 - x), height: Math.min(wide, 10_000 - y) }
        const box = pixelBox(place, width, 480, 0)
        expect(box.left * 10_000).toBeLessThanOrEqual(x * width)
        expect(box.right * 10_000).toBeGreaterThanOrEqual((x + place.width) * width)
        expect(box.left % coverStep).toBe(0)
      }),
    )
  })

  test('a solid box stays black under a blurred one', () => {
    const after = picture('I420', 128, 128)
    // Squares of 32: the second of each row and column has the edge of the solid box in its middle.
    coverPlanes(after, [cover('solid', 0, 0, 3750, 3750), cover('blur', 0, 0, 10_000, 10_000)], 0)
    expect(new Set(numbersOf(after, 0, (x, y) => x < 48 && y < 48))).toEqual(new Set([16]))
  })

  test('that cannot be read as known planes is never given back', async () => {
    const covers = [cover('solid', 0, 0, 5000, 5000)]
    const unreadable = { format: 'X999', visibleRect: { width: 8, height: 8 }, allocationSize: () => 256, copyTo: () => Promise.reject(new Error('no')) }
    await expect(coverPicture(unreadable, covers, 0)).rejects.toThrow('no')
    await expect(coverPicture({ ...unreadable, format: 'I420', copyTo: () => Promise.resolve([{ offset: 0, stride: 8 }]) }, covers, 0)).rejects.toThrow('planes')
    await expect(coverPicture({ ...unreadable, format: 'RGBA', copyTo: () => Promise.resolve([{ offset: 0, stride: 8 }]) }, covers, 0)).rejects.toThrow('fit')
    await expect(coverPicture({ ...unreadable, visibleRect: null }, covers, 0)).rejects.toThrow('size')
    const asked: unknown[] = []
    const asColours = { ...unreadable, format: null, copyTo: (_: unknown, options?: unknown) => Promise.resolve([{ offset: asked.push(options) - 1, stride: 32 }]) }
    const made = await coverPicture(asColours, covers, 0)
    expect(made.format).toBe('RGBA')
    expect(asked).toEqual([{ format: 'RGBA' }])
  })
})

describe('sound', () => {
  const id = recordingId('1'.repeat(64))
  const noise = (length: number): Float32Array => Float32Array.from({ length }, (_, at) => 0.5 + (at % 7) / 100)

  test('is silent from the first sample of a stretch to the last, whatever pieces it comes in', () => {
    fc.assert(
      fc.property(fc.nat(600), fc.integer({ min: 1, max: 800 }), fc.constantFrom(8000, 44_100, 48_000), fc.array(fc.integer({ min: 1, max: 6_000 }), { minLength: 1, maxLength: 4 }), (fromMs, length, rate, pieces) => {
        const sounds = [{ id: 's', recordingId: id, style: 'mute' as const, fromMs, toMs: fromMs + length }]
        let number = 0
        for (const size of pieces) {
          const channels = [noise(size), noise(size)]
          coverSound({ boxes: [], sounds }, id, (number / rate) * 1000, rate, channels)
          const wrong = channels.flatMap((channel) =>
            [...channel].filter((value, at) => {
              const ms = ((number + at) / rate) * 1000
              if (ms >= fromMs && ms < fromMs + length - 1e-6) return value !== 0
              // A sample more on each side is rounding.
              const beside = 1000 / rate + 1e-6
              return (ms < fromMs - beside || ms > fromMs + length + beside) && value === 0
            }),
          )
          expect(wrong).toEqual([])
          number += size
        }
      }),
      { numRuns: 40 },
    )
  })

  test('a tone goes on over the pieces it comes in: a thousand times a second', () => {
    const sounds = [{ id: 's', recordingId: id, style: 'tone' as const, fromMs: 0, toMs: 1000 }]
    const whole = [noise(48_000)]
    coverSound({ boxes: [], sounds }, id, 0, 48_000, whole)
    const parts = [noise(24_000), noise(24_000)]
    coverSound({ boxes: [], sounds }, id, 0, 48_000, [parts[0]!])
    coverSound({ boxes: [], sounds }, id, 500, 48_000, [parts[1]!])
    const rises = whole[0]!.filter((value, at, all) => at > 0 && value >= 0 && (all[at - 1] ?? 0) < 0).length
    expect(Math.abs(rises - 1000)).toBeLessThanOrEqual(2)
    for (let at = 0; at < 48_000; at += 997) expect(parts[at < 24_000 ? 0 : 1]![at % 24_000]).toBeCloseTo(whole[0]![at]!, 5)
    const other = noise(4_800)
    coverSound({ boxes: [], sounds }, 'another', 0, 48_000, [other])
    expect(other).toEqual(noise(4_800))
  })
})
