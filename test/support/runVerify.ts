// The verifier of bundles as a person runs it: in a Node process of its own.

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export const runVerify = async (bundle: string): Promise<{ readonly code: number; readonly text: string }> => {
  try {
    return { code: 0, text: (await run('node', ['server/verify/main.ts', bundle])).stdout }
  } catch (cause) {
    const { code, stdout } = cause as { code: number; stdout: string }
    return { code, text: stdout }
  }
}
