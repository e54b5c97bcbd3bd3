// A file as QR codes on one screen and back on another: as a picture, as a photo of a screen, pasted, and altered.

import { render } from 'solid-js/web'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { packCodes } from '../../src/app/packCodes.ts'
import { setLanguage } from '../../src/ui/i18n/language.ts'
import { drawCodes, toPng } from '../../src/ui/parts/codes/codeImages.ts'
import { readCodes } from '../../src/ui/parts/codes/readCodes.ts'
import { QrCode } from '../../src/ui/parts/QrCode.tsx'
import { QrReader } from '../../src/ui/parts/QrReader.tsx'

beforeEach(() => setLanguage('zh-CN'))
let takeOff: (() => void) | undefined
afterEach(() => {
  takeOff?.()
  document.querySelectorAll('body > *').forEach((element) => element.remove())
})
const noise = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length))
const bitmapOf = (canvas: HTMLCanvasElement): Promise<ImageBitmap> => createImageBitmap(canvas)
const put = (files: readonly File[]): void => {
  const carrier = new DataTransfer()
  for (const file of files) carrier.items.add(file)
  const input = document.querySelector<HTMLInputElement>('input[type=file]')!
  input.files = carrier.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
}
const openReader = (): { read: Uint8Array | null } => {
  const got: { read: Uint8Array | null } = { read: null }
  takeOff = render(() => <QrReader onFile={(file) => void file.arrayBuffer().then((bytes) => (got.read = new Uint8Array(bytes)))} onClose={() => undefined} />, document.body)
  return got
}

test('one tall picture of several codes is read whole', async () => {
  const texts = (await packCodes(noise(4_200)))!
  expect(texts).toHaveLength(6)
  const picture = drawCodes(texts)
  expect(picture.height).toBe(picture.width * 6)
  expect(await readCodes(await bitmapOf(picture))).toEqual(texts)
})

test('a photo of a screen: turned, grey, with light from one side, as JPEG', async () => {
  const [text = ''] = (await packCodes(noise(700)))!
  const code = drawCodes([text])
  const photo = document.createElement('canvas')
  ;[photo.width, photo.height] = [1_400, 1_050]
  const context = photo.getContext('2d')!
  const light = context.createLinearGradient(0, 0, 1_400, 1_050)
  light.addColorStop(0, '#e8e8e0')
  light.addColorStop(1, '#9a9a94')
  context.fillStyle = '#556'
  context.fillRect(0, 0, 1_400, 1_050)
  context.translate(700, 525)
  context.rotate(0.12)
  context.drawImage(code, -420, -420, 840, 840)
  context.globalCompositeOperation = 'multiply'
  context.fillStyle = light
  context.fillRect(-900, -900, 1_800, 1_800)
  const jpeg = await new Promise<Blob | null>((resolve) => photo.toBlob(resolve, 'image/jpeg', 0.7))
  expect(await readCodes(await createImageBitmap(jpeg!))).toEqual([text])
})

test('pictures in any order give the file; a picture without a code says so', async () => {
  const file = noise(1_500)
  const texts = (await packCodes(file))!
  const pngs = await Promise.all(texts.map(async (text, index) => new File([await toPng(drawCodes([text]))], `${index}.png`)))
  const empty = new File([await toPng(Object.assign(document.createElement('canvas'), { width: 50, height: 50 }))], 'empty.png')
  const got = openReader()
  put([pngs[1]!, empty])
  await expect.poll(() => document.querySelector('[role=alert]')?.textContent).toContain('empty.png')
  expect(document.querySelector('[role=status]')?.textContent).toBe('已读1个，共2个')
  expect(got.read).toBe(null)
  put([pngs[0]!])
  await expect.poll(() => got.read).toEqual(file)
})

test('a pasted picture is read, too', async () => {
  const file = noise(300)
  const got = openReader()
  const carrier = new DataTransfer()
  carrier.items.add(new File([await toPng(drawCodes((await packCodes(file))!))], 'pasted.png', { type: 'image/png' }))
  window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: carrier }))
  await expect.poll(() => got.read).toEqual(file)
})

test('codes are shown one after the other until they are held; too much is for a file', async () => {
  takeOff = render(() => <QrCode file={{ name: 'x.fieldreel-deeds', bytes: noise(1_500) }} onClose={() => undefined} />, document.body)
  const shown = (): string | null | undefined => document.querySelector('.qrSheet')?.getAttribute('aria-label')
  await expect.poll(shown).toBe('第1个，共2个')
  await expect.poll(shown).toBe('第2个，共2个')
  document.querySelector<HTMLElement>('[aria-label=上一个]')!.click()
  await expect.poll(() => document.querySelector('.qrSteps')?.textContent).toContain('轮流显示')
  takeOff()
  takeOff = render(() => <QrCode file={{ name: 'x', bytes: noise(40_000) }} onClose={() => undefined} />, document.body)
  await expect.poll(() => document.body.textContent).toContain('请用文件带过去')
})
