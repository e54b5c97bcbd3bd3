// File-name grammars as editable settings: checks one, and reads recorder, officer, time and sequence from a path.

import type { GrammarError } from '../errors.ts'
import { err, ok, type Result } from '../result.ts'
import { checkPattern } from './checkPattern.ts'
import { localToEpoch, type LocalTime } from './localTime.ts'

/** A file-name grammar a unit can edit; the built-in ones are in builtInGrammars. */
export interface GrammarSetting {
  readonly id: string
  readonly title: string
  /** Regular expression with named groups: recorder officer year month day hour minute second sequence channel, and utc where the name says so. Matched against the path. */
  readonly pattern: string
  readonly enabled: boolean
}

export interface Grammar {
  readonly id: string
  readonly expression: RegExp
}

/** What one file name says. */
export interface NameReading {
  readonly grammar: string
  readonly recorder: string | null
  readonly officer: string | null
  readonly sequence: number | null
  readonly channel: string | null
  /** Epoch milliseconds; null where the name holds no date, or one that does not exist. */
  readonly ms: number | null
  readonly zone: 'utc' | 'local'
}

/** Longer paths are read from their end. */
export const MAX_PATH_LENGTH = 300

const groupNames = ['recorder', 'officer', 'year', 'month', 'day', 'hour', 'minute', 'second', 'sequence', 'channel', 'utc']

/** Refuses what could take long on a hostile name: see checkPattern. */
export const compileGrammar = (setting: GrammarSetting): Result<Grammar, GrammarError> => {
  const refuse = (reason: GrammarError['reason'], detail: string): Result<never, GrammarError> => err({ type: 'GrammarInvalid', grammar: setting.id, reason, detail })
  const problem = checkPattern(setting.pattern)
  if (problem) return refuse(problem.reason, problem.detail)
  let expression: RegExp
  try {
    expression = new RegExp(setting.pattern, 'iu')
  } catch (error) {
    return refuse('syntax', error instanceof Error ? error.message : String(error))
  }
  const names = [...setting.pattern.matchAll(/\(\?<(\w+)>/g)].map((match) => match[1] ?? '')
  const unknown = names.find((name) => !groupNames.includes(name))
  if (unknown !== undefined) return refuse('unsupported', `(?<${unknown}>`)
  const dated = ['year', 'month', 'day', 'hour', 'minute', 'second'].every((name) => names.includes(name))
  if (!dated && !names.includes('recorder') && !names.includes('officer')) return refuse('noGroups', setting.pattern)
  return ok({ id: setting.id, expression })
}

/** The enabled ones that can be used, in their order. */
export const compileGrammars = (settings: readonly GrammarSetting[]): readonly Grammar[] =>
  settings.flatMap((setting) => {
    const compiled = setting.enabled ? compileGrammar(setting) : null
    return compiled?.ok ? [compiled.value] : []
  })

/** The first grammar that fits the path; null where none does. Local times are read in `zone`. */
export const readName = (path: string, grammars: readonly Grammar[], zone: string): NameReading | null => {
  const text = path.normalize('NFC').slice(-MAX_PATH_LENGTH)
  for (const { id, expression } of grammars) {
    const groups = expression.exec(text)?.groups
    if (!groups) continue
    const utc = Boolean(groups['utc'])
    const local = localTimeOf(groups)
    return {
      grammar: id,
      recorder: groups['recorder'] || null,
      officer: groups['officer'] || null,
      sequence: groups['sequence'] ? Number(groups['sequence']) : null,
      channel: groups['channel']?.toUpperCase() || null,
      ms: local && localToEpoch(local, utc ? 'UTC' : zone),
      zone: utc ? 'utc' : 'local',
    }
  }
  return null
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const localTimeOf = (groups: Record<string, string | undefined>): LocalTime | null => {
  const { year, month, day, hour, minute, second } = groups
  if (!year || !month || !day || !hour || !minute || !second) return null
  return {
    year: year.length === 2 ? 2000 + Number(year) : Number(year),
    month: /^\d+$/.test(month) ? Number(month) : months.indexOf(month.toLowerCase()) + 1,
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  }
}
