// Serves the repository's own sources to a page, for benches that need one part of the app in a real browser.

import solid from 'vite-plugin-solid'
import { createServer } from 'vite'

/** Address of the dev server, without a slash at its end; pages lie under their path in the repository. */
export const servePages = async (): Promise<{ readonly url: string; close(): Promise<void> }> => {
  const server = await createServer({ configFile: false, logLevel: 'error', plugins: [solid()], server: { host: '127.0.0.1', port: 0, hmr: false, watch: null }, optimizeDeps: { entries: ['workers/*.ts', 'src/**/*.{ts,tsx}', 'test/bench/**/*.ts'] } })
  await server.listen()
  const address = server.httpServer?.address()
  if (!address || typeof address === 'string') throw new Error('no address')
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() }
}
