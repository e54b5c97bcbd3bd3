// HTTP around the log API: reads bodies within their limit, answers other origins, and turns what breaks into ServerFailed.

import { Buffer } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fail, type ApiAnswer } from './api/answer.ts'
import type { Api } from './api/handleApi.ts'

/** Installed apps of other machines call this server. Tokens are sent by hand and no cookies exist, so any origin may ask. */
const crossOrigin = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, PUT, POST',
  'Access-Control-Allow-Headers': 'authorization, content-type',
  'Access-Control-Max-Age': '86400',
}

/** Null when there is more than `limit`. */
const readBody = async (request: IncomingMessage, limit: number): Promise<Uint8Array<ArrayBuffer> | null> => {
  if (Number(request.headers['content-length'] ?? 0) > limit) return null
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > limit) return null
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** One server under two spellings: the page may have been opened by either, and may have been told the other. */
const loopbackAsOne = (host: string): string => host.replace(/^(127\.0\.0\.1|\[::1\])(?=:|$)/, 'localhost')

const isSameOrigin = (request: IncomingMessage): boolean => {
  const { origin, host = '' } = request.headers
  return origin === undefined || loopbackAsOne(URL.parse(origin)?.host ?? '-') === loopbackAsOne(host)
}

const pathOf = (url: string): readonly string[] | null => {
  try {
    return url.split('/').slice(2).map(decodeURIComponent)
  } catch {
    return null
  }
}

export const serveApi = (api: Api): ((request: IncomingMessage, response: ServerResponse) => Promise<void>) => {
  const answer = async (request: IncomingMessage): Promise<ApiAnswer> => {
    const [address = '', search = ''] = (request.url ?? '').split('?', 2)
    const path = pathOf(address)
    if (!path) return fail('Malformed', 'address')
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const head = { method: request.method ?? 'GET', path, query: new URLSearchParams(search), sameOrigin: isSameOrigin(request), token }
    const limit = api.bodyLimit(head)
    const body = await readBody(request, limit)
    return body ? api.answer({ ...head, body }) : fail('BodyTooLarge', `at most ${limit} bytes`)
  }

  return async (request, response) => {
    if (request.method === 'OPTIONS') return void response.writeHead(204, crossOrigin).end()
    const { status, type, body } = await answer(request).catch((error: unknown) => {
      if (!request.readableAborted) console.error(error)
      return fail('ServerFailed', error instanceof Error ? error.message : 'unknown')
    })
    // A body that was not read to its end would be taken for the next request.
    const unread = request.complete ? {} : { Connection: 'close' }
    response.writeHead(status, { ...crossOrigin, ...unread, 'Content-Type': type, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }).end(body)
  }
}
