// The outline of a Recording that is just being indexed, from bytes nobody checks: like every outline it only says what to expect.

import type { Outline } from '../../src/core/media/outline.ts'
import type { FileLike } from '../../src/core/ports.ts'
import { openContainer } from '../segment/openPart.ts'
import { indexVerified, type OpenedPart } from '../segment/partIndex.ts'
import { makePlainFile, ReadFailure } from '../segment/verifiedFile.ts'

/** null for what cannot be laid out by itself: why is said when it is opened. */
export const outlineOf = async (file: FileLike, recording: OpenedPart, stallMs: number): Promise<Outline | null> => {
  const plain = makePlainFile(file, recording.path, stallMs)
  try {
    return (await openContainer(recording, plain, () => indexVerified(recording, plain), null)).outline
  } catch (thrown) {
    if (thrown instanceof ReadFailure) return null
    throw thrown
  }
}
