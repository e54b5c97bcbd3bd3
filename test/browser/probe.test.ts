// The prober in real Chromium: probes and posters from its worker, and what happens to a worker that hangs or breaks.

import { BufferTarget, CanvasSource, MkvOutputFormat, Output, WebMOutputFormat } from 'mediabunny'
import { afterAll, expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import type { Probe } from '../../src/core/catalog/recording.ts'
import { recordingId } from '../../src/core/ids.ts'
import type { FileLike, Poster } from '../../src/core/ports.ts'
import { makeProberClient } from '../../src/rpc/proberClient.ts'

const SAMPLES = '/sample/2026-03-26'
const prober = makeProberClient()
afterAll(() => prober.dispose())

const never = new AbortController().signal
const options = { path: 'x', zone: 'Asia/Shanghai', signal: never }

const fetched = async (name: string): Promise<Uint8Array<ArrayBuffer>> => {
  const response = await fetch(`${SAMPLES}/${name}`)
  expect(response.ok).toBe(true)
  return new Uint8Array(await response.arrayBuffer())
}
const clip = (): Promise<Uint8Array<ArrayBuffer>> => fetched('ZF3A001_500114_20260326093000_0001.MP4')
const photo = (): Promise<Uint8Array<ArrayBuffer>> => fetched('ZF3A001_500114_20260326093110_0005.JPG')
const fileOf = (bytes: Uint8Array<ArrayBuffer>, name = 'x'): File => new File([bytes], name)

const probeOf = async (file: FileLike): Promise<Probe> => {
  const result = await prober.probe(file, options)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const posterOf = async (file: FileLike): Promise<Poster> => {
  const result = await prober.poster(file, await probeOf(file), options)
  if (!result.ok || !result.value) throw new Error(JSON.stringify(result))
  return result.value
}

/** Decodes a poster and says how different its pixels are: a picture of one colour is none. */
const spreadOf = async (poster: Poster): Promise<number> => {
  const bitmap = await createImageBitmap(new Blob([poster.bytes], { type: poster.type }))
  expect([bitmap.width, bitmap.height]).toEqual([poster.width, poster.height])
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
  context.drawImage(bitmap, 0, 0)
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
  const greens = Array.from({ length: data.length / 4 }, (_, at) => data[at * 4 + 1] ?? 0)
  const sorted = greens.toSorted((a, b) => a - b)
  return sorted.at(-1)! - sorted[0]!
}

/** A moving picture, left half red, right half blue, made by Chromium's own encoder. */
const encoded = async (format: WebMOutputFormat | MkvOutputFormat, codec: 'vp8' | 'avc'): Promise<Uint8Array<ArrayBuffer>> => {
  const canvas = new OffscreenCanvas(640, 360)
  const context = canvas.getContext('2d')!
  const output = new Output({ format, target: new BufferTarget() })
  const source = new CanvasSource(canvas, { codec, bitrate: 500_000 })
  output.addVideoTrack(source, { frameRate: 10 })
  await output.start()
  for (let frame = 0; frame < 20; frame++) {
    context.fillStyle = '#c00000'
    context.fillRect(0, 0, 640, 360)
    context.fillStyle = '#00f0c0'
    context.fillRect(320 + frame, 0, 320, 360)
    await source.add(frame / 10, 0.1)
  }
  await output.finalize()
  return new Uint8Array(output.target.buffer!)
}

test('a clip is probed and shown by its first key frame, whatever its name says', async () => {
  const file = fileOf(await clip(), 'notes.txt')
  const probe = await probeOf(file)
  expect(probe).toMatchObject({ kind: 'video', container: 'mp4', playMode: 'timeline', damage: null })
  expect(probe.video?.codec).toMatch(/^avc1\./)
  expect(probe.durationMs).toBeGreaterThan(1000)
  const poster = await posterOf(file)
  expect(poster.width).toBeLessThanOrEqual(320)
  expect(await spreadOf(poster)).toBeGreaterThan(60)
})

test.each([['a.avi', []], ['b.avi', ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p']], ['c.mov', ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj422p']]] as const)('%s has a poster', async (name, extra) => {
  const bytes = Uint8Array.from(atob(await commands.makeClipBytes(name, { seconds: 1, extra })), (char) => char.charCodeAt(0))
  expect(await spreadOf(await posterOf(fileOf(bytes, name)))).toBeGreaterThan(60)
})

test('a turned clip has a turned poster', async () => {
  const bytes = await clip()
  const upright = await posterOf(fileOf(bytes))
  // tkhd of version 0: the matrix stands 44 bytes behind its type.
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  const view = new DataView(bytes.buffer)
  for (let at = text.indexOf('tkhd'); at > 0; at = text.indexOf('tkhd', at + 1)) [0, 0x10000, 0, -0x10000, 0].forEach((value, i) => view.setInt32(at + 44 + i * 4, value))
  expect((await probeOf(fileOf(bytes))).video?.rotation).toBe(90)
  const turned = await posterOf(fileOf(bytes))
  expect(turned.width / turned.height).toBeCloseTo(upright.height / upright.width, 1)
  expect(await spreadOf(turned)).toBeGreaterThan(60)
  // Clockwise: what was on the left is now at the top.
  const [before, after] = [await pixelsOf(upright), await pixelsOf(turned)]
  const difference = (from: (x: number, y: number) => readonly [number, number]): number => {
    let sum = 0
    for (let x = 0.05; x < 1; x += 0.1) for (let y = 0.05; y < 1; y += 0.1) sum += Math.abs(after(x, y) - before(...from(x, y)))
    return sum
  }
  expect(difference((x, y) => [y, 1 - x])).toBeLessThan(difference((x, y) => [1 - y, x]) / 2)
})

/** Green at a place given in parts of the width and height. */
const pixelsOf = async (poster: Poster): Promise<(x: number, y: number) => number> => {
  const bitmap = await createImageBitmap(new Blob([poster.bytes], { type: poster.type }))
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
  context.drawImage(bitmap, 0, 0)
  const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height)
  return (x, y) => data[(Math.floor(y * height) * width + Math.floor(x * width)) * 4 + 1] ?? 0
}

test('a photo, also one that is to be shown turned', async () => {
  const bytes = await photo()
  const probe = await probeOf(fileOf(bytes))
  expect(probe).toMatchObject({ kind: 'photo', container: 'jpeg', playMode: 'whole' })
  const poster = await posterOf(fileOf(bytes))
  expect(await spreadOf(poster)).toBeGreaterThan(60)
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
  const turned = new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif, ...withoutExif(bytes)])
  expect((await probeOf(fileOf(turned))).video?.rotation).toBe(90)
  const upright = await posterOf(fileOf(turned))
  expect(upright.width / upright.height).toBeCloseTo(poster.height / poster.width, 1)
})

/** What follows the SOI of a JPEG, without its APP1 segments. */
const withoutExif = (bytes: Uint8Array): Uint8Array => {
  let at = 2
  while (bytes[at + 1] !== undefined && bytes[at + 1]! >= 0xe0 && bytes[at + 1]! <= 0xef) at += 2 + (bytes[at + 2]! << 8) + bytes[at + 3]!
  return bytes.subarray(at)
}

test('WebM and MKV are read with mediabunny', async () => {
  const webm = fileOf(await encoded(new WebMOutputFormat(), 'vp8'))
  expect(await probeOf(webm)).toMatchObject({ kind: 'video', container: 'webm', video: { codec: 'vp8', width: 640, height: 360 }, durationMs: 2000, playMode: 'none' })
  expect(await spreadOf(await posterOf(webm))).toBeGreaterThan(100)
  const mkv = await probeOf(fileOf(await encoded(new MkvOutputFormat(), 'avc')))
  expect(mkv).toMatchObject({ container: 'mkv', durationMs: 2000 })
  expect(mkv.video?.codec).toMatch(/^avc1\./)
})

test.each([
  ['quarter.mkv', ['-c:v', 'mpeg4', '-flags', '+qpel'], 'quarter pixels'],
  ['interlaced.avi', ['-c:v', 'mpeg4', '-flags', '+ilme+ildct'], 'interlaced'],
  ['wide.ts', ['-c:v', 'mpeg2video', '-pix_fmt', 'yuv422p'], 'chroma'],
])('%s is refused while it is indexed already, and why', async (name, extra, why) => {
  const bytes = Uint8Array.from(atob(await commands.makeClipBytes(name, { seconds: 1, extra })), (char) => char.charCodeAt(0))
  const file = fileOf(bytes, name)
  const { video } = await probeOf(file)
  expect(await prober.outline(file, { recordingId: recordingId(''), path: name, video }, options)).toMatchObject({ ok: false, error: { type: 'CannotPlay', why } })
})

test('what is no media says so, and has no poster', async () => {
  expect(await prober.probe(fileOf(new Uint8Array(0)), options)).toEqual({ ok: false, error: { type: 'EmptyFile' } })
  expect(await prober.probe(fileOf(new Uint8Array(65_536), 'x.mp4'), options)).toEqual({ ok: false, error: { type: 'NotMedia' } })
  const cut = fileOf((await photo()).slice(0, 3000))
  const probe = await probeOf(cut)
  expect(probe.damage?.type).toBe('DamagedMedia')
  expect((await prober.poster(cut, { ...probe, kind: 'video', container: 'mkv' }, options)).ok).toBe(true)
})

const busyWorker = (): Worker => new Worker(URL.createObjectURL(new Blob(['onmessage = () => { for (;;); }'], { type: 'text/javascript' })))
const brokenWorker = (): Worker => new Worker(URL.createObjectURL(new Blob(['throw new Error("no start")'], { type: 'text/javascript' })))
const realWorker = (): Worker => new Worker(new URL('../../workers/probe.worker.ts', import.meta.url), { type: 'module' })

test('a worker that never answers is ended, and the next file has a new one', async () => {
  const made: Worker[] = []
  const ended: Worker[] = []
  const watched = makeProberClient({
    workers: 1,
    limitMs: 400,
    makeWorker: () => {
      const worker = made.length === 0 ? busyWorker() : realWorker()
      const end = worker.terminate.bind(worker)
      worker.terminate = () => { ended.push(worker); end() }
      made.push(worker)
      return worker
    },
  })
  const file = fileOf(await photo())
  expect(await watched.probe(file, options)).toEqual({ ok: false, error: { type: 'ProbeTimeout', limitMs: 400 } })
  expect(ended).toEqual([made[0]])
  // The module graph of a fresh worker may take longer than the shortened limit; what counts is that one is made.
  await watched.probe(file, options)
  expect(made.length).toBe(2)
  watched.dispose()
})

test('a worker that breaks is a value, not an exception', async () => {
  const broken = makeProberClient({ makeWorker: brokenWorker })
  const result = await broken.probe(fileOf(await photo()), options)
  expect(result).toMatchObject({ ok: false, error: { type: 'ProbeCrashed' } })
  broken.dispose()
})

test('cancelling ends the wait at once, of a file that is read and of one that waits', async () => {
  const watched = makeProberClient({ workers: 1, makeWorker: busyWorker })
  const [first, second] = [new AbortController(), new AbortController()]
  const file = fileOf(await photo())
  const order: string[] = []
  const running = watched.probe(file, { ...options, signal: first.signal }).then((result) => { order.push('running'); return result })
  const queued = watched.probe(file, { ...options, signal: second.signal }).then((result) => { order.push('queued'); return result })
  second.abort()
  expect(await queued).toEqual({ ok: false, error: { type: 'Cancelled' } })
  first.abort()
  expect(await running).toEqual({ ok: false, error: { type: 'Cancelled' } })
  expect(order).toEqual(['queued', 'running'])
  const last = watched.probe(file, options)
  watched.dispose()
  expect(await last).toEqual({ ok: false, error: { type: 'Cancelled' } })
})

test('many files at once share the workers and all are answered', async () => {
  const bytes = await clip()
  const probes = await Promise.all(Array.from({ length: 40 }, (_, at) => prober.probe(fileOf(at % 4 === 3 ? bytes.slice(0, 1000 * at) : bytes), options)))
  expect(probes.every((result) => result.ok)).toBe(true)
})

test('a movie whose tables would keep a careless reader busy for ever', async () => {
  const bytes = await clip()
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  for (const name of ['stsc', 'stts', 'stsz', 'stco', 'ctts']) {
    const hostile = bytes.slice()
    const at = text.indexOf(name)
    if (at < 0) continue
    new DataView(hostile.buffer).setUint32(at + (name === 'stsz' ? 12 : 8), 0xffff_fff0)
    const file = fileOf(hostile)
    const probe = await prober.probe(file, options)
    expect(probe.ok, name).toBe(true)
    if (!probe.ok) continue
    const watched = makeProberClient({ workers: 1, limitMs: 3000 })
    const poster = await watched.poster(file, probe.value, options)
    expect(poster.ok || poster.error.type === 'ProbeTimeout', `${name}: ${JSON.stringify(poster)}`).toBe(true)
    watched.dispose()
  }
})
