// The outline of a Recording that is just being indexed, from bytes nobody checks: like every outline it only says what to expect.

import { assembledOutline, type Outline } from '../../src/core/media/outline.ts'
import type { CannotPlay } from '../../src/core/errors.ts'
import type { FileLike } from '../../src/core/ports.ts'
import { err, ok, type Result } from '../../src/core/result.ts'
import { assembledFile } from '../assembly/assemble.ts'
import { CipherFailed } from '../assembly/ciphers.ts'
import { openContainer } from '../segment/openPart.ts'
import { indexVerified, type OpenedPart } from '../segment/partIndex.ts'
import { makePlainFile, ReadFailure } from '../segment/verifiedFile.ts'

/** null for what cannot be read now, or needs what is not here: why is said when it is opened. */
export const outlineOf = async (file: FileLike, recording: OpenedPart, stallMs: number): Promise<Result<Outline | null, CannotPlay>> => {
  const { path, assembly } = recording
  try {
    const plain = makePlainFile(assembly ? await assembledFile(file, assembly) : file, path, stallMs)
    const { outline } = await openContainer(recording, plain, () => indexVerified(recording, plain), null)
    return ok(outline && assembly ? assembledOutline(outline, assembly.reading, plain.size) : outline)
  } catch (thrown) {
    if (thrown instanceof ReadFailure) return thrown.failure.type === 'CannotPlay' ? err(thrown.failure) : ok(null)
    if (thrown instanceof CipherFailed) return ok(null)
    throw thrown
  }
}
