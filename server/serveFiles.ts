// Serves the built app: right types, caching, security headers, and index.html for every address the app routes itself.

import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'

export type FileServer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.mp4': 'video/mp4',
  '.woff2': 'font/woff2',
}

/**
 * Media and workers come as blobs, fingerprints from WebAssembly, styles of laid-out rows from style attributes and two from
 * <style> elements of the accessible parts. connect-src is open because a unit names its own server in the settings.
 */
const contentPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "media-src 'self' blob:",
  "img-src 'self' blob: data:",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self' blob: data: http: https: ws: wss:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/** The path inside the folder, or null where the address leads out of it or cannot be a file's. */
const pathOf = (url: string): string | null => {
  let path: string
  try {
    path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '')
  } catch {
    return null
  }
  const parts = path.split('/')
  return path.startsWith('/') && !/[\0\\]/.test(path) && !parts.includes('..') && !parts.some((part) => part.startsWith('.')) ? path : null
}

/** The page that checks receipts has its script inside, and may reach nothing; which script it is stands in the page itself. */
const receiptPolicy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const policyOf = (path: string): Readonly<Record<string, string>> => (path === '/receipt.html' ? { 'Content-Security-Policy': receiptPolicy } : {})

const cacheControl = (path: string): string => (path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')

export const makeFileServer = (dist: string): FileServer => {
  const find = async (path: string) => {
    const file = join(dist, path)
    if (file !== dist && !file.startsWith(dist + sep)) return null
    const stats = await stat(file).catch(() => null)
    return stats?.isFile() ? { file, stats } : null
  }

  return async (request, response) => {
    const refuse = (status: number, text: string) => {
      response.writeHead(status, { ...securityHeaders, 'Content-Type': 'text/plain; charset=utf-8' }).end(text)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'method not allowed')
    const path = pathOf(request.url ?? '/')
    if (path === null) return refuse(400, 'bad path')
    const isPage = extname(path) === '' || request.headers.accept?.includes('text/html') === true
    const file = await find(path)
    // A script or clip that is missing is said to be missing; the address of a page belongs to the app's own router.
    const shown = file || !isPage ? path : '/index.html'
    const found = file ?? (isPage ? await find(shown) : null)
    if (!found) return refuse(404, isPage ? '请先运行 npm run build · run npm run build first' : 'not found')

    const tag = `"${found.stats.size.toString(36)}-${Math.trunc(found.stats.mtimeMs).toString(36)}"`
    const headers = { ...securityHeaders, ...policyOf(shown), 'Cache-Control': cacheControl(shown), ETag: tag }
    if (request.headers['if-none-match'] === tag) return void response.writeHead(304, headers).end()
    response.writeHead(200, { ...headers, 'Content-Type': types[extname(shown)] ?? 'application/octet-stream', 'Content-Length': found.stats.size })
    if (request.method === 'HEAD') return void response.end()
    await pipeline(createReadStream(found.file), response).catch(() => response.destroy())
  }
}
