// The guard of the watermark in Chromium: every way of getting round it is told, undone, or leaves no picture.

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { WatermarkLoss } from '../../src/core/log/kinds.ts'
import { guardWatermark, type WatermarkGuard } from '../../src/ui/screens/viewing/guardWatermark.ts'

const lines = ['王建国 500114 2026-03-26 09:36:21', '批准1a2b3c4d · 查阅5e6f7a8b']
let cell: HTMLElement
let home: HTMLElement
let video: HTMLVideoElement
let guard: WatermarkGuard
let lost: WatermarkLoss[]

beforeEach(() => {
  cell = document.createElement('div')
  cell.style.cssText = 'position: relative; inline-size: 640px; block-size: 360px'
  home = document.createElement('div')
  video = document.createElement('video')
  video.disablePictureInPicture = true
  home.append(video)
  cell.append(home)
  document.body.append(cell)
  lost = []
  guard = guardWatermark(cell, (what) => lost.push(what))
  guard.write(lines)
})
afterEach(() => {
  guard.dispose()
  for (const left of [cell, home, video]) left.remove()
  for (const sheet of document.querySelectorAll('style[data-attack]')) sheet.remove()
})

const overlay = (): HTMLElement => cell.querySelector<HTMLElement>('.watermark')!
const line = (n: number): HTMLElement => overlay().children[n] as HTMLElement
const sheet = (rules: string): void => {
  const style = document.createElement('style')
  style.dataset['attack'] = ''
  style.textContent = rules
  document.head.append(style)
}
/** Twelve lines in a wide cell, of letters that have room and colour, above the picture. */
const isWhole = (): boolean => {
  const mine = overlay().getBoundingClientRect()
  return (
    overlay().childElementCount === 12 &&
    [...overlay().children].every((one) => {
      const { width, height, left, top } = one.getBoundingClientRect()
      const { color, opacity, webkitTextFillColor } = getComputedStyle(one)
      return one.textContent === lines.join('\n') && width > 100 && height > 30 && left > mine.left - 100 && top > mine.top - 60 && left < mine.right && top < mine.bottom && color === webkitTextFillColor && color === 'rgba(255, 255, 255, 0.34)' && opacity === '1'
    }) &&
    overlay().checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    mine.width === 640 && mine.height === 360 && getComputedStyle(overlay()).zIndex === '3' && video.parentElement === home && cell.contains(home) && getComputedStyle(video).zIndex === 'auto' && !video.controls && video.disablePictureInPicture
  )
}

const hide = (element: () => HTMLElement, property: string, value: string) => (): void => element().style.setProperty(property, value, 'important')
const attacks: readonly (readonly [string, WatermarkLoss, () => unknown])[] = [
  ['is taken out', 'removed', () => overlay().remove()],
  ['is moved into another place', 'removed', () => home.append(overlay())],
  ['loses a line', 'changed', () => line(11).remove()],
  ['says something else', 'changed', () => line(3).replaceChildren('x')],
  ['says something else in its own text', 'changed', () => (line(3).firstChild as Text).data = 'x'],
  ['is see-through', 'hidden', hide(overlay, 'opacity', '0.01')],
  ['is pushed aside', 'hidden', hide(overlay, 'padding-left', '2000px')],
  ['is made small', 'hidden', hide(overlay, 'max-height', '10px')],
  ['has a line without colour', 'hidden', hide(() => line(5), 'color', 'transparent')],
  ['has a line without letters', 'hidden', hide(() => line(5), '-webkit-text-fill-color', 'transparent')],
  ['has a line without room', 'hidden', hide(() => line(5), 'width', '0')],
  ['has a picture above it', 'hidden', hide(() => video, 'z-index', '9')],
  ['has a picture above it in its home', 'hidden', hide(() => home, 'z-index', '9')],
  ['has a picture on the top layer', 'hidden', () => {
    video.popover = 'manual'
    video.showPopover()
  }],
  ['has controls above it', 'controls', () => (video.controls = true)],
  ['can be left by picture in picture', 'controls', () => (video.disablePictureInPicture = false)],
  ['loses its picture', 'moved', () => document.body.append(video)],
  ['loses its picture and the home of it', 'moved', () => document.body.append(home)],
]

test.each(attacks)('a watermark that %s is told as "%s" once and put back', async (_, what, attack) => {
  expect(isWhole()).toBe(true)
  attack()
  await expect.poll(() => [lost, isWhole()]).toEqual([[what], true])
})

test('no style sheet gets over it', () => {
  sheet('.watermark { padding: 900px !important; color: red !important } .watermark, .watermark * { opacity: 0 !important; display: none !important; width: 0 !important; letter-spacing: -20px !important; -webkit-text-fill-color: transparent !important; text-indent: -900px !important; margin: 900px !important }')
  expect([isWhole(), lost]).toEqual([true, []])
})

test('what cannot be put back has no picture under it, is told once, and the picture comes again with it', async () => {
  // Told by no change of the page's elements: looked at anew in time.
  sheet('div:has(> .watermark) { border-left: 40px solid }')
  await expect.poll(() => [lost, getComputedStyle(video).opacity]).toEqual([['hidden'], '0'])
  for (let again = 0; again < 2; again += 1) document.dispatchEvent(new Event('fullscreenchange'))
  expect(lost).toEqual(['hidden'])
  document.querySelector('style[data-attack]')?.remove()
  await expect.poll(() => [lost, getComputedStyle(video).opacity]).toEqual([['hidden'], '1'])
})

test('a picture that has left for a window of its own is bare there', () => {
  // Without a person's hand no browser opens one.
  Object.defineProperty(document, 'pictureInPictureElement', { value: video, configurable: true })
  try {
    video.dispatchEvent(new Event('enterpictureinpicture'))
    expect([lost, getComputedStyle(video).opacity]).toEqual([['pictureInPicture'], '0'])
  } finally {
    Reflect.deleteProperty(document, 'pictureInPictureElement')
  }
})

test('the next second is written without a loss, and a narrow cell has fewer lines without one', async () => {
  guard.write(['a', 'b'])
  expect([...overlay().children].map(({ textContent }) => textContent)).toEqual(Array.from({ length: 12 }, () => 'a\nb'))
  cell.style.inlineSize = '400px'
  await expect.poll(() => overlay().childElementCount).toBe(6)
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  expect(lost).toEqual([])
})

test('a picture that comes later is guarded too, and nothing is left behind at the end', async () => {
  const late = document.createElement('img')
  home.append(late)
  await expect.poll(() => late.style.getPropertyPriority('z-index')).toBe('important')
  late.style.setProperty('z-index', '9', 'important')
  await expect.poll(() => lost).toEqual(['hidden'])
  guard.dispose()
  expect(overlay()).toBe(null)
})
