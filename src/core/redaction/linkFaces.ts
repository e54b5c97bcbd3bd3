// From faces seen in single pictures to boxes that follow them: neighbours in time and place are one face.

import type { RecordingId } from '../ids.ts'
import { fitPlace, thinKeys } from './editBoxes.ts'
import type { BoxKey, BoxPlace, CoveredBox } from './redactions.ts'

/** One face in one picture, parts of the upright picture; not rounded, may reach over its edge. */
export interface SeenFace extends BoxPlace {
  readonly recordingId: RecordingId
  /** From the Recording's own begin. */
  readonly atMs: number
}

interface Track {
  readonly recordingId: RecordingId
  readonly seen: SeenFace[]
}

/** A face that was not seen for longer is another one when it comes back. */
const LOST_MS = 1_600
/** A box begins before the face was first found and ends behind the last time: it was there before the detector knew. */
const AROUND_MS = 700
/** The detector marks brow to chin: a head is wider and higher. */
const [WIDER, HIGHER] = [1.5, 1.7]
/** Parts of the picture that a box may be off the face between its keys. */
const WITHIN = 60

/** `seen`: in order of time within a Recording. `length`: of a Recording, milliseconds. */
export const linkFaces = (seen: readonly SeenFace[], length: (recording: RecordingId) => number, newId: () => string): readonly CoveredBox[] => {
  const tracks: Track[] = []
  for (const [, faces] of Map.groupBy(seen, ({ recordingId, atMs }) => `${recordingId} ${atMs}`)) {
    const open = new Set(tracks.filter(({ recordingId, seen: before }) => recordingId === faces[0]?.recordingId && (faces[0]?.atMs ?? 0) - (before.at(-1)?.atMs ?? 0) <= LOST_MS))
    const pairs = faces.flatMap((face) => [...open].map((track) => ({ face, track, apart: apart(face, track.seen.at(-1)!) }))).filter((pair) => pair.apart < 1).toSorted((a, b) => a.apart - b.apart)
    const taken = new Set<SeenFace>()
    for (const { face, track } of pairs) {
      if (taken.has(face) || !open.has(track)) continue
      track.seen.push(face)
      taken.add(face)
      open.delete(track)
    }
    for (const face of faces) if (!taken.has(face)) tracks.push({ recordingId: face.recordingId, seen: [face] })
  }
  return tracks.map(({ recordingId, seen: faces }): CoveredBox => {
    const keys = thinKeys(faces.map(keyOf), WITHIN)
    const end = Math.max(length(recordingId), keys.at(-1)!.atMs + 1)
    return { id: newId(), recordingId, subject: 'face', style: 'blur', origin: 'proposed', fromMs: Math.max(0, keys[0]!.atMs - AROUND_MS), toMs: Math.min(end, keys.at(-1)!.atMs + AROUND_MS), keys }
  })
}

const keyOf = ({ atMs, x, y, width, height }: SeenFace): BoxKey => {
  const [wide, high] = [width * WIDER, height * HIGHER]
  // More above than below: hair and brow.
  return { atMs: Math.round(atMs), ...fitPlace({ x: x - (wide - width) / 2, y: y - (high - height) * 0.6, width: wide, height: high }) }
}

/** How far two faces are from each other, in widths and heights of the larger; sizes that differ count as distance. */
const apart = (a: BoxPlace, b: BoxPlace): number => {
  const across = Math.abs(a.x + a.width / 2 - b.x - b.width / 2) / Math.max(a.width, b.width)
  const down = Math.abs(a.y + a.height / 2 - b.y - b.height / 2) / Math.max(a.height, b.height)
  return Math.max(across, down) + Math.abs(Math.log2(a.width / b.width)) / 4
}
