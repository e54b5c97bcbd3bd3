// Pieces in real Chromium, of verified bytes: copied and encoded anew, beside ffmpeg doing the same to the same file.

import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { dropDirectory, openBrowser, removeProfile } from '../support/browser.ts'
import { makeTempFolder } from '../support/makeClips.ts'
import { servePages } from '../support/servePages.ts'
import { quantile, round } from './figures.ts'

const COPY_S = Number(process.env['COPY_SECONDS'] ?? 600)
const EXACT_S = Number(process.env['EXACT_SECONDS'] ?? 20)
const ROUNDS = Number(process.env['ROUNDS'] ?? 3)

const ffmpeg = (...args: readonly string[]): void => void execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args])

/** As a body camera writes: 1080p, about 6 Mbit/s, a key frame a second, `moov` last. */
const makeFile = (folder: string, scratch: string): string => {
  const minute = join(scratch, 'minute.mp4')
  ffmpeg('-f', 'lavfi', '-i', 'testsrc2=size=1920x1080:rate=30:duration=60,noise=alls=6:allf=t', '-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000:duration=60', '-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '6M', '-maxrate', '8M', '-bufsize', '8M', '-pix_fmt', 'yuv420p', '-g', '30', '-c:a', 'aac', '-ac', '1', minute)
  const path = join(folder, 'clip.mp4')
  ffmpeg('-stream_loop', String(Math.ceil(COPY_S / 60)), '-i', minute, '-c', 'copy', path)
  return path
}

const timed = (work: () => void): number => {
  const begin = performance.now()
  work()
  return performance.now() - begin
}

export const bench = async (): Promise<Record<string, unknown>> => {
  const [folder, scratch] = [await makeTempFolder('clip'), await makeTempFolder('scratch')]
  const pages = await servePages()
  const browser = await openBrowser()
  try {
    const path = makeFile(folder.path, scratch.path)
    const { page } = browser
    await page.goto(`${pages.url}/test/bench/clip.html`)
    await page.waitForFunction(() => 'clipBench' in window)
    await dropDirectory(page, folder.path)
    await page.waitForFunction(() => window.clipBench.names().length === 1)
    await page.evaluate(() => window.clipBench.prepare())
    // Workers are loaded, and both read from the same warm page cache.
    await page.evaluate(() => window.clipBench.make('still', 1))
    const out = join(scratch.path, 'out.mp4')
    const [copy, exact, still, peerCopy, peerExact]: number[][] = [[], [], [], [], []]
    for (let round = 0; round < ROUNDS; round++) {
      copy!.push((await page.evaluate((seconds) => window.clipBench.make('copy', seconds), COPY_S)).ms)
      peerCopy!.push(timed(() => ffmpeg('-i', path, '-t', String(COPY_S), '-c', 'copy', out)))
      exact!.push((await page.evaluate((seconds) => window.clipBench.make('exact', seconds), EXACT_S)).ms)
      peerExact!.push(timed(() => ffmpeg('-i', path, '-t', String(EXACT_S), '-c:v', 'libx264', '-preset', 'veryfast', '-c:a', 'copy', out)))
      still!.push((await page.evaluate((seconds) => window.clipBench.make('still', seconds + 0.5), EXACT_S)).ms)
    }
    const middle = (all: readonly number[] | undefined): number => quantile(all ?? [], 0.5)
    const times = (seconds: number, all: readonly number[] | undefined): number => round((seconds * 1000) / middle(all))
    return {
      copy_seconds: COPY_S,
      exact_seconds: EXACT_S,
      copy_x_real_time: times(COPY_S, copy),
      ffmpeg_copy_x_real_time: times(COPY_S, peerCopy),
      copy_to_ffmpeg: round(middle(copy) / middle(peerCopy), 2),
      exact_x_real_time: times(EXACT_S, exact),
      ffmpeg_veryfast_x_real_time: times(EXACT_S, peerExact),
      exact_to_ffmpeg: round(middle(exact) / middle(peerExact), 2),
      still_ms: Math.round(middle(still)),
    }
  } finally {
    await browser.close()
    await removeProfile(browser.profile)
    await pages.close()
    folder.remove()
    scratch.remove()
  }
}
