// `vite dev` gives out what the built app would: the page that checks receipts is made when it is asked for.

import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'

let server: ViteDevServer
let url: string
beforeAll(async () => {
  server = await createServer({ logLevel: 'error', server: { port: 0, hmr: false, watch: null }, optimizeDeps: { noDiscovery: true, include: [] } })
  await server.listen()
  url = server.resolvedUrls?.local[0] ?? ''
})
afterAll(() => server.close())

test('the receipt page is one file, and not the app', async () => {
  const answer = await fetch(`${url}receipt.html`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  const page = await answer.text()
  expect(page).toContain('<title>回执核验')
  expect(page).not.toContain('src=')
})
