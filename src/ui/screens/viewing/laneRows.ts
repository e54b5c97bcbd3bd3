// Which Sessions share a row of the timeline and a picture: those of one recorder that do not overlap.

import { laneSpan, type Lane } from './lane.ts'

/** Where a lane lies. */
export type Placed = Pick<Lane, 'id' | 'row' | 'offsetMs'>

export interface LaneRow<L extends Placed = Lane> {
  /** Of its first lane. */
  readonly id: string
  /** In the order in which they were added. */
  readonly lanes: readonly L[]
}

/** Pictures at once; a recorder's Sessions follow one another in one. */
export const mostPictures = 4

/** Files follow each other to the second: less is no overlap. */
const SLACK_MS = 1_500

/** Rows in the order of their first lanes. */
export const laneRows = <L extends Placed>(lanes: readonly L[]): readonly LaneRow<L>[] => {
  const rows: { id: string; lanes: L[] }[] = []
  for (const lane of lanes) {
    const row = rows.find((one) => isOneRecorder(one.lanes[0]!, lane) && one.lanes.every((other) => !overlap(other, lane)))
    if (row) row.lanes.push(lane)
    else rows.push({ id: lane.id, lanes: [lane] })
  }
  return rows
}

/** The lane of a row that is nearest to a moment of the shown clock. */
export const laneAt = ({ lanes }: LaneRow, ms: number): Lane => {
  const apart = (lane: Lane): number => {
    const { startMs, endMs } = laneSpan(lane)
    return Math.max(0, startMs - ms, ms - endMs)
  }
  return lanes.reduce((nearest, lane) => (apart(lane) < apart(nearest) ? lane : nearest))
}

const isOneRecorder = (a: Placed, b: Placed): boolean => {
  const [one, other] = [a.row().session, b.row().session]
  return one.recorder !== null && one.recorder === other.recorder && one.officer === other.officer
}

/** By the recorder's own clock, which is moved as one. */
const overlap = (a: Placed, b: Placed): boolean => {
  const [one, other] = [laneSpan(a), laneSpan(b)]
  return one.startMs - a.offsetMs() < other.endMs - b.offsetMs() - SLACK_MS && other.startMs - b.offsetMs() < one.endMs - a.offsetMs() - SLACK_MS
}
