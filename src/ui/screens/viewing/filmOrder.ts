// In which order small pictures are made: what is in view before the rest, and each first here and there, so that a long strip fills evenly.

import type { RecordingId } from '../../../core/ids.ts'
import type { Lane } from './lane.ts'
import type { Span } from './timelineScale.ts'

export const filmOrder = (lanes: readonly Lane[], { fromMs, toMs }: Span): readonly RecordingId[] => {
  const inView = lanes.map((lane) => spread(lane.row().session.parts.filter((part) => part.endMs + lane.offsetMs() >= fromMs && part.startMs + lane.offsetMs() <= toMs)))
  const all = lanes.map((lane) => spread(lane.row().session.parts))
  return [...new Set([...inTurn(inView), ...inTurn(all)].map(({ recordingId }) => recordingId))]
}

/** The first, the middle, the quarters, the eighths, …: every beginning of the list lies evenly over all of it. */
export const spread = <T>(values: readonly T[]): readonly T[] => {
  const bits = Math.ceil(Math.log2(Math.max(1, values.length)))
  const reversed = (index: number): number => Array.from({ length: bits }, (_, bit) => ((index >> bit) & 1) << (bits - 1 - bit)).reduce((sum, bit) => sum + bit, 0)
  return Array.from({ length: 2 ** bits }, (_, index) => reversed(index)).flatMap((index) => (index < values.length ? [values[index]!] : []))
}

/** One of each list, then the next of each. */
const inTurn = <T>(lists: readonly (readonly T[])[]): readonly T[] =>
  Array.from({ length: Math.max(0, ...lists.map(({ length }) => length)) }, (_, index) => lists.flatMap((list) => (index < list.length ? [list[index]!] : []))).flat()
