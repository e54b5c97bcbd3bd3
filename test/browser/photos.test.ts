// HEIC photos decoded in real Chromium: tiles in their places, turned as they say; JPEGs turned as their Exif says.

import { expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import { makeProberClient } from '../../src/rpc/proberClient.ts'

const prober = makeProberClient({ workers: 1 })
const signal = new AbortController().signal

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

/** The middle of each quarter: upper left, upper right, lower left, lower right. */
const corners = async (bytes: Uint8Array<ArrayBuffer>): Promise<readonly string[]> => {
  const bitmap = await createImageBitmap(new Blob([bytes]))
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
  context.drawImage(bitmap, 0, 0)
  return [[1, 1], [3, 1], [1, 3], [3, 3]].map(([x = 0, y = 0]) => {
    const rgb = [...context.getImageData((bitmap.width * x) / 4, (bitmap.height * y) / 4, 1, 1).data].slice(0, 3).map((value) => (value > 128 ? 1 : 0)).join('')
    return { '100': 'red', '010': 'green', '001': 'blue', '111': 'white' }[rgb] ?? rgb
  })
}

test.each([
  [0, [300, 200], ['red', 'green', 'blue', 'white']],
  [1, [200, 300], ['green', 'white', 'red', 'blue']],
  [2, [300, 200], ['white', 'blue', 'green', 'red']],
] as const)('a HEIC of tiles turned by %i quarters', async (quarters, [width, height], colours) => {
  const bytes = bytesOf(await commands.makeHeicBytes(300, 200, quarters))
  const file = new File([bytes], 'IMG_0001.HEIC')
  const probed = await prober.probe(file, { path: file.name, zone: 'Asia/Shanghai', signal })
  if (!probed.ok) throw new Error(probed.error.type)
  expect(probed.value).toMatchObject({ kind: 'photo', container: 'heic', playMode: 'whole', damage: null, video: { width: 300, height: 200 } })
  const photo = await prober.photo(bytes, { signal })
  if (!photo.ok || !photo.value) throw new Error('not decoded')
  expect([photo.value.width, photo.value.height, photo.value.type]).toEqual([width, height, 'image/jpeg'])
  expect(await corners(photo.value.bytes)).toEqual(colours)
  const poster = await prober.poster(file, probed.value, { path: file.name, signal })
  if (!poster.ok || !poster.value) throw new Error('no poster')
  expect(await corners(poster.value.bytes)).toEqual(colours)
})

test('a damaged HEIC gives no photo and does not hang', async () => {
  const bytes = bytesOf(await commands.makeHeicBytes(300, 200, 0))
  for (const at of [60, 200, 400, 700]) {
    const broken = bytes.slice()
    for (let i = at; i < at + 40 && i < broken.length; i++) broken[i] = (i * 37) & 255
    expect(await prober.photo(broken, { signal })).toBeTruthy()
  }
  const cut = await prober.photo(bytes.slice(0, bytes.length - 100), { signal })
  expect(cut.ok && cut.value).toBe(null)
})
