// Requests to the server's log API: proves the device's key for a token, renews it when refused, and gives every failure a name.

import * as v from 'valibot'
import { fromBase64 } from '../core/bytes.ts'
import type { SyncError, TrustError } from '../core/errors.ts'
import type { Bytes } from '../core/ids.ts'
import { admissionInput, encodeAdmission, encodeBytesList } from '../core/log/exchange.ts'
import type { Witness } from '../core/log/checkpoint.ts'
import type { Signer } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'

/** Small requests; a manifest may take longer. */
const LIMIT_MS = 20_000
const LARGE_LIMIT_MS = 300_000

/** A refusal with what the server says proves it. */
export interface Refused {
  readonly type: 'Refused'
  readonly status: number
  readonly failure: string
  readonly reason: string
  /** What the server holds, where that is the point. */
  readonly size: number | null
  readonly notes: readonly string[]
  readonly expected: string
  readonly found: string
}

export type RequestError = Refused | Extract<SyncError, { type: 'ServerUnreachable' }>

export interface ServerClient {
  /** `http://host:port`, without a slash at its end. */
  readonly url: string
  /** Who the server is; needs no token. */
  greet(): Promise<Result<Witness, RequestError>>
  offerCertificates(statements: readonly Uint8Array[]): Promise<Result<Bytes, RequestError>>
  /** For the log API and for Hocuspocus; `refresh` after it was refused. */
  token(refresh: boolean): Promise<Result<string, RequestError>>
  /** `path` after `/api/`. */
  request(method: 'GET' | 'PUT' | 'POST', path: string, body?: Bytes): Promise<Result<Bytes, RequestError>>
  /** Ends what is under way. */
  dispose(): void
}

export interface ServerClientParts {
  readonly url: string
  /** The device's. */
  readonly signer: Signer
  /** Root public key of the agency. */
  readonly agencyRoot: Bytes
}

const health = v.object({ program: v.literal('fieldreel'), witness: v.object({ name: v.string(), publicKey: v.string() }) })
const refusal = v.object({
  type: v.string(),
  reason: v.string(),
  size: v.optional(v.number()),
  notes: v.optional(v.array(v.string())),
  expected: v.optional(v.string()),
  found: v.optional(v.string()),
})

/** Null for anything but an answer of that shape. */
const readJson = <T>(schema: v.GenericSchema<unknown, T>, body: Uint8Array): T | null => {
  try {
    const result = v.safeParse(schema, JSON.parse(new TextDecoder().decode(body)))
    return result.success ? result.output : null
  } catch {
    return null
  }
}

/** Of a storing acknowledgement. */
export const readSize = (body: Uint8Array): number | null => readJson(v.object({ size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }), body)?.size ?? null
export const readNote = (body: Uint8Array): string | null => readJson(v.object({ note: v.string() }), body)?.note ?? null

export const toSyncError = (error: RequestError): SyncError | TrustError => {
  if (error.type === 'ServerUnreachable') return error
  return error.failure === 'ForeignAgency'
    ? { type: 'ForeignAgency', expected: error.found, found: error.expected }
    : { type: 'ServerRefused', status: error.status, reason: `${error.failure}: ${error.reason}` }
}

export const makeServerClient = ({ url, signer, agencyRoot }: ServerClientParts): ServerClient => {
  const ended = new AbortController()
  let known: Promise<Result<string, RequestError>> | null = null
  let proving = false

  const refused = (status: number, failure: string, reason: string): Result<never, Refused> =>
    err({ type: 'Refused', status, failure, reason, size: null, notes: [], expected: '', found: '' })

  const send = async (method: string, path: string, body: Bytes | undefined, token: string): Promise<Result<Bytes, RequestError>> => {
    const limit = path.startsWith('manifests/') ? LARGE_LIMIT_MS : LIMIT_MS
    try {
      const response = await fetch(`${url}/api/${path}`, {
        method,
        ...(body ? { body } : {}),
        headers: token === '' ? {} : { authorization: `Bearer ${token}` },
        signal: AbortSignal.any([ended.signal, AbortSignal.timeout(limit)]),
      })
      const answer = new Uint8Array(await response.arrayBuffer())
      if (response.ok) return ok(answer)
      const told = readJson(refusal, answer)
      if (!told) return refused(response.status, 'ServerFailed', response.statusText)
      return err({ type: 'Refused', status: response.status, failure: told.type, reason: told.reason, size: told.size ?? null, notes: told.notes ?? [], expected: told.expected ?? '', found: told.found ?? '' })
    } catch {
      return err({ type: 'ServerUnreachable', url })
    }
  }

  const prove = async (): Promise<Result<string, RequestError>> => {
    const challenge = await send('GET', 'challenge', undefined, '')
    if (!challenge.ok) return challenge
    const nonce = fromBase64(readJson(v.object({ nonce: v.string() }), challenge.value)?.nonce ?? '')
    if (nonce?.length !== 32) return refused(200, 'ServerFailed', 'challenge')
    const signature = await signer.sign(admissionInput(agencyRoot, nonce))
    const session = await send('POST', 'session', encodeAdmission({ publicKey: signer.publicKey, nonce, signature }), '')
    if (!session.ok) return session
    const token = readJson(v.object({ token: v.string() }), session.value)?.token
    return token ? ok(token) : refused(200, 'ServerFailed', 'session')
  }

  const token = async (refresh: boolean): Promise<Result<string, RequestError>> => {
    // Many documents are refused at once when the server has started again; one new proof is enough.
    if (refresh && !proving) known = null
    if (!known) {
      proving = true
      known = prove().finally(() => (proving = false))
    }
    const proved = await known
    if (!proved.ok) known = null
    return proved
  }

  return {
    url,
    token,
    greet: async () => {
      const answer = await send('GET', 'health', undefined, '')
      if (!answer.ok) return answer
      const told = readJson(health, answer.value)
      const publicKey = fromBase64(told?.witness.publicKey ?? '')
      return told && publicKey?.length === 32 ? ok({ name: told.witness.name, publicKey }) : refused(200, 'ServerFailed', 'not a Fieldreel server')
    },
    offerCertificates: (statements) => send('PUT', 'certificates', encodeBytesList(statements), ''),
    request: async (method, path, body) => {
      const first = await token(false)
      if (!first.ok) return first
      const answer = await send(method, path, body, first.value)
      if (answer.ok || answer.error.type !== 'Refused' || answer.error.status !== 401) return answer
      const second = await token(true)
      return second.ok ? send(method, path, body, second.value) : second
    },
    dispose: () => ended.abort(),
  }
}
