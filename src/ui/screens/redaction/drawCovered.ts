// Draws a picture as a redacted piece will show it: the same pixels come from the same function.

import { coverPicture } from '../../../core/redaction/coverPicture.ts'
import type { Cover } from '../../../core/redaction/coversAt.ts'

/** Closes the frame. `canvas` takes the size of the upright picture. */
export const drawCovered = async (frame: VideoFrame, covers: readonly Cover[], canvas: HTMLCanvasElement): Promise<void> => {
  try {
    // In today's Chromium; the library of types does not know it yet.
    const rotation = (frame as VideoFrame & { readonly rotation?: number }).rotation ?? 0
    const { bytes, ...form } = await coverPicture(frame, covers, rotation)
    const covered = new VideoFrame(bytes, { ...form, timestamp: frame.timestamp, ...(form.format === frame.format ? { colorSpace: frame.colorSpace.toJSON() } : {}) })
    const [width, height] = rotation % 180 === 0 ? [form.codedWidth, form.codedHeight] : [form.codedHeight, form.codedWidth]
    canvas.width = width
    canvas.height = height
    const context = canvas.getContext('2d')
    context?.translate(width / 2, height / 2)
    context?.rotate((rotation * Math.PI) / 180)
    context?.drawImage(covered, -form.codedWidth / 2, -form.codedHeight / 2)
    covered.close()
  } finally {
    frame.close()
  }
}
