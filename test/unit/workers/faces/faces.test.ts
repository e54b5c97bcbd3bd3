// The detector of faces as it ships: the file is read, its sums are right, and it finds a face where one is.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { distinct, faceBoxes } from '../../../../workers/faces/faceBoxes.ts'
import { makeNetwork } from '../../../../workers/faces/network.ts'
import { halfToNumber, readModel } from '../../../../workers/faces/readModel.ts'
import { sharedData } from '../../../support/sharedData.ts'

const bytes = new Uint8Array(readFileSync('node_modules/@mediapipe/face_detection/face_detection_full_range.tflite'))
const network = makeNetwork(readModel(bytes))
const flat = (value: number): Float32Array => new Float32Array(192 * 192 * 3).fill(value)

test('numbers of 16 bits are read as IEEE 754 has them', () => {
  expect([0x3c00, 0xc000, 0x3555, 0x0001, 0x7bff, 0x8000].map(halfToNumber)).toEqual([1, -2, 0.333251953125, 2 ** -24, 65_504, -0])
  expect(halfToNumber(0x7c00)).toBe(Infinity)
})

test('the model is one of 48 × 48 places in a picture of 192 × 192, and sees no face in nothing', () => {
  expect(network.inputShape).toEqual([1, 192, 192, 3])
  for (const value of [-1, 0.5]) {
    const [regressors, scores] = network.run(flat(value))
    expect([regressors?.length, scores?.length]).toEqual([48 * 48 * 16, 48 * 48])
    expect(faceBoxes(regressors!, scores!)).toEqual([])
  }
})

test('a file that is not a model of this kind is refused', () => {
  expect(() => readModel(bytes.slice(0, 4000))).toThrow()
  expect(() => readModel(new Uint8Array(64))).toThrow()
})

test('of faces over each other the surest is kept, those beside each other all', () => {
  const at = (x: number, score: number, size = 0.2) => ({ x, y: 0.1, width: size, height: size, score })
  expect(distinct([at(0.1, 0.7), at(0.12, 0.9), at(0.5, 0.8), at(0.55, 0.61, 0.05)])).toEqual([at(0.12, 0.9), at(0.5, 0.8)])
})

test.skipIf(!sharedData)('a man seen from the side in a real photo is found, and no tower, car or tree is taken for one (shared data)', () => {
  const look = (name: string, crop: string) => {
    const rgb = execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-i', join(sharedData!, 'photo', name), '-vf', `${crop},scale=192:192:flags=area`, '-frames:v', '1', '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'], { stdio: ['ignore', 'pipe', 'ignore'] })
    const [regressors, scores] = network.run(Float32Array.from(rgb, (value) => value / 127.5 - 1))
    return faceBoxes(regressors!, scores!)
  }
  const [man, ...more] = look('Samsung GT-I9000 (Galaxy S).jpg', `crop='min(iw,ih)':'min(iw,ih)':0:0`)
  expect(more).toEqual([])
  expect(Math.abs(man!.x + man!.width / 2 - 0.34)).toBeLessThan(0.05)
  expect(Math.abs(man!.y + man!.height / 2 - 0.42)).toBeLessThan(0.05)
  for (const name of ['tokyo.jpg', 'HTC Desire.jpg', 'Reconyx HF2 Pro Covert.jpg']) expect(look(name, `crop='min(iw,ih)':'min(iw,ih)'`)).toEqual([])
})
