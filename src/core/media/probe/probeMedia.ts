// Reads what one file's content says of itself: recognises it, hands it to its container's reader, and turns every failure into a value.

import type { Probe } from '../../catalog/recording.ts'
import type { DriveError, MediaError } from '../../errors.ts'
import type { FileLike } from '../../ports.ts'
import { err, ok, type Result } from '../../result.ts'
import { sniff, SNIFF_BYTES, type Container } from '../sniff.ts'
import { probeAdts, probeAmr, probeMp3 } from './audioProbe.ts'
import { probeAvi } from './aviProbe.ts'
import { BudgetSpent, makeByteSource, ReadFailed, type ByteSource } from './byteSource.ts'
import { nothingFound, type Found, type TimeContext } from './found.ts'
import { probeHeic } from './heicProbe.ts'
import { probeJpeg, probePng } from './jpegProbe.ts'
import { probeMp4 } from './mp4Probe.ts'
import { playModeOf } from './playMode.ts'
import { probePs } from './psProbe.ts'
import { probeTs } from './tsProbe.ts'
import { probeWav } from './wavProbe.ts'

/** Reads the containers that have no reader here (MKV, WebM, FLAC, Ogg); null when it cannot. */
export type Demux = (source: ByteSource, container: Container, context: TimeContext) => Promise<Found | null>

export interface ProbeMediaOptions extends TimeContext {
  readonly path: string
  readonly demux: Demux
}

const kindOf = (container: Container): Probe['kind'] =>
  container === 'jpeg' || container === 'png' || container === 'heic' ? 'photo' : ['wav', 'mp3', 'm4a', 'aac', 'amr', 'flac', 'ogg'].includes(container) ? 'audio' : 'video'

const readContainer = async (source: ByteSource, container: Container, options: ProbeMediaOptions): Promise<Found> => {
  switch (container) {
    case 'mp4': case 'mov': case '3gp': case 'm4a': return probeMp4(source, container, options)
    case 'ts': return probeTs(source)
    case 'ps': return probePs(source)
    case 'avi': return probeAvi(source, options)
    case 'wav': return probeWav(source, options)
    case 'jpeg': return probeJpeg(source, options)
    case 'png': return probePng(source, options)
    case 'heic': return probeHeic(source, options)
    case 'mp3': return probeMp3(source)
    case 'aac': return probeAdts(source)
    case 'amr': return probeAmr(source)
    default: return (await options.demux(source, container, options)) ?? { ...nothingFound(kindOf(container), container), playable: false, damage: 'its headers cannot be read' }
  }
}

const MAX_DURATION_MS = 31 * 86_400_000

const probeOf = (found: Found, playMode: Probe['playMode']): Probe => {
  const { kind, container, video, audio, times, place, device, damage, recovered, hiddenMs } = found
  // Zero, or longer than any battery: a mark for "unknown", or damage.
  const durationMs = found.durationMs !== null && found.durationMs > 0 && found.durationMs <= MAX_DURATION_MS ? found.durationMs : null
  return { kind, container, durationMs, video, audio, times, place, device, playMode, damage: damage === null ? null : { type: 'DamagedMedia', detail: damage }, ...(recovered && playMode !== 'none' ? { recovered } : {}), ...(hiddenMs === undefined ? {} : { hiddenMs }) }
}

/**
 * A recognised file always has a Probe, with `damage` set where it could be read only in part. Errors: EmptyFile, NotMedia, FileUnreadable;
 * ProbeCrashed only for a bug here.
 */
export const probeMedia = async (file: FileLike, options: ProbeMediaOptions): Promise<Result<Probe, MediaError | DriveError>> => {
  if (file.size === 0) return err({ type: 'EmptyFile' })
  const source = makeByteSource(file)
  let container: Container | null = null
  try {
    container = sniff(await source.read(0, SNIFF_BYTES))
    if (!container) return err({ type: 'NotMedia' })
    const found = await readContainer(source, container, options)
    return ok(probeOf(found, playModeOf(found)))
  } catch (reason) {
    if (reason instanceof ReadFailed) return err({ type: 'FileUnreadable', path: options.path, reason: reason.message })
    if (reason instanceof BudgetSpent && container) return ok(probeOf({ ...nothingFound(kindOf(container), container), damage: 'its tables are larger than any recording needs' }, 'none'))
    return err({ type: 'ProbeCrashed', detail: reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason) })
  }
}
