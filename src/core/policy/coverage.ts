// Which steps of a unit's 音像记录清单 have footage (article 6): list and registered activities in, matter by matter the Sessions of each step out.

import type { SessionId } from '../ids.ts'
import type { ActivityRow } from './activityList.ts'

export interface StepCoverage {
  readonly row: Pick<ActivityRow, 'step' | 'begins' | 'ends' | 'retention'>
  /** Empty: a hole. */
  readonly sessions: readonly SessionId[]
}

export interface MatterCoverage {
  readonly category: string
  readonly matter: string
  readonly steps: readonly StepCoverage[]
}

export interface StepName {
  readonly category: string
  readonly matter: string
  readonly step: string
}

/** What was registered of one Session. */
export interface RegisteredSteps {
  readonly id: SessionId
  readonly steps: readonly StepName[]
}

export interface Coverage {
  /** In the list's order. */
  readonly matters: readonly MatterCoverage[]
  /** Registered steps that the list does not have: of an earlier list. */
  readonly outside: readonly (StepName & { readonly sessions: readonly SessionId[] })[]
  readonly holes: number
}

export const coverageOf = (list: readonly ActivityRow[], registered: readonly RegisteredSteps[]): Coverage => {
  const sessionsByStep = new Map<string, SessionId[]>()
  const names = new Map<string, StepName>()
  for (const { id, steps } of registered) {
    // A step named twice is one Session all the same.
    for (const [key, name] of new Map(steps.map((step) => [stepKey(step), step]))) {
      names.set(key, name)
      sessionsByStep.set(key, [...(sessionsByStep.get(key) ?? []), id])
    }
  }
  const matters = [...Map.groupBy(list, ({ category, matter }) => JSON.stringify([category, matter])).values()].map((rows) => ({
    category: rows[0]?.category ?? '',
    matter: rows[0]?.matter ?? '',
    steps: rows.map((row) => ({ row, sessions: sessionsByStep.get(stepKey(row)) ?? [] })),
  }))
  const listed = new Set(list.map(stepKey))
  return {
    matters,
    outside: [...names].flatMap(([key, name]) => (listed.has(key) ? [] : [{ ...name, sessions: sessionsByStep.get(key) ?? [] }])),
    holes: matters.reduce((sum, { steps }) => sum + steps.filter(({ sessions }) => sessions.length === 0).length, 0),
  }
}

export const stepKey = ({ category, matter, step }: StepName): string => JSON.stringify([category, matter, step])
