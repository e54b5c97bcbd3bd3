// Disposal (article 14): asked, approved, listed, and whether the listed files are gone by the scans since. Nothing is deleted here.

import type { Copy, Drive } from '../catalog/recording.ts'
import type { DeedBook, DeedRow } from '../deeds/deedBook.ts'
import type { DriveId, RecordingId } from '../ids.ts'
import { isApproval, type RequestRow } from '../viewing/requests.ts'
import { readDisposalList, type DisposalList, type ListedFile } from './disposalList.ts'

export type DisposalState =
  /** What its Request is, as long as nothing is listed. */
  | RequestRow['state']
  /** Listed; not every Drive was scanned since. */
  | 'listed'
  /** Scanned since, and files are still there. */
  | 'left'
  /** Every listed file is gone. */
  | 'gone'

export interface DisposalRow {
  readonly request: RequestRow
  readonly state: DisposalState
  /** The first that lists what is to be removed; null before. */
  readonly deed: DeedRow<'disposal'> | null
  /** Null before, and while the list is not here. */
  readonly list: DisposalList | null
  readonly progress: DisposalProgress | null
  /** Signed results, newest first. */
  readonly checks: readonly DeedRow<'disposalCheck'>[]
}

export interface ListedPlace extends ListedFile {
  readonly driveId: DriveId
  readonly drive: string
}

export interface DisposalProgress {
  readonly gone: number
  /** Seen at their place by a scan since. */
  readonly left: readonly ListedPlace[]
  /** On Drives that were not scanned since. */
  readonly unseen: readonly ListedPlace[]
  /** The same content at places the list does not name. */
  readonly elsewhere: readonly { readonly driveId: DriveId; readonly path: string; readonly recordingId: RecordingId }[]
}

export interface DisposalSources {
  readonly book: DeedBook
  readonly requests: readonly RequestRow[]
  readonly copies: readonly Copy[]
  readonly drives: readonly Drive[]
}

/** In the order of the Requests. */
export const disposalsOf = ({ book, requests, copies, drives }: DisposalSources): readonly DisposalRow[] => {
  const deeds = Map.groupBy(book.of('disposal'), ({ fields }) => fields.request)
  const checks = Map.groupBy(book.of('disposalCheck'), ({ fields }) => fields.disposal)
  return requests
    .filter(({ deed }) => deed.fields.use === 'dispose')
    .map((request): DisposalRow => {
      const deed = deeds.get(request.deed.id)?.find((one) => isUnderApproval(request, one)) ?? null
      const bytes = deed && book.attachment(deed.fields.list)
      const list = bytes && readDisposalList(bytes)
      const progress = deed && list && disposalProgress(list, Math.max(deed.madeMs, deed.seenMs), copies, drives)
      const state = !deed ? request.state : !progress ? 'listed' : progress.left.length > 0 ? 'left' : progress.unseen.length > 0 ? 'listed' : 'gone'
      return { request, state, deed, list, progress, checks: (deed ? (checks.get(deed.id) ?? []) : []).toReversed() }
    })
}

/** What was approved when it was listed: a later withdrawal does not undo it. */
const isUnderApproval = (request: RequestRow, { fields, madeMs }: DeedRow<'disposal'>): boolean =>
  request.history.some((one) => isApproval(one) && one.id === fields.approval && one.person !== request.deed.person && madeMs <= Math.min(one.fields.untilMs, request.deed.fields.untilMs)) &&
  !(request.withdrawal && request.withdrawal.madeMs <= madeMs)

export const disposalProgress = (list: DisposalList, listedMs: number, copies: readonly Copy[], drives: readonly Drive[]): DisposalProgress => {
  const scanned = new Set<string>(drives.filter(({ scannedMs }) => scannedMs !== null && scannedMs > listedMs).map(({ id }) => id))
  const places = list.flatMap(({ driveId, name, files }) => files.map((file): ListedPlace => ({ ...file, driveId, drive: name })))
  const chosen = new Set<string>(places.map(({ recordingId }) => recordingId))
  const there = copies.filter(({ recordingId, state }) => state === 'fingerprinted' && recordingId !== null && chosen.has(recordingId))
  const keyOf = (drive: string, path: string, recording: string): string => `${drive}/${recording}/${path}`
  const now = new Set(there.map((copy) => keyOf(copy.driveId, copy.path, copy.recordingId ?? '')))
  const listed = new Set(places.map((place) => keyOf(place.driveId, place.path, place.recordingId)))
  const [seen, unseen] = [places.filter(({ driveId }) => scanned.has(driveId)), places.filter(({ driveId }) => !scanned.has(driveId))]
  const left = seen.filter((place) => now.has(keyOf(place.driveId, place.path, place.recordingId)))
  return {
    gone: seen.length - left.length,
    left,
    unseen,
    elsewhere: there.flatMap(({ driveId, path, recordingId }) => (recordingId && !listed.has(keyOf(driveId, path, recordingId)) ? [{ driveId, path, recordingId }] : [])),
  }
}

/** Disposals whose files are still there, or lie elsewhere too: for audits. */
export const disposalsNotGone = (rows: readonly DisposalRow[]): readonly DisposalRow[] => rows.filter(({ progress }) => progress !== null && progress.left.length + progress.elsewhere.length > 0)

/** Files that are to be gone: their missing is no loss. Keys `drive/path`, each with its Recording. */
export const disposedPlaces = (rows: readonly DisposalRow[]): ReadonlyMap<string, RecordingId> =>
  new Map(rows.flatMap(({ list }) => (list ?? []).flatMap(({ driveId, files }) => files.map(({ path, recordingId }) => [`${driveId}/${path}`, recordingId] as const))))

/** Recordings of disposals that were listed. */
export const disposedRecordings = (rows: readonly DisposalRow[]): ReadonlySet<string> => new Set(rows.flatMap(({ list }) => (list ?? []).flatMap(({ files }) => files.map(({ recordingId }) => recordingId as string))))
