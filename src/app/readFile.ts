// Reads one file of a drive: what kind it is, its fingerprint, and a picture.

import { damagedProbe, listedProbe } from '../core/catalog/describeRecording.ts'
import type { ListedFile } from '../core/media/hls/planListed.ts'
import type { Receipt } from '../core/catalog/planReceipts.ts'
import type { Probe } from '../core/catalog/recording.ts'
import type { Cancelled, CannotPlay, DriveError, MediaError } from '../core/errors.ts'
import { recordingId } from '../core/ids.ts'
import type { Assembly, DirectoryRef, DriveAccess, FileLike, Fingerprinter, FingerprintOptions, Prober, WalkedFile } from '../core/ports.ts'
import { openAssembly } from './readPlaylists.ts'

export interface ReadFileDeps {
  readonly drives: DriveAccess
  readonly fingerprinter: Fingerprinter
  readonly prober: Prober
}

export type ReadAnswer =
  | Receipt
  | { readonly type: 'cancelled' }
  /** Not this file: the whole Drive. */
  | { readonly type: 'gone'; readonly error: DriveError }

/** A file that is not media is opened by the probe only; damaged media are fingerprinted all the same. */
export const readFile = async (deps: ReadFileDeps, directory: DirectoryRef, walked: WalkedFile, options: Omit<FingerprintOptions, 'path'> & { readonly zone: string; readonly said: ListedFile | undefined }): Promise<ReadAnswer> => {
  const { path, size, mtime } = walked
  const { signal, zone, said } = options
  const file: WalkedFile = { path, size, mtime }
  const stop = async (error: DriveError | Cancelled): Promise<ReadAnswer> => {
    if (error.type === 'Cancelled' || signal.aborted) return { type: 'cancelled' }
    if (error.type === 'DriveGone' || error.type === 'PermissionDenied') return { type: 'gone', error }
    return (await isStillThere(deps.drives, directory)) ? { type: 'failed', file, error } : { type: 'gone', error: { type: 'DriveGone', name: directory.name } }
  }

  if (size === 0) return { type: 'failed', file, error: { type: 'EmptyFile' } }
  const opened = await deps.drives.open(directory, path, { size, mtime })
  if (!opened.ok) return stop(opened.error)
  const reading = said && said.listed !== 'setUp' && !said.locked ? said.listed.reading : null
  const assembled = reading && (await openAssembly(deps.drives, directory, path, reading))
  const assembly = assembled?.ok ? { assembly: assembled.value } : {}
  const probed = await probe(deps.prober, opened.value, path, { zone, signal, ...assembly }, said)
  if (probed.type === 'stopped') return stop(probed.error)
  if (probed.type === 'notMedia') return { type: 'other', file }
  const fingerprint = await deps.fingerprinter.fingerprint(opened.value, { ...options, path })
  if (!fingerprint.ok) return stop(fingerprint.error)
  const poster = probed.probe.damage ? null : await deps.prober.poster(opened.value, probed.probe, { path, signal, ...assembly })
  const isWhole = !reading || assembled?.ok
  const isLaidOut = isWhole && (probed.probe.playMode === 'timeline' || (probed.probe.playMode === 'decoded' && probed.probe.video !== null))
  const outline = isLaidOut ? await deps.prober.outline(opened.value, { recordingId: recordingId(fingerprint.value.sha256), path, video: probed.probe.video, ...assembly }, { signal }) : null
  return { type: 'recording', file, fingerprint: fingerprint.value, probe: outline?.ok === false && outline.error.type === 'CannotPlay' ? refused(probed.probe, outline.error) : probed.probe, poster: poster?.ok ? poster.value : null, outline: outline?.ok ? outline.value : null }
}

/** What would be refused when it is opened is not called playable. One that lost its set-up may borrow another's then. */
const refused = (probe: Probe, { why }: CannotPlay): Probe => (probe.recovered === 'noMovieBox' ? probe : { ...probe, playMode: 'none', ...(why ? { refused: why } : {}) })

type Probed =
  | { readonly type: 'media'; readonly probe: Probe }
  | { readonly type: 'notMedia' }
  | { readonly type: 'stopped'; readonly error: DriveError | Cancelled }

const probe = async (prober: Prober, file: FileLike, path: string, options: { readonly zone: string; readonly signal: FingerprintOptions['signal']; readonly assembly?: Assembly }, said: ListedFile | undefined): Promise<Probed> => {
  if (said?.locked) return { type: 'media', probe: listedProbe(damagedProbe(path, said.locked), said) }
  const probed = await prober.probe(file, { path, ...options })
  if (probed.ok) return { type: 'media', probe: listedProbe(probed.value, said) }
  if (probed.error.type === 'NotMedia') {
    const method = methodOf(options.assembly)
    return said && method ? { type: 'media', probe: listedProbe(damagedProbe(path, { type: 'EncryptedMedia', method, why: 'wrongKey' }), said) } : { type: 'notMedia' }
  }
  return isMediaError(probed.error) ? { type: 'media', probe: listedProbe(damagedProbe(path, probed.error), said) } : { type: 'stopped', error: probed.error }
}

const methodOf = (assembly: Assembly | undefined): string | null => assembly?.reading.stretches.find(({ cipher }) => cipher)?.cipher?.method ?? null

const isMediaError = (error: MediaError | DriveError | Cancelled): error is MediaError =>
  error.type === 'EmptyFile' || error.type === 'NotMedia' || error.type === 'DamagedMedia' || error.type === 'EncryptedMedia' || error.type === 'ProbeTimeout' || error.type === 'ProbeCrashed'

/** A pulled drive cannot be listed, or lists as empty (MEDIA); the first file found ends the look. */
const isStillThere = async (drives: DriveAccess, directory: DirectoryRef): Promise<boolean> => {
  const enough = new AbortController()
  let found = 0
  const walked = await drives.walk(directory, {
    signal: enough.signal,
    onFound: (files) => {
      found = files
      if (files > 0) enough.abort()
    },
  })
  return found > 0 || (walked.ok && walked.value.files.length > 0)
}
