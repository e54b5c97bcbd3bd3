// The built app as the server gives it out: types, caching, headers, addresses of the app itself, and nothing outside its folder.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type RunningServer } from '../../../server/startServer.ts'

let folder: string
let server: RunningServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldreel-files-'))
  await mkdir(join(folder, 'dist/assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'dist/index.html'), '<!doctype html><title>app</title>')
  await writeFile(join(folder, 'dist/shell.service.js'), 'self')
  await writeFile(join(folder, 'dist/assets/hash-1a2b.wasm'), new Uint8Array([0, 97, 115, 109]))
  await writeFile(join(folder, 'dist/manifest.webmanifest'), '{}')
  server = await startServer({ port: 0, host: '127.0.0.1', database: join(folder, 'a.sqlite'), dist: join(folder, 'dist') })
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const get = (path: string, init: RequestInit = {}) => fetch(server.url + path, init)

/** As it stands on the wire: fetch would tidy the address. */
const raw = (request: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(request))
    socket.setTimeout(1_000, () => socket.destroy())
    let said = ''
    socket.on('data', (chunk) => (said += String(chunk)))
    socket.on('close', () => resolve(said))
    socket.on('error', reject)
  })

test('types and caching', async () => {
  const page = await get('/')
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('cache-control')).toBe('no-cache')
  const wasm = await get('/assets/hash-1a2b.wasm')
  expect(wasm.headers.get('content-type')).toBe('application/wasm')
  expect(wasm.headers.get('cache-control')).toContain('immutable')
  const worker = await get('/shell.service.js')
  expect(worker.headers.get('content-type')).toContain('text/javascript')
  expect(worker.headers.get('cache-control')).toBe('no-cache')
  expect((await get('/manifest.webmanifest')).headers.get('content-type')).toContain('application/manifest+json')
  const again = await get('/', { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })
  expect(again.status).toBe(304)
  expect(await (await get('/', { method: 'HEAD' })).text()).toBe('')
})

test('security headers are on everything', async () => {
  for (const path of ['/', '/assets/hash-1a2b.wasm', '/missing.js']) {
    const { headers } = await get(path)
    expect(headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval';")
    expect(headers.get('content-security-policy')).toContain("media-src 'self' blob:;")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  }
})

test("the app's own addresses give the app, missing files do not", async () => {
  expect(await (await get('/sessions/abc')).text()).toContain('<title>app</title>')
  expect(await (await get('/sessions/a.b', { headers: { accept: 'text/html,*/*' } })).text()).toContain('<title>app</title>')
  expect((await get('/assets/old-9z.js')).status).toBe(404)
  expect((await get('/', { method: 'DELETE' })).status).toBe(405)
})

test('nothing outside the folder', async () => {
  for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/../../secret.txt', '/..\\secret.txt', '/%00', '/%E0%A4%A', '//etc/passwd.txt', '/.env']) {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect([path, answer.includes('secret\r\n') || answer.endsWith('secret') || answer.includes('root:')]).toEqual([path, false])
    expect([path, answer]).toEqual([path, expect.stringMatching(/^HTTP\/1\.1 (400|404) /)])
  }
})

test('nonsense on the socket does not end the server', async () => {
  await raw('\x16\x03\x01 nonsense\r\n\r\n')
  await raw('GET /sync HTTP/1.1\r\nHost: bad host\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n')
  await raw('GET /elsewhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n')
  expect((await get('/api/health')).status).toBe(200)
})

test('says its address by name, and answers to the digits too', async () => {
  expect(server.url).toMatch(/^http:\/\/localhost:\d+$/)
  expect((await fetch(`${server.url.replace('localhost', '127.0.0.1')}/`)).status).toBe(200)
})

test('a taken port gives way to the next', async () => {
  const port = Number(new URL(server.url).port)
  const second = await startServer({ port, host: '127.0.0.1', database: join(folder, 'b.sqlite'), dist: join(folder, 'dist') })
  expect(Number(new URL(second.url).port)).toBeGreaterThan(port)
  await second.close()
})
