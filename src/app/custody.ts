// What the custodian keeps and answers for (articles 13 and 14): lists folded from the catalogue and the book, and the acts on them.

import { sha256, toHex } from '../core/bytes.ts'
import { casesOf } from '../core/cases/casesOf.ts'
import type { Copy, Drive } from '../core/catalog/recording.ts'
import { countFiles, planDisposalList, writeDisposalList, type DisposalList } from '../core/custody/disposalList.ts'
import { disposalsOf, disposedRecordings, type DisposalRow } from '../core/custody/disposals.ts'
import { handOversOf, type HandOverRow } from '../core/custody/handOvers.ts'
import { holdsOf } from '../core/custody/holds.ts'
import { planDisposal, retentionFactsOf, retentionRows, type RefusedRecording, type RetentionRow } from '../core/custody/retentionRows.ts'
import type { DeedBook, DeedRow } from '../core/deeds/deedBook.ts'
import { makeRecordingList } from '../core/deeds/recordingList.ts'
import { recordingId, type DriveId, type RecordingId, type SessionId } from '../core/ids.ts'
import { combineLive } from '../core/live.ts'
import type { KnownProfile } from '../core/policy/profile.ts'
import type { Retention, RetentionFacts } from '../core/policy/retention.ts'
import type { Clock, Live } from '../core/ports.ts'
import { err } from '../core/result.ts'
import type { Trust } from '../core/trust/verifyChain.ts'
import type { RequestRow } from '../core/viewing/requests.ts'
import type { KnownActivityList } from './activityLists.ts'
import type { Answer, App, SessionRow } from './app.ts'
import type { NewRequest } from './requests.ts'

export interface RetentionBook {
  /** By Session: what ends first comes first. */
  readonly rows: readonly RetentionRow[]
  /** One for each Recording: for trying another profile. */
  readonly facts: readonly RetentionFacts[]
  readonly profile: KnownProfile
}

/** Of one Session. */
export interface SessionCustody {
  readonly retention: RetentionRow | null
  readonly handOver: HandOverRow | null
}

export interface Custody {
  /** The moment the lists are as of, again and again. */
  readonly now: Live<number>
  /** As of now. */
  readonly handOvers: Live<readonly HandOverRow[]>
  readonly retention: Live<RetentionBook>
  readonly disposals: Live<readonly DisposalRow[]>
  /** Without judging all the others. Null: there is no such Session. */
  of(session: SessionId): Live<SessionCustody | null>
  /** HandOverNotReady when a Session is not whole on that archive Drive. */
  handOver(sessions: readonly SessionId[], drive: DriveId, words: string): Answer<DeedRow<'handOver'>>
  /** NotDisposable names what is held, not due or without an end. */
  askDisposal(request: Omit<NewRequest, 'use' | 'urgentViewing' | 'times'>): Answer<DeedRow<'request'>>
  /** Once approved: signs the list of files that are to be removed. Nothing is removed by it. NotDisposable, DisposalClosed. */
  listDisposal(request: string, words: string): Answer<DeedRow<'disposal'>>
  /** Signs what the scans since have seen. DisposalClosed where nothing was listed. */
  checkDisposal(disposal: string, words: string): Answer<DeedRow<'disposalCheck'>>
}

export interface CustodyDeps {
  /** All that may be seen here, with true times. */
  readonly sessions: Live<readonly SessionRow[]>
  session(id: SessionId): Live<SessionRow | null>
  readonly copies: Live<readonly Copy[]>
  readonly drives: Live<readonly Drive[]>
  readonly deeds: Live<DeedBook>
  readonly requests: Live<readonly RequestRow[]>
  readonly policy: Live<KnownProfile>
  readonly activityList: Live<KnownActivityList | null>
  readonly trust: Live<Trust | null>
  /** Now, again and again. */
  readonly now: Live<number>
  readonly clock: Pick<Clock, 'now'>
  readonly sign: App['sign']
  readonly ask: App['ask']
}

export const makeCustody = (deps: CustodyDeps): Custody => {
  const { sign, clock } = deps
  const minute = byMinute(deps.now)
  const handOvers = combineLive<[readonly SessionRow[], readonly Copy[], DeedBook, Trust | null, number], readonly HandOverRow[]>(
    [deps.sessions, deps.copies, deps.deeds, deps.trust, minute],
    (rows, copies, book, trust, nowMs) => handOversOf({ sessions: rows.map(({ session }) => session), copies, book, sinceMs: unitSince(trust), nowMs }),
  )
  const retention = combineLive<[readonly SessionRow[], DeedBook, KnownProfile, KnownActivityList | null], RetentionBook>([deps.sessions, deps.deeds, deps.policy, deps.activityList], judgeSessions)
  const disposals = combineLive<[DeedBook, readonly RequestRow[], readonly Copy[], readonly Drive[]], readonly DisposalRow[]>([deps.deeds, deps.requests, deps.copies, deps.drives], (book, requests, copies, drives) =>
    disposalsOf({ book, requests, copies, drives }),
  )

  const refusedOf = async (recordings: readonly RecordingId[]): Promise<readonly RefusedRecording[]> => {
    const [{ rows }, known] = [await valueOf(retention), await valueOf(disposals)]
    const judged = new Map<string, Retention>(rows.flatMap(({ retentions }) => retentions.map((one) => [one.recordingId, one] as const)))
    return planDisposal(recordings, judged, disposedRecordings(known), clock.now()).mayNot
  }
  const notDisposable = (refused: readonly RefusedRecording[]) => {
    const count = (why: RefusedRecording['why']): number => refused.filter((one) => one.why === why).length
    return err({ type: 'NotDisposable' as const, held: count('held'), notDue: count('notDue'), endless: count('endless'), disposed: count('disposed') })
  }

  return {
    now: minute,
    handOvers,
    retention,
    disposals,
    of: (id) =>
      combineLive<[SessionRow | null, readonly Copy[], DeedBook, KnownProfile, KnownActivityList | null, Trust | null, number], SessionCustody | null>(
        [deps.session(id), deps.copies, deps.deeds, deps.policy, deps.activityList, deps.trust, minute],
        (row, copies, book, profile, list, trust, nowMs) =>
          row && {
            retention: judgeSessions([row], book, profile, list).rows[0] ?? null,
            handOver: handOversOf({ sessions: [row.session], copies: copies.filter(({ recordingId: held }) => row.session.parts.some((part) => part.recordingId === held)), book, sinceMs: unitSince(trust), nowMs })[0] ?? null,
          },
      ),
    handOver: async (sessions, drive, words) => {
      const [rows, drives] = [(await valueOf(handOvers)).filter(({ session }) => sessions.includes(session.id)), await valueOf(deps.drives)]
      const name = drives.find(({ id }) => id === drive)?.name ?? drive
      const notReady = sessions.length - rows.filter(({ ready }) => ready.includes(drive)).length
      if (notReady > 0 || rows.length === 0) return err({ type: 'HandOverNotReady', sessions: notReady, drive: name })
      const list = makeRecordingList(rows.flatMap(({ session }) => session.parts.map(({ recordingId: id }) => id)))
      const officers = [...new Set(rows.map(({ session }) => session.officer ?? session.recorder ?? ''))].filter((text) => text !== '')
      return sign('handOver', { title: titleOf(rows.map(({ session }) => session)), list: list.hash, count: list.count, drive, driveName: name, sessions: rows.length, from: officers.join(' ').slice(0, 300), words }, { attachments: [list.bytes] })
    },
    askDisposal: async (request) => {
      const refused = await refusedOf(request.recordings.map(recordingId))
      return refused.length > 0 ? notDisposable(refused) : deps.ask({ ...request, use: 'dispose', times: 0, urgentViewing: null })
    },
    listDisposal: async (id, words) => {
      const row = (await valueOf(disposals)).find(({ request }) => request.deed.id === id)
      const approval = row?.request.answer
      if (!row || !approval || row.deed || (row.state !== 'approved' && row.state !== 'registered') || !row.request.recordings) return err({ type: 'DisposalClosed', state: row?.state ?? 'waiting' })
      const recordings = [...row.request.recordings].map(recordingId)
      // A Hold may have been placed since it was asked.
      const refused = await refusedOf(recordings)
      if (refused.length > 0) return notDisposable(refused)
      const [copies, drives] = [await valueOf(deps.copies), await valueOf(deps.drives)]
      const list = planDisposalList(recordings, copies, drives)
      const bytes = writeDisposalList(list)
      return sign('disposal', { request: id, approval: approval.id, title: row.request.deed.fields.title, list: toHex(sha256(bytes)), count: recordings.length, copies: countFiles(list), drives: list.length, words }, { attachments: [bytes] })
    },
    checkDisposal: async (id, words) => {
      const row = (await valueOf(disposals)).find(({ deed }) => deed?.id === id)
      if (!row?.progress) return err({ type: 'DisposalClosed', state: row?.state ?? 'waiting' })
      const { gone, left, unseen } = row.progress
      const still: DisposalList = (row.list ?? []).map((drive) => ({ ...drive, files: drive.files.filter((file) => left.some((one) => one.driveId === drive.driveId && one.path === file.path)) })).filter(({ files }) => files.length > 0)
      const bytes = writeDisposalList(still)
      return sign('disposalCheck', { disposal: id, gone, left: left.length, unseen: unseen.length, list: toHex(sha256(bytes)), words }, { attachments: [bytes] })
    },
  }
}

const judgeSessions = (sessions: readonly SessionRow[], book: DeedBook, profile: KnownProfile, list: KnownActivityList | null): RetentionBook => {
  const terms = new Map((list?.rows ?? []).map((row) => [JSON.stringify([row.category, row.matter, row.step]), row.term]))
  const facts = retentionFactsOf({ sessions, book, cases: casesOf(book), holds: holdsOf(book), termOf: ({ category, matter, step }) => terms.get(JSON.stringify([category, matter, step])) ?? null })
  return { rows: retentionRows(sessions.map(({ session }) => session), facts, profile), facts, profile }
}

/** When the unit's records begin: nobody was enrolled before. */
const unitSince = (trust: Trust | null): number => Math.min(...[...(trust?.people.values() ?? [])].map(({ notBefore }) => notBefore), Infinity)

/** What people read in the Deed: recorders and days. */
const titleOf = (sessions: readonly { readonly recorder: string | null; readonly day: string }[]): string => {
  const recorders = [...new Set(sessions.map(({ recorder }) => recorder ?? '?'))]
  const days = [...new Set(sessions.map(({ day }) => day))].toSorted()
  const span = days.length > 1 ? `${days[0]} – ${days.at(-1)}` : (days[0] ?? '')
  return `${recorders.slice(0, 4).join(' ')}${recorders.length > 4 ? ' …' : ''} ${span} (${sessions.length})`.slice(0, 300)
}

/** Whole lists are judged by it: told once a minute. */
const byMinute = (now: Live<number>): Live<number> => ({
  subscribe: (next) => {
    let last = Number.NaN
    return now.subscribe((ms) => {
      if (Math.floor(ms / 60_000) === last) return
      last = Math.floor(ms / 60_000)
      next(ms)
    })
  },
})

/** Today's value, once there is one. */
const valueOf = <T>(live: Live<T>): Promise<T> =>
  new Promise((resolve) => {
    let stop: (() => void) | null = null
    let done = false
    stop = live.subscribe((value) => {
      done = true
      resolve(value)
      stop?.()
    })
    if (done) stop()
  })
