// What the screens of duty draw: sessions, markers, explanations and deeds folded into one board, and the unit's list.

import { combineLive } from '../core/live.ts'
import type { DeedBook } from '../core/deeds/deedBook.ts'
import { dutyBoard, type DutyBoard } from '../core/policy/dutyBoard.ts'
import type { GapExplanation } from '../core/policy/explainedGaps.ts'
import type { KnownProfile } from '../core/policy/profile.ts'
import type { Live } from '../core/ports.ts'
import type { MarkerRow } from '../core/viewing/viewing.ts'
import { makeKnownActivityList, readActivityListFile, type KnownActivityList } from './activityLists.ts'
import type { App, SessionRow } from './app.ts'

export interface DutyDeps {
  /** All that may be seen here, with true times. */
  readonly sessions: Live<readonly SessionRow[]>
  readonly markers: Live<readonly MarkerRow[]>
  readonly explanations: Live<readonly GapExplanation[]>
  readonly deeds: Live<DeedBook>
  readonly policy: Live<KnownProfile>
}

export const makeDuty = (deps: DutyDeps): Pick<App, 'duty' | 'activityList' | 'readActivityList'> => ({
  duty: combineLive<[readonly SessionRow[], readonly MarkerRow[], readonly GapExplanation[], DeedBook, KnownProfile], DutyBoard>(
    [deps.sessions, deps.markers, deps.explanations, deps.deeds, deps.policy],
    (sessions, markers, explanations, book, { profile }) => dutyBoard({ sessions, markers, explanations, book, profile }),
  ),
  activityList: combineLive<[DeedBook], KnownActivityList | null>([deps.deeds], makeKnownActivityList()),
  readActivityList: readActivityListFile,
})
