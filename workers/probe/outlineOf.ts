// The outline of a Recording that is just being indexed, from bytes nobody checks: like every outline it only says what to expect.

import { assembledOutline, type Outline } from '../../src/core/media/outline.ts'
import type { FileLike } from '../../src/core/ports.ts'
import { assembledFile } from '../assembly/assemble.ts'
import { CipherFailed } from '../assembly/ciphers.ts'
import { openContainer } from '../segment/openPart.ts'
import { indexVerified, type OpenedPart } from '../segment/partIndex.ts'
import { makePlainFile, ReadFailure } from '../segment/verifiedFile.ts'

/** null for what cannot be laid out: why is said when it is opened. */
export const outlineOf = async (file: FileLike, recording: OpenedPart, stallMs: number): Promise<Outline | null> => {
  const { path, assembly } = recording
  try {
    const plain = makePlainFile(assembly ? await assembledFile(file, assembly) : file, path, stallMs)
    const { outline } = await openContainer(recording, plain, () => indexVerified(recording, plain), null)
    return outline && assembly ? assembledOutline(outline, assembly.reading, plain.size) : outline
  } catch (thrown) {
    if (thrown instanceof ReadFailure || thrown instanceof CipherFailed) return null
    throw thrown
  }
}
