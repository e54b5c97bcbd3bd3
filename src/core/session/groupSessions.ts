// Groups Recordings into Sessions with their Gaps; the same Sessions whatever order the Recordings come in.

import { sha256, toHex, utf8 } from '../bytes.ts'
import { compareText } from '../catalog/compareText.ts'
import type { Lack, Listed } from '../catalog/listed.ts'
import type { Recording } from '../catalog/recording.ts'
import { sessionId, type RecordingId } from '../ids.ts'
import { localDay } from './localTime.ts'
import type { Gap, Session, SessionPart } from './session.ts'

/** One Recording as far as grouping needs it. */
export interface GroupInput {
  readonly recording: Pick<Recording, 'id' | 'kind' | 'startMs' | 'timeSource' | 'durationMs' | 'recorder' | 'officer' | 'sequence' | 'channel' | 'device' | 'listed'>
  /** The smallest of its Copies' paths. */
  readonly path: string
}

export interface GroupRules {
  readonly zone: string
  /** Longest interruption inside one Session, milliseconds. */
  readonly sessionGapMs: number
}

/** File names and `mvhd` tell whole seconds: a split shorter than this cannot be told from none (article 9). */
export const SEAMLESS_MS = 1500

/** Some recorders write the last seconds of a file once more at the begin of the next, so that a split loses nothing. */
const TWICE_MS = 30_000

/** Recordings of different groups are never in one Session: recorder and officer, or camera model and folder where names do not tell, and there by playlist. */
export const groupKey = ({ recording, path }: GroupInput): string => {
  if (recording.recorder !== null) return JSON.stringify([recording.recorder, recording.officer])
  const listed = listedOf(recording)
  return JSON.stringify([null, recording.officer, recording.device, folderOf(path), ...(listed ? [listed.playlist.path] : [])])
}

const listedOf = ({ listed }: GroupInput['recording']): Listed | null => (listed === undefined || listed === 'setUp' ? null : listed)

/**
 * Video and audio that follow within `sessionGapMs` are one Session; those at the same time (cameras of one recorder)
 * are separate ones. Photos belong to the Session around them. Where the clock was not set there is one Session for
 * each folder, in the order of sequence numbers and names.
 */
export const groupSessions = (inputs: readonly GroupInput[], rules: GroupRules): readonly Session[] =>
  [...Map.groupBy(inputs, groupKey)].flatMap(([key, members]) => groupMembers(key, [...members].sort(byTime), rules)).sort((a, b) => a.startMs - b.startMs || compareText(a.id, b.id))

interface Timed extends GroupInput {
  readonly startMs: number
  readonly endMs: number
}

/** A Session being built. */
interface Draft {
  readonly name: readonly (string | number)[]
  readonly first: GroupInput
  readonly parts: SessionPart[]
  last: GroupInput
  /** What playlists name before a part. */
  readonly lacks: Map<RecordingId, Lack>
  /** End of the last Recording by its own clock, before snapping. */
  rawEndMs: number
}

const groupMembers = (key: string, members: readonly GroupInput[], rules: GroupRules): readonly Session[] => {
  const timed = members.flatMap((input): Timed[] => {
    const { startMs, durationMs } = input.recording
    return startMs === null ? [] : [{ ...input, startMs, endMs: startMs + Math.max(0, Math.round(durationMs ?? 0)) }]
  })
  const rolling = timed.filter((input) => input.recording.kind !== 'photo')
  const drafts = [...Map.groupBy(rolling, (input) => input.recording.channel ?? '')].flatMap(([channel, list]) => draftLanes(['roll', channel], list, rules))
  const spans = drafts.map((draft) => ({ draft, ...spanOf(draft.parts) }))
  const alone = timed.filter((input) => {
    if (input.recording.kind !== 'photo') return false
    const around = nearest(spans, input.startMs, rules.sessionGapMs)
    around?.parts.push({ recordingId: input.recording.id, startMs: input.startMs, endMs: input.startMs })
    return !around
  })
  const photos = draftLanes(['photo'], alone, rules)
  const unset = Map.groupBy(members.filter((input) => input.recording.startMs === null), (input) => folderOf(input.path))
  return [
    ...spans.map(({ draft, startMs, endMs }) => finish(key, draft, { startMs, endMs }, rules)),
    ...photos.map((draft) => finish(key, draft, spanOf(draft.parts), rules)),
    ...[...unset].map(([folder, list]) => finishUnset(key, folder, list)),
  ]
}

/** The place of the first that fits, by the first rule that any fits. */
const firstOf = <T>(list: readonly T[], rules: readonly ((one: T) => boolean)[]): number | null => rules.map((fits) => list.findIndex(fits)).find((at) => at >= 0) ?? null

/** Two cameras overlap for most of their length, files that hold their split twice for little of it, and go on in number where they have one. */
const holdsSplitTwice = (input: Timed, { last, parts, rawEndMs }: Draft): boolean => {
  const before = parts.at(-1)
  const overlapMs = rawEndMs - input.startMs
  const shorterMs = Math.min(input.endMs - input.startMs, before ? before.endMs - before.startMs : 0)
  const [number, numberBefore] = [input.recording.sequence, last.recording.sequence]
  return overlapMs > 0 && overlapMs <= Math.min(TWICE_MS, shorterMs / 4) && (number === null || numberBefore === null || number === numberBefore + 1)
}

/** Recordings in the order of their begin, each put after the first one it does not overlap, or after the one whose end it holds once more. */
const draftLanes = (name: readonly string[], inputs: readonly Timed[], rules: GroupRules): readonly Draft[] => {
  const drafts: Draft[] = []
  const lanes: Draft[] = []
  for (const input of inputs) {
    const before = listedOf(input.recording)?.before
    const endsWithin = (ms: number) => (lane: Draft) => input.startMs >= lane.rawEndMs - SEAMLESS_MS && input.startMs - lane.rawEndMs <= ms
    const index = firstOf(lanes, [endsWithin(TWICE_MS), (lane) => holdsSplitTwice(input, lane), endsWithin(Infinity)]) ?? lanes.length
    const lane = lanes[index]
    if (lane && input.startMs - lane.rawEndMs <= rules.sessionGapMs) {
      const startMs = follow(input, lane)
      if (before) lane.lacks.set(input.recording.id, before)
      lane.last = input
      lane.parts.push({ recordingId: input.recording.id, startMs, endMs: startMs + input.endMs - input.startMs })
      lane.rawEndMs = Math.max(lane.rawEndMs, input.endMs)
      continue
    }
    const draft: Draft = { name: [...name, index, input.startMs], first: input, parts: [{ recordingId: input.recording.id, startMs: input.startMs, endMs: input.endMs }], last: input, lacks: new Map(), rawEndMs: input.endMs }
    lanes[index] = draft
    drafts.push(draft)
  }
  return drafts
}

/**
 * A begin less than the clocks' resolution before or after the last part's end follows without a Gap. Small splits
 * of many files add up until they show: each begin is compared with the snapped end, not with its neighbour's own.
 */
const follow = (input: Timed, { last, parts }: Draft): number => {
  const lastEndMs = parts.at(-1)?.endMs ?? input.startMs
  const [listed, listedLast] = [listedOf(input.recording), listedOf(last.recording)]
  // Where no clock stands behind the playlist's lengths, its order is all there is.
  const byOrder = listed && listed.playlist.sha256 === listedLast?.playlist.sha256 && isByOrder(input) && isByOrder(last)
  if (byOrder) return lastEndMs + (listed.before?.lengthMs ?? 0)
  return listed?.before ? Math.max(lastEndMs, input.startMs) : snap(input.startMs, lastEndMs)
}

const isByOrder = ({ recording: { timeSource } }: GroupInput): boolean => timeSource === 'fileSystem' || timeSource === 'container'

/** Recorders whose files overlap by a second each would be minutes late by the evening: from where the clocks' resolution does not explain it, a part keeps its own time and overlaps. */
const snap = (startMs: number, lastEndMs: number): number => (Math.abs(startMs - lastEndMs) <= SEAMLESS_MS ? lastEndMs : startMs)

const spanOf = (parts: readonly SessionPart[]): { readonly startMs: number; readonly endMs: number } => ({ startMs: parts[0]?.startMs ?? 0, endMs: parts.at(-1)?.endMs ?? 0 })

const nearest = (spans: readonly { readonly draft: Draft; readonly startMs: number; readonly endMs: number }[], ms: number, withinMs: number): Draft | null => {
  const distance = (span: { readonly startMs: number; readonly endMs: number }): number => Math.max(span.startMs - ms, ms - span.endMs, 0)
  let best = spans[0]
  for (const span of spans) if (best && (distance(span) - distance(best) || span.startMs - best.startMs || compareText(JSON.stringify(span.draft.name), JSON.stringify(best.draft.name))) < 0) best = span
  return best && distance(best) <= withinMs ? best.draft : null
}

const finish = (key: string, draft: Draft, span: { readonly startMs: number; readonly endMs: number }, rules: GroupRules): Session => {
  const { recorder, officer, kind } = draft.first.recording
  // Photos take no time: nothing is missing between them.
  const gaps = kind === 'photo' ? [] : gapsOf(draft.parts.filter((part) => part.endMs > part.startMs), draft.lacks)
  const parts = [...draft.parts].sort((a, b) => a.startMs - b.startMs)
  return { id: makeId([key, ...draft.name]), recorder, officer, day: localDay(span.startMs, rules.zone), ...span, parts, gaps, footageMs: footageOf(parts) }
}

const finishUnset = (key: string, folder: string, inputs: readonly GroupInput[]): Session => {
  const ordered = [...inputs].sort((a, b) => (a.recording.sequence ?? -1) - (b.recording.sequence ?? -1) || compareText(a.path, b.path) || compareText(a.recording.id, b.recording.id))
  let at = 0
  const parts = ordered.map(({ recording }): SessionPart => ({ recordingId: recording.id, startMs: at, endMs: (at += Math.max(0, Math.round(recording.durationMs ?? 0))) }))
  const { recorder, officer } = ordered[0]?.recording ?? { recorder: null, officer: null }
  return { id: makeId([key, 'unset', folder]), recorder, officer, day: 'unset', startMs: 0, endMs: 0, parts, gaps: [], footageMs: footageOf(parts) }
}

const gapsOf = (parts: readonly SessionPart[], lacks: Draft['lacks']): readonly Gap[] =>
  parts.slice(1).flatMap((part, index) => {
    const before = parts[index]
    return before && part.startMs > before.endMs ? [{ startMs: before.endMs, endMs: part.startMs, ...lackOf(lacks.get(part.recordingId)) }] : []
  })

const lackOf = (lack: Lack | undefined): Pick<Gap, 'lack'> => (lack ? { lack } : {})

const footageOf = (parts: readonly SessionPart[]): number => parts.reduce((sum, part) => sum + part.endMs - part.startMs, 0)

const makeId = (name: readonly (string | number)[]): Session['id'] => sessionId(toHex(sha256(utf8(`fieldreel/session/v1\0${JSON.stringify(name)}`))).slice(0, 32))

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

const byTime = (a: GroupInput, b: GroupInput): number =>
  (a.recording.startMs ?? 0) - (b.recording.startMs ?? 0) ||
  (a.recording.sequence ?? -1) - (b.recording.sequence ?? -1) ||
  compareText(a.path, b.path) ||
  compareText(a.recording.id, b.recording.id)
