// Draws the texts of codes as pictures: one each, or all in one tall picture; every cell is a square of the same size.

import encodeQR from 'qr'

/** Pixels of one module: a code of 105 modules with its border is 420 px, sharp on screen and in print. */
const scale = 4

/** Squares from top to bottom. */
export const drawCodes = (texts: readonly string[]): HTMLCanvasElement => {
  const cells = texts.map((text) => encodeQR(text, 'raw', { ecc: 'low', encoding: 'alphanumeric', border: 4 }))
  const side = Math.max(...cells.map((cell) => cell.length)) * scale
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side * cells.length
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no 2d context')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#000'
  cells.forEach((cell, place) => {
    // The last one is often smaller: whole pixels a module, in the middle of its square.
    const unit = Math.floor(side / cell.length)
    const margin = Math.floor((side - unit * cell.length) / 2)
    cell.forEach((row, y) => row.forEach((dark, x) => dark && context.fillRect(margin + x * unit, place * side + margin + y * unit, unit, unit)))
  })
  return canvas
}

export const toPng = (canvas: HTMLCanvasElement): Promise<Blob> => new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no PNG'))), 'image/png'))

/** A sheet of its own, whatever stands on the screen: each code with what it is and its number. */
export const printCodes = (texts: readonly string[], title: string, numbered: (index: number) => string): void => {
  const frame = document.createElement('iframe')
  // Not hidden: some browsers print nothing of a frame that is not drawn.
  frame.style.cssText = 'position: fixed; inset: auto 0 0 auto; width: 0; height: 0; border: 0'
  document.body.append(frame)
  const { contentWindow: page, contentDocument: sheet } = frame
  if (!page || !sheet) throw new Error('no frame')
  sheet.title = title
  sheet.body.style.cssText = 'font: 11pt system-ui, "Noto Sans CJK SC", sans-serif; display: flex; flex-wrap: wrap; gap: 8mm; margin: 0'
  texts.forEach((text, index) => {
    const figure = sheet.createElement('figure')
    figure.style.cssText = 'margin: 0; width: 80mm; break-inside: avoid'
    const picture = sheet.createElement('img')
    picture.src = drawCodes([text]).toDataURL()
    picture.style.cssText = 'width: 80mm; image-rendering: pixelated'
    figure.append(picture, `${title} ${numbered(index)}`)
    sheet.body.append(figure)
  })
  page.addEventListener('afterprint', () => frame.remove())
  void Promise.all([...sheet.images].map((picture) => picture.decode())).then(() => page.print())
}
