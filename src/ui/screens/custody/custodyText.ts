// Deadlines, reasons and waits of custody in words.

import type { HandOverRow } from '../../../core/custody/handOvers.ts'
import type { PolicyProfile } from '../../../core/policy/profile.ts'
import type { RetentionReason } from '../../../core/policy/retention.ts'
import type { Session } from '../../../core/session/session.ts'
import { common } from '../../i18n/common.ts'
import { formatClock, formatDay, formatTime, formatWait } from '../../i18n/formats.ts'
import { language } from '../../i18n/language.ts'
import type { Mark } from '../../parts/StateMarks.tsx'
import { custodyWords as t } from './custodyWords.ts'

/** From two days on in days: "12天". */
export const waitText = (ms: number): string => (ms < 172_800_000 ? formatWait(Math.floor(ms / 1000)) : language() === 'en' ? `${Math.floor(ms / 86_400_000)} days` : `${Math.floor(ms / 86_400_000)}天`)

export const sessionText = ({ day, startMs, recorder }: Session): string => `${day === 'unset' ? common('clockNotSet') : `${day} ${formatClock(startMs)}`} ${recorder ?? common('unknownRecorder')}`

export const handOverMark = ({ deadline: { state } }: HandOverRow): Mark => {
  const word = t(`state.${state}`)
  if (state === 'overdue') return { icon: 'stop', tone: 'red', word }
  if (state === 'late' || state === 'clockNotSet') return { icon: 'warn', tone: 'amber', word }
  if (state === 'kept') return { icon: 'check', tone: 'green', word }
  return { icon: 'clock', tone: 'plain', word }
}

/** What stands beside the state: until when, how late, by whom. */
export const handOverText = ({ deadline: { state, dueMs, doneMs, lateMs }, handed, recordings, deeds }: HandOverRow, nowMs: number): string => {
  const last = deeds.at(-1)
  if (doneMs !== null) return [state === 'late' ? t('lateBy', waitText(lateMs)) : '', t('handedAt', formatTime(doneMs), last?.name ?? '')].filter((part) => part !== '').join(' · ')
  const parts = [
    state === 'overdue' ? t('overdueBy', waitText(lateMs)) : '',
    dueMs === null ? '' : t('due', formatTime(dueMs)),
    state === 'running' && dueMs !== null ? t('dueIn', waitText(dueMs - nowMs)) : '',
    handed > 0 ? t('partly', handed, recordings) : '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

export const dutyText = ({ duty, declaredLate }: HandOverRow): string => {
  if (!duty) return ''
  const { kind, place } = duty.deed.fields
  return [kind === 'remote' ? t('remoteAt', place) : t('shiftAt'), declaredLate ? t('declaredLate') : ''].filter((part) => part !== '').join(' · ')
}

/** Of a category or activity kind its name in the profile; else its id. */
export const categoryText = (id: string, profile: PolicyProfile): string => {
  const known = [...profile.retention.categories, ...profile.activityKinds].find((one) => one.id === id)
  return known ? known.label[language() === 'en' ? 'en' : 'zh'] : id
}

/** `holdReason` says why a Hold was placed. */
export const reasonText = ({ rule, of, endMs, endless }: Pick<RetentionReason, 'rule' | 'of' | 'endMs' | 'endless'>, profile: PolicyProfile, holdReason: (hold: string) => string): string => {
  const what = rule === 'least' ? t('why.least') : rule === 'category' ? t('why.category', categoryText(of, profile)) : rule === 'hold' ? t('why.hold', holdReason(of)) : rule === 'case' ? t('why.case', of) : t('why.list', of)
  return `${what} · ${endless ? t(`endless.${endless}`) : t('until', formatDay((endMs ?? 0) - 1))}`
}

/** The last day it is kept: `endMs` is the first moment after it. */
export const lastDay = (endMs: number): string => formatDay(endMs - 1)

/** Several Sessions in one line. */
export const chosenTitle = (rows: readonly { readonly session: Session }[]): string => {
  const first = rows[0] ? sessionText(rows[0].session) : ''
  return (rows.length > 1 ? `${first} … (${rows.length})` : first).slice(0, 300)
}
