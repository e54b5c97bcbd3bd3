// A folder of clips as a recorder leaves it, cheap to make: one clip by ffmpeg, told apart by a box at its end.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { makeClip, makeTempFolder } from './makeClips.ts'

const MIB = 1 << 20

/** `free` box that holds a number; players and probes pass over it. */
const freeBox = (number: number, bytes = 16): Buffer => {
  const box = Buffer.alloc(bytes)
  box.writeUInt32BE(bytes, 0)
  box.write('free', 4, 'latin1')
  box.writeUInt32BE(number, 8)
  return box
}

export const makeClipBytes = async (options: Parameters<typeof makeClip>[1]): Promise<Buffer> => {
  const folder = await makeTempFolder('clip')
  try {
    return await readFile(makeClip(join(folder.path, 'clip.mp4'), options))
  } finally {
    folder.remove()
  }
}

/** `at`: minutes after 09:00 of 26 March 2026, in the recorder's own file name. */
export const clipName = (at: number): string => {
  const minute = 9 * 60 + at
  return `A123456_012345_20260326${String(Math.floor(minute / 60)).padStart(2, '0')}${String(minute % 60).padStart(2, '0')}00.mp4`
}

/** Its time is whole seconds, which survive `utimes`. */
export const writeClip = async (path: string, clip: Buffer, number: number): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, Buffer.concat([clip, freeBox(number)]))
  await utimes(path, 1_774_490_000 + number, 1_774_490_000 + number)
}

/** A clip followed by one box of `mib` MiB: mostly a hole on the disk, no two of its blocks alike. */
export const writeLargeClip = async (path: string, clip: Buffer, mib: number, number: number): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'w')
  try {
    await file.write(clip)
    const head = freeBox(number)
    head.writeUInt32BE(mib * MIB, 0)
    await file.write(head)
    await file.truncate(clip.length + mib * MIB)
    for (let block = 1; block < mib; block += 1) await file.write(freeBox(block), 0, 16, clip.length + block * MIB)
  } finally {
    await file.close()
  }
}

export const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 4 * MIB }), hash)
  return hash.digest('hex')
}

/** Path below the folder → SHA-256, by Node. */
export const digestsOf = async (root: string): Promise<Readonly<Record<string, string>>> => {
  const digests: Record<string, string> = {}
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) digests[relative(root, path)] = await sha256Of(path)
  }
  return digests
}
