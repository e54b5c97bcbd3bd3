// The rules of watching, entry by entry: no session, no registration; no registration, no interval. TRUST: no entry, no picture.

import { bodyOf, type Entry } from './entry.ts'
import type { LogProblemType } from './problems.ts'

export interface ViewingRules {
  /** What is wrong with this Entry after all those before it. */
  next(entry: Entry): readonly { readonly type: LogProblemType; readonly detail: string }[]
  /** Viewings without an end, with the seq of their view-open. */
  unfinished(): readonly { readonly viewing: string; readonly seq: number }[]
}

interface Viewing {
  readonly seq: number
  readonly person: string
  readonly recordings: Set<string>
  ended: boolean
}

export const makeViewingRules = (): ViewingRules => {
  const viewings = new Map<string, Viewing>()
  let person: string | null = null

  return {
    next: (entry) => {
      const sessionOpen = bodyOf(entry, 'session-open')
      if (sessionOpen) person = sessionOpen.person
      if (entry.kind === 'session-close' || entry.kind === 'log-open') person = null

      const open = bodyOf(entry, 'view-open')
      if (open) {
        const known = viewings.has(open.viewing)
        viewings.set(open.viewing, { seq: entry.seq, person: open.person, recordings: new Set(open.recordings), ended: false })
        if (known) return [{ type: 'malformed', detail: `viewing ${open.viewing} opened twice` }]
        return open.person === person ? [] : [{ type: 'noSession', detail: `registered by ${open.person}, unlocked by ${person ?? 'nobody'}` }]
      }

      const explained = bodyOf(entry, 'gap-explained')
      if (explained) return explained.person === person ? [] : [{ type: 'noSession', detail: `explained by ${explained.person}, unlocked by ${person ?? 'nobody'}` }]

      const more = bodyOf(entry, 'view-more')
      const interval = bodyOf(entry, 'view-interval')
      const end = bodyOf(entry, 'view-close') ?? bodyOf(entry, 'view-recovered')
      const aligned = bodyOf(entry, 'clock-aligned')
      const marker = bodyOf(entry, 'marker') ?? bodyOf(entry, 'marker-withdrawn') ?? bodyOf(entry, 'marker-export')
      const lost = bodyOf(entry, 'watermark-lost')
      const named = interval ?? end ?? more ?? marker ?? aligned ?? lost
      if (!named) return []
      const viewing = viewings.get(named.viewing)
      if (!viewing || (viewing.ended && !marker)) return [{ type: 'viewingNotOpen', detail: `${entry.kind} of ${named.viewing}` }]
      if (end) viewing.ended = true
      more?.recordings.forEach((recording) => viewing.recordings.add(recording))
      if (more && viewing.person !== person) return [{ type: 'noSession', detail: `registered by ${viewing.person}, unlocked by ${person ?? 'nobody'}` }]
      const told = [...(interval?.intervals.map(({ recordingId }) => recordingId) ?? []), ...(lost?.recording ? [lost.recording] : [])]
      const strangers = new Set(told.filter((recording) => !viewing.recordings.has(recording)))
      return [...strangers].map((recording) => ({ type: 'recordingNotRegistered', detail: recording }))
    },
    unfinished: () => [...viewings].flatMap(([viewing, { seq, ended }]) => (ended ? [] : [{ viewing, seq }])),
  }
}
