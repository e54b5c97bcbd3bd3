// Finds codes in a picture or a camera's frame: by the browser where it can, else by the decoder of `qr`.

import decodeQR from 'qr/decode.js'

/** The Shape Detection API, where there is one (Android, macOS, ChromeOS). */
interface NativeDetector {
  detect(source: ImageBitmap): Promise<readonly { readonly rawValue: string }[]>
}
type DetectorClass = (new (options: { readonly formats: readonly string[] }) => NativeDetector) & { getSupportedFormats(): Promise<readonly string[]> }

/** Photos of telephones are larger; a code of 105 modules has 15 pixels a module left. */
const longestSide = 1_600

/** A frame of the camera that takes longer is followed by a better one. */
const effortMs = 150

let native: Promise<NativeDetector | null> | undefined
const findNative = async (): Promise<NativeDetector | null> => {
  const Detector = (globalThis as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector
  return Detector && (await Detector.getSupportedFormats()).includes('qr_code') ? new Detector({ formats: ['qr_code'] }) : null
}

/** The texts of all codes found; a tall picture is read square by square. */
export const readCodes = async (picture: ImageBitmap): Promise<readonly string[]> => {
  const detector = await (native ??= findNative())
  if (detector) {
    const found = await detector.detect(picture)
    if (found.length > 0) return found.map(({ rawValue }) => rawValue)
  }
  const squares = picture.height >= picture.width * 1.5 ? Math.round(picture.height / picture.width) : 1
  const height = picture.height / squares
  const found = Array.from({ length: squares }, (_, place) => decodeRegion(picture, place * height, height)).filter((text) => text !== null)
  if (found.length > 0 || squares === 1) return found
  // Not a sheet of this program: one code in a tall photo.
  const whole = decodeRegion(picture, 0, picture.height)
  return whole === null ? [] : [whole]
}

const decodeRegion = (picture: ImageBitmap, top: number, height: number): string | null => {
  const shrink = Math.min(1, longestSide / Math.max(picture.width, height))
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * shrink)), Math.max(1, Math.round(height * shrink)))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no 2d context')
  context.drawImage(picture, 0, top, picture.width, height, 0, 0, canvas.width, canvas.height)
  try {
    return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height), { timeLimit: effortMs })
  } catch {
    // The decoder throws where there is no code, or none it can read.
    return null
  }
}
