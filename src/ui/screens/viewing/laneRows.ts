// Which Sessions share a row of the timeline and a picture: those of one recorder that do not overlap.

import { laneSpan, type Lane } from './lane.ts'

export interface LaneRow {
  /** Of its first lane. */
  readonly id: string
  /** In the order in which they were added. */
  readonly lanes: readonly Lane[]
}

/** Files follow each other to the second: less is no overlap. */
const SLACK_MS = 1_500

/** Rows in the order of their first lanes. */
export const laneRows = (lanes: readonly Lane[]): readonly LaneRow[] => {
  const rows: { id: string; lanes: Lane[] }[] = []
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

const isOneRecorder = (a: Lane, b: Lane): boolean => {
  const [one, other] = [a.row().session, b.row().session]
  return one.recorder !== null && one.recorder === other.recorder && one.officer === other.officer
}

/** By the recorder's own clock, which is moved as one. */
const overlap = (a: Lane, b: Lane): boolean => {
  const [one, other] = [laneSpan(a), laneSpan(b)]
  return one.startMs - a.offsetMs() < other.endMs - b.offsetMs() - SLACK_MS && other.startMs - b.offsetMs() < one.endMs - a.offsetMs() - SLACK_MS
}
