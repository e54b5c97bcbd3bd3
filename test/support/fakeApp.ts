// An in-memory App with a made-up unit's rich Chinese records: for development pictures and component tests only.

import type { Answer, App, ExchangeState, Identity, LogHealth, Person, Remarks, SessionRow, SettingsState, Work } from '../../src/app/app.ts'
import type { Role } from '../../src/core/policy/acts.ts'
import { sha256, toHex, utf8 } from '../../src/core/bytes.ts'
import type { Copy, Drive } from '../../src/core/catalog/recording.ts'
import { matchesFilter } from '../../src/core/catalog/search.ts'
import type { FieldreelError } from '../../src/core/errors.ts'
import { recordingId, type DriveId, type SessionId } from '../../src/core/ids.ts'
import { makeLive, type LiveValue } from '../../src/core/live.ts'
import { decodeEntry } from '../../src/core/log/entry.ts'
import { piecesOf } from '../../src/core/pieces/piece.ts'
import { defaultProfile } from '../../src/core/policy/defaultProfile.ts'
import type { KnownProfile } from '../../src/core/policy/profile.ts'
import { explainedGaps, explanationsByGap, type GapExplanation } from '../../src/core/policy/explainedGaps.ts'
import type { FileLike, Live } from '../../src/core/ports.ts'
import { err, ok } from '../../src/core/result.ts'
import { builtInGrammars } from '../../src/core/session/builtInGrammars.ts'
import { makeMarkerProjection } from '../../src/core/viewing/projectMarkers.ts'
import type { ClockAlignment } from '../../src/core/viewing/projectAlignments.ts'
import { makeViewingProjection } from '../../src/core/viewing/projectViewings.ts'
import type { MarkerRow, ViewingRow, WithdrawnMarker } from '../../src/core/viewing/viewing.ts'
import { fakeDriveId, makeFakeCatalog, nowMs, zone } from './fakeCatalog.ts'
import { hexId, makeFakeLogs } from './fakeLog.ts'
import { makeAudit } from '../../src/app/audit.ts'
import type { ProfileDraft } from '../../src/app/profileDraft.ts'
import type { MapFile } from '../../src/app/mapFile.ts'
import { makeDuty } from '../../src/app/duty.ts'
import { exemptionsOf, exemptionsOfGap } from '../../src/core/policy/exemptions.ts'
import { clockReadings, correctionFor, correctSession } from '../../src/core/policy/recorderClock.ts'
import { localDay } from '../../src/core/session/localTime.ts'
import { makeFakeCustody, tellCustody } from './fakeCustody.ts'
import { makeFakeDeeds } from './fakeDeeds.ts'
import { makeFakeCases, tellCases } from './fakeCases.ts'
import { tellDuty } from './fakeDuty.ts'
import { makeFakeRequests, tellRequests } from './fakeRequests.ts'
import { makeFakeFilmstrips } from './fakeFilmstrips.ts'
import { makeFakeRoster } from './fakeRoster.ts'
import { drawScene, makeFakePlayer } from './fakePlayer.ts'

export interface FakeOptions {
  readonly identity?: Identity['state']
  /** No drives, no recordings. */
  readonly empty?: boolean
  /** Rows in the work strip. */
  readonly work?: boolean
  readonly days?: number
  /** Of who unlocked the device. */
  readonly roles?: readonly Role[]
  /** Custody as of so much after the made-up today. */
  readonly laterMs?: number
  /** Every command fails with this. */
  readonly failing?: FieldreelError
}

export interface FakeApp extends App {
  /** Names of the commands that were called, with their arguments. */
  readonly calls: readonly (readonly [name: string, ...args: readonly unknown[]])[]
}

const unit = '青岚县文化市场综合执法大队'
const people: readonly Person[] = [
  { id: hexId('陈立'), name: '陈立', officerNumber: '500114', roles: ['administrator', 'officer', 'custodian', 'viewer'], clearances: ['internal', 'commercial', 'state'] },
  { id: hexId('冉小芳'), name: '冉小芳', officerNumber: '500121', roles: ['viewer'], clearances: [] },
  { id: hexId('周敏'), name: '周敏', officerNumber: '500133', roles: ['auditor'], clearances: [] },
  { id: hexId('何志强'), name: '何志强', officerNumber: '500101', roles: ['approver'], clearances: ['internal', 'commercial', 'state'] },
]
const first = people[0] as Person

const mapLive = <A, B>(source: Live<A>, map: (value: A) => B): Live<B> => ({ subscribe: (next) => source.subscribe((value) => next(map(value))) })

const works: readonly Work[] = [
  { id: 'w1', kind: 'index', driveId: fakeDriveId(0), title: '一中队 移动硬盘 3', phase: 'reading', filesDone: 1284, filesTotal: 2103, bytesDone: 412_000_000_000, bytesTotal: 688_000_000_000, bytesPerSecond: 163_000_000, secondsLeft: 1690, resumedFiles: 918, resumedBytes: 305_000_000_000, error: null },
  { id: 'w2', kind: 'exchange', driveId: null, title: '', phase: 'failed', filesDone: 0, filesTotal: 0, bytesDone: 0, bytesTotal: 0, bytesPerSecond: null, secondsLeft: null, resumedFiles: 0, resumedBytes: 0, error: { type: 'ServerUnreachable', url: 'http://10.4.2.10:8080' } },
]

export const makeFakeApp = (options: FakeOptions = {}): FakeApp => {
  const person: Person = { ...first, roles: options.roles ?? first.roles }
  const catalog = options.empty ? { drives: [], recordings: [], copies: [], sessions: [], findings: [] } : makeFakeCatalog(options.days)
  const logs = makeFakeLogs(catalog)
  const identityOf = (state: Identity['state']): Identity => {
    switch (state) {
      case 'requested':
        return { state, unit, person, requestId: 'K7QM-22VD-9XTA', request: { name: '陈立-笔记本.fieldreel-request', bytes: utf8('request') } }
      case 'locked':
        return { state, unit, people, passkeys: [person.id], device: '一中队 笔记本 2' }
      case 'open':
        return { state, unit, person, people, waiting: [{ person: { id: hexId('田野'), name: '田野', officerNumber: '500140', roles: ['viewer'], clearances: [] }, requestId: '4f1c 0a77 91be 22d0 7c5e 18aa 90f3 6b21', request: { name: '田野.fieldreel-request', bytes: utf8('request') } }], device: '一中队 笔记本 2', logId: logs[0]?.log.logId ?? '', mayEnrol: true, agencyRoot: toHex(sha256(utf8(unit))) }
      default:
        return { state }
    }
  }
  const identity = makeLive<Identity>(identityOf(options.identity ?? 'open'))
  const drives = makeLive<readonly Drive[]>(catalog.drives)
  const work = makeLive<readonly Work[]>(options.work ? works : [])
  const exchange = makeLive<ExchangeState>({ server: options.empty ? 'off' : 'unreachable', lastMs: nowMs - 5_400_000, waiting: options.empty ? 0 : 7, error: null })
  const settings = makeLive<SettingsState>({ zone, grammars: builtInGrammars, server: options.empty ? '' : 'http://10.4.2.10:8080', persisted: false, usedBytes: 48_300_000, quotaBytes: 61_000_000_000 })
  const starting: Record<string, readonly string[]> = {}
  const firstRemarks = '当事人配合检查,11:02 补做告知。\n第二段画面抖动,是上楼梯。'
  catalog.sessions.forEach((session, n) => { if (n % 4 === 0) starting[session.id] = n % 8 === 0 ? ['网吧检查', '已告知'] : ['投诉举报'] })
  const remarks = new Map<string, LiveValue<Remarks>>()
  const remarksOf = (id: string): LiveValue<Remarks> => {
    const known = remarks.get(id) ?? makeLive<Remarks>({ tags: starting[id] ?? [], text: starting[id] ? firstRemarks : '', where: starting[id] ? 'server' : 'device' })
    remarks.set(id, known)
    return known
  }
  const changed = makeLive(0)
  const explanations = makeLive<readonly GapExplanation[]>([])
  const gapsOf = (id: SessionId) => { const session = catalog.sessions.find((one) => one.id === id); return session ? explainedGaps(session, explanationsByGap(explanations.get())) : [] }
  const alignments = makeLive<readonly ClockAlignment[]>([])
  const calls: (readonly [string, ...unknown[]])[] = []
  const done = async <T>(value: T, name: string, ...args: readonly unknown[]): Answer<T> => {
    calls.push([name, ...args])
    return options.failing ? err(options.failing) : ok(value)
  }

  const presenceOf = (drive: Drive): 'connected' | 'permission' | 'away' => (drive.id === fakeDriveId(0) || drive.sample ? 'connected' : drive.id === fakeDriveId(1) ? 'permission' : 'away')
  const driveRow = (drive: Drive) => {
    const own = catalog.copies.filter((copy) => copy.driveId === drive.id)
    const count = (state: Copy['state']): number => own.filter((copy) => copy.state === state).length
    return { drive, presence: presenceOf(drive), counts: { recordings: count('fingerprinted'), other: count('other'), failed: count('failed'), pending: count('pending'), missing: count('missing') }, bytes: own.reduce((sum, { size }) => sum + size, 0) }
  }
  const recordingsById = new Map(catalog.recordings.map((recording) => [recording.id, recording]))
  const copiesByRecording = Map.groupBy(catalog.copies, ({ recordingId }) => recordingId)
  const rowOf = (recorded: (typeof catalog.sessions)[number]): SessionRow => {
    const clock = correctionFor(recorded, clockReadings(deeds.live.get()))
    const session = correctSession(recorded, clock, zone)
    const recordings = session.parts.flatMap(({ recordingId }) => recordingsById.get(recordingId) ?? [])
    const ids = new Set(recordings.flatMap(({ id }) => (copiesByRecording.get(id) ?? []).map(({ driveId }) => driveId)))
    return {
      session, clock, origin: null, recordings, kinds: [...new Set(recordings.map(({ kind }) => kind))], posters: recordings.filter(({ kind }) => kind !== 'audio').map(({ id }) => id), tags: remarksOf(session.id).get().tags,
      findings: catalog.findings.filter(({ recordingId }) => recordings.some(({ id }) => id === recordingId)).length,
      levels: [],
      whereabouts: { device: true, server: session.startMs > 0 && session.startMs < nowMs - 3 * 86_400_000, witnesses: session.startMs > 0 && session.startMs < nowMs - 3 * 86_400_000 ? 1 : 0, drives: drives.get().filter(({ id }) => ids.has(id)).map((drive) => ({ driveId: drive.id, name: drive.name, connected: presenceOf(drive) === 'connected', lastSeenMs: drive.lastSeenMs })) },
    }
  }
  const rows = (): readonly SessionRow[] => catalog.sessions.map(rowOf).reverse()

  const viewingProjection = makeViewingProjection()
  const markerProjection = makeMarkerProjection()
  for (const { entries } of logs) {
    const decoded = entries.flatMap(({ bytes }) => { const entry = decodeEntry(bytes); return entry.ok ? [entry.value] : [] })
    viewingProjection.add(decoded)
    markerProjection.add(decoded)
  }
  const viewings = makeLive<readonly ViewingRow[]>(viewingProjection.rows(logs.map(({ log }) => log)))
  const withdrawnMarkers = makeLive<readonly WithdrawnMarker[]>([])
  const isOfSession = (id: SessionId) => (row: MarkerRow): boolean => catalog.sessions.some((session) => session.id === id && session.parts.some(({ recordingId }) => recordingId === row.recordingId))
  const allMarkers = makeLive<readonly MarkerRow[]>(markerProjection.rows(null))
  const health = (checkedMs: number | null): readonly LogHealth[] => logs.map(({ log, entries }) => ({
    log, checkedMs, entries: entries.length, problems: log.own ? [] : [{ type: 'clockJump', seq: 7, detail: '-1260000 ms on the clock, 0 ms passed' }], notices: [], witnesses: [],
    head: { logId: log.logId, size: log.onServer, witnesses: ['文旅委服务器'], note: `fieldreel/demo/${log.logId.slice(0, 12)}\n${log.onServer}\nAAAA\n\n— ${log.deviceName} AAAA\n— 文旅委服务器 AAAA\n` },
  }))
  const logsLive = makeLive(health(nowMs - 3_600_000))
  const deeds = makeFakeDeeds()
  if (!options.empty) tellCases(deeds, catalog.sessions, first)
  if (!options.empty) tellDuty(deeds, catalog.sessions, people)

  if (!options.empty) tellCustody(deeds, catalog, { custodian: first, approver: people[3] as Person })
  if (!options.empty) tellRequests(deeds, catalog.sessions, { me: first, viewer: people[1] as Person, approver: people[3] as Person, custodian: first }, null)
  const sign: App['sign'] = async (type, fields, signing) => {
    calls.push(['sign', type, fields])
    const signer = people.find(({ id }) => id === signing?.as?.person) ?? person
    return options.failing ? err(options.failing) : deeds.sign(type, fields, signer, nowMs, signing?.attachments)
  }
  const sessionOf: App['session'] = (id) => mapLive(changed, () => rows().find(({ session }) => session.id === id) ?? null)

  const requests = makeFakeRequests({ deeds, viewings, sign, session: sessionOf, person, people })
  const policy = makeLive<KnownProfile>(defaultProfile)
  const profileDraft = makeLive<ProfileDraft | null>(null)
  deeds.live.subscribe((book) => policy.set(book.profileAt(nowMs)))
  const custody = makeFakeCustody({ catalog, drives, sessions: mapLive(changed, rows), session: sessionOf, deeds, requests: requests.requests, policy, sign, ask: requests.ask, laterMs: options.laterMs ?? 0 })

  return {
    calls,
    identity,
    setUp: async (form) => { const answer = await done(undefined, 'setUp', form); if (answer.ok) identity.set(identityOf('open')); return answer },
    unlock: async (id, passphrase) => { if (passphrase.length < 4) return err({ type: 'WrongPassphrase' }); const answer = await done(undefined, 'unlock', id); if (answer.ok) identity.set(identityOf('open')); return answer },
    lock: async () => { calls.push(['lock']); identity.set(identityOf('locked')) },
    unlockByPasskey: async (id) => { const answer = await done(undefined, 'unlockByPasskey', id); if (answer.ok) identity.set(identityOf('open')); return answer },
    addPasskey: () => done(undefined, 'addPasskey'),
    idleSecondsLeft: makeLive(null),
    stayOpen: () => void calls.push(['stayOpen']),
    makeRequest: async (form) => { identity.set(identityOf('requested')); return done({ name: `申请-${form.person}.fieldreel-request`, bytes: utf8('request') }, 'makeRequest', form) },
    startOver: async () => { identity.set(identityOf('none')); return done(undefined, 'startOver') },
    acceptCertificate: async (file) => { const answer = await done(undefined, 'acceptCertificate', file.name); if (answer.ok) identity.set(identityOf('open')); return answer },
    readRequest: (file) => done({ person: '田野', officerNumber: '500140', device: '二中队 平板', made: nowMs - 7_200_000, fingerprint: 'K7QM-22VD-9XTA', request: utf8('request') }, 'readRequest', file.name),
    certify: (_request, roles, clearances) => { const file = { name: '证书-田野.fieldreel-certificate', bytes: utf8('certificate') }; return done({ file, brief: file }, 'certify', roles, clearances) },
    addPerson: (added) => done(null, 'addPerson', added.name, added.roles),
    roster: makeLive(makeFakeRoster(people, logs.map(({ log }) => log))),
    revoke: (revocation) => done(undefined, 'revoke', revocation),
    renewPerson: (id, roles, clearances) => done(undefined, 'renewPerson', id, roles, clearances),
    drives: mapLive(drives, (list) => list.map(driveRow)),
    work,
    copies: (drive) => makeLive(catalog.copies.filter((copy) => copy.driveId === drive)),
    addDrive: (directory) => done(fakeDriveId(0), 'addDrive', directory.name),
    addSampleDrive: () => done(fakeDriveId(3), 'addSampleDrive'),
    reconnectDrive: (drive) => done(undefined, 'reconnectDrive', drive),
    renameDrive: async (id, name) => { drives.set(drives.get().map((drive) => (drive.id === id ? { ...drive, name } : drive))); return done(undefined, 'renameDrive', id, name) },
    checkCompleteness: (drive) => done(['20260401/DSJ3A71_500114_~1.MP4', '20260402/‮gpj.MP4'], 'checkCompleteness', drive),
    pauseWork: (id) => { calls.push(['pauseWork', id]); work.set(work.get().map((one) => (one.id === id ? { ...one, phase: 'paused' } : one))) },
    resumeWork: (id) => { calls.push(['resumeWork', id]); work.set(work.get().map((one) => (one.id === id ? { ...one, phase: 'reading' } : one))) },
    cancelWork: (id) => { calls.push(['cancelWork', id]); work.set(work.get().filter((one) => one.id !== id)) },
    dismissWork: (id) => { calls.push(['dismissWork', id]); work.set(work.get().filter((one) => one.id !== id)) },
    search: (filter) => mapLive(changed, () => rows().filter((row) => matchesFilter({
      session: row.session, recordings: row.recordings, paths: row.recordings.flatMap(({ id }) => (copiesByRecording.get(id) ?? []).map(({ path }) => path)), drives: row.whereabouts.drives, tags: row.tags, remark: remarksOf(row.session.id).get().text,
      markers: allMarkers.get().flatMap(({ recordingId, text }) => (row.recordings.some(({ id }) => id === recordingId) ? [text] : [])),
      findings: catalog.findings.filter(({ recordingId }) => row.recordings.some(({ id }) => id === recordingId)),
      unexplainedGaps: gapsOf(row.session.id).filter((gap) => gap.explanations.length === 0 && exemptionsOfGap(gap, row.session, exemptionsOf(deeds.live.get())).length === 0).length,
    }, filter, zone))),
    facets: makeLive({ recorders: ['DSJ3A71', 'DSJ3A72', 'HKM0091', 'HKM0093'], officers: ['500108', '500114', '500121', '500133'], tags: ['已告知', '投诉举报', '网吧检查'] }),
    session: sessionOf,
    recordingCopies: (id) => makeLive((copiesByRecording.get(id) ?? []).map((copy) => ({ ...copy, driveName: drives.get().find((drive) => drive.id === copy.driveId)?.name ?? '' }))),
    poster: async (id) => {
      const recording = recordingsById.get(id)
      if (!recording || recording.playMode === 'none') return null
      const canvas = new OffscreenCanvas(320, 180)
      const context = canvas.getContext('2d')
      if (context) drawScene(context, Number.parseInt(id.slice(0, 3), 16), recording.startMs === null ? '2016-01-01 00:04:12' : new Date(recording.startMs + 28_800_000).toISOString().slice(0, 19).replace('T', ' '))
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })
      return { bytes: new Uint8Array(await blob.arrayBuffer()), type: 'image/jpeg' }
    },
    remarks: (id) => remarksOf(id),
    setTags: async (id, tags) => { remarksOf(id).set({ ...remarksOf(id).get(), tags, where: 'device' }); changed.set(changed.get() + 1); return done(undefined, 'setTags', id, tags) },
    setRemark: async (id, text) => { remarksOf(id).set({ ...remarksOf(id).get(), text, where: 'device' }); return done(undefined, 'setRemark', id, text) },
    findings: makeLive(catalog.findings),
    prepareViewing: () => undefined,
    openSession: async (request, container, events) => {
      calls.push(['openSession', request])
      if (options.failing) return err(options.failing)
      const session = catalog.sessions.find(({ id }) => id === request.sessionId)
      if (!session || !(container instanceof HTMLElement)) throw new Error('no such session')
      const player = makeFakePlayer(container, session, request.atMs ?? session.startMs, events)
      const viewing = hexId(`viewing ${calls.length}`)
      return ok({
        viewing, player,
        leftOut: [],
        sources: session.parts.flatMap(({ recordingId }) => (copiesByRecording.get(recordingId) ?? []).slice(0, 1).map(({ driveId, path }) => ({ recordingId, driveId: driveId as DriveId, path }))),
        addMarker: async (marker) => {
          const part = session.parts.findLast(({ startMs }) => startMs <= marker.wallMs) ?? session.parts[0]
          if (part) allMarkers.set([...allMarkers.get(), { marker: hexId(`m${allMarkers.get().length}`), recordingId: part.recordingId, atMs: marker.wallMs - part.startMs, toMs: marker.toWallMs === null ? null : marker.toWallMs - part.startMs, kind: marker.kind, text: marker.text, person: person.name, personId: person.id, writtenMs: nowMs }])
          return done(undefined, 'addMarker', marker)
        },
        withdrawMarker: async (id, reason) => {
          withdrawnMarkers.set([...withdrawnMarkers.get(), ...allMarkers.get().filter(({ marker }) => marker === id).map((row) => ({ ...row, reason, withdrawnMs: nowMs }))])
          allMarkers.set(allMarkers.get().filter(({ marker }) => marker !== id))
          return done(undefined, 'withdrawMarker', id, reason)
        },
        exportMarkers: ({ format, markers }) => done(undefined, 'exportMarkers', format, markers),
        alignClock: async (against, offsetMs) => { alignments.set([...alignments.get().filter((one) => one.session !== session.id), { session: session.id, against, offsetMs, writtenMs: nowMs }]); return done(undefined, 'alignClock', against, offsetMs) },
        approval: request.urgent ? null : hexId('approval'),
        setView: (view) => void calls.push(['setView', view]),
        loseWatermark: async (what) => void calls.push(['loseWatermark', what]),
        makePiece: (piece, { onProgress }) => { onProgress({ secondsDone: 4, secondsTotal: 8 }); return done(recordingId(hexId('piece').padEnd(64, '0')), 'makePiece', piece) },
        findFaces: (cuts) => done([], 'findFaces', cuts),
        close: async () => { calls.push(['close', viewing]); player.dispose() },
      })
    },
    deeds: deeds.live,
    pieces: mapLive(deeds.live, piecesOf),
    takeOut: async (id) => done(new Blob([id]) as unknown as FileLike, 'takeOut', id),
    redactionDraft: async () => null,
    keepRedactionDraft: (session, list) => done(undefined, 'keepRedactionDraft', session, list),
    sign,
    ...makeFakeCases({ deeds, sign, recordings: catalog.recordings }),
    ...requests,
    custody,
    ...makeDuty({ sessions: mapLive(changed, rows), markers: allMarkers, explanations, deeds: deeds.live, policy: makeLive(defaultProfile) }),
    today: makeLive(localDay(nowMs, zone)),
    exportDeeds: (ids) => done({ name: '2026-04-02-1f0c77aa.fieldreel-deeds', bytes: utf8(ids.join()), leftOut: 0 }, 'exportDeeds', ids),
    importDeeds: (file) => done({ came: [], known: [], refused: [{ type: 'approval', deed: 'a'.repeat(64), fault: 'revoked', detail: '冉小芳' }], statements: 1 }, 'importDeeds', file.name),
    alignments,
    mapFile: makeLive<MapFile>({ state: 'none' }),
    chooseMap: (file) => done(undefined, 'chooseMap', file.name),
    openMap: () => done(undefined, 'openMap'),
    forgetMap: () => done(undefined, 'forgetMap'),
    readTracks: async (id, _signal, onTrack) => {
      const session = catalog.sessions.find((one) => one.id === id)
      session?.parts.forEach((part, n) => onTrack({ recordingId: part.recordingId, source: 'gpx', sidecar: '20260320/track.gpx', chosen: true, begin: null, points: Array.from({ length: 60 }, (_, i) => ({ atMs: (i / 60) * (part.endMs - part.startMs), lat: 29.53 + 0.004 * Math.sin((n * 60 + i) / 40), lon: 108.77 + 0.00009 * (n * 60 + i) + 0.0006 * Math.sin(i / 5) })) }))
    },
    filmstrips: makeFakeFilmstrips(catalog.recordings),
    policy,
    profileDraft,
    keepProfileDraft: async (draft) => { profileDraft.set(draft); return ok(undefined) },
    gaps: (id) => mapLive(explanations, () => gapsOf(id)),
    explainGap: async (explanation) => {
      if (!options.failing) explanations.set([{ ...explanation, explanation: hexId(explanation.statement), profile: defaultProfile.id, person: person.name, personId: person.id, writtenMs: nowMs }, ...explanations.get()])
      changed.set(changed.get() + 1)
      return done(undefined, 'explainGap', explanation)
    },
    markers: (id: SessionId) => mapLive(allMarkers, (list) => list.filter(isOfSession(id))),
    withdrawnMarkers: (id: SessionId) => mapLive(withdrawnMarkers, (list) => list.filter(isOfSession(id))),
    openWhole: async (request, id) => {
      calls.push(['openWhole', request, id])
      if (options.failing) return err(options.failing)
      const canvas = new OffscreenCanvas(1280, 960)
      const context = canvas.getContext('2d')
      if (context) drawScene(context, 5, '2026-03-27 14:10:30')
      const blob = await canvas.convertToBlob({ type: 'image/jpeg' })
      return ok({ viewing: hexId('whole'), bytes: new Uint8Array(await blob.arrayBuffer()), type: 'image/jpeg', decoded: false, approval: null, loseWatermark: async (what) => void calls.push(['loseWatermark', what]), close: async () => void calls.push(['closeWhole']) })
    },
    viewings,
    logs: logsLive,
    entries: (id) => makeLive(logs.find(({ log }) => log.logId === id)?.entries ?? []),
    verifyLogs: async (onProgress) => {
      const total = logs.reduce((sum, { entries }) => sum + entries.length, 0)
      for (let seen = 0; seen <= total; seen += 10) { onProgress(Math.min(seen, total), total); await new Promise((resume) => setTimeout(resume, 15)) }
      logsLive.set(health(nowMs))
      return done(health(nowMs), 'verifyLogs')
    },
    audit: makeAudit({
      sessions: mapLive(changed, rows), copies: makeLive(catalog.copies), drives, deeds: deeds.live, viewings, urgentVisits: makeLive([]), logged: makeLive([]), stored: makeLive(catalog.findings), logs: logsLive,
      duty: makeDuty({ sessions: mapLive(changed, rows), markers: allMarkers, explanations, deeds: deeds.live, policy: makeLive(defaultProfile) }).duty, handOvers: makeLive([]), retention: makeLive({ rows: [], facts: [], profile: defaultProfile }), disposals: makeLive([]), now: () => nowMs,
    }),
    auditProofs: (cited) => done({ heads: [], entries: [] }, 'auditProofs', cited.length),
    cosignHeads: () => done({ cosigned: logs.map(({ log }) => ({ logId: log.logId, size: log.size })), left: [] }, 'cosignHeads'),
    exportBundle: () => done({ name: 'fieldreel-2026-04-02.bundle', bytes: utf8('bundle') }, 'exportBundle'),
    exchange,
    exchangeNow: () => { exchange.set({ ...exchange.get(), server: 'connected', lastMs: nowMs, waiting: 0 }); return done(undefined, 'exchangeNow') },
    settings,
    setServer: async (url) => { settings.set({ ...settings.get(), server: url }); return done(undefined, 'setServer', url) },
    setGrammars: async (grammars) => { settings.set({ ...settings.get(), grammars }); return done(undefined, 'setGrammars', grammars) },
    askPersistence: async () => { settings.set({ ...settings.get(), persisted: true }); return true },
  }
}
