// npm run verify as an auditor starts it: what it prints, and its exit code.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sortCertificates } from '../../../../server/verify/certificates.ts'
import { checkLog } from '../../../../server/verify/checkLog.ts'
import { isUnreadable, readBundle } from '../../../../server/verify/readBundle.ts'
import { toHex, utf8 } from '../../../../src/core/bytes.ts'
import { makeBundle, type Bundle } from '../../../../src/core/format/bundle.ts'
import { bundleMagic } from '../../../../src/core/log/constants.ts'
import { deviceName, makeTestBundle, signers } from '../../../support/agency.ts'
import { makeApprovalStatements, makeApprovedLog, type ApprovedLog } from '../../../support/approvedLog.ts'

const folder = mkdtempSync(join(tmpdir(), 'fieldreel-verify-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let bundle: Awaited<ReturnType<typeof makeTestBundle>>
let file: Uint8Array
beforeAll(async () => {
  bundle = await makeTestBundle(38)
  file = makeBundle(bundle)
})

const run = (content: Uint8Array | null, ...args: readonly string[]) => {
  const path = join(folder, 'bundle')
  if (content) writeFileSync(path, content)
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/verify/main.ts', ...(content ? [path] : []), ...args], { encoding: 'utf8' })
  return { status, text: stdout + stderr }
}
const changed = (change: Partial<Bundle>): Uint8Array => makeBundle({ ...bundle, ...change })

test('a changed byte anywhere in the file never ends the program otherwise than by a finding', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (place, change) => {
      const touched = file.slice()
      touched[place % file.length] = (touched[place % file.length] ?? 0) ^ change
      const read = readBundle(touched)
      if (isUnreadable(read)) return
      const standing = sortCertificates(read.root, read.statements)
      const reports = await Promise.all(read.logs.map((log) => checkLog(log, standing)))
      // Only the time of making, the device's name and names nobody signed are free to change.
      const found = standing.faults.length + reports.reduce((sum, { problems, notices }) => sum + problems.length + notices.length, 0)
      const [log] = read.logs
      if (found === 0) expect(read.madeMs !== bundle.madeMs || log?.deviceName !== deviceName || log.notes.join() !== bundle.logs[0].notes.join(), `byte ${place % file.length}`).toBe(true)
    }),
    { numRuns: 150 },
  )
}, 60_000)

describe('the verifier of bundles', () => {
  test('prints entries, time range, root, witnesses and viewings of an untouched bundle, and exits 0', () => {
    const { status, text } = run(file)
    expect(status, text).toBe(0)
    expect(text).toContain('未发现问题 / no problem found')
    expect(text).toContain('条目 entries   38')
    expect(text).toContain('2026-09-21T14:13:21.000Z – 2026-09-21T14:13:58.000Z')
    expect(text).toMatch(/见证 witness {3}服务器-一 {2}38/)
    expect(text).toMatch(/张三 010203 {2}办案 casework {2}核对现场检查过程 {2}2026-0 {2}80\.0 秒 s/)
    expect(text).toContain(deviceName)
  })

  test('tells a problem in both languages with its place, and exits 1', () => {
    const [log] = bundle.logs
    const { status, text } = run(changed({ logs: [{ ...log, entries: log.entries.toSpliced(9, 1) }] }))
    expect(status).toBe(1)
    expect(text).toContain('#9 缺少条目 / entries are missing')
    expect(text).toContain('1 problem')
  })

  test('another agency root than the auditor gave is a problem', () => {
    expect(run(file, '--root', toHex(signers.root.publicKey)).status).toBe(0)
    expect(run(file, '--root', 'ab'.repeat(32))).toMatchObject({ status: 1 })
    expect(run(file, '--root', 'short').status).toBe(2)
    expect(run(changed({ root: null })).status).toBe(1)
    expect(run(changed({ logs: [] })).text).toContain('no log in the bundle')
  })

  test.each<[string, () => Uint8Array, string]>([
    ['empty', () => new Uint8Array(), 'empty'],
    ['of another kind', () => utf8('%PDF-1.7'), 'no bundle'],
    ['cut off', () => file.slice(0, Math.floor(file.length / 2)), 'damaged or incomplete'],
    ['cut off by a byte', () => file.slice(0, -1), 'damaged or incomplete'],
    ['with a byte too many', () => new Uint8Array([...file, 0]), 'damaged or incomplete'],
    ['only the first words', () => utf8(bundleMagic), 'damaged or incomplete'],
    ['with noise behind the first words', () => new Uint8Array([...utf8(bundleMagic), ...file.slice(500, 900)]), 'bundle'],
    ['of a later version', () => new Uint8Array([...utf8(bundleMagic), 0x86, 0x02, 0x00, 0xf6, 0x80, 0x80, 0x80]), 'later version'],
    ['with a length of many terabytes', () => new Uint8Array([...utf8(bundleMagic), 0x9b, 0, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff]), 'damaged'],
  ])('a file %s is told by one sentence, and exits 2', (_, content, words) => {
    const { status, text } = run(content())
    expect(status, text).toBe(2)
    expect(text.trim().split('\n')).toHaveLength(1)
    expect(text).toContain(words)
  })

  test('no file, a missing file, and wrong arguments exit 2', () => {
    expect(run(null).text).toContain('usage')
    expect(run(null, join(folder, 'missing'))).toMatchObject({ status: 2, text: expect.stringContaining('ENOENT') })
    expect(run(null, '--what').status).toBe(2)
    expect(run(null, folder)).toMatchObject({ status: 2, text: expect.stringContaining('EISDIR') })
  })

  test('names in the file cannot drive the terminal', () => {
    const [log] = bundle.logs
    const { text } = run(changed({ logs: [{ ...log, deviceName: 'a\u001b[2Jb\u202e\nc' }] }))
    expect(text).toContain('a\ufffd[2Jb\ufffd\ufffdc')
    expect(text.includes('\u001b')).toBe(false)
  })
})

describe('a viewing of more recordings than its first entry names', () => {
  const recordings = Array.from({ length: 701 }, (_, i) => i.toString(16).padStart(64, '0'))
  const last = recordings[700]!
  /** Asked and approved for `asked`; the first 700 are opened, `then` goes on. */
  const verify = async (asked: readonly string[], then: (log: ApprovedLog, viewing: string) => void) => {
    const log = await makeApprovedLog()
    const request = await log.ask({}, '王敏', asked)
    const approval = await log.approve(request)
    const registration = await log.register(request, approval)
    then(log, log.view({ approval, registration, recordings: recordings.slice(0, 700) }))
    const bundled = { publicKey: signers.device.publicKey, incarnation: 0, deviceName, entries: log.entries, notes: [await log.checkpoint()] }
    return run(makeBundle({ ...bundle, statements: await makeApprovalStatements(), logs: [bundled] }))
  }

  test('holds where the rest was named before it was watched', async () => {
    const { status, text } = await verify(recordings, (log, viewing) => log.watch(log.more(viewing, [last]), last))
    expect(status, text).toBe(0)
    expect(text).toMatch(/批准 approved by 李华/)
  })

  test('does not where it was named late, or is not what was approved', async () => {
    const late = await verify(recordings, (log, viewing) => {
      log.watch(viewing, last)
      log.more(viewing, [last])
    })
    expect(late.status, late.text).toBe(1)
    expect(late.text).toContain(last)
    const forged = await verify(recordings.slice(0, 700), (log, viewing) => log.watch(log.more(viewing, [last]), last))
    expect(forged.status, forged.text).toBe(1)
  })
})
