// The floors of the house: arrows only downwards, each package at home, core without clock or chance.

import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const adapters = ['drive', 'storage', 'rpc', 'keys', 'playback', 'sync', 'pwa']
const mayImport: Record<string, readonly string[]> = {
  'src/core': [],
  'src/contracts': ['src/core'],
  'src/app': ['src/core'],
  'src/ui': ['src/app', 'src/core'],
  'src/receiptPage': ['src/core'],
  ...Object.fromEntries(adapters.map((name) => [`src/${name}`, ['src/core', 'src/contracts']])),
  // rpc is the only place with `new Worker`, so it names the worker files.
  'src/rpc': ['src/core', 'src/contracts', 'workers'],
  // Beside main.tsx: what it is handed whole.
  'src/makeAdapters.ts': ['src/core', ...adapters.map((name) => `src/${name}`)],
  'src/makeUiShell.ts': ['src/core', 'src/ui', 'src/drive', 'src/pwa'],
  workers: ['src/core', 'src/contracts'],
  server: ['src/core', 'src/contracts'],
}
const homes: Record<string, readonly string[]> = {
  dexie: ['src/storage'],
  'hls.js': ['src/playback'],
  yjs: ['src/sync', 'server'],
  'y-indexeddb': ['src/sync'],
  'y-protocols': ['src/sync', 'server'],
  '@hocuspocus': ['src/sync', 'server'],
  comlink: ['src/rpc', 'workers'],
  'solid-js': ['src/ui', 'src/main.tsx'],
  'workbox-window': ['src/pwa'],
  mediabunny: ['workers'],
  'hash-wasm': ['workers', 'src/keys'],
  qr: ['src/ui'],
  'maplibre-gl': ['src/ui'],
  pmtiles: ['src/ui'],
  '@noble/curves': ['src/receiptPage'],
}

const zoneOf = (path: string): string => (path.startsWith('src/') ? path.split('/').slice(0, 2).join('/') : (path.split('/')[0] ?? ''))

/** Every import of a source text, as a path from the top of the repository or a package name. */
const importsOf = (path: string, text: string): readonly string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g), ...text.matchAll(/new URL\(\s*['"]([^'"]+)['"]/g)].map(([, name = '']) =>
    name.startsWith('.') ? normalize(join(dirname(path), name)) : name,
  )

const problemsOf = (path: string, text: string): readonly string[] => {
  const zone = zoneOf(path)
  if (zone === 'src/main.tsx') return []
  return importsOf(path, text).flatMap((name) => {
    if (/^(src|workers|server|test)\//.test(name)) return zoneOf(name) === zone || mayImport[zone]?.includes(zoneOf(name)) ? [] : [`${path} imports ${name}`]
    const home = Object.entries(homes).find(([pkg]) => name === pkg || name.startsWith(`${pkg}/`))?.[1]
    if (home && !home.includes(zone)) return [`${path} imports ${name}`]
    return zone === 'src/core' && !/^(cborg|@noble\/hashes|valibot)(\/|$)/.test(name) ? [`${path} imports ${name}`] : []
  })
}

const sources = globSync('{src,workers,server}/**/*.{ts,tsx}').filter((path) => !path.endsWith('.d.ts'))

test('arrows go downwards and each package is at home', () => {
  expect(sources.length).toBeGreaterThan(5)
  expect(sources.flatMap((path) => problemsOf(path, readFileSync(path, 'utf8')))).toEqual([])
})

test('the check sees what it should', () => {
  expect(problemsOf('src/core/log/x.ts', `import { a } from '../../app/y.ts'`)).toHaveLength(1)
  expect(problemsOf('src/drive/x.ts', `import { a } from '../storage/y.ts'`)).toHaveLength(1)
  expect(problemsOf('src/ui/screens/x.tsx', `import Dexie from 'dexie'`)).toHaveLength(1)
  expect(problemsOf('src/drive/x.ts', `new Worker(new URL('../../workers/a.worker.ts', import.meta.url))`)).toHaveLength(1)
})

test('core reads no clock and draws no chance', () => {
  const impure = /Date\.now|new Date\(\)|Math\.random|performance\./
  expect(sources.filter((path) => path.startsWith('src/core/') && impure.test(readFileSync(path, 'utf8')))).toEqual([])
})
