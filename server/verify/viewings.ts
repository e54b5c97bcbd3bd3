// Who watched how many seconds of what, and why, as the Log tells it; and what of it breaks the rules of watching.

import type { LogProblemType } from '../../src/core/log/problems.ts'
import type { Basis } from './approvals.ts'
import type { Standing } from './certificates.ts'
import type { ReadEntry } from './readEntry.ts'
import { asCount, asList, asMap, asText } from './shape.ts'

export interface ViewingSummary {
  readonly openedMs: number
  readonly person: string
  readonly officerNumber: string
  readonly purpose: string
  readonly reason: string
  readonly caseNumber: string
  /** Different milliseconds of Recordings watched; what was watched twice counts once. */
  readonly watchedMs: number
  readonly basis: Basis
  /** How it ended; null when it did not. */
  readonly end: string | null
  /** What the watermark was lost to, one for each time. */
  readonly watermarkLost: readonly string[]
}

/** A Gap that somebody explained (article 11). */
export interface ExplanationSummary {
  readonly writtenMs: number
  readonly person: string
  readonly startMs: number
  readonly endMs: number
  /** An id of the unit's profile. */
  readonly cause: string
  /** Empty where a marker explains it. */
  readonly statement: string
}

interface Viewing {
  readonly seq: number
  readonly openedMs: number
  readonly person: string
  readonly words: Readonly<Record<'purpose' | 'reason' | 'caseNumber', string>>
  readonly recordings: Set<string>
  readonly spans: { readonly recording: string; readonly from: number; readonly to: number }[]
  readonly watermarkLost: string[]
  end: string | null
}

export const makeViewings = (standing: Standing) => {
  const viewings = new Map<string, Viewing>()
  const names = new Map<string, string>()
  const explained: ExplanationSummary[] = []
  let unlockedBy: string | null = null

  const next = ({ seq, timeMs, kind, body }: ReadEntry): readonly { readonly type: LogProblemType; readonly detail: string }[] => {
    const text = (field: string): string => asText(body.get(field)) ?? ''
    if (kind === 'log-open' || kind === 'session-close') unlockedBy = null
    if (kind === 'session-open') {
      unlockedBy = text('person')
      names.set(unlockedBy, text('name'))
    }
    if (kind === 'view-open') {
      const id = text('viewing')
      const again = viewings.has(id)
      const recordings = new Set((asList(body.get('recordings')) ?? []).map((one) => asText(one) ?? ''))
      viewings.set(id, { seq, openedMs: timeMs, person: text('person'), words: { purpose: text('purpose'), reason: text('reason'), caseNumber: text('caseNumber') }, recordings, spans: [], watermarkLost: [], end: null })
      if (again) return [{ type: 'malformed', detail: `viewing ${id} opened twice` }]
      return text('person') === unlockedBy ? [] : [{ type: 'noSession', detail: `${text('person')}, ${unlockedBy ?? 'nobody'}` }]
    }
    if (kind === 'gap-explained') {
      explained.push({ writtenMs: timeMs, person: text('person'), startMs: asCount(body.get('startMs')) ?? 0, endMs: asCount(body.get('endMs')) ?? 0, cause: text('cause'), statement: text('statement') })
      return text('person') === unlockedBy ? [] : [{ type: 'noSession', detail: `${text('person')}, ${unlockedBy ?? 'nobody'}` }]
    }
    const marks = kind === 'marker' || kind === 'marker-withdrawn' || kind === 'marker-export'
    const ends = kind === 'view-close' || kind === 'view-recovered'
    if (!ends && !marks && kind !== 'view-more' && kind !== 'view-interval' && kind !== 'clock-aligned' && kind !== 'watermark-lost') return []
    const viewing = viewings.get(text('viewing'))
    if (!viewing || (viewing.end !== null && !marks)) return [{ type: 'viewingNotOpen', detail: `${kind} ${text('viewing')}` }]
    if (ends) viewing.end = kind === 'view-close' ? text('reason') : 'recovered'
    if (kind === 'view-more') {
      for (const one of asList(body.get('recordings')) ?? []) viewing.recordings.add(asText(one) ?? '')
      return viewing.person === unlockedBy ? [] : [{ type: 'noSession', detail: `${viewing.person}, ${unlockedBy ?? 'nobody'}` }]
    }
    if (kind === 'watermark-lost') {
      viewing.watermarkLost.push(text('what'))
      const recording = asText(body.get('recording'))
      return recording === undefined || viewing.recordings.has(recording) ? [] : [{ type: 'recordingNotRegistered', detail: recording }]
    }
    if (kind !== 'view-interval') return []
    const strangers = new Set<string>()
    for (const one of asList(body.get('intervals')) ?? []) {
      const map = asMap(one)
      const recording = asText(map?.get('recordingId')) ?? ''
      if (viewing.recordings.has(recording)) viewing.spans.push({ recording, from: asCount(map?.get('fromMs')) ?? 0, to: asCount(map?.get('toMs')) ?? 0 })
      else strangers.add(recording)
    }
    return [...strangers].map((detail) => ({ type: 'recordingNotRegistered', detail }))
  }

  const nameOf = (person: string): string => standing.people.get(person)?.name ?? names.get(person) ?? person

  return {
    next,
    explanations: (): readonly ExplanationSummary[] => explained.map((one) => ({ ...one, person: nameOf(one.person) })),
    unfinished: () => [...viewings].flatMap(([id, { seq, end }]) => (end === null ? [{ id, seq }] : [])),
    summaries: (basisOf: (viewing: string) => Basis): readonly ViewingSummary[] =>
      [...viewings].map(([id, { openedMs, person, words, spans, watermarkLost, end }]) => {
        const certificate = standing.people.get(person)
        return { openedMs, person: nameOf(person), officerNumber: certificate?.officerNumber ?? '', ...words, watchedMs: covered(spans), basis: basisOf(id), end, watermarkLost }
      }),
  }
}

const covered = (spans: Viewing['spans']): number => {
  let sum = 0
  let [recording, reached] = ['', 0]
  for (const span of spans.toSorted((a, b) => (a.recording < b.recording ? -1 : a.recording > b.recording ? 1 : a.from - b.from))) {
    if (span.recording !== recording) [recording, reached] = [span.recording, 0]
    sum += Math.max(0, span.to - Math.max(span.from, reached))
    reached = Math.max(reached, span.to)
  }
  return sum
}
