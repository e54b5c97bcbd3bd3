// Composition root: makes the adapters, wires the use cases, mounts the interface.

import type { App, Identity, SessionRow, Work } from './app/app.ts'
import { attachToCase } from './app/attachToCase.ts'
import { makeCarryDeeds } from './app/carryDeeds.ts'
import { makeAudit } from './app/audit.ts'
import { makeAuditProofs } from './app/auditProofs.ts'
import { makeCosignHeads } from './app/cosignHeads.ts'
import { makeCustody } from './app/custody.ts'
import { makeDay } from './app/makeDay.ts'
import { makeDriveRegister } from './app/driveRegister.ts'
import { makeDuty } from './app/duty.ts'
import { elsewhere } from './app/elsewhere.ts'
import { makeExchange } from './app/exchange.ts'
import { finishPieces } from './app/finishPieces.ts'
import { makeFilmstrips } from './app/filmstrips.ts'
import { explainGap } from './app/explainGap.ts'
import { exportBundle } from './app/exportBundle.ts'
import { makeIdentity } from './app/identity.ts'
import { knownPieces } from './app/knownPieces.ts'
import { makeLogProjection } from './app/logProjection.ts'
import { makeLogWriter } from './app/logWriter.ts'
import { makeViewings } from './app/openSession.ts'
import { makeIdleLock } from './app/idleLock.ts'
import { openWhole } from './app/openWhole.ts'
import { makePieces, type MakePiece } from './app/makePiece.ts'
import { makeTakeOut } from './app/takeOut.ts'
import { makePieceWork } from './app/pieceWork.ts'
import { makeFindFaces } from './app/findFaces.ts'
import { makeRemoveClassified } from './app/removeClassified.ts'
import { makeRedactionDrafts } from './app/redactionDrafts.ts'
import { makeMapFile } from './app/mapFile.ts'
import { makeRequests } from './app/requests.ts'
import { makeWarrants, type Warrants } from './app/warrants.ts'
import { makePermitted } from './app/permitted.ts'
import { makePolicyInForce } from './app/policyInForce.ts'
import { makePeople } from './app/people.ts'
import { makeProfileDraft } from './app/profileDraft.ts'
import { makeProof } from './app/proof.ts'
import { quoteHead } from './app/quoteHead.ts'
import { makeReceipts } from './app/receipts.ts'
import { refreshFilmstrips } from './app/refreshFilmstrips.ts'
import { rereadNames } from './app/rereadNames.ts'
import { makeSessionSearch } from './app/searchSessions.ts'
import { makeSessionBook } from './app/sessionBook.ts'
import { makeSessionFolds } from './app/sessionFolds.ts'
import { makeSessionQueries } from './app/sessionQueries.ts'
import { makeSettings } from './app/settings.ts'
import { makeShownCatalog } from './app/shownCatalog.ts'
import { makeSign } from './app/signDeed.ts'
import { makeTakeManifests } from './app/takeManifests.ts'
import { readTracks } from './app/tracks.ts'
import { watchPlaying } from './app/watchPlaying.ts'
import { makeWorkday } from './app/workday.ts'
import { caseKey } from './core/cases/caseNumber.ts'
import { casesOf, type CaseRow } from './core/cases/casesOf.ts'
import { combineLive, makeLive } from './core/live.ts'
import { logId } from './core/ids.ts'
import { bringDriveActs, renameDriveActs } from './core/policy/acts.ts'
import { defaultProfile } from './core/policy/defaultProfile.ts'
import type { Level } from './core/deeds/secrecyDeeds.ts'
import { classificationsOf, nothingHidden, sameHidden, type Hidden } from './core/policy/secrecy.ts'
import type { DeedBook } from './core/deeds/deedBook.ts'
import type { StoredEntry } from './core/ports.ts'
import { err, ok } from './core/result.ts'
import { formatLocal, localDay, offsetAt } from './core/session/localTime.ts'
import { withoutPieces } from './core/pieces/piece.ts'
import { requestsOf, type RequestFacts, type RequestRow } from './core/viewing/requests.ts'
import type { TakenOut } from './core/viewing/takenOut.ts'
import { urgentVisitsOf, type UrgentVisit } from './core/viewing/urgentVisits.ts'
import type { ViewingRow } from './core/viewing/viewing.ts'
import { makeSampleDirectory } from './drive/sampleDrive.ts'
import { askPersistence, readStorageReport } from './pwa/storagePersistence.ts'
import { holdWriterLock } from './storage/writerLock.ts'
import { makeAdapters } from './makeAdapters.ts'
import { makeUiShell } from './makeUiShell.ts'
import { mount } from './ui/mount.tsx'

const version = 'fieldreel 0.1.0'

// ---------------------------------------------------------------- adapters

/** Null while nobody is at work: then the catalogue says nothing. */
const hidden = makeLive<Hidden | null>(null)
const { random, clock, pageVisible, every, after, hashWhole, shell, ...adapters } = makeAdapters(hidden)
const { store, catalog, logs, logQueries, settingsStore, keyStore, filmCache, remarksStore, remarks, caseNotes, keys, driveAccess, pieceStore, fingerprinter, prober } = adapters
const { playback, playing } = watchPlaying(adapters.player)

// ---------------------------------------------------------------- use cases

/** Assumed until the logs were read; makePolicyInForce sets it. */
const policy = makeLive(defaultProfile)
const log = makeLogWriter({ logs, clock, random })
const identityDeps = { keys, keyStore, settings: settingsStore, logs, log, clock, random, version }
const identity = makeIdentity({
  ...identityDeps,
  restore: async (device, { root, device: deviceName }) => {
    const url = settings.server.get()
    if (!root || url === '') return ok({ parted: null })
    // Without a network it may not be here: then there is no server to ask either.
    const loaded = await import('./sync/restoreLog.ts').catch(() => null)
    if (!loaded) return ok({ parted: null })
    return loaded.restoreLog({ url, logs, signer: device, agencyRoot: root, deviceName, verify: keys.verify })
  },
})
const people = makePeople({ ...identityDeps, identity, queries: logQueries })

const clearances = combineLive<[Identity], readonly Level[] | null>([identity.live], (now) => (now.state === 'open' ? now.person.clearances : null))
const projection = makeLogProjection({ logs, queries: logQueries, keys, trust: identity.trust, clearances })
projection.hidden.subscribe(hidden.set)

const settings = makeSettings({
  store: settingsStore,
  readStorage: readStorageReport,
  askPersistence,
  policy,
  ownServer: location.origin,
  onGrammars: () => rereadNames({ store, book, clock, rules: settings.rules }),
})
const book = makeSessionBook(store, () => ({ zone: settings.zone(), sessionGapMs: policy.get().profile.session.gapMinutes * 60_000 }))

const drives = makeDriveRegister({ drives: driveAccess, store, fingerprinter, prober, clock, random, book, rules: settings.rules, appendEntry: quoteHead({ append: log.append, logs, own: () => identity.unlocked()?.logId ?? null }), queries: catalog })

const sessionFolds = makeSessionFolds(projection.deeds, settings.zone)
const shownStore = makeShownCatalog(store, hidden.get)
const viewingDeps = { store: shownStore, drives: driveAccess, playback, clock, random, pageVisible, after, appendEntry: log.append, corrected: sessionFolds.corrected, warrants: { find: (...asked) => warrants.find(...asked), watch: (...watched) => warrants.watch(...watched) } satisfies Warrants, makePiece: ((...asked) => pieceWork.makePiece(...asked)) satisfies MakePiece, findFaces: makeFindFaces({ finder: adapters.faceFinder, random }) }
const viewings = makeViewings(viewingDeps)
const isReading = ({ phase }: Work): boolean => phase === 'walking' || phase === 'reading' || phase === 'finishing'
/** The book holds the whole catalogue in memory: where something is hidden, only while it is needed. */
const restBook = (): void => {
  const now = hidden.get()
  if (now && !sameHidden(now, nothingHidden) && !drives.work.get().some(isReading)) book.forget()
}
drives.work.subscribe(restBook)
const filmstrips = makeFilmstrips({
  ...viewingDeps,
  // The whole catalogue: pictures of what was hidden since are to be found and removed.
  store,
  maker: adapters.makeFilmstripMaker(),
  cache: filmCache,
  busy: combineLive<[readonly Work[], boolean, Identity, Hidden | null], boolean>([drives.work, playing, identity.live, hidden], (work, plays, { state }, known) => plays || state !== 'open' || known === null || work.some(isReading)),
  mayKeep: ({ id }) => hidden.get()?.recordings.has(id) === false,
})
refreshFilmstrips(filmstrips, drives.drives, hidden)

const takeManifests = makeTakeManifests({
  store,
  logs,
  book,
  clock,
  rules: settings.rules,
  isReading: (drive) => drives.work.get().some(({ driveId, phase }) => driveId === drive && phase !== 'done' && phase !== 'failed'),
  trust: async () => identity.trust.get(),
})

const { load: loadMap, ...map } = makeMapFile({ files: adapters.fileAccess, store: settingsStore })

const exchange = makeExchange({
  server: settings.server,
  link: async (url) => {
    const { makeLogExchange } = await import('./sync/logExchange.ts')
    const unlocked = identity.unlocked()
    const root = identity.record()?.root
    if (!unlocked || !root || url === '') return null
    return makeLogExchange({ url, logs, manifests: store, statements: { all: async () => identity.record()?.statements ?? [], put: identity.addStatements }, signer: unlocked.device, agencyRoot: root, own: logId(unlocked.logId), verify: keys.verify })
  },
  remarks: {
    connect: (server) => [remarks, caseNotes].forEach((sharing) => sharing.connect(server)),
    disconnect: () => [remarks, caseNotes].forEach((sharing) => sharing.disconnect()),
    catchUp: (documents) => Promise.all([remarks, caseNotes].map((sharing) => sharing.catchUp(documents))),
  },
  checkpoint: log.checkpoint,
  queries: logQueries,
  settings: settingsStore,
  now: clock.now,
  certifyWitness: people.certifyWitness,
  takeManifests,
  replaceLog: async () => {
    await viewings.endAll('locked')
    return (await identity.replaceLog()).ok
  },
})

const sign = makeSign({
  keys,
  keyStore,
  clock,
  random,
  appendEntry: log.append,
  unlocked: identity.unlocked,
  people: identity.people,
  agency: () => identity.trust.get()?.agency ?? null,
  book: projection.deeds.get,
  bookWith: projection.bookWith,
})
const pieces = knownPieces(projection.deeds)
const indexPieces: typeof drives.indexWhole = async (directory) => {
  const indexed = await drives.indexWhole(directory)
  // Classified while it was signed for, perhaps.
  await removeClassified()
  return indexed
}
const pieceWork = makePieceWork({
  clock,
  timeText: (ms) => formatLocal(ms, settings.zone()),
  make: makePieces({
    maker: adapters.pieceMaker,
    pieces: pieceStore,
    fingerprinter,
    sign,
    person: () => identity.unlocked()?.person ?? null,
    profile: policy.get,
    classified: () => classificationsOf(projection.deeds.get()),
    index: indexPieces,
    stamp: (ms) => formatLocal(ms, settings.zone()).replaceAll(/[-:]/g, '').replace(' ', '-'),
  }),
})
const removeClassified = makeRemoveClassified({
  store,
  drives: driveAccess,
  pieces: pieceStore,
  classified: combineLive<[ReadonlyMap<string, Level>, Hidden | null], ReadonlyMap<string, Level> | null>([projection.classified, hidden], (all, known) => known && all),
  appendEntry: log.append,
})
const drafts = makeRedactionDrafts({ settings: settingsStore, sessions: shownStore.sessions, person: () => identity.unlocked()?.person ?? null, classified: () => new Set(classificationsOf(projection.deeds.get()).recordings.keys()) })
hidden.subscribe((now) => now && void drafts.sweep())
const warrants = makeWarrants({ appendEntry: log.append, clock, after, logs, deeds: projection.deeds, viewings: projection.viewings, unlocked: identity.unlocked })
const requests = makeRequests({ sign, appendEntry: log.append, clock, book: projection.deeds.get, viewings: projection.viewings.get, takenOut: projection.takenOut.get, person: () => identity.unlocked()?.person ?? null, people: identity.people })
const day = makeDay({ clock, zone: settings.zone, every })
const viewingFacts = combineLive<[DeedBook, readonly ViewingRow[], readonly TakenOut[], number], RequestFacts>([projection.deeds, projection.viewings, projection.takenOut, day.now], (known, rows, takenOut) => ({ book: known, viewings: rows, takenOut, nowMs: clock.now() }))
const carry = makeCarryDeeds({
  keys,
  clock,
  appendEntry: log.append,
  record: identity.record,
  addStatements: identity.addStatements,
  book: projection.deeds.get,
  bookWith: projection.bookWith,
  day: (ms) => localDay(ms, settings.zone()),
})
const proof = makeProof({ logs, queries: logQueries, verifier: adapters.verifier, keys, clock, record: identity.record })

const search = makeSessionSearch({
  ...catalog,
  presence: drives.presence,
  remarks: remarksStore.live,
  elsewhere: elsewhere(exchange.manifestsOnServer, logQueries.checkpoints, () => identity.unlocked()?.logId ?? null),
  explanations: projection.explanations,
  exemptions: sessionFolds.exemptions,
  readings: sessionFolds.readings,
  classified: projection.classified,
  markers: projection.markers,
  pieces,
  zone: settings.zone,
})

const inForce = makePolicyInForce({ policy, deeds: projection.deeds, clock, after, settings: settingsStore, first: defaultProfile, reread: () => rereadNames({ store, book, clock, rules: settings.rules }) })
const everything = { text: '', recorder: null, officer: null, from: null, to: null, drive: null, kind: null, tag: null, state: null }
/** Of recorders: pieces are nobody's duty. */
const allSessions = combineLive([search.search(everything), pieces], withoutPieces<SessionRow>)
const duty = makeDuty({ sessions: allSessions, markers: projection.markers, explanations: projection.explanations, deeds: projection.deeds, policy })
const requestRows = combineLive<[RequestFacts], readonly RequestRow[]>([viewingFacts], requestsOf)
const custody = makeCustody({ sessions: allSessions, session: search.session, copies: catalog.copies, drives: catalog.drives, deeds: projection.deeds, requests: requestRows, policy, activityList: duty.activityList, trust: identity.trust, now: day.now, clock, sign, ask: requests.ask })
const receipts = makeReceipts({
  store: shownStore,
  logs,
  checkpoint: log.checkpoint,
  verify: keys.verify,
  trust: identity.trust.get,
  statements: () => identity.record()?.statements ?? [],
  book: projection.deeds.get,
  sign,
  correction: async (recording) => {
    const session = (await store.sessions()).find(({ parts }) => parts.some((part) => part.recordingId === recording))
    return session ? sessionFolds.correction(session) : null
  },
  day: (ms) => localDay(ms, settings.zone()),
})
const urgentVisits = combineLive<[RequestFacts], readonly UrgentVisit[]>([viewingFacts], urgentVisitsOf)
const audit = makeAudit({ ...custody, sessions: allSessions, copies: catalog.copies, drives: catalog.drives, deeds: projection.deeds, viewings: projection.viewings, urgentVisits, logged: projection.logged, stored: catalog.findings, logs: proof.logs, duty: duty.duty, now: clock.now })

// ---------------------------------------------------------------- from unlocking to locking

const workday = makeWorkday({
  identity,
  log,
  logs,
  clock,
  viewings,
  projection,
  inForce,
  askPersistence: settings.askPersistence,
  exchange,
  takeManifests: async () => {
    await takeManifests()
    restBook()
  },
  drives,
  finishPieces: () => finishPieces({ pieces: pieceStore, logs, index: indexPieces }),
  pageVisible,
  every,
  reload: () => location.reload(),
})

holdWriterLock(
  () => void settings.load().then(() => identity.start()).then(loadMap),
  () => identity.showOtherTab(),
)

const isBusy = (): boolean => playing.get() || [...document.querySelectorAll('audio')].some(({ paused }) => !paused) || drives.work.get().some(isReading)
const idle = makeIdleLock({ clock, minutes: () => policy.get().profile.device.idleLockMinutes, isOpen: workday.isOpen, isBusy, lock: workday.lock })
for (const sign of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']) addEventListener(sign, idle.touch, { passive: true })
every(1_000, idle.tick)

// ---------------------------------------------------------------- the interface

const permitted = makePermitted({ person: () => identity.unlocked()?.person ?? null, profile: policy.get })
const remarkActs = ['writeFieldNote', 'watch', 'keepCase', 'collect'] as const
const app: App = {
  identity: identity.live,
  setUp: identity.setUp,
  unlock: identity.unlock,
  unlockByPasskey: identity.unlockByPasskey,
  addPasskey: identity.addPasskey,
  startOver: identity.startOver,
  lock: workday.lock,
  idleSecondsLeft: idle.secondsLeft,
  stayOpen: idle.touch,
  ...people,

  drives: drives.drives,
  work: combineLive([drives.work, pieceWork.work], (indexing, making) => [...indexing, ...making]),
  copies: catalog.copiesOf,
  addDrive: permitted(bringDriveActs, drives.addDrive),
  addSampleDrive: permitted(bringDriveActs, async () => {
    const directory = await makeSampleDirectory('/sample')
    return directory.ok ? drives.addSample(directory.value) : directory
  }),
  reconnectDrive: permitted(bringDriveActs, drives.reconnectDrive),
  renameDrive: permitted(renameDriveActs, drives.renameDrive),
  checkCompleteness: drives.checkCompleteness,
  pauseWork: drives.pauseWork,
  resumeWork: drives.resumeWork,
  cancelWork: (id) => {
    drives.cancelWork(id)
    pieceWork.cancel(id)
  },
  dismissWork: (id) => {
    drives.dismissWork(id)
    pieceWork.dismiss(id)
  },

  ...search,
  ...makeSessionQueries({ session: search.session, copiesOf: catalog.copiesOfRecording, drives: catalog.drives, explanations: projection.explanations, markers: projection.markers, withdrawnMarkers: projection.withdrawnMarkers, viewingFacts, requests: requestRows, identity: identity.live }),
  poster: catalog.poster,
  remarks: remarks.remarks,
  setTags: permitted(remarkActs, remarks.setTags),
  setRemark: permitted(remarkActs, remarks.setText),
  findings: catalog.findings,

  pieces,
  redactionDraft: drafts.redactionDraft,
  keepRedactionDraft: drafts.keepRedactionDraft,
  takeOut: makeTakeOut({ ...viewingDeps, fingerprinter, wayOut: warrants, pieces: pieces.get }),
  deeds: projection.deeds,
  sign,
  ...carry,

  ...requests,
  requests: requestRows,
  urgentVisits,

  prepareViewing: playback.warm,
  policy,
  ...makeProfileDraft(settingsStore),
  ...duty,
  today: day.today,
  custody,
  cases: combineLive<[DeedBook], readonly CaseRow[]>([projection.deeds], casesOf),
  attachToCase: (caseNumber, picks, words) => attachToCase(sign, caseNumber, picks, words),
  ...receipts,
  receiptPage: async () => {
    const url = '/receipt.html'
    const page = await fetch(url).catch(() => null)
    return page?.ok ? ok({ name: 'fieldreel-receipt.html', bytes: new Uint8Array(await page.arrayBuffer()) }) : err({ type: 'ServerUnreachable', url })
  },
  caseNotes: (number) => caseNotes.remarks(caseKey(number)),
  setCaseNotes: permitted(['keepCase'], (number: string, text: string) => caseNotes.setText(caseKey(number), text)),
  explainGap: (explanation) => explainGap({ store, random, appendEntry: log.append, person: () => identity.unlocked()?.person ?? null, profile: policy.get }, explanation),

  openSession: viewings.openSession,
  filmstrips,
  alignments: projection.alignments,
  ...map,
  readTracks: (session, signal, onTrack) => readTracks({ ...viewingDeps, maker: adapters.makeFilmstripMaker(), cache: filmCache, utcOffsetMs: (ms) => offsetAt(ms, settings.zone()) }, session, signal, onTrack),
  openWhole: (request, recording, onEnd) => openWhole({ ...viewingDeps, hashWhole, decodePhoto: adapters.decodePhoto }, request, recording, onEnd),

  viewings: projection.viewings,
  logs: proof.logs,
  entries: (id) => combineLive<[readonly StoredEntry[], Hidden | null], readonly StoredEntry[]>([logQueries.entriesOf(id), hidden], (rows) => rows.map(projection.withheld)),
  verifyLogs: proof.verifyLogs,
  audit,
  auditProofs: makeAuditProofs({ logs, withheld: projection.withheld }),
  ...makeCosignHeads({ logs, clock, profile: policy.get, trust: identity.trust.get, unlocked: identity.unlocked, checkpoint: log.checkpoint, verifyLogs: proof.verifyLogs }),
  exportBundle: () => exportBundle({ hidden: hidden.get, logs, log, clock, record: identity.record, day: (ms) => localDay(ms, settings.zone()) }),

  exchange: exchange.exchange,
  exchangeNow: exchange.exchangeNow,
  settings: settings.settings,
  setServer: settings.setServer,
  setGrammars: permitted(['chooseProfile'], settings.setGrammars),
  askPersistence: settings.askPersistence,
}

mount(app, document.getElementById('root')!, makeUiShell(shell))
