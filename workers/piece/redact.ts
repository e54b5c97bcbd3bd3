// The redaction of a piece as steps of its making: what cannot be covered ends the piece, it never passes as it was.

import { coverPicture } from '../../src/core/redaction/coverPicture.ts'
import { coversAt } from '../../src/core/redaction/coversAt.ts'
import { coverSound } from '../../src/core/redaction/coverSound.ts'
import { redactionsProblem, type Redactions } from '../../src/core/redaction/redactions.ts'
import type { PieceCut } from '../../src/core/pieces/piece.ts'
import type { PictureStep, SoundStep, Steps } from './steps.ts'

/** Throws on a list that is not well formed, or says something of a Recording that is not in the piece. */
export const makeRedactSteps = (redactions: Redactions, cuts: readonly PieceCut[]): Steps => {
  const problem = redactionsProblem(redactions)
  if (problem !== null) throw new Error(`redactions: ${problem}`)
  const inPiece = new Set<string>(cuts.map(({ recordingId }) => recordingId))
  const strange = [...redactions.boxes, ...redactions.sounds].find(({ recordingId }) => !inPiece.has(recordingId))
  if (strange) throw new Error(`redactions: ${strange.id} is not in the piece`)
  return { picture: redactions.boxes.length > 0 ? pictureStep(redactions) : null, sound: redactions.sounds.length > 0 ? soundStep(redactions) : null }
}

const pictureStep =
  (redactions: Redactions): PictureStep =>
  async (frame, { recordingId, atMs, rotation }) => {
    const covers = coversAt(redactions, recordingId, atMs)
    if (covers.length === 0) return frame
    try {
      const { bytes, ...form } = await coverPicture(frame, covers, rotation)
      const { timestamp, duration, displayWidth, displayHeight, colorSpace } = frame
      return new VideoFrame(bytes, { ...form, timestamp, ...(duration === null ? {} : { duration }), displayWidth, displayHeight, ...(form.format === frame.format ? { colorSpace: colorSpace.toJSON() } : {}) })
    } finally {
      frame.close()
    }
  }

const soundStep =
  (redactions: Redactions): SoundStep =>
  ({ recordingId, atMs, sampleRate, channels }) =>
    coverSound(redactions, recordingId, atMs, sampleRate, channels)
