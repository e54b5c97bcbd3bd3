// The verified bytes of one Recording as they are shown: its file as it is, or put together from verified files.

import type { Beside } from '../../src/core/catalog/listed.ts'
import { recordingId, type Bytes } from '../../src/core/ids.ts'
import { usableOutline } from '../../src/core/media/outline.ts'
import { resolvePath } from '../../src/core/media/hls/besidePaths.ts'
import type { TimelinePart } from '../../src/core/playbackPorts.ts'
import type { Assembly } from '../../src/core/ports.ts'
import { assemble } from '../assembly/assemble.ts'
import { CipherFailed, type PlainBytes } from '../assembly/ciphers.ts'
import type { BlockVerifier } from '../fingerprint/blockVerifier.ts'
import { once } from './once.ts'
import { makeVerifiedFile, ReadFailure, type KeptBlocks, type VerifiedFile } from './verifiedFile.ts'

/** With an outline nothing is read before something is asked for. Throws ReadFailure. */
export const openVerifiedFile = async (part: TimelinePart, verifier: BlockVerifier, stallMs: number, kept?: KeptBlocks): Promise<VerifiedFile> => {
  const own = makeVerifiedFile(part, verifier, stallMs, kept)
  return part.assembly ? openAssembled(part, part.assembly, own, verifier, stallMs) : own
}

const openAssembled = async (part: TimelinePart, { reading, files }: Assembly, own: VerifiedFile, verifier: BlockVerifier, stallMs: number): Promise<VerifiedFile> => {
  const kept = new Map<string, () => Promise<Bytes>>()
  const readBeside = async ({ path, size, sha256 }: Beside): Promise<Bytes> => {
    const place = resolvePath(part.path, path) ?? path
    // It is this Recording that cannot be shown; the path says which file is another than it was.
    const mismatch = (): ReadFailure => new ReadFailure({ type: 'BlockMismatch', recordingId: part.recordingId, block: 0, driveId: part.driveId, path: place })
    const file = files.find((one) => one.path === path)?.file
    if (!file || file.size !== size) throw mismatch()
    const verified = makeVerifiedFile({ ...part, file, path: place, recordingId: recordingId(sha256), blockStates: new Uint8Array(0) }, verifier, stallMs)
    return verified.read(0, size).catch((thrown: unknown) => {
      throw thrown instanceof ReadFailure && thrown.failure.type === 'BlockMismatch' ? mismatch() : thrown
    })
  }
  const beside = (file: Beside): Promise<Bytes> => {
    const read = kept.get(file.path) ?? once(() => readBeside(file))
    kept.set(file.path, read)
    return read()
  }
  const open = async (read: PlainBytes['read']): Promise<PlainBytes> => {
    try {
      return await assemble({ size: own.size, read }, beside, reading)
    } catch (thrown) {
      throw thrown instanceof CipherFailed ? new ReadFailure({ type: 'CannotPlay', recordingId: part.recordingId, codec: reading.stretches[0]?.cipher?.method ?? '' }) : thrown
    }
  }
  const peeked = once(() => open(own.peek))
  const checked = once(() => open(own.read))
  const size = usableOutline(part.outline, reading)?.assembled?.bytes ?? (await peeked()).size
  return {
    size,
    peek: async (start, end) => (await peeked()).read(start, end),
    fetch: () => undefined,
    read: async (start, end) => {
      const plain = await checked()
      if (plain.size !== size) throw new ReadFailure({ type: 'FileUnreadable', path: part.path, reason: 'changed while open' })
      return plain.read(start, end)
    },
  }
}
