// Damaged copies of every container, all the way: probed, indexed, cut, sound read, segments written. FIELDREEL_MUTANTS=1000 makes the long run.

import { createCipheriv } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAvi } from '../../../../src/core/media/avi/readAvi.ts'
import { pictureDecoding } from '../../../../src/core/media/decoding.ts'
import { flacFrames } from '../../../../src/core/media/flac/writeFlac.ts'
import { fromUtf8, utf8 } from '../../../../src/core/bytes.ts'
import { makeDriveFiles, planListed } from '../../../../src/core/media/hls/planListed.ts'
import { readPlaylist } from '../../../../src/core/media/hls/readPlaylist.ts'
import { readHeic } from '../../../../src/core/media/heic/readHeic.ts'
import { openMkv } from '../../../../src/core/media/mkv/openMkv.ts'
import type { ReadBytes } from '../../../../src/core/media/mp4/boxes.ts'
import { blackTrack } from '../../../../src/core/media/h264/blackPicture.ts'
import { planSegments, planSound } from '../../../../src/core/media/mp4/planSegments.ts'
import { readMovie, type Movie, type Track } from '../../../../src/core/media/mp4/readMovie.ts'
import { mediaStart, recoverMovie } from '../../../../src/core/media/mp4/recoverMovie.ts'
import { writeInit } from '../../../../src/core/media/mp4/writeInit.ts'
import { writeSegment } from '../../../../src/core/media/mp4/writeSegment.ts'
import { probeMedia } from '../../../../src/core/media/probe/probeMedia.ts'
import { readSound, soundBits } from '../../../../src/core/media/sound/readSound.ts'
import { readSoundFile } from '../../../../src/core/media/sound/readSoundFile.ts'
import { sniff } from '../../../../src/core/media/sniff.ts'
import { segmentOf, type StreamSample } from '../../../../src/core/media/streamed.ts'
import { openTs } from '../../../../src/core/media/ts/openTs.ts'
import { assemble } from '../../../../workers/assembly/assemble.ts'
import { CipherFailed } from '../../../../workers/assembly/ciphers.ts'
import { decodeAmr } from '../../../../workers/segment/recode/decodeAmr.ts'
import { decodeMp2 } from '../../../../workers/segment/recode/decodeMp2.ts'
import { barePart } from '../../../../workers/segment/barePart.ts'
import type { Part, SegmentSamples } from '../../../../workers/segment/part.ts'
import { makeClip, makeTempFolder, remuxClip, type ClipOptions } from '../../../support/makeClips.ts'
import { makeHeicBytes } from '../../../support/makeHeic.ts'
import { memoryFile } from '../../../support/makeMedia.ts'
import { mutate } from '../../../support/mutate.ts'
import { readStreamed } from '../../../support/streamedFile.ts'

const MUTANTS = Number(process.env['FIELDREEL_MUTANTS'] ?? 60)
/** What one file may cost. */
const MAX_MS = 10_000
const MAX_BYTES = 200 << 20

let folder: Awaited<ReturnType<typeof makeTempFolder>>
beforeAll(async () => {
  folder = await makeTempFolder('mutants')
})
afterAll(() => folder.remove())

const shorts: ClipOptions = { seconds: 3, size: '160x90', bFrames: 2 }
const mjpeg = ['-c:v', 'mjpeg', '-bf', '0', '-pix_fmt', 'yuvj420p']
const x265 = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error:keyint=25']
const kinds: readonly (readonly [string, ClipOptions])[] = [
  ['moov last.mp4', shorts],
  ['moov first.mov', { ...shorts, extra: ['-movflags', '+faststart', '-c:a', 'pcm_s16le'] }],
  ['fragmented.mp4', { ...shorts, extra: ['-movflags', '+frag_keyframe+empty_moov'] }],
  ['hevc.mp4', { ...shorts, extra: x265 }],
  ['mjpeg.mov', { ...shorts, extra: [...mjpeg, '-c:a', 'adpcm_ima_qt'] }],
  ['packets.ts', shorts],
  ['hevc.ts', { ...shorts, extra: x265 }],
  ['stamped.m2ts', { ...shorts, extra: ['-mpegts_m2ts_mode', '1', '-f', 'mpegts'] }],
  ['h264.mkv', shorts],
  ['sound.mkv', { ...shorts, extra: [...mjpeg, '-c:a', 'pcm_s24le'] }],
  ['vp9.webm', { ...shorts, extra: ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus'] }],
  ['h264.avi', { ...shorts, extra: ['-c:a', 'libmp3lame'] }],
  ['between.avi', { ...shorts, extra: ['-c:v', 'mpeg4', '-bf', '2', '-c:a', 'mp2'] }],
  ['mpeg4.mkv', { ...shorts, extra: ['-c:v', 'mpeg4', '-bf', '2'] }],
  ['mpeg4.ts', { ...shorts, extra: ['-c:v', 'mpeg4', '-c:a', 'mp2'] }],
  ['mpeg2.ts', { ...shorts, extra: ['-c:v', 'mpeg2video', '-bf', '2', '-c:a', 'mp2'] }],
  ['hevc.avi', { ...shorts, extra: [...x265, '-tag:v', 'HEVC', '-c:a', 'mp2'] }],
  ['h263.3gp', { ...shorts, size: '176x144', extra: ['-c:v', 'h263', '-bf', '0'] }],
  ['mjpeg.avi', { ...shorts, extra: [...mjpeg, '-c:a', 'adpcm_ima_wav'] }],
  ['long.mp3', { seconds: 6, video: false, extra: ['-c:a', 'libmp3lame'] }],
  ['plain.aac', { seconds: 6, video: false }],
  ['ima.wav', { seconds: 3, video: false, extra: ['-c:a', 'adpcm_ima_wav'] }],
]

/** Everything a segment is made of, without a decoder. */
const write = (samples: SegmentSamples, number: number): number => {
  const { audio, segment, bytesAt } = samples
  let bytes = 0
  if (audio?.entry.form)
    for (let i = segment.audioFrom; i < segment.audioTo; i++) {
      const { form, channels } = audio.entry
      const numbers = readSound(bytesAt(audio.samples.offset[i] ?? 0, audio.samples.size[i] ?? 0), form, channels)
      bytes += flacFrames({ numbers, channels, bits: soundBits(form) }, audio.samples.pts[i] ?? 0).reduce((sum, frame) => sum + frame.bytes.length, 0)
    }
  return bytes + writeSegment({ ...samples, number, sound: audio?.entry.form ? null : audio, base: 3600 }).bytes.length
}

const writeMovie = async (movie: Movie, bytes: Uint8Array): Promise<number> => {
  const { video, audio } = movie
  const plan = planSegments(movie)
  if (!plan || !video) return 0
  const part = { samples: async (number: number) => ({ video, audio, plan, segment: plan.segments[number]!, bytesAt: (at: number, size: number) => bytes.subarray(at, at + size) }) } as Part
  const shown = movie.bare ? barePart(part, movie.bare) : part
  let written = writeInit(video, null).length
  // What decodes pictures reads one segment after the other, never a whole file.
  for (let number = 0; number < Math.min(plan.segments.length, 50); number++) written += write(await shown.samples(number), number)
  return written
}

/** Of what the browser takes or is read here; anything else stays as it lies. */
const writeSound = (audio: Track | null, bytes: Uint8Array): number => {
  if (!audio) return 0
  const plan = planSound(audio)
  return plan.segments.slice(0, 50).reduce((sum, segment, number) => sum + write({ video: blackTrack(), audio, plan, segment, bytesAt: (at, size) => bytes.subarray(at, at + size) }, number), 0)
}

const wants = (codec: string): boolean => /^(avc|av01|vp09|mp4a)/.test(codec) || pictureDecoding(codec) !== null

/** Bytes of all segments. */
const goThrough = async (bytes: Uint8Array, name: string): Promise<number> => {
  await probeMedia(memoryFile(bytes), { path: name, zone: 'Asia/Shanghai', nowMs: Date.UTC(2026, 10, 23), demux: async () => null })
  const read: ReadBytes = async (start, end) => bytes.subarray(start, end)
  if (/\.(wav|mp3|aac|amr)$/.test(name)) return writeSound(await readSoundFile(read, bytes.length, sniff(bytes.subarray(0, 8192))), bytes)
  if (/\.(m?2?ts|mkv|webm)$/.test(name)) {
    const found = await readStreamed(name.endsWith('ts') ? openTs : openMkv, bytes)
    return found?.cuts.reduce((sum, cut, number) => sum + write(segmentOf(found.stream, found.entries, number, cut), number), 0) ?? 0
  }
  const movie = await (name.endsWith('avi') ? readAvi(read, bytes.length) : readMovie(read, bytes.length, wants, (entry) => entry.form !== undefined || wants(entry.codec)))
  const again = movie.ok ? movie.value : await recoverMovie(read, bytes.length, await mediaStart(read, bytes.length), null)
  return again ? writeMovie(again, bytes) : 0
}

const memory = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

const judge = async (original: Uint8Array, name: string): Promise<void> => {
  let [slowest, largest] = [0, 0]
  expect(await goThrough(original, name)).toBeGreaterThan(1000)
  for (let seed = 1; seed <= MUTANTS; seed++) {
    const bytes = mutate(original, seed)
    const [before, from] = [memory(), performance.now()]
    const written = await goThrough(bytes, name)
    slowest = Math.max(slowest, performance.now() - from)
    largest = Math.max(largest, memory() - before)
    expect(slowest, `${name}, seed ${seed}`).toBeLessThan(MAX_MS)
    expect(largest, `${name}, seed ${seed}`).toBeLessThan(MAX_BYTES)
    expect(written, `${name}, seed ${seed}`).toBeLessThan(MAX_BYTES)
  }
  console.log(`${name}: ${MUTANTS} mutants, slowest ${Math.round(slowest)} ms, largest ${(largest / 2 ** 20).toFixed(1)} MiB`)
}

test.each(kinds)('%s: mutants neither hang nor grow', { timeout: 900_000 }, async (name, options) => {
  await judge(readFileSync(makeClip(join(folder.path, name.replaceAll(' ', '-')), options)), name)
})

/** Everything in a folder that its playlist leads to. */
const goThroughFolder = async (files: ReadonlyMap<string, Uint8Array>): Promise<number> => {
  const segments = readPlaylist(fromUtf8(files.get('index.m3u8')!), { zone: 'Asia/Shanghai', nowMs: Date.UTC(2026, 10, 23) })
  const walked = [...files].map(([path, { length }]) => ({ path, size: length, mtime: 0 }))
  const listed = planListed([{ path: 'index.m3u8', sha256: '00', segments: segments ?? [] }], { files: makeDriveFiles(walked), hashes: new Map(walked.map(({ path }) => [path, '00'])), begins: new Map() })
  let written = 0
  for (const [path, { listed: said }] of listed) {
    const own = files.get(path)!
    if (said === 'setUp' || !said.reading) continue
    const plain = await assemble({ size: own.length, read: async (start, end) => Uint8Array.from(own.subarray(start, end)) }, async (beside) => Uint8Array.from(files.get(beside.path)!), said.reading).catch((thrown: unknown) => {
      if (thrown instanceof CipherFailed) return null
      throw thrown
    })
    if (plain) written += await goThrough(await plain.read(0, plain.size), 'joined.mp4')
  }
  return written
}

test('an HLS folder with set-up and keys: mutants neither hang nor grow', { timeout: 900_000 }, async () => {
  makeClip(join(folder.path, 'index.m3u8'), { ...shorts, extra: ['-f', 'hls', '-hls_segment_type', 'fmp4', '-hls_time', '1', '-hls_playlist_type', 'vod'] })
  const key = Buffer.alloc(16, 7)
  const files = new Map<string, Uint8Array>(['index.m3u8', 'init.mp4', 'index0.m4s', 'index1.m4s', 'index2.m4s'].map((name) => [name, readFileSync(join(folder.path, name))]))
  const cipher = createCipheriv('aes-128-cbc', key, Buffer.alloc(16, 9))
  files.set('index1.m4s', Buffer.concat([cipher.update(files.get('index1.m4s')!), cipher.final()]))
  files.set('one.key', key)
  const text = fromUtf8(files.get('index.m3u8')!)
  files.set('index.m3u8', utf8(text.replace(/(#EXTINF[^\n]*\nindex1)/, `#EXT-X-KEY:METHOD=AES-128,URI="one.key",IV=0x${'09'.repeat(16)}\n$1`).replace(/(#EXTINF[^\n]*\nindex2)/, '#EXT-X-KEY:METHOD=NONE\n$1')))
  const whole = await goThroughFolder(files)
  expect(whole).toBeGreaterThan(10_000)
  for (let seed = 1; seed <= MUTANTS; seed++) {
    const [name, bytes] = [...files][seed % files.size]!
    const [before, from] = [memory(), performance.now()]
    const written = await goThroughFolder(new Map([...files, [name, mutate(bytes, seed)]]))
    expect(performance.now() - from, `${name}, seed ${seed}`).toBeLessThan(MAX_MS)
    expect(memory() - before, `${name}, seed ${seed}`).toBeLessThan(MAX_BYTES)
    expect(written, `${name}, seed ${seed}`).toBeLessThan(MAX_BYTES)
  }
})

/** Speech of 12.2 kbit/s, 20 ms a frame (RFC 4867 §5); what it says does not matter here. */
const speech = (frames: number): Uint8Array => Uint8Array.from([...utf8('#!AMR\n'), ...Array.from({ length: frames * 32 }, (_, i) => (i % 32 === 0 ? 0x3c : (i * 37) & 255))])

const layer2 = (): Uint8Array => readFileSync(makeClip(join(folder.path, 'layer2.mp2'), { seconds: 4, video: false, extra: ['-c:a', 'mp2'] }))
const decoders = [['speech.amr', 'amr', () => speech(200), decodeAmr], ['layer2.mp3', 'mp3', layer2, decodeMp2]] as const

test.each(decoders)('%s: mutants neither hang nor grow, nor does their decoder', { timeout: 900_000 }, async (name, container, make, decode) => {
  const original = make()
  await judge(original, name)
  const heard = async (bytes: Uint8Array): Promise<number> => {
    const track = await readSoundFile(async (start, end) => bytes.subarray(start, end), bytes.length, container)
    if (!track) return 0
    const { entry, timescale } = track
    const samples = Array.from(track.samples.offset, (at, i): StreamSample => ({ bytes: bytes.subarray(at, at + (track.samples.size[i] ?? 0)), dts: 0, pts: 0, key: true }))
    return (await decode({ entry, timescale, from: 0, to: 0, before: [], samples }))?.sound.numbers.length ?? 0
  }
  expect(await heard(original)).toBeGreaterThan(4 * 7000)
  for (let seed = 1; seed <= MUTANTS; seed++) {
    const from = performance.now()
    expect(await heard(mutate(original, seed)), `seed ${seed}`).toBeLessThan(MAX_BYTES)
    expect(performance.now() - from, `seed ${seed}`).toBeLessThan(MAX_MS)
  }
})

test('a HEIC photo: mutants neither hang nor grow', { timeout: 900_000 }, async () => {
  const original = new Uint8Array(Buffer.from(await makeHeicBytes(null, 400, 300, 1), 'base64'))
  const read = async (bytes: Uint8Array): Promise<number> => {
    await probeMedia(memoryFile(bytes), { path: 'a.heic', zone: 'Asia/Shanghai', nowMs: Date.UTC(2026, 10, 23), demux: async () => null })
    return (await readHeic(async (start, end) => bytes.subarray(start, end), bytes.length))?.tiles.length ?? 0
  }
  expect(await read(original)).toBeGreaterThan(0)
  for (let seed = 1; seed <= MUTANTS; seed++) {
    const bytes = mutate(original, seed)
    const [before, from] = [memory(), performance.now()]
    await read(bytes)
    expect(performance.now() - from, `seed ${seed}`).toBeLessThan(MAX_MS)
    expect(memory() - before, `seed ${seed}`).toBeLessThan(MAX_BYTES)
  }
})

test('a file without its movie box: mutants neither hang nor grow', { timeout: 900_000 }, async () => {
  const whole = readFileSync(remuxClip(makeClip(join(folder.path, 'lost.ts'), shorts), join(folder.path, 'lost.mp4')))
  await judge(whole.subarray(0, whole.indexOf('moov') - 4), 'lost.mp4')
})
