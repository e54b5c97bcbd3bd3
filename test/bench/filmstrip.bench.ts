// Small pictures and sound levels in real Chromium, from verified bytes, beside ffmpeg making the same pictures from its key frames.

import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { dropDirectory, openBrowser, removeProfile } from '../support/browser.ts'
import { makeTempFolder } from '../support/makeClips.ts'
import { servePages } from '../support/servePages.ts'
import { round } from './figures.ts'

const FILES = Number(process.env['FILES'] ?? 4)
const SECONDS = Number(process.env['SECONDS'] ?? 300)

const ffmpeg = (...args: readonly string[]): void => void execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args])

/** As a body camera writes: 1080p, about 6 Mbit/s, a key frame a second, `moov` last; each file another content. */
const makeFiles = (folder: string): readonly string[] => {
  const minute = join(folder, '..', `fieldreel-minute-${process.pid}.mp4`)
  ffmpeg('-f', 'lavfi', '-i', 'testsrc2=size=1920x1080:rate=30:duration=60,noise=alls=6:allf=t', '-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000:duration=60', '-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '6M', '-maxrate', '8M', '-bufsize', '8M', '-pix_fmt', 'yuv420p', '-g', '30', '-c:a', 'aac', '-ac', '1', minute)
  const paths = Array.from({ length: FILES }, (_, i) => join(folder, `clip${i}.mp4`))
  paths.forEach((path, i) => ffmpeg('-stream_loop', String(Math.ceil(SECONDS / 60) - 1), '-i', minute, '-c', 'copy', '-t', String(SECONDS), '-metadata', `comment=${i}`, path))
  execFileSync('rm', [minute])
  return paths
}

export const bench = async (): Promise<Record<string, unknown>> => {
  const folder = await makeTempFolder('filmstrip')
  const sheets = await makeTempFolder('sheets')
  const pages = await servePages()
  const browser = await openBrowser()
  try {
    const paths = makeFiles(folder.path)
    const { page } = browser
    await page.goto(`${pages.url}/test/bench/filmstrip.html`)
    await page.waitForFunction(() => 'filmstripBench' in window)
    await dropDirectory(page, folder.path)
    await page.waitForFunction((count) => window.filmstripBench.names().length === count, FILES)
    await page.evaluate(() => window.filmstripBench.prepare())
    // The worker starts and both read from the same warm page cache.
    await page.evaluate(() => window.filmstripBench.pictures(1))
    const own = await page.evaluate((seconds) => window.filmstripBench.pictures(seconds), SECONDS)
    const levelsMs = await page.evaluate((seconds) => window.filmstripBench.levels(seconds), SECONDS)
    const begin = performance.now()
    // One picture a key frame near every ten seconds, the same size, one sheet a file.
    for (const [i, path] of paths.entries()) ffmpeg('-skip_frame', 'nokey', '-i', path, '-an', '-vf', "select='isnan(prev_selected_t)+gte(t-prev_selected_t\\,10)',scale=160:-1,tile=10x6", '-fps_mode', 'vfr', '-frames:v', '1', join(sheets.path, `${i}.webp`))
    const peerMs = performance.now() - begin
    const soundBegin = performance.now()
    for (const path of paths) execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-i', path, '-vn', '-af', 'asetnsamples=9600,astats=metadata=1:reset=1', '-f', 'null', '-'])
    const peerSoundMs = performance.now() - soundBegin
    const perMinute = (ms: number): number => round((FILES * 60_000) / ms)
    return {
      files: FILES,
      seconds_each: SECONDS,
      pictures: own.pictures,
      bytes_per_picture: Math.round(own.bytes / own.pictures),
      ms_per_picture: round(own.ms / own.pictures),
      recordings_per_minute: perMinute(own.ms),
      ffmpeg_ms_per_picture: round(peerMs / own.pictures),
      ffmpeg_recordings_per_minute: perMinute(peerMs),
      sound_ms_per_10_min: round((levelsMs / (FILES * SECONDS)) * 600),
      ffmpeg_sound_ms_per_10_min: round((peerSoundMs / (FILES * SECONDS)) * 600),
    }
  } finally {
    await browser.close()
    await removeProfile(browser.profile)
    await pages.close()
    folder.remove()
    sheets.remove()
  }
}
