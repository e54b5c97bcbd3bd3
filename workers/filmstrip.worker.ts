// The filmstrip worker: small pictures and sound levels of one Recording after the other, from verified bytes only.

import { expose, transfer } from 'comlink'
import type { FilmstripWorker } from '../src/contracts/filmstrip.ts'
import type { SegmentError, SegmentSettings } from '../src/contracts/segment.ts'
import type { Bytes } from '../src/core/ids.ts'
import { readTelemetry } from '../src/core/media/track/readTelemetry.ts'
import type { TimelinePart } from '../src/core/playbackPorts.ts'
import { err, ok, type Result } from '../src/core/result.ts'
import { makeBlockVerifier } from './fingerprint/blockVerifier.ts'
import { makeLevels } from './filmstrip/makeLevels.ts'
import { makePictures } from './filmstrip/makePictures.ts'
import { openContainer } from './segment/openPart.ts'
import type { Part } from './segment/part.ts'
import { indexVerified, type PartIndex } from './segment/partIndex.ts'
import { openVerifiedFile } from './segment/openVerifiedFile.ts'
import { ReadFailure } from './segment/verifiedFile.ts'

/** Of a box. */
const HEADER_BYTES = 16

const verifier = makeBlockVerifier()
let last: { readonly recordingId: string; readonly part: Promise<Part> } | null = null

const open = async (part: TimelinePart, settings: SegmentSettings): Promise<Part> => {
  const file = await openVerifiedFile(part, await verifier, settings.stallMs)
  let index: Promise<PartIndex> | null = null
  const borrowed = part.borrowed ?? null
  return openContainer(part, file, () => (index ??= indexVerified(part, file, borrowed)), borrowed)
}

const opened = (part: TimelinePart, settings: SegmentSettings): Promise<Part> => {
  if (last?.recordingId !== part.recordingId) last = { recordingId: part.recordingId, part: open(part, settings) }
  return last.part
}

const moved = <T>(value: T, { buffer }: Bytes): Result<T, SegmentError> => transfer(ok(value), [buffer])

const answer = async <T>(work: () => Promise<Result<T, SegmentError>>): Promise<Result<T, SegmentError>> => {
  try {
    return await work()
  } catch (thrown) {
    last = null
    return err(thrown instanceof ReadFailure ? thrown.failure : { type: 'PlayerFailed', detail: String(thrown) })
  }
}

const worker: FilmstripWorker = {
  pictures: (part, chunk, settings) =>
    answer(async () => {
      const sheet = await makePictures(await opened(part, settings), part.video?.rotation ?? 0, chunk)
      return moved({ recordingId: part.recordingId, chunk, ...sheet }, sheet.bytes)
    }),
  levels: (part, chunk, settings) =>
    answer(async () => {
      const levels = await makeLevels(await opened(part, settings), chunk)
      return moved({ recordingId: part.recordingId, chunk, levels }, levels)
    }),
  telemetry: (part, settings) =>
    answer(async () => {
      const file = await openVerifiedFile(part, await verifier, settings.stallMs)
      // Box headers only lead to checked bytes.
      return ok(await readTelemetry((start, end) => (end - start > HEADER_BYTES ? file.read(start, Math.min(end, file.size)) : file.peek(start, end)), file.size))
    }),
}

expose(worker)
