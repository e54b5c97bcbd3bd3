// A marked range of a Session as pieces: which stretches of which Recordings, and which of them become one file.

import type { Recording } from '../catalog/recording.ts'
import { pictureDecoding } from '../media/decoding.ts'
import type { SessionPart } from '../session/session.ts'
import type { PieceCut, PiecePlan } from './piece.ts'
import { maxCuts } from '../deeds/pieceDeeds.ts'

/** Split files stand on the Session's clock without any hole; what was rounded is less. */
const JOINT_MS = 40
/** As the piece worker encodes, see workers/piece/pictureEncoder. */
const ENCODED_BITS = 0.2
const SOUND_BYTES_PER_S = 16_000

export type RangeRecording = Pick<Recording, 'id' | 'size' | 'durationMs' | 'video' | 'audio'>

interface PlacedCut extends PieceCut {
  readonly recording: RangeRecording
  readonly startMs: number
  readonly endMs: number
}

const cutsOfRange = (parts: readonly SessionPart[], recordings: ReadonlyMap<string, RangeRecording>, fromMs: number, toMs: number): readonly PlacedCut[] =>
  parts.flatMap(({ recordingId, startMs, endMs }) => {
    const recording = recordings.get(recordingId)
    if (!recording || fromMs >= endMs || toMs <= startMs) return []
    const whole = Math.max(Math.ceil(endMs - startMs), Math.ceil(recording.durationMs ?? 0))
    return [{ recordingId, recording, startMs, endMs, fromMs: Math.max(0, Math.floor(fromMs - startMs)), toMs: toMs >= endMs ? whole : Math.ceil(toMs - startMs) }]
  })

const formOf = ({ video, audio }: RangeRecording): string => [video?.width, video?.height, video?.rotation, audio?.sampleRate, audio?.channels].join()

const follows = (before: PlacedCut, next: PlacedCut): boolean => Math.abs(next.startMs - before.endMs) <= JOINT_MS && formOf(before.recording) === formOf(next.recording)

const plain = ({ recordingId, fromMs, toMs }: PlacedCut): PieceCut => ({ recordingId, fromMs, toMs })

export interface PlannedPiece {
  readonly plan: PiecePlan
  /** On the clock of the Session. */
  readonly startMs: number
  readonly endMs: number
  /** Roughly. */
  readonly bytes: number
}

const lengthMs = ({ fromMs, toMs }: PieceCut): number => toMs - fromMs

const encodedBytes = ({ recording: { video }, ...cut }: PlacedCut): number => {
  const bits = video ? Math.min(40e6, Math.max(2e6, video.width * video.height * (video.fps ?? 30) * ENCODED_BITS)) : 0
  return (lengthMs(cut) / 1000) * (bits / 8 + SOUND_BYTES_PER_S)
}

const copiedBytes = ({ recording, ...cut }: PlacedCut): number => recording.size * Math.min(1, lengthMs(cut) / Math.max(1, recording.durationMs ?? lengthMs(cut)))

const planned = (plan: PiecePlan, cuts: readonly PlacedCut[], bytesOf: (cut: PlacedCut) => number): PlannedPiece => ({
  plan,
  startMs: (cuts[0]?.startMs ?? 0) + (cuts[0]?.fromMs ?? 0),
  endMs: Math.min(cuts.at(-1)?.endMs ?? 0, (cuts.at(-1)?.startMs ?? 0) + (cuts.at(-1)?.toMs ?? 0)),
  bytes: Math.round(cuts.reduce((sum, cut) => sum + bytesOf(cut), 0)),
})

/** MPEG-1, MPEG-2, MPEG-4 part 2, H.263, and HEVC whose set-up stands among its pictures as in AVI: only encoded anew. As workers/piece/source has it. */
export const canCopy = ({ video }: RangeRecording): boolean => {
  const decoding = video && pictureDecoding(video.codec)
  return decoding === 'hevc' ? /^(hvc1|hev1)/.test(video?.codec ?? '') : decoding !== 'mpeg4' && decoding !== 'h263' && decoding !== 'mpeg2'
}

/** `recordings`: those that can be read. A copy makes one piece of each Recording; an exact piece joins those that follow each other in the same form. The ends may be given in either order. */
export const planRange = (parts: readonly SessionPart[], recordings: readonly RangeRecording[], oneMs: number, otherMs: number, work: 'copy' | 'exact'): readonly PlannedPiece[] => {
  const cuts = cutsOfRange(parts, new Map(recordings.map((recording) => [recording.id, recording])), Math.min(oneMs, otherMs), Math.max(oneMs, otherMs))
  if (work === 'copy') return cuts.map((cut) => planned({ work, cut: plain(cut) }, [cut], copiedBytes))
  const groups: PlacedCut[][] = []
  for (const cut of cuts) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && group.length < maxCuts && follows(last, cut)) group.push(cut)
    else groups.push([cut])
  }
  return groups.map((group) => planned({ work, cuts: group.map(plain) }, group, encodedBytes))
}
