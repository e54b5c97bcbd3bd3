// The list of redactions as the attachment of a piece's Deed: one canonical JSON text for one list, and its reader.

import * as v from 'valibot'
import { equal, fromUtf8, utf8 } from '../bytes.ts'
import { canonicalJson } from '../format/canonicalJson.ts'
import { recordingId, type Bytes } from '../ids.ts'
import { boxStyles, boxSubjects, pictureParts, redactionsProblem, soundStyles, type Redactions } from './redactions.ts'

/** Says of itself what it is, and in which parts of the picture it counts: it is read by strangers, too. */
const format = 'fieldreel redactions v1'

/** By Recording, time and id, whatever the order given. Throws on a list that is not well formed: writing one is a bug. */
export const writeRedactions = (redactions: Redactions): Bytes => {
  const problem = redactionsProblem(redactions)
  if (problem !== null) throw new Error(`redactions: ${problem}`)
  const boxes = redactions.boxes.toSorted(inOrder).map(({ id, recordingId: recording, subject, style, origin, fromMs, toMs, keys }) => ({
    id,
    recording,
    subject,
    style,
    origin,
    fromMs,
    toMs,
    keys: keys.map(({ atMs, x, y, width, height }) => ({ atMs, x, y, width, height })),
  }))
  const sounds = redactions.sounds.toSorted(inOrder).map(({ id, recordingId: recording, style, fromMs, toMs }) => ({ id, recording, style, fromMs, toMs }))
  return utf8(canonicalJson({ format, pictureParts, boxes, sounds }))
}

/** Null for anything but what `writeRedactions` writes. */
export const readRedactions = (bytes: Uint8Array): Redactions | null => {
  let value: unknown
  try {
    value = JSON.parse(fromUtf8(bytes))
  } catch {
    return null
  }
  const parsed = v.safeParse(shape, value)
  if (!parsed.success) return null
  const { boxes, sounds } = parsed.output
  const redactions: Redactions = {
    boxes: boxes.map(({ recording, ...box }) => ({ ...box, recordingId: recordingId(recording) })),
    sounds: sounds.map(({ recording, ...sound }) => ({ ...sound, recordingId: recordingId(recording) })),
  }
  return redactionsProblem(redactions) === null && equal(writeRedactions(redactions), bytes) ? redactions : null
}

interface Row {
  readonly id: string
  readonly recordingId: string
  readonly fromMs: number
}

const inOrder = (a: Row, b: Row): number => compare(a.recordingId, b.recordingId) || a.fromMs - b.fromMs || compare(a.id, b.id)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const recording = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const shape = v.strictObject({
  format: v.literal(format),
  pictureParts: v.literal(pictureParts),
  boxes: v.array(
    v.strictObject({
      id: v.string(),
      recording,
      subject: v.picklist(boxSubjects),
      style: v.picklist(boxStyles),
      origin: v.picklist(['drawn', 'proposed']),
      fromMs: whole,
      toMs: whole,
      keys: v.array(v.strictObject({ atMs: whole, x: whole, y: whole, width: whole, height: whole })),
    }),
  ),
  sounds: v.array(v.strictObject({ id: v.string(), recording, style: v.picklist(soundStyles), fromMs: whole, toMs: whole })),
})
