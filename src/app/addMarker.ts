// Writes a Marker: wall clock in, time within a Recording on record.

import { toHex } from '../core/bytes.ts'
import type { TimelinePart } from '../core/playbackPorts.ts'
import type { Random } from '../core/ports.ts'
import { ok } from '../core/result.ts'
import type { Answer } from './app.ts'
import type { AppendEntry } from './logWriter.ts'

export interface NewMarker {
  readonly wallMs: number
  readonly toWallMs: number | null
  readonly kind: string
  readonly text: string
}

type Part = Pick<TimelinePart, 'recordingId' | 'startMs' | 'endMs'>

/** In a Gap it belongs to the end of the part before; a range ends with the Recording it begins in. */
export const addMarker = async ({ appendEntry, random }: { readonly appendEntry: AppendEntry; readonly random: Random }, viewing: string, parts: readonly Part[], marker: NewMarker): Answer<void> => {
  const part = parts.findLast(({ startMs }) => startMs <= marker.wallMs) ?? parts[0]
  if (!part) throw new Error('a marker needs a part')
  const within = (wallMs: number): number => Math.round(Math.min(Math.max(wallMs, part.startMs), part.endMs) - part.startMs)
  const written = await appendEntry('marker', {
    marker: toHex(random.bytes(16)),
    viewing,
    recording: part.recordingId,
    atMs: within(marker.wallMs),
    toMs: marker.toWallMs === null ? null : within(Math.max(marker.wallMs, marker.toWallMs)),
    kind: marker.kind,
    text: marker.text,
  })
  return written.ok ? ok(undefined) : written
}
