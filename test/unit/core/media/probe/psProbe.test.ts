// Probes of program streams, by ffmpeg and as recorders write them: under any name, with what ffprobe says of the same bytes.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Probe } from '../../../../../src/core/catalog/recording.ts'
import { probeMedia } from '../../../../../src/core/media/probe/probeMedia.ts'
import { memoryFile } from '../../../../support/makeMedia.ts'
import { mutate } from '../../../../support/mutate.ts'

const folder = mkdtempSync(join(tmpdir(), 'fieldreel-ps-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const made = (name: string, ...extra: readonly string[]): Uint8Array => {
  const path = join(folder, name)
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=s=160x120:r=25:d=2', '-f', 'lavfi', '-i', 'sine=r=48000:d=2', '-pix_fmt', 'yuv420p', ...extra, path])
  return new Uint8Array(readFileSync(path))
}
const probeOf = async (bytes: Uint8Array): Promise<Probe> => {
  const result = await probeMedia(memoryFile(bytes), { path: 'recorder.mp4', zone: 'Asia/Shanghai', nowMs: Date.UTC(2026, 10, 23), demux: async () => null })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const secondsByFfprobe = (name: string): number => Number(execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', join(folder, name)], { encoding: 'utf8' }))

const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25']
test.each([
  ['h264.mpg', [...h264, '-c:a', 'mp2', '-f', 'mpeg'], /^avc1\./, 'mp2'],
  ['hevc.mpg', ['-c:v', 'libx265', '-x265-params', 'log-level=error', '-c:a', 'mp2', '-f', 'vob'], /^hvc1\./, 'mp2'],
  ['film.vob', ['-c:v', 'mpeg2video', '-c:a', 'ac3', '-f', 'vob'], /^mp2v$/, 'ac-3'],
  ['film.mpg', ['-c:v', 'mpeg1video', '-c:a', 'mp2', '-f', 'mpeg'], /^mp1v$/, 'mp2'],
] as const)('%s', async (name, extra, video, audio) => {
  const probe = await probeOf(made(name, ...extra))
  expect(probe).toMatchObject({ container: 'ps', kind: 'video', playMode: 'none', damage: null, video: { width: 160, height: 120 }, audio: { codec: audio, sampleRate: 48_000, channels: 1 } })
  expect(probe.video?.codec).toMatch(video)
  // Of small pictures that share a packet, no step is known.
  expect([25, null]).toContain(probe.video?.fps)
  expect(Math.abs((probe.durationMs ?? 0) / 1000 - secondsByFfprobe(name))).toBeLessThan(0.1)
})

/** A map as recorders write it, in place of a pack's own: H.264 and G.711. */
const map = Uint8Array.of(0, 0, 1, 0xbc, 0, 18, 0xe0, 0xff, 0, 0, 0, 8, 0x1b, 0xe0, 0, 0, 0x90, 0xc0, 0, 0, 0, 0, 0, 0)

test('a recorder’s own header and a map that names G.711', async () => {
  const bytes = made('plain.mpg', ...h264, '-c:a', 'mp2', '-f', 'vob')
  const first = 14 + (bytes[13]! & 7)
  const recorder = new Uint8Array(Buffer.concat([Buffer.from('IMKH'), new Uint8Array(36), bytes.subarray(0, first), map, bytes.subarray(first)]))
  const probe = await probeOf(recorder)
  expect(probe).toMatchObject({ container: 'ps', damage: null, video: { codec: expect.stringMatching(/^avc1\./) as string, width: 160 }, audio: { codec: 'alaw', sampleRate: 8000, channels: 1 } })
  expect((await probeOf(bytes)).durationMs).toBe(probe.durationMs)
  // Cut in the middle: as long as what is left.
  const cut = await probeOf(recorder.subarray(0, recorder.length >> 1))
  expect(cut).toMatchObject({ container: 'ps', damage: null, video: { width: 160 } })
  expect(cut.durationMs).toBeLessThan(probe.durationMs! * 0.8)
  for (let seed = 1; seed <= 200; seed++) await probeMedia(memoryFile(mutate(recorder, seed)), { path: 'x', zone: 'Asia/Shanghai', nowMs: 0, demux: async () => null }).then((result) => expect(result.ok || result.error.type !== 'ProbeCrashed').toBe(true))
})
