// Indexing speed: the fingerprint pool over a real directory in real Chromium, beside sha256sum and the browser's bare read in the same run.

import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { dropDirectory, openBrowser, removeProfile } from '../support/browser.ts'
import { browserUse, watchPeak } from '../support/browserMemory.ts'
import { servePages } from '../support/servePages.ts'

const run = promisify(execFile)
const MB = 1_000_000
const LARGE = { count: 4, bytes: 512 * MB }
const SMALL = { count: 1000, bytes: Number(process.env['SMALL_BYTES'] ?? MB) }
const TOTAL_MB = (LARGE.count * LARGE.bytes + SMALL.count * SMALL.bytes) / MB
const ROUNDS = Number(process.env['ROUNDS'] ?? 3)

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const round = (value: number, digits = 0): number => Number(value.toFixed(digits))

/** Every MiB of every file differs. */
const writeFile = async (path: string, bytes: number, chunk: Buffer, seed: number): Promise<void> => {
  const file = await open(path, 'w')
  for (let at = 0; at < bytes; at += chunk.length) {
    chunk.writeUInt32LE(seed, 0)
    chunk.writeUInt32LE(at / chunk.length, 4)
    await file.write(chunk, 0, Math.min(chunk.length, bytes - at))
  }
  await file.close()
}

const sha256sum = async (paths: readonly string[]): Promise<Readonly<Record<string, string>>> => {
  const { stdout } = await run('sha256sum', paths, { maxBuffer: 1 << 24 })
  return Object.fromEntries(stdout.trim().split('\n').map((line) => [line.slice(66).split('/').pop()!, line.slice(0, 64)]))
}

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

export const bench = async (): Promise<Record<string, unknown>> => {
  const directory = await mkdtemp(join(tmpdir(), 'fieldreel-index-'))
  const chunk = randomBytes(1 << 20)
  const paths: string[] = []
  try {
    for (const [kind, { count, bytes }] of Object.entries({ a: LARGE, b: SMALL })) {
      for (let at = 0; at < count; at++) {
        const path = join(directory, `${kind}${String(at).padStart(4, '0')}.mp4`)
        await writeFile(path, bytes, chunk, paths.length)
        paths.push(path)
      }
    }
    // Written pages are cached, but settle the disk before anything is timed.
    await run('sync')
    for (const path of paths) for await (const _ of createReadStream(path, { highWaterMark: 8 << 20 })) void _
    return await measure(directory, paths)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

const measure = async (directory: string, paths: readonly string[]): Promise<Record<string, unknown>> => {
  const expected = await sha256sum(paths)
  const halves = [0, 1].map((half) => paths.filter((_, at) => at % 2 === half))
  const pages = await servePages()
  const browser = await openBrowser()
  const workers = process.env['WORKERS'] ? Number(process.env['WORKERS']) : undefined
  try {
    const { page, profile } = browser
    await page.goto(`${pages.url}/test/bench/index.html`)
    await page.waitForFunction(() => 'indexBench' in window)
    await dropDirectory(page, directory)
    await page.waitForFunction((count) => window.indexBench.files() === count, paths.length)
    await page.waitForTimeout(1500)
    const idle = (await browserUse(profile)).bytes
    const seconds = { pool: [] as number[], one: [] as number[], two: [] as number[], read: [] as number[] }
    let peak = 0
    for (let at = 0; at < ROUNDS; at++) {
      const watch = watchPeak(profile)
      const before = (await browserUse(profile)).cpuSeconds
      const found = await page.evaluate((count) => window.indexBench.fingerprint(count), workers)
      const cpu = (await browserUse(profile)).cpuSeconds - before
      peak = Math.max(peak, await watch.stop())
      for (const [name, sha256] of Object.entries(expected)) if (found.digests[name] !== sha256) throw new Error(`${name}: ${found.digests[name]}, sha256sum says ${sha256}`)
      seconds.pool.push(found.seconds)
      seconds.one.push(await secondsOf(() => sha256sum(paths)))
      seconds.two.push(await secondsOf(() => Promise.all(halves.map(sha256sum))))
      seconds.read.push(Math.min(await page.evaluate(() => window.indexBench.read(1)), await page.evaluate(() => window.indexBench.read(2))))
      console.log(`round ${at + 1}: pool ${round(found.seconds, 2)} s (${round(cpu, 1)} s of processor), sha256sum ${round(seconds.one.at(-1)!, 2)} s, two ${round(seconds.two.at(-1)!, 2)} s, read ${round(seconds.read.at(-1)!, 2)} s`)
    }
    const rate = (values: readonly number[]): number => TOTAL_MB / median(values)
    return {
      mbps: round(rate(seconds.pool)),
      sha256sum_mbps: round(rate(seconds.one)),
      sha256sum2_mbps: round(rate(seconds.two)),
      read_mbps: round(rate(seconds.read)),
      ratio: round(rate(seconds.pool) / rate(seconds.one), 2),
      ratio2: round(rate(seconds.pool) / rate(seconds.two), 2),
      peak_mb: round((peak - idle) / MB),
    }
  } finally {
    await browser.close()
    await removeProfile(browser.profile)
    await pages.close()
  }
}
