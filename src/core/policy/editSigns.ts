// Signs that files of a Session were edited, put in or taken out (article 11): each with both values. A sign is a question, not a verdict.

import type { Recording, TimeCandidate, TimeSource } from '../catalog/recording.ts'
import type { RecordingId } from '../ids.ts'
import type { Session } from '../session/session.ts'
import type { PolicyProfile } from './profile.ts'

export type EditSign =
  /** Consecutive files of one Session were made by another encoder. */
  | { readonly type: 'encoderChanged'; readonly recording: RecordingId; readonly other: RecordingId; readonly field: 'container' | 'video' | 'audio' | 'device'; readonly was: string; readonly is: string }
  /** Epoch milliseconds: what two places of one file say of its begin. */
  | { readonly type: 'timesDisagree'; readonly recording: RecordingId; readonly sources: readonly [TimeSource, TimeSource]; readonly was: number; readonly is: number }
  /** Numbers between the two are nowhere in the Session. */
  | { readonly type: 'sequenceMissing'; readonly recording: RecordingId; readonly other: RecordingId; readonly was: number; readonly is: number }
  | { readonly type: 'sequenceBack'; readonly recording: RecordingId; readonly other: RecordingId; readonly was: number; readonly is: number }
  | { readonly type: 'sequenceTwice'; readonly recording: RecordingId; readonly other: RecordingId; readonly was: number; readonly is: number }
  /** Milliseconds: film that is in the file, and what its edit list lets be seen. */
  | { readonly type: 'editList'; readonly recording: RecordingId; readonly was: number; readonly is: number }
  /** `word` of the profile's list stands in what the file says of its maker. */
  | { readonly type: 'software'; readonly recording: RecordingId; readonly word: string; readonly is: string }

/** The Recordings of one Session in any order; `offsetMs` is how far the Recorder's clock was ahead. */
export const editSigns = (session: Pick<Session, 'parts'>, recordings: readonly Recording[], { editSigns: rules }: Pick<PolicyProfile, 'editSigns'>, offsetMs = 0): readonly EditSign[] => {
  const byId = new Map(recordings.map((recording) => [recording.id, recording]))
  const placed = session.parts.flatMap(({ recordingId, startMs, endMs }): readonly Placed[] => {
    const recording = byId.get(recordingId)
    return recording ? [{ recording, startMs, endMs }] : []
  })
  const fixed = fixedTimes(recordings)
  return [...encoderSigns(placed), ...sequenceSigns(placed), ...placed.flatMap(({ recording }) => [...timeSigns(recording, fixed, rules.toleranceSeconds * 1_000, offsetMs), ...editListSigns(recording), ...softwareSigns(recording, rules.software)])]
}

interface Placed {
  readonly recording: Recording
  readonly startMs: number
  readonly endMs: number
}

const fields = {
  container: ({ container }: Recording) => container,
  video: ({ video }: Recording) => video && `${video.codec} ${video.width}×${video.height}`,
  audio: ({ audio }: Recording) => audio && `${audio.codec} ${audio.sampleRate} Hz`,
  device: ({ device }: Recording) => device,
} as const

/** Only like with like: a photo or a sound file between films is no change of encoder. Damaged files do not tell. */
const encoderSigns = (placed: readonly Placed[]): readonly EditSign[] =>
  (['video', 'audio'] as const).flatMap((kind) => {
    const own = placed.map(({ recording }) => recording).filter((recording) => recording.kind === kind && recording.damage === null)
    return own.slice(1).flatMap((recording, at) => {
      const other = own[at] as Recording
      return (Object.keys(fields) as (keyof typeof fields)[]).flatMap((field): readonly EditSign[] => {
        const [was, is] = [fields[field](other) ?? '', fields[field](recording) ?? '']
        return was === is ? [] : [{ type: 'encoderChanged', recording: recording.id, other: other.id, field, was, is }]
      })
    })
  })

/** Counters begin again at 0 or 1 when a Recorder is switched on, and after 9999 and the like. */
const sequenceSigns = (placed: readonly Placed[]): readonly EditSign[] => {
  const numbered = placed.filter(({ recording: { sequence, kind } }) => sequence !== null && kind !== 'photo')
  const numbers = new Set(placed.map(({ recording }) => recording.sequence))
  const first = numbered[0]?.recording.sequence
  // The same number everywhere counts nothing.
  if (numbered.length > 2 && numbered.every(({ recording }) => recording.sequence === first)) return []
  return numbered.slice(1).flatMap(({ recording, startMs }, at): readonly EditSign[] => {
    const before = numbered[at] as Placed
    const [was, is] = [before.recording.sequence ?? 0, recording.sequence ?? 0]
    const pair = { recording: recording.id, other: before.recording.id, was, is }
    if (is > was) return is - was > 1 && hasHole(numbers, was, is) ? [{ type: 'sequenceMissing', ...pair }] : []
    if (is <= 1 && (startMs > before.endMs || isLastNumber(was))) return []
    return [{ type: is === was ? 'sequenceTwice' : 'sequenceBack', ...pair }]
  })
}

/** Photos of the same Session may have the numbers between. */
const hasHole = (numbers: ReadonlySet<number | null>, was: number, is: number): boolean => {
  for (let number = was + 1; number < is; number += 1) if (!numbers.has(number)) return true
  return false
}

const isLastNumber = (number: number): boolean => /^9{2,}$/.test(String(number)) || number === 255 || number === 65_535

/** GPS tells of the clock, not of editing: article 5. */
const ownSources: readonly TimeSource[] = ['name', 'container', 'exif']

/** The same moment inside several files is no clock: some firmware writes the day it was built into each (seen in a 70mai). */
const fixedTimes = (recordings: readonly Recording[]): ReadonlySet<number> => {
  const inside = recordings.flatMap(({ times }) => [...new Set(times.flatMap(({ source, ms }) => (source === 'container' ? [ms] : [])))])
  return new Set([...Map.groupBy(inside, (ms) => ms)].flatMap(([ms, files]) => (files.length > 1 ? [ms] : [])))
}

const timeSigns = (recording: Recording, fixed: ReadonlySet<number>, toleranceMs: number, offsetMs: number): readonly EditSign[] => {
  const times = recording.times.filter(({ plausible, source, ms }) => plausible && !(source === 'container' && fixed.has(ms)))
  const [best, ...others] = ownSources.flatMap((source) => times.find((time) => time.source === source) ?? [])
  if (!best) return []
  const between = others.flatMap((other): readonly EditSign[] =>
    isExplained(best, other, recording.durationMs ?? 0, toleranceMs) ? [] : [{ type: 'timesDisagree', recording: recording.id, sources: [best.source, other.source], was: best.ms, is: other.ms }],
  )
  const written = times.find(({ source }) => source === 'fileSystem')
  // Copying makes a file's time later, never earlier; a Recorder whose clock is ahead is no editor.
  const early = written && written.ms < Math.min(best.ms, best.ms - offsetMs) - toleranceMs - fatStepMs && !isWholeHours(best.ms - written.ms)
  return early ? [...between, { type: 'timesDisagree', recording: recording.id, sources: [best.source, 'fileSystem'], was: best.ms, is: written.ms }] : between
}

/** FAT keeps every other second. */
const fatStepMs = 2_000
/** What one clock may lose between writing the name and the header. */
const sameClockMs = 10_000
const hourMs = 3_600_000

/** Some write the container's time when the file is closed; some write local time where the format asks for UTC. */
const isExplained = (best: TimeCandidate, other: TimeCandidate, durationMs: number, toleranceMs: number): boolean => {
  const later = other.ms - best.ms
  const sure = best.zone !== 'local' && other.zone === 'offset'
  return [later, later - durationMs].some((difference) => Math.abs(difference) <= toleranceMs + fatStepMs || (!sure && isWholeHours(difference)))
}

/** Zones lie at most 14 hours from UTC. */
const isWholeHours = (difference: number): boolean => {
  const hours = Math.round(difference / hourMs)
  return Math.abs(hours) >= 1 && Math.abs(hours) <= 14 && Math.abs(difference - hours * hourMs) <= sameClockMs
}

const editListSigns = ({ id, durationMs, hiddenMs }: Recording): readonly EditSign[] => (hiddenMs === undefined || durationMs === null ? [] : [{ type: 'editList', recording: id, was: durationMs + hiddenMs, is: durationMs }])

const softwareSigns = ({ id, device }: Recording, software: readonly string[]): readonly EditSign[] => {
  const word = device === null ? undefined : software.find((one) => device.toLowerCase().includes(one.toLowerCase()))
  return device === null || word === undefined ? [] : [{ type: 'software', recording: id, word, is: device }]
}
