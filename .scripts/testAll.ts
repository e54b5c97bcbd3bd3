// Every suite, two at a time, and one line that counts them all.

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

let passed = 0
let failed = 0
let skipped = 0
/** Said again at the very end, where it is found without scrolling. */
const faults: string[] = []
const reports = mkdtempSync(join(tmpdir(), 'fieldreel-reports-'))

const step = (title: string, command: string, args: readonly string[]): void => {
  console.log(`\n== ${title}`)
  const started = performance.now()
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  console.log(`== ${title}: ${status === 0 ? 'ok' : 'FAILED'}, ${((performance.now() - started) / 1000).toFixed(0)} s`)
  if (status === 0) passed += 1
  else {
    failed += 1
    faults.push(title)
  }
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: { name: string; status: string; message: string; assertionResults: { fullName: string; status: string; failureMessages: string[] }[] }[]
}

const faultsOf = ({ testResults }: Report): string[] =>
  testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const tests = assertionResults.filter(({ status }) => status === 'failed').map(({ fullName, failureMessages }) => `${fullName}\n${failureMessages.join('\n')}`)
      return (tests.length > 0 ? tests : [message]).map((text) => `${relative('.', name)}: ${text}`)
    })

/** Its output comes whole when it is over: two suites run at a time. */
const suite = async (project: string): Promise<void> => {
  const report = join(reports, `${project}.json`)
  const args = ['run', '--config', '.vitest.config.ts', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const running = spawn('vitest', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const output: Buffer[] = []
  for (const stream of [running.stdout, running.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk))
  const [status] = (await once(running, 'close')) as [number | null]
  console.log(`\n== ${project}\n${Buffer.concat(output).toString()}`)
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8')) as Report
    passed += counts.numPassedTests
    failed += counts.numFailedTests
    skipped += counts.numPendingTests
    faults.push(...faultsOf(counts))
    if (status !== 0 && counts.numFailedTests === 0) failed += 1
  } catch {
    failed += 1
    faults.push(`${project}: no report`)
  }
}

step('types', 'tsc', ['-b'])
step('lint and floors', 'oxlint', [])
step('build', 'vite', ['build', '--logLevel', 'error'])
// Both wait for browsers most of their time: together they fill two cores, one after the other they do not.
await Promise.all([suite('e2e'), suite('unit').then(() => suite('browser'))])

for (const fault of faults) console.log(`\n== FAILED ${fault}`)
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed === 0 ? 0 : 1)
