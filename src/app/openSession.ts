// Opens a Session for watching: finds its Copies, registers the Viewing, and only then lets a picture be made.

import { sha256 } from '../core/bytes.ts'
import { BLOCK_BYTES, isOnTimeline, type Recording } from '../core/catalog/recording.ts'
import type { DriveError, FieldreelError, PlaybackError } from '../core/errors.ts'
import type { RecordingId } from '../core/ids.ts'
import type { EntryBodies, EntryKind } from '../core/log/kinds.ts'
import type { Playback, Player, PlayerEvents, PlayerState, TimelinePart } from '../core/playbackPorts.ts'
import type { CatalogStore, DirectoryRef, DriveAccess } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { Session, SessionPart } from '../core/session/session.ts'
import type { ViewingRequest } from '../core/viewing/viewing.ts'
import { addMarker } from './addMarker.ts'
import type { Answer, OpenViewing, ViewingEvents } from './app.ts'
import { chooseCopy, type CopyDeps } from './chooseCopy.ts'
import type { FindFaces } from './findFaces.ts'
import type { MakePiece } from './makePiece.ts'
import { recordFinding } from './recordFinding.ts'
import type { Warrants, WarrantWatch } from './warrants.ts'
import { recordViewing, type CloseReason, type RecordDeps, type ViewingRecord } from './recordViewing.ts'

export interface OpenSessionDeps extends CopyDeps, RecordDeps {
  readonly store: CopyDeps['store'] & Pick<CatalogStore, 'sessions' | 'recordings' | 'blockStates' | 'blockStatesOf' | 'copiesOfRecordings' | 'outlines' | 'forgetOutlines'>
  readonly playback: Playback
  /** With true times, where the recorder's clock was measured (article 5). */
  readonly corrected: (session: Session) => Session
  readonly warrants: Warrants
  readonly makePiece: MakePiece
  readonly findFaces: FindFaces
}

export interface Viewings {
  /** Call from a click: a drive may have to ask for permission. */
  openSession(request: ViewingRequest, container: unknown, events: ViewingEvents): Answer<OpenViewing>
  /** Ids of those that have not ended. */
  running(): ReadonlySet<string>
  /** Stops and closes every running Viewing: before locking, and when the program ends. */
  endAll(reason: CloseReason): Promise<void>
}

export const makeViewings = (deps: OpenSessionDeps): Viewings => {
  const write: <K extends EntryKind>(kind: K, body: EntryBodies[K]) => Answer<void> = async (kind, body) => {
    const written = await deps.appendEntry(kind, body)
    return written.ok ? ok(undefined) : written
  }
  const endings = new Map<string, (reason: CloseReason) => Promise<void>>()

  const openSession = async (request: ViewingRequest, container: unknown, events: ViewingEvents): Answer<OpenViewing> => {
    const gathered = await gatherParts(deps, request)
    if (!gathered.ok) return gathered
    const { parts, leftOut } = gathered.value
    const recordings = parts.map(({ recordingId }) => recordingId)
    const found = await deps.warrants.find(request, recordings)
    if (!found.ok) return found
    const warrant = found.value
    // Read while it is being registered; article 16: shown only once that is on disk.
    const prepared = deps.playback.prepare(parts, request.atMs ?? parts[0]?.startMs ?? 0)
    const cited = await warrant.cite()
    if (!cited.ok) {
      prepared.drop()
      return cited
    }

    let player: Player | null = null
    let ended = false
    let driveGone = false
    let watch: WarrantWatch | null = null
    const end = async (reason: CloseReason): Promise<void> => {
      ended = true
      watch?.stop()
      player?.dispose()
      await record.close(reason)
      endings.delete(record.viewing)
    }

    const registered = await recordViewing(deps, { ...warrant.opening, session: request.sessionId, recordings }, { pictures: 1, full: false }, (error) => {
      ended = true
      watch?.stop()
      player?.dispose()
      events.onFailure(error)
    })
    if (!registered.ok) {
      prepared.drop()
      return registered
    }
    const record = registered.value
    endings.set(record.viewing, end)
    watch = deps.warrants.watch(warrant, (error) => {
      if (!ended) void end(error.why).then(() => events.onFailure(error))
    })

    const fail = async (error: PlaybackError | DriveError): Promise<void> => {
      if (error.type === 'BlockMismatch') {
        await Promise.all([end('blockMismatch'), recordMismatch(deps, error, record.viewing)])
      } else {
        // Should what is kept not agree with the file, it is made anew.
        if (error.type === 'FileUnreadable') await deps.store.forgetOutlines(recordings)
        driveGone = isDriveError(error)
        await record.flush()
      }
    }

    const opened = await prepared.show(container, {
      ...flushOnChange(record, events),
      onFrame: (frame) => {
        watch?.check()
        if (ended) return
        driveGone = false
        record.addFrame(frame)
        events.onFrame(frame)
      },
      onFailure: (error) => {
        if (!ended) void fail(error).then(() => events.onFailure(error))
      },
    })
    if (!opened.ok) {
      await fail(opened.error)
      await end(driveGone ? 'driveGone' : 'closed')
      return opened
    }
    player = opened.value
    if (player.outlines.length > 0) void deps.store.apply({ outlines: player.outlines })
    await Promise.all(player.leftOut.map(({ error }) => error.type === 'BlockMismatch' && recordMismatch(deps, error, record.viewing)))
    if (ended) {
      player.dispose()
      return err({ type: 'Cancelled' })
    }
    return ok({
      viewing: record.viewing,
      player,
      leftOut: [...leftOut, ...player.leftOut],
      sources: parts.map(({ recordingId, driveId, path }) => ({ recordingId, driveId, path })),
      addMarker: (marker) => addMarker(deps, record.viewing, parts, marker),
      withdrawMarker: (marker, reason) => write('marker-withdrawn', { marker, viewing: record.viewing, reason }),
      exportMarkers: ({ format, markers, bytes }) => write('marker-export', { viewing: record.viewing, format, markers, sha256: sha256(bytes) }),
      alignClock: (against, offsetMs) => write('clock-aligned', { viewing: record.viewing, session: request.sessionId, against, offsetMs }),
      makePiece: (piece, options) => (ended ? Promise.resolve(err({ type: 'Cancelled' })) : deps.makePiece({ id: record.viewing, parts }, piece, options)),
      findFaces: (cuts, options) => (ended ? Promise.resolve(err({ type: 'Cancelled' })) : deps.findFaces(parts, cuts, options)),
      approval: warrant.opening.approval ?? null,
      setView: record.setView,
      loseWatermark: record.loseWatermark,
      close: () => end(driveGone ? 'driveGone' : 'closed'),
    })
  }

  return {
    openSession,
    running: () => new Set(endings.keys()),
    endAll: async (reason) => {
      await Promise.all([...endings.values()].map((end) => end(reason)))
    },
  }
}

interface Gathered {
  readonly parts: readonly TimelinePart[]
  readonly leftOut: OpenViewing['leftOut']
}

/** A chosen Copy with its block states for everything in the Session that plays on the timeline; an error when there is none to read. */
const gatherParts = async (deps: OpenSessionDeps, { sessionId }: ViewingRequest): Promise<Result<Gathered, FieldreelError>> => {
  const recorded = (await deps.store.sessions()).find(({ id }) => id === sessionId)
  if (!recorded) throw new Error(`no session ${sessionId}`)
  const session = deps.corrected(recorded)
  const ids = session.parts.map(({ recordingId }) => recordingId)
  const [list, outlines, known] = await Promise.all([deps.store.recordings(ids), deps.store.outlines(ids), askingOnce(deps, ids)])
  const recordings = new Map(list.map((recording) => [recording.id, recording]))
  const outlineById = new Map(ids.map((id, i) => [id, outlines[i] ?? null]))
  const wanted = session.parts.flatMap((part) => {
    const recording = recordings.get(part.recordingId)
    return recording && isOnTimeline(recording) ? [{ part, recording }] : []
  })
  if (wanted.length === 0) {
    const [any] = recordings.values()
    if (any?.damage?.type === 'EncryptedMedia') return err(any.damage)
    return err({ type: 'CannotPlay', recordingId: any?.id ?? '', codec: any?.video?.codec ?? any?.audio?.codec ?? any?.container ?? '', ...(any?.refused ? { why: any.refused } : {}) })
  }
  // One first, alone: should its drive have to ask for permission, the others of that drive need not ask again.
  const [first, ...others] = wanted
  const made = first ? [await makePart(known, first.part, first.recording)] : []
  const permitted = { ...known, drives: { ...known.drives, permission: perKey(deps.drives.permission) } }
  made.push(...(await Promise.all(others.map(({ part, recording }) => makePart(permitted, part, recording)))))
  const parts = made.flatMap((part) => (part.ok ? [{ ...part.value, outline: outlineById.get(part.value.recordingId) ?? null }] : []))
  const leftOut = made.flatMap((part, i) => (part.ok ? [] : [{ recordingId: wanted[i]!.recording.id, error: part.error }]))
  return parts.length === 0 && leftOut[0] ? err(leftOut[0].error) : ok({ parts, leftOut })
}

const perKey = <K, T>(ask: (key: K) => Promise<T>): ((key: K) => Promise<T>) => {
  const asked = new Map<K, Promise<T>>()
  return (key) => {
    const answer = asked.get(key) ?? ask(key)
    asked.set(key, answer)
    return answer
  }
}

/** The same answers for many Recordings, but the catalogue is asked once for all of them, and each drive once, and for what lies beside many of them once: a day has 300, an HLS folder thousands. */
const askingOnce = async (deps: OpenSessionDeps, ids: readonly RecordingId[]): Promise<OpenSessionDeps> => {
  const [copies, states] = await Promise.all([deps.store.copiesOfRecordings(ids), deps.store.blockStatesOf(ids)])
  const copiesById = Map.groupBy(copies, ({ recordingId }) => recordingId)
  const statesById = new Map(ids.map((id, i) => [id, states[i] ?? null]))
  const opens = new Map<DirectoryRef, (path: string) => ReturnType<DriveAccess['open']>>()
  const openBeside = (directory: DirectoryRef, path: string): ReturnType<DriveAccess['open']> => {
    const open = opens.get(directory) ?? perKey((one) => deps.drives.open(directory, one))
    opens.set(directory, open)
    return open(path)
  }
  return {
    ...deps,
    store: { ...deps.store, copiesOfRecording: async (id) => copiesById.get(id) ?? [], blockStates: async (id) => statesById.get(id) ?? null, directory: perKey(deps.store.directory) },
    drives: { ...deps.drives, open: (directory, path, expected) => (expected ? deps.drives.open(directory, path, expected) : openBeside(directory, path)) },
  }
}

const makePart = async (deps: OpenSessionDeps, { startMs, endMs }: SessionPart, recording: Recording): Promise<Result<TimelinePart, FieldreelError>> => {
  const chosen = await chooseCopy(deps, recording)
  if (!chosen.ok) return chosen
  const { copy, file, assembly } = chosen.value
  const blockStates = await blockStatesOf(deps, recording.id, recording.size)
  const { id, video, audio } = recording
  return ok({ recordingId: id, driveId: copy.driveId, path: copy.path, file, startMs, endMs, video, audio, blockStates, ...(assembly ? { assembly } : {}) })
}

const blockStatesOf = async ({ store }: OpenSessionDeps, id: RecordingId, size: number) => {
  const states = await store.blockStates(id)
  if (!states && size >= BLOCK_BYTES) throw new Error(`no block states of ${id}`)
  return states ?? new Uint8Array(0)
}

/** TRUST: Intervals follow on pause, seek and change of speed. */
const flushOnChange = (record: ViewingRecord, events: ViewingEvents): Pick<PlayerEvents, 'onState'> => {
  let before: PlayerState | null = null
  return {
    onState: (state) => {
      const stopped = before?.playing && (!state.playing || state.ended)
      const moved = before && state.seeking && !before.seeking
      if (stopped || moved || (before && before.rate !== state.rate)) void record.flush()
      before = state
      events.onState(state)
    },
  }
}

const recordMismatch = (deps: OpenSessionDeps, { recordingId, block, driveId, path }: Extract<PlaybackError, { type: 'BlockMismatch' }>, viewing: string): Promise<void> =>
  recordFinding(deps, { type: 'blockMismatch', recordingId: recordingId as RecordingId, driveId: driveId as TimelinePart['driveId'], path, evidence: { block, blockBytes: BLOCK_BYTES, viewing } })

const isDriveError = ({ type }: PlaybackError | DriveError): boolean => ['DriveGone', 'FileGone', 'FileUnreadable', 'PermissionDenied', 'WrongDrive', 'ReadStalled', 'FileChanged'].includes(type)
