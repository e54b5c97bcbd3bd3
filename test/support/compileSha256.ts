// Compiles workers/fingerprint/sha256.as (AssemblyScript) to WebAssembly and writes it, as text, to sha256Wasm.ts: `node test/support/compileSha256.ts`.

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const folder = new URL('../../workers/fingerprint/', import.meta.url)

/** The whole text of sha256Wasm.ts. */
export const compileSha256 = async (): Promise<string> => {
  const source = await readFile(new URL('sha256.as', folder), 'utf8')
  let binary: Uint8Array | undefined
  const { error, stderr } = await asc.main(
    ['sha256.ts', '--outFile', 'sha256.wasm', '--runtime', 'stub', '--enable', 'simd', '-O3', '--noAssert', '--initialMemory', '1', '--use', 'abort='],
    {
      readFile: (name) => (name === 'sha256.ts' ? source : null),
      writeFile: (name, contents) => {
        if (name.endsWith('.wasm') && typeof contents !== 'string') binary = contents
      },
      listFiles: () => [],
    },
  )
  if (error || !binary) throw new Error(`${error?.message ?? 'nothing compiled'}\n${stderr.toString()}`)
  return `// Made by test/support/compileSha256.ts from sha256.as; a unit test compiles it again and compares.\n\nexport const sha256Wasm =\n  '${Buffer.from(binary).toString('base64')}'\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(new URL('sha256Wasm.ts', folder), await compileSha256())
