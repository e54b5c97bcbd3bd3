// npm run verify -- BUNDLE [--root HEX]: checks an exported bundle offline; exits 1 on a problem, 2 when it cannot be read.

import { parseArgs } from 'node:util'
import { verifyBundle } from './verifyBundle.ts'

const usage = `用法 usage: npm run verify -- BUNDLE [--root HEX]
  --root  单位根公钥（64 位十六进制），不一致即为问题 / the agency's root public key; another one is a problem`

const readArguments = (): { readonly path: string; readonly root: string | null } | null => {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { root: { type: 'string' } } })
    const [path] = positionals
    const root = values.root?.toLowerCase() ?? null
    return path !== undefined && positionals.length === 1 && (root === null || /^[0-9a-f]{64}$/.test(root)) ? { path, root } : null
  } catch {
    return null
  }
}

const given = readArguments()
if (given) {
  const { code, lines } = await verifyBundle(given.path, given.root)
  process.stdout.write(`${lines.join('\n')}\n`)
  process.exitCode = code
} else {
  process.stderr.write(`${usage}\n`)
  process.exitCode = 2
}
