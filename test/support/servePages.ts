// Serves the repository's own sources to a page, for tests and benches that need one part of the app in a real browser.

import solid from 'vite-plugin-solid'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, createServer, preview } from 'vite'

/** What runs in a page: a test or bench of Node's would have its own tools, Vite among them, bundled for the browser. */
const entries = ['workers/*.ts', 'src/**/*.{ts,tsx}', 'test/{bench,support}/*Page.{ts,tsx}']

/** Address of the dev server, without a slash at its end; pages lie under their path in the repository. Packages are bundled by then, so that no page waits for that. */
export const servePages = async (): Promise<{ readonly url: string; close(): Promise<void> }> => {
  const server = await createServer({
    configFile: false,
    logLevel: 'error',
    cacheDir: 'node_modules/.vite/pages',
    plugins: [solid()],
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    optimizeDeps: { entries, holdUntilCrawlEnd: false },
  })
  await server.listen()
  const packages = server.environments.client.depsOptimizer
  await packages?.scanProcessing
  await Promise.all(Object.values(packages?.metadata.discovered ?? {}).map(({ processing }) => processing))
  const address = server.httpServer?.address()
  if (!address || typeof address === 'string') throw new Error('no address')
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() }
}

/** One page as it would be shipped: what is measured must not wait for a dev server's hundred modules. `path` as in the repository. */
export const serveBuiltPage = async (path: string): Promise<{ readonly url: string; close(): Promise<void> }> => {
  const outDir = await mkdtemp(join(tmpdir(), 'fieldreel-page-'))
  const settings = { configFile: false, logLevel: 'error' } as const
  await build({ ...settings, plugins: [solid()], worker: { format: 'es' }, build: { outDir, target: 'es2023', reportCompressedSize: false, rollupOptions: { input: path } } })
  const server = await preview({ ...settings, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } })
  const close = async (): Promise<void> => {
    await server.close()
    await rm(outDir, { recursive: true, force: true })
  }
  const address = server.httpServer.address()
  if (!address || typeof address === 'string') throw new Error('no address')
  return { url: `http://127.0.0.1:${address.port}/${path}`, close }
}
