// npm run bench -- NAME: runs test/bench/NAME.bench.ts; the last line printed is one JSON object of figures.

import { readdirSync } from 'node:fs'

const names = readdirSync(new URL('.', import.meta.url)).flatMap((file) => (file.endsWith('.bench.ts') ? [file.slice(0, -'.bench.ts'.length)] : []))
const name = process.argv[2] ?? ''
if (!names.includes(name)) {
  console.error(`npm run bench -- NAME, NAME being one of: ${names.join(' ')}`)
  process.exit(2)
}
const { bench } = (await import(`./${name}.bench.ts`)) as { bench: () => Promise<Record<string, unknown>> }
console.log(JSON.stringify(await bench()))
process.exit(0)
