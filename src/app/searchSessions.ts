// The archive as the screens list it: Sessions with everything known of them, searched and filtered.

import { matchesFilter, type Searchable, type SearchFilter } from '../core/catalog/search.ts'
import type { Copy, Drive, Recording } from '../core/catalog/recording.ts'
import type { Level } from '../core/deeds/secrecyDeeds.ts'
import type { DriveId, RecordingId, SessionId } from '../core/ids.ts'
import { combineLive } from '../core/live.ts'
import type { Finding, Live } from '../core/ports.ts'
import { exemptionsOfGap, type ExemptionRow } from '../core/policy/exemptions.ts'
import { explainedGaps, explanationsByGap, type GapExplanation } from '../core/policy/explainedGaps.ts'
import { correctionFor, correctSession, type ClockReadings } from '../core/policy/recorderClock.ts'
import { originOf, type Pieces } from '../core/pieces/piece.ts'
import type { Session } from '../core/session/session.ts'
import type { App, MarkerRow, SessionRow } from './app.ts'
import type { Presence } from './drivePresence.ts'

export interface SearchDeps {
  readonly drives: Live<readonly Drive[]>
  readonly copies: Live<readonly Copy[]>
  readonly recordings: Live<readonly Recording[]>
  readonly sessions: Live<readonly Session[]>
  readonly findings: Live<readonly Finding[]>
  readonly posters: Live<readonly RecordingId[]>
  readonly presence: Live<ReadonlyMap<DriveId, Presence>>
  readonly remarks: Live<readonly { readonly sessionId: SessionId; readonly tags: readonly string[]; readonly text: string }[]>
  /** What left this device: roots of the manifests the server stored, and how many witnessed the log that names them. */
  readonly elsewhere: Live<{ readonly manifests: ReadonlySet<string>; readonly witnesses: number }>
  readonly explanations: Live<readonly GapExplanation[]>
  /** Article 7: a Gap they explain needs no other explanation. */
  readonly exemptions: Live<readonly ExemptionRow[]>
  /** Here, and in openSession, times are corrected; everything behind has the true ones (article 5). */
  readonly readings: Live<ClockReadings>
  /** The class of every classified Recording (article 19). */
  readonly classified: Live<ReadonlyMap<string, Level>>
  readonly markers: Live<readonly MarkerRow[]>
  readonly pieces: Live<Pieces>
  readonly zone: () => string
}

export const makeSessionSearch = (deps: SearchDeps): Pick<App, 'search' | 'facets' | 'session'> => {
  const sources = [deps.sessions, deps.recordings, deps.copies, deps.drives, deps.findings, deps.posters, deps.presence, deps.remarks, deps.elsewhere, deps.explanations, deps.exemptions, deps.readings, deps.classified, deps.markers, deps.pieces] as const
  const archive = combineLive<Parameters<ReturnType<typeof describeSessions>>, readonly Described[]>(sources, (...known) => describeSessions(deps.zone())(...known))
  return {
    search: (filter: SearchFilter) => combineLive<[readonly Described[]], readonly SessionRow[]>([archive], (all) => all.filter(({ searchable }) => matchesFilter(searchable, filter, deps.zone())).map(({ row }) => row)),
    session: (id) => combineLive<[readonly Described[]], SessionRow | null>([archive], (all) => all.find(({ row }) => row.session.id === id)?.row ?? null),
    facets: combineLive<[readonly Described[]], { recorders: readonly string[]; officers: readonly string[]; tags: readonly string[] }>([archive], (all) => ({
      recorders: distinct(all.map(({ row }) => row.session.recorder)),
      officers: distinct(all.map(({ row }) => row.session.officer)),
      tags: distinct(all.flatMap(({ row }) => row.tags)),
    })),
  }
}

interface Described {
  readonly row: SessionRow
  readonly searchable: Searchable
}

/** Newest first; what has no time comes last. */
const describeSessions = (zone: string) => (
  sessions: readonly Session[],
  recordings: readonly Recording[],
  copies: readonly Copy[],
  drives: readonly Drive[],
  findings: readonly Finding[],
  posters: readonly RecordingId[],
  presence: ReadonlyMap<DriveId, Presence>,
  remarks: readonly { readonly sessionId: SessionId; readonly tags: readonly string[]; readonly text: string }[],
  elsewhere: { readonly manifests: ReadonlySet<string>; readonly witnesses: number },
  explanations: readonly GapExplanation[],
  exemptions: readonly ExemptionRow[],
  readings: ClockReadings,
  classified: ReadonlyMap<string, Level>,
  markers: readonly MarkerRow[],
  pieces: Pieces,
): readonly Described[] => {
  const recordingById = new Map(recordings.map((recording) => [recording.id, recording]))
  const driveById = new Map(drives.map((drive) => [drive.id, drive]))
  const copiesByRecording = Map.groupBy(copies, (copy) => copy.recordingId)
  const findingsByRecording = Map.groupBy(findings, (finding) => finding.recordingId)
  const markersByRecording = Map.groupBy(markers, (marker) => marker.recordingId)
  const sessionByRecording = new Map(pieces.size === 0 ? [] : sessions.flatMap((session) => session.parts.map(({ recordingId }) => [recordingId as string, session] as const)))
  const byGap = explanationsByGap(explanations)
  const withPoster = new Set(posters)
  const remarkBySession = new Map(remarks.map((remark) => [remark.sessionId, remark]))

  const describe = (recorded: Session): Described => {
    const clock = correctionFor(recorded, readings)
    const session = correctSession(recorded, clock, zone)
    const origin = originOf(session, pieces, sessionByRecording)
    const own = session.parts.flatMap((part) => recordingById.get(part.recordingId) ?? [])
    const places = own.flatMap((recording) => copiesByRecording.get(recording.id) ?? [])
    const holding = [...new Set(places.filter((copy) => copy.state === 'fingerprinted').map((copy) => copy.driveId))].flatMap((id) => driveById.get(id) ?? [])
    const about = own.flatMap((recording) => findingsByRecording.get(recording.id) ?? [])
    const remark = remarkBySession.get(session.id)
    const where = holding.map((drive) => ({ driveId: drive.id, name: drive.name, connected: presence.get(drive.id) === 'connected', lastSeenMs: drive.lastSeenMs }))
    const onServer = holding.some((drive) => drive.manifest !== null && elsewhere.manifests.has(drive.manifest))
    const tags = remark?.tags ?? []
    const unexplainedGaps = explainedGaps(session, byGap).filter((gap) => gap.explanations.length === 0 && exemptionsOfGap(gap, session, exemptions).length === 0).length
    return {
      row: {
        session,
        clock,
        origin,
        kinds: [...new Set(own.map((recording) => recording.kind))],
        recordings: own,
        posters: own.flatMap((recording) => (withPoster.has(recording.id) ? [recording.id] : [])),
        tags,
        findings: about.length,
        levels: [...new Set(own.flatMap(({ id }) => classified.get(id) ?? []))],
        whereabouts: { device: true, server: onServer, drives: where, witnesses: onServer ? elsewhere.witnesses : 0 },
      },
      searchable: { session: { ...session, ...origin }, recordings: own, paths: places.map((copy) => copy.path), drives: where, tags, remark: remark?.text ?? '', markers: own.flatMap(({ id }) => markersByRecording.get(id)?.map(({ text }) => text) ?? []), findings: about, unexplainedGaps },
    }
  }
  return sessions.map(describe).sort(({ row: { session: a } }, { row: { session: b } }) => b.startMs - a.startMs || (a.id < b.id ? -1 : 1))
}

const distinct = (values: readonly (string | null)[]): readonly string[] => [...new Set(values.filter((value) => value !== null))].sort((a, b) => a.localeCompare(b, 'zh-CN'))
