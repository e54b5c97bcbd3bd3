// The watermark over a picture: who, when, under which approval; drawn here, looked at all the time, put back whenever something takes it away.

import type { WatermarkLoss } from '../../../core/log/kinds.ts'

export interface WatermarkGuard {
  /** The lines of every repetition. */
  write(lines: readonly string[]): void
  dispose(): void
}

/** Looked at anew so often where no change of the page itself is told: style sheets and sizes. */
const LOOK_MS = 400
/** Repetitions: no cut of the picture is without one. */
const [WIDE, NARROW] = [{ columns: 3, rows: 4 }, { columns: 2, rows: 3 }] as const
const NARROW_PX = 520

/** What must be as it is said here, whatever any style sheet says: written with !important, and compared with what was computed. */
const overlayStyle = {
  position: 'absolute', inset: '0px', display: 'grid', visibility: 'visible', opacity: '1', 'z-index': '3', transform: 'none', translate: 'none', rotate: 'none', scale: 'none', 'clip-path': 'none', clip: 'auto', filter: 'none', 'mask-image': 'none',
  'mix-blend-mode': 'normal', 'content-visibility': 'visible', 'pointer-events': 'none', zoom: '1', 'font-size': '13px', 'max-width': 'none', 'max-height': 'none', 'forced-color-adjust': 'none',
} as const
const lineStyle = {
  position: 'static', display: 'block', visibility: 'visible', opacity: '1', transform: 'matrix(0.951057, -0.309017, 0.309017, 0.951057, 0, 0)', translate: 'none', rotate: 'none', scale: 'none', 'clip-path': 'none', filter: 'none', 'mask-image': 'none',
  'font-size': '13px', color: 'rgba(255, 255, 255, 0.34)', 'content-visibility': 'visible', zoom: '1', 'text-indent': '0px', 'white-space': 'pre', 'forced-color-adjust': 'none',
} as const
/** Below the watermark, whatever is done to it. */
const mediaStyle = { position: 'static', 'z-index': 'auto' } as const
const homeStyle = { 'z-index': 'auto' } as const

/** Nothing of a style sheet is left on it but the kind of letters. */
const undress = (element: HTMLElement): void => dress(element, { all: 'initial', 'font-family': 'inherit' })
const dress = (element: HTMLElement, style: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value, 'important')
}
const isDressed = (element: HTMLElement, style: Readonly<Record<string, string>>): boolean => {
  const computed = getComputedStyle(element)
  return Object.entries(style).every(([name, value]) => computed.getPropertyValue(name) === value)
}

/** `cell`: holds the pictures, in containers of their own, and becomes the watermark's place. `onLost` comes after it was put back. */
export const guardWatermark = (cell: HTMLElement, onLost: (what: WatermarkLoss) => void): WatermarkGuard => {
  const document = cell.ownerDocument
  const homes = new Map<HTMLElement, HTMLElement>()
  let text = ''
  let overlay = document.createElement('div')
  /** How it and its lines were written when they were made. */
  let made: readonly string[] = []

  const make = (): void => {
    overlay.remove()
    overlay = document.createElement('div')
    overlay.className = 'watermark'
    overlay.ariaHidden = 'true'
    overlay.translate = false
    const { columns, rows } = cell.clientWidth < NARROW_PX ? NARROW : WIDE
    undress(overlay)
    dress(overlay, overlayStyle)
    dress(overlay, { 'grid-template': `repeat(${rows}, 1fr) / repeat(${columns}, 1fr)`, 'place-items': 'center', overflow: 'hidden', 'user-select': 'none' })
    for (let n = 0; n < columns * rows; n++) {
      const line = document.createElement('span')
      undress(line)
      dress(line, lineStyle)
      dress(line, { 'text-shadow': '0 0 2px rgb(0 0 0 / 0.6)', 'line-height': '1.35', 'text-align': 'center' })
      line.textContent = text
      overlay.append(line)
    }
    cell.append(overlay)
    made = written()
    watch()
  }

  const media = (): readonly HTMLElement[] => {
    const fresh = [...cell.querySelectorAll<HTMLElement>('video, img')].filter((element) => !homes.has(element))
    for (const element of fresh) {
      const home = element.parentElement ?? cell
      homes.set(element, home)
      dress(element, mediaStyle)
      dress(home, homeStyle)
    }
    if (fresh.length > 0) watch()
    for (const [element, home] of homes) if (!element.isConnected && !home.contains(element)) homes.delete(element)
    return [...homes.keys()]
  }
  const homesOf = (): readonly HTMLElement[] => [...new Set(homes.values())]
  const lines = (): readonly HTMLElement[] => [...overlay.children] as HTMLElement[]
  const written = (): readonly string[] => [overlay, ...lines()].map(({ style }) => style.cssText)

  const isCovering = (): boolean => {
    const [mine, its] = [overlay.getBoundingClientRect(), cell.getBoundingClientRect()]
    return Math.abs(mine.left - its.left) <= 2 && Math.abs(mine.top - its.top) <= 2 && Math.abs(mine.width - its.width) <= 4 && Math.abs(mine.height - its.height) <= 4
  }

  const look = (): WatermarkLoss | null => {
    const pictures = media()
    if (!cell.isConnected) return null
    const inPicture = document.pictureInPictureElement
    const full = document.fullscreenElement
    if (pictures.some((one) => one === inPicture)) return 'pictureInPicture'
    if (full && !full.contains(overlay) && pictures.some((one) => full.contains(one))) return 'fullScreen'
    if (pictures.some((one) => one.parentElement !== homes.get(one)) || homesOf().some((home) => !cell.contains(home))) return 'moved'
    if (overlay.parentElement !== cell) return 'removed'
    if (lines().length + 1 !== made.length || lines().some(({ textContent }) => textContent !== text)) return 'changed'
    if (pictures.some((one) => one instanceof HTMLVideoElement && (one.controls || !one.disablePictureInPicture))) return 'controls'
    const dressed = written().every((style, n) => style === made[n]) && isDressed(overlay, overlayStyle) && lines().every((line) => isDressed(line, lineStyle)) && pictures.every((one) => isDressed(one, mediaStyle)) && homesOf().every((home) => isDressed(home, homeStyle))
    return dressed && isCovering() ? null : 'hidden'
  }

  const putBack = (): void => {
    for (const one of media()) {
      if (document.pictureInPictureElement === one) void document.exitPictureInPicture().catch(() => undefined)
      if (document.fullscreenElement && !document.fullscreenElement.contains(cell)) void document.exitFullscreen().catch(() => undefined)
      const home = homes.get(one)
      if (home && one.parentElement !== home) home.append(one)
      if (one instanceof HTMLVideoElement) {
        one.controls = false
        one.disablePictureInPicture = true
      }
      one.removeAttribute('popover')
      dress(one, mediaStyle)
    }
    for (const home of homesOf()) {
      if (!cell.contains(home)) cell.prepend(home)
      home.removeAttribute('popover')
      dress(home, homeStyle)
    }
    make()
  }

  /** What cannot be put back has no picture under it. */
  const setBare = (bare: boolean): void => {
    for (const one of media()) {
      if (bare) one.style.setProperty('opacity', '0', 'important')
      else if (one.style.opacity === '0') one.style.removeProperty('opacity')
    }
  }
  let lost: WatermarkLoss | null = null
  const check = (): void => {
    const before = lost
    const found = look()
    if (found) putBack()
    lost = found && look()
    setBare(lost !== null)
    observer.takeRecords()
    // What stays away is told once.
    if (found && found !== before) onLost(found)
  }

  const observer = new MutationObserver(check)
  const watch = (): void => {
    observer.disconnect()
    observer.observe(cell, { childList: true, attributes: true, attributeFilter: ['style', 'class', 'hidden'] })
    observer.observe(overlay, { childList: true, subtree: true, attributes: true, characterData: true })
    for (const one of media()) observer.observe(one, { attributes: true, attributeFilter: ['style', 'class', 'controls', 'popover', 'disablepictureinpicture'] })
    for (const home of homesOf()) observer.observe(home, { childList: true, attributes: true, attributeFilter: ['style', 'class', 'popover'] })
  }
  const timer = setInterval(check, LOOK_MS)
  const onScreen = (): void => check()
  document.addEventListener('fullscreenchange', onScreen)
  cell.addEventListener('enterpictureinpicture', onScreen, true)
  const sizes = new ResizeObserver(() => {
    const { columns, rows } = cell.clientWidth < NARROW_PX ? NARROW : WIDE
    if (lines().length !== columns * rows) make()
  })
  sizes.observe(cell)

  return {
    write: (next) => {
      text = next.join('\n')
      if (overlay.parentElement !== cell) return make()
      for (const line of lines()) line.textContent = text
      observer.takeRecords()
    },
    dispose: () => {
      clearInterval(timer)
      sizes.disconnect()
      observer.disconnect()
      document.removeEventListener('fullscreenchange', onScreen)
      cell.removeEventListener('enterpictureinpicture', onScreen, true)
      overlay.remove()
    },
  }
}
