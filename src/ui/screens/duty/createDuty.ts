// The board of duty with what the person at work calls theirs: sessions with their officer number, recorders they carry.

import { createMemo } from 'solid-js'
import { dutyTasks, tasksOf, type DutyBoard, type DutyRow, type DutyTask } from '../../../core/policy/dutyBoard.ts'
import { carrierAt, type RecorderRow } from '../../../core/policy/recorders.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createPerson } from '../../state/createRight.ts'

const emptyBoard: DutyBoard = { rows: [], recorders: [], exemptions: [], interruptions: [] }

export interface Duty {
  readonly ready: () => boolean
  readonly board: () => DutyBoard
  readonly number: () => string
  readonly own: () => boolean
  /** Those asked for: one's own, or all. */
  readonly rows: () => readonly DutyRow[]
  readonly recorders: () => readonly RecorderRow[]
  /** Rows in which this is still to do, oldest first: the longest waiting. */
  readonly open: (task: DutyTask) => readonly DutyRow[]
}

export const createDuty = (own: () => boolean): Duty => {
  const live = createLive(() => useApp().duty)
  const person = createPerson()
  const board = (): DutyBoard => live() ?? emptyBoard
  const number = (): string => person()?.officerNumber ?? ''
  const rows = createMemo(() => (own() ? board().rows.filter(({ session }) => number() !== '' && session.officer === number()) : board().rows))
  const open = createMemo(() => {
    const found = new Map<DutyTask, DutyRow[]>(dutyTasks.map((task) => [task, []]))
    for (const row of rows()) for (const task of tasksOf(row)) found.get(task)?.push(row)
    for (const list of found.values()) list.sort((a, b) => Number(a.session.day === 'unset') - Number(b.session.day === 'unset') || a.session.startMs - b.session.startMs)
    return found
  })
  return {
    ready: () => live() !== undefined,
    board,
    number,
    own,
    rows,
    recorders: () => (own() ? board().recorders.filter((row) => number() !== '' && carrierAt(row, Number.MAX_SAFE_INTEGER) === number()) : board().recorders),
    open: (task) => open().get(task) ?? [],
  }
}
