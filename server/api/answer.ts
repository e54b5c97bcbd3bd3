// The shape of every request and answer of the log API, and the failures it can name.

import type { Bytes } from '../store/store.ts'

export interface ApiRequest {
  readonly method: string
  /** Of the address after `/api/`, decoded. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly body: Bytes
  /** A page of this server, or no page at all. */
  readonly sameOrigin: boolean
  readonly token: string
}

export interface ApiAnswer {
  readonly status: number
  readonly type: 'application/cbor' | 'application/json' | 'application/octet-stream'
  readonly body: Uint8Array | string
}

/** Every failure is JSON `{type, reason}` and whatever proves it. */
export type Failure =
  | 'NotFound'
  | 'MethodNotAllowed'
  | 'BodyTooLarge'
  | 'Malformed'
  | 'Unauthorized'
  | 'ForeignAgency'
  | 'CertificateInvalid'
  | 'NotEnrolled'
  | 'LogMalformed'
  | 'OutOfOrder'
  | 'ForkDetected'
  | 'CheckpointRefused'
  | 'ServerFailed'

const statuses: Readonly<Record<Failure, number>> = {
  NotFound: 404,
  MethodNotAllowed: 405,
  BodyTooLarge: 413,
  Malformed: 400,
  Unauthorized: 401,
  ForeignAgency: 403,
  CertificateInvalid: 400,
  NotEnrolled: 403,
  LogMalformed: 422,
  OutOfOrder: 409,
  ForkDetected: 409,
  CheckpointRefused: 409,
  ServerFailed: 500,
}

export const cbor = (body: Uint8Array): ApiAnswer => ({ status: 200, type: 'application/cbor', body })
export const json = (value: Readonly<Record<string, unknown>>): ApiAnswer => ({ status: 200, type: 'application/json', body: JSON.stringify(value) })
export const fail = (type: Failure, reason: string, proof: Readonly<Record<string, unknown>> = {}): ApiAnswer => ({
  status: statuses[type],
  type: 'application/json',
  body: JSON.stringify({ type, reason, ...proof }),
})
