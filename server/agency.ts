// Whose server this is: the first certificates that arrive name the agency for ever, afterwards only its own are taken.

import { equal, sha256, toHex } from '../src/core/bytes.ts'
import { decodeBytesList } from '../src/core/log/exchange.ts'
import { agencyId, parseStatement } from '../src/core/trust/certificate.ts'
import { sortStatements, type Trust } from '../src/core/trust/verifyChain.ts'
import { fail, json, type ApiAnswer } from './api/answer.ts'
import { verifyInPool } from './api/ed25519.ts'
import type { Bytes, Store } from './store/store.ts'

export interface Agency {
  root(): Bytes | null
  /** Short name of the root; null before the first certificates. */
  id(): string | null
  /** A list of certificates and revocations; the first one must hold the root's own certificate. */
  offer(body: Uint8Array, mayPin: boolean): Promise<ApiAnswer>
  /** Has a certificate, even one that was revoked later: what it wrote is evidence and is kept. */
  isKnown(devicePublicKey: Uint8Array): boolean
  /** Who stands under the root; null before the first certificates. */
  trust(): Trust | null
  /** Known and not revoked. */
  isTrusted(devicePublicKey: Uint8Array): boolean
}

export const makeAgency = async (store: Store): Promise<Agency> => {
  let root = await store.setting('agencyRoot')
  let trust: Trust | null = root && (await sortStatements(root, await store.certificates(), verifyInPool)).trust
  const deviceOf = (publicKey: Uint8Array) => trust?.devices.get(toHex(publicKey))

  return {
    root: () => root,
    id: () => root && agencyId(root),

    offer: async (body, mayPin) => {
      const offered = decodeBytesList(body)
      if (!offered.ok) return fail('Malformed', offered.error)
      const foreign = offered.value.map(rootOf).find((one) => one !== null && root !== null && !equal(one, root))
      if (root && foreign) return fail('ForeignAgency', 'this server belongs to another agency', { expected: agencyId(root), found: agencyId(foreign) })
      const candidate = root ?? offered.value.map(rootOf).find((one) => one !== null)
      if (!candidate) return fail('CertificateInvalid', 'the root certificate is missing')
      // A page of another site must not be able to take a new server.
      if (!root && !mayPin) return fail('Unauthorized', 'the first certificates must come from the app this server serves')

      const checked = await sortStatements(candidate, [...(root ? await store.certificates() : []), ...offered.value], verifyInPool)
      const [problem] = checked.problems
      if (problem?.type === 'ForeignAgency') return fail('ForeignAgency', 'more than one root', { expected: problem.expected, found: problem.found })
      if (problem) return fail('CertificateInvalid', problem.detail)
      const settled = await store.settle('agencyRoot', candidate)
      if (!equal(settled, candidate)) return fail('ForeignAgency', 'this server belongs to another agency', { expected: agencyId(settled), found: agencyId(candidate) })
      await store.putCertificates(offered.value.map((bytes) => ({ hash: toHex(sha256(bytes)), bytes })))
      root = settled
      // From the store, not from `checked`: another request may have brought more meanwhile.
      trust = (await sortStatements(settled, await store.certificates(), verifyInPool)).trust
      return json({ agency: agencyId(settled), certificates: offered.value.length })
    },

    trust: () => trust,
    isKnown: (publicKey) => deviceOf(publicKey) !== undefined,
    isTrusted: (publicKey) => {
      const device = deviceOf(publicKey)
      return device !== undefined && trust?.revocations.has(device.serial) !== true
    },
  }
}

/** The root a statement declares itself to be. */
const rootOf = (bytes: Uint8Array): Bytes | null => {
  const parsed = parseStatement(bytes)
  return parsed.ok && parsed.value.statement.kind === 'root' ? parsed.value.statement.subject : null
}
