// What is known of a Recording, from its content and all its Copies; the same whatever order they were found in.

import { chooseTime } from '../session/chooseTime.ts'
import { readName, type Grammar, type NameReading } from '../session/grammar.ts'
import type { ListedFile } from '../media/hls/planListed.ts'
import type { Fingerprint } from '../ports.ts'
import { recordingId } from '../ids.ts'
import type { MediaError } from '../errors.ts'
import { compareText } from './compareText.ts'
import type { MediaKind, Probe, Recording, TimeCandidate } from './recording.ts'

/** One place where the content was found. */
export interface CopyPlace {
  readonly path: string
  readonly mtime: number
}

export interface NamingRules {
  readonly grammars: readonly Grammar[]
  /** IANA zone in which file names tell the time. */
  readonly zone: string
}

/** The parts of a Recording that names and clocks decide; done again when the grammars change. */
export type NamedParts = Pick<Recording, 'times' | 'startMs' | 'timeSource' | 'recorder' | 'officer' | 'sequence' | 'channel' | 'grammar'>

export const describeRecording = (fingerprint: Fingerprint, probe: Probe, places: readonly CopyPlace[], rules: NamingRules, nowMs: number): Recording => ({
  ...probe,
  id: recordingId(fingerprint.sha256),
  size: fingerprint.size,
  xxh128: fingerprint.xxh128,
  ...nameRecording(probe, places, rules, nowMs),
  indexedMs: nowMs,
})

/** The best reading of all its paths counts: earliest grammar in the list, then the smallest path. */
export const nameRecording = (probe: Pick<Probe, 'times' | 'durationMs' | 'listed'>, places: readonly CopyPlace[], rules: NamingRules, nowMs: number): NamedParts => {
  const rank = (reading: NameReading): number => rules.grammars.findIndex((grammar) => grammar.id === reading.grammar)
  const readings = [...places]
    .sort((a, b) => compareText(a.path, b.path))
    .flatMap((place) => readName(place.path, rules.grammars, rules.zone) ?? [])
    .sort((a, b) => rank(a) - rank(b))
  const reading = readings[0]
  const name: TimeCandidate[] = reading?.ms === undefined || reading.ms === null ? [] : [{ source: 'name', ms: reading.ms, zone: reading.zone, plausible: true }]
  // A file's time is that of its last write: the end of the Recording. Copying can only make it later.
  const written = Math.min(...places.map((place) => place.mtime))
  const listed = probe.listed === 'setUp' ? undefined : probe.listed
  // Copied all at once, the files of one playlist were all written at the same time: their order is the playlist's.
  const begun = listed ? listed.beginMs + listed.atMs : written - (probe.durationMs ?? 0)
  const file: TimeCandidate[] = Number.isFinite(written) ? [{ source: 'fileSystem', ms: begun, zone: 'utc', plausible: true }] : []
  const content = probe.times.filter((time) => time.source !== 'name' && time.source !== 'fileSystem')
  return {
    ...chooseTime([...name, ...content, ...file], nowMs, rules.zone),
    recorder: reading?.recorder ?? null,
    officer: reading?.officer ?? null,
    sequence: reading?.sequence ?? listed?.number ?? null,
    channel: reading?.channel ?? null,
    grammar: reading?.grammar ?? null,
  }
}

/** A probe with what a playlist says of the file. What a shared set-up says of its begin is the playlist's, not the file's. */
export const listedProbe = (probe: Probe, said: ListedFile | undefined): Probe => {
  if (!said) return probe
  const { listed, time } = said
  const shift = listed !== 'setUp' && listed.reading?.setUp ? listed.atMs : 0
  const times = probe.times.map((one) => (one.source === 'container' ? { ...one, ms: one.ms + (one.plausible ? shift : 0) } : one))
  return { ...probe, times: time ? [...times, time] : times, listed }
}

/** For content that no probe could read to its end: fingerprinted all the same, with what is wrong. */
export const damagedProbe = (path: string, damage: MediaError): Probe => {
  const suffix = /\.([a-z0-9]{1,5})$/i.exec(path)?.[1]?.toLowerCase() ?? ''
  const kind: MediaKind = /^(wav|mp3|m4a|amr|aac|flac|ogg)$/.test(suffix) ? 'audio' : /^(jpe?g|heic|png)$/.test(suffix) ? 'photo' : 'video'
  return { kind, container: suffix, durationMs: null, video: null, audio: null, times: [], place: null, device: null, playMode: 'none', damage }
}
