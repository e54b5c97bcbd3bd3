// Whether a file that seems playable would be refused when it is opened: it is laid out the same way.

import { isOnTimeline, type Probe } from '../../src/core/catalog/recording.ts'
import { recordingId } from '../../src/core/ids.ts'
import type { FileLike } from '../../src/core/ports.ts'
import { openContainer } from '../segment/openPart.ts'
import { indexVerified } from '../segment/partIndex.ts'
import { makePlainFile, ReadFailure } from '../segment/verifiedFile.ts'

/** The caller watches how long it takes. */
const STALL_MS = 15_000

/** As it is, or not playable and why. What lost its set-up may borrow another's. */
export const withRefusal = async (file: FileLike, path: string, probe: Probe): Promise<Probe> => {
  if (!isOnTimeline(probe) || probe.recovered === 'noMovieBox') return probe
  const plain = makePlainFile(file, path, STALL_MS)
  const part = { recordingId: recordingId(''), path, video: probe.video }
  try {
    await openContainer(part, plain, () => indexVerified(part, plain), null)
    return probe
  } catch (thrown) {
    if (!(thrown instanceof ReadFailure)) throw thrown
    const { failure } = thrown
    return failure.type === 'CannotPlay' ? { ...probe, playMode: 'none', ...(failure.why ? { refused: failure.why } : {}) } : probe
  }
}
