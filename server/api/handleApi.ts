// Addresses of the log API: which request goes where, how large it may be, and who may make it.

import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { fromHex, toBase64 } from '../../src/core/bytes.ts'
import { MAX_MANIFEST_BYTES } from '../../src/core/catalog/manifest.ts'
import { decodeAdmission, decodeBytesList, encodeBytesList, encodeDocuments, maxBodyBytes } from '../../src/core/log/exchange.ts'
import type { Agency } from '../agency.ts'
import type { Secrecy } from '../secrecy.ts'
import type { Store } from '../store/store.ts'
import type { ServerWitness } from '../witness.ts'
import type { Admissions } from './admission.ts'
import { cbor, fail, json, type ApiAnswer, type ApiRequest } from './answer.ts'
import { isLogId, readCheckpoint, readEntries, readHeads, writeCheckpoint, writeEntries } from './logs.ts'

export interface ApiParts {
  readonly store: Store
  readonly agency: Agency
  readonly admissions: Admissions
  readonly witness: ServerWitness
  readonly secrecy: Secrecy
  /** Whether an app from elsewhere may bring the first certificates: so on a network, not on one machine, where any web page could. */
  readonly openToFirst: boolean
}

export interface Api {
  /** Bytes a body may have, known before it is read: strangers may send certificates and little else. */
  bodyLimit(request: Omit<ApiRequest, 'body'>): number
  answer(request: ApiRequest): Promise<ApiAnswer>
}

const maxStrangerBytes = 256 << 10

export const makeApi = ({ store, agency, admissions, witness, secrecy, openToFirst }: ApiParts): Api => {
  /** Open to anybody: what a device needs to become known here. */
  const open = async ({ method, path: [first, ...more], body, sameOrigin }: ApiRequest): Promise<ApiAnswer | null> => {
    if (more.length > 0) return null
    switch (`${method} ${first}`) {
      case 'GET health':
        return json({ ok: true, program: 'fieldreel', agency: agency.id(), witness: { name: witness.name, publicKey: toBase64(witness.publicKey) } })
      case 'PUT certificates':
        return agency.offer(body, sameOrigin || openToFirst)
      case 'GET challenge':
        return json({ nonce: toBase64(admissions.challenge()), agency: agency.id() })
      case 'POST session': {
        const admission = decodeAdmission(body)
        if (!admission.ok) return fail('Malformed', admission.error)
        const root = agency.root()
        if (!root || !agency.isTrusted(admission.value.publicKey)) return fail('NotEnrolled', 'this device has no certificate of this agency')
        const token = admissions.admit(admission.value, root)
        return token === null ? fail('Unauthorized', 'nonce or signature') : json({ token })
      }
    }
    return null
  }

  const logs = async (method: string, logId: string | undefined, part: string | undefined, request: ApiRequest): Promise<ApiAnswer | null> => {
    if (!isLogId(logId)) return fail('Malformed', 'log id')
    const parts = { store, witness, isKnown: agency.isKnown }
    switch (`${method} ${part}`) {
      case 'GET entries':
        return readEntries(store, logId, request.query)
      case 'POST entries':
        return writeEntries(parts, logId, request.body)
      case 'GET checkpoint':
        return readCheckpoint(store, logId)
      case 'POST checkpoint':
        return writeCheckpoint(parts, logId, request.body)
    }
    return null
  }

  const manifests = async (method: string, name: string | undefined, { body, token }: ApiRequest): Promise<ApiAnswer | null> => {
    if (method === 'POST' && name === 'missing') return missingManifests(body)
    if (!/^[0-9a-f]{64}$/.test(name ?? '') || name === undefined) return fail('Malformed', 'SHA-256')
    if (method === 'GET') {
      const bytes = await store.manifest(name)
      const device = admissions.deviceOf(token)
      return bytes && device ? { status: 200, type: 'application/octet-stream', body: await secrecy.shown(bytes, device) } : fail('NotFound', 'no such manifest')
    }
    if (method !== 'PUT') return null
    if (createHash('sha256').update(body).digest('hex') !== name) return fail('Malformed', 'the content has another SHA-256')
    await store.putManifest(name, body)
    return json({ sha256: name })
  }

  const missingManifests = async (body: ApiRequest['body']): Promise<ApiAnswer> => {
    const wanted = decodeBytesList(body)
    if (!wanted.ok || wanted.value.some((hash) => hash.length !== 32)) return fail('Malformed', 'a list of SHA-256')
    const missing: string[] = []
    for (const hash of wanted.value.map((bytes) => Buffer.from(bytes).toString('hex'))) if (!(await store.hasManifest(hash))) missing.push(hash)
    return cbor(encodeBytesList(missing.map(fromHex)))
  }

  const answer = async (request: ApiRequest): Promise<ApiAnswer> => {
    const { method, path, query } = request
    const known = await open(request)
    if (known) return known
    if (!admissions.isAdmitted(request.token)) return fail('Unauthorized', 'a token is needed: GET /api/challenge, POST /api/session')
    const [first, second, third] = path
    const found =
      first === 'certificates' && method === 'GET' && path.length === 1 ? cbor(encodeBytesList(await store.certificates()))
      : first === 'heads' && method === 'GET' && path.length === 1 ? await readHeads(store)
      : first === 'documents' && method === 'GET' && path.length === 1 ? cbor(encodeDocuments(await store.documents(Number(query.get('after')) || 0)))
      : first === 'logs' && path.length === 3 ? await logs(method, second, third, request)
      : first === 'manifests' && path.length === 2 ? await manifests(method, second, request)
      : null
    return found ?? fail('NotFound', `${method} /api/${path.join('/')}`)
  }

  return {
    bodyLimit: ({ method, path, token }) =>
      !admissions.isAdmitted(token) ? maxStrangerBytes : method === 'PUT' && path[0] === 'manifests' ? MAX_MANIFEST_BYTES : maxBodyBytes,
    answer,
  }
}
