// What a file is called once it was read: nothing is playable that would be refused when it is opened.

import { expect, test } from 'vitest'
import { readFile } from '../../../src/app/readFile.ts'
import type { Probe } from '../../../src/core/catalog/recording.ts'
import type { FileLike, Prober } from '../../../src/core/ports.ts'
import { err, ok } from '../../../src/core/result.ts'

const file: FileLike = { name: 'a.avi', size: 1000, lastModified: 5, slice: () => ({ arrayBuffer: async () => new ArrayBuffer(0) }) }
const film: Probe = { kind: 'video', container: 'avi', durationMs: 1000, video: { codec: 'XVID', width: 2, height: 2, rotation: 0, fps: 25 }, audio: null, times: [], place: null, device: null, playMode: 'decoded', damage: null }

const read = async (probe: Probe, outline: Prober['outline']) => {
  const prober: Prober = { probe: async () => ok(probe), outline, poster: async () => ok(null), photo: async () => ok(null), dispose: () => undefined }
  const fingerprint = { sha256: '0'.repeat(64), xxh128: '0'.repeat(32), size: 1000, blockStates: new Uint8Array(0) }
  const deps = { drives: { open: async () => ok(file) } as never, fingerprinter: { width: 1, fingerprint: async () => ok(fingerprint), dispose: () => undefined } as never, prober }
  const answer = await readFile(deps, { kind: 'handle', name: '', source: null }, { path: 'a.avi', size: 1000, mtime: 5 }, { zone: 'Asia/Shanghai', signal: new AbortController().signal, said: undefined })
  if (answer.type !== 'recording') throw new Error(answer.type)
  return answer.probe
}

const refuses: Prober['outline'] = async (_file, { recordingId }) => err({ type: 'CannotPlay', recordingId, codec: 'XVID', why: 'quarter pixels' })

test('refused when it is laid out: not playable, and why', async () => {
  expect(await read(film, refuses)).toEqual({ ...film, playMode: 'none', refused: 'quarter pixels' })
})

test('what lost its set-up may borrow one, what cannot be read now is read later', async () => {
  const lost: Probe = { ...film, container: 'mp4', playMode: 'timeline', recovered: 'noMovieBox' }
  expect(await read(lost, refuses)).toEqual(lost)
  expect(await read(film, async () => ok(null))).toEqual(film)
  expect(await read(film, async () => err({ type: 'ProbeTimeout', limitMs: 10_000 }))).toEqual(film)
})
