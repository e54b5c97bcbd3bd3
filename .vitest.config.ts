// Three suites: pure code in Node, adapters in real Chromium, whole flows against the built app.

import { playwright } from '@vitest/browser-playwright'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { chromiumArgs, chromiumPath } from './test/support/chromiumFlags.ts'
import { decodeByFfmpeg, makeClipBytes } from './test/support/clipCommand.ts'
import { lookAtMovie } from './test/support/pieceCommand.ts'
import { makeHeicBytes } from './test/support/makeHeic.ts'
import { corpusBytes, corpusFiles, corpusFolder } from './test/support/corpusCommand.ts'

/** Programs are killed first: four browsers at once fill both cores, and what runs beside them then is the unit suite, which waits for no picture. */
class KillsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isKill = ({ moduleId }: TestSpecification): number => Number(/\/kill\w+\.test\.ts$/.test(moduleId))
    return (await super.sort(files)).toSorted((a, b) => isKill(b) - isKill(a))
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: KillsFirst },
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts', 'test/contract/**/*.node.test.ts'], environment: 'node', isolate: false, testTimeout: 30_000 } },
      {
        plugins: [solid()],
        optimizeDeps: { entries: ['test/browser/**/*.test.ts', 'workers/*.ts', 'src/**/*.ts'], include: ['@audio/decode-amr', '@mediabunny/ac3', 'mpg123-decoder'] },
        worker: { format: 'es' },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.{ts,tsx}', 'test/contract/**/*.browser.test.ts'],
          testTimeout: 30_000,
          // A second is little for an element to appear while the other core is busy.
          expect: { poll: { timeout: 5_000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: { corpusBytes, corpusFiles, corpusFolder, decodeByFfmpeg, lookAtMovie, makeClipBytes, makeHeicBytes },
            provider: playwright({ launchOptions: { executablePath: chromiumPath, args: [...chromiumArgs] } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
