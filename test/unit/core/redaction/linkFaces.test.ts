// Faces seen now and then become boxes that follow them.

import { expect, test } from 'vitest'
import { recordingId } from '../../../../src/core/ids.ts'
import { placeAt } from '../../../../src/core/redaction/boxAt.ts'
import { linkFaces, type SeenFace } from '../../../../src/core/redaction/linkFaces.ts'
import { redactionsProblem } from '../../../../src/core/redaction/redactions.ts'

const one = recordingId('1'.repeat(64))
const two = recordingId('2'.repeat(64))
const face = (atMs: number, x: number, y = 3000, size = 800, recording = one): SeenFace => ({ recordingId: recording, atMs, x, y, width: size, height: size })
const link = (seen: readonly SeenFace[]) => {
  let n = 0
  return linkFaces(seen, () => 60_000, () => `f${n++}`)
}

test('one that moves is one box, which lies over it at every moment it was seen', () => {
  const seen = Array.from({ length: 9 }, (_, n) => face(n * 500, 1000 + n * 300, 3000 + (n % 2) * 40))
  const [box, ...more] = link(seen)
  expect(more).toEqual([])
  expect(box?.keys.length).toBeLessThan(9)
  for (const { atMs, x, y, width, height } of seen) {
    const place = placeAt(box!.keys, atMs)
    expect(place.x).toBeLessThan(x)
    expect(place.y).toBeLessThan(y)
    expect(place.x + place.width).toBeGreaterThan(x + width)
    expect(place.y + place.height).toBeGreaterThan(y + height)
  }
})

test('begins before it was found and ends behind the last time, inside its recording', () => {
  const [box] = link([face(5000, 1000), face(5500, 1000)])
  expect([box?.fromMs, box?.toMs]).toEqual([4300, 6200])
  const [edge] = linkFaces([face(0, 1000), face(500, 1000)], () => 900, () => 'e')
  expect([edge?.fromMs, edge?.toMs]).toEqual([0, 900])
})

test('two beside each other are two, also where they come near; one that was away too long is another', () => {
  expect(link([face(0, 1000), face(0, 3000), face(500, 1300), face(500, 2700), face(1000, 1000), face(1000, 3000)])).toHaveLength(2)
  expect(link([face(0, 1000), face(1000, 1000)])).toHaveLength(1)
  expect(link([face(0, 1000), face(2000, 1000)])).toHaveLength(2)
  expect(link([face(0, 1000), face(0, 1000, 3000, 800, two)])).toHaveLength(2)
})

test('what reaches over the edge of the picture is proposed up to it', () => {
  const boxes = link([face(0, -300, -200), face(0, 9700, 9500)])
  expect(redactionsProblem({ boxes, sounds: [] })).toBeNull()
  expect(boxes.every(({ origin, subject }) => origin === 'proposed' && subject === 'face')).toBe(true)
})
