// Appending to the log and verifying it, in real Chromium and by the auditor's program, beside the bare operations underneath.

import { createPublicKey, verify } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { entrySigningInput } from '../../src/core/log/entry.ts'
import { makeBundle, type BundledLog } from '../../src/core/format/bundle.ts'
import { makeTestBundle } from '../support/agency.ts'
import { openBrowser, removeProfile } from '../support/browser.ts'
import { servePages } from '../support/servePages.ts'

const ENTRIES = 100_000
const APPENDS = 400

const round = (value: number, digits = 2): number => Number(value.toFixed(digits))
const quantile = (values: readonly number[], q: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? 0
const seconds = (since: number): number => (performance.now() - since) / 1_000

/** OpenSSL's Ed25519 in one thread over the same messages, and nothing else. */
const bareVerify = ({ publicKey, entries }: BundledLog): number => {
  const key = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]), format: 'der', type: 'spki' })
  const messages = entries.map(({ bytes, signature }) => [entrySigningInput(bytes), signature] as const)
  const started = performance.now()
  if (!messages.every(([message, signature]) => verify(null, message, key, signature))) throw new Error('a signature does not match')
  return seconds(started)
}

export const bench = async (): Promise<Record<string, unknown>> => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldreel-log-'))
  const path = join(folder, 'bundle.frb')
  const bundle = await makeTestBundle(ENTRIES)
  const [log] = bundle.logs
  writeFileSync(path, makeBundle(bundle))
  const pages = await servePages()
  const browser = await openBrowser()
  try {
    const { page } = browser
    await page.route('**/bundle.frb', (route) => route.fulfill({ path, contentType: 'application/octet-stream' }))
    await page.goto(`${pages.url}/test/bench/log.html`)
    await page.waitForFunction(() => 'logBench' in window)
    const appends = await page.evaluate((count) => window.logBench.append(count), APPENDS)
    const puts = await page.evaluate((count) => window.logBench.barePut(count), APPENDS)
    const verify10k = (await page.evaluate(() => window.logBench.verify('/bundle.frb', 10_000))) / 1_000
    const verify100k = (await page.evaluate((size) => window.logBench.verify('/bundle.frb', size), log.entries.length)) / 1_000
    await browser.close()
    const started = performance.now()
    execFileSync(process.execPath, ['server/verify/main.ts', path], { stdio: 'ignore' })
    const cli = seconds(started)
    const bare = bareVerify(log)
    return {
      entries: log.entries.length,
      append_p50_ms: round(quantile(appends, 0.5)),
      append_p95_ms: round(quantile(appends, 0.95)),
      bare_put_p50_ms: round(quantile(puts, 0.5)),
      append_ratio: round(quantile(appends, 0.5) / quantile(puts, 0.5)),
      verify_10k_s: round(verify10k),
      verify_100k_s: round(verify100k),
      verify_cli_100k_s: round(cli),
      bare_verify_100k_s: round(bare),
      verify_ratio: round(verify100k / bare),
      verify_cli_ratio: round(cli / bare),
    }
  } finally {
    await browser.close()
    await pages.close()
    await removeProfile(browser.profile)
    rmSync(folder, { recursive: true, force: true })
  }
}
