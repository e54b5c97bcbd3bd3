// Enrolment without a network: a request file out, a certificate file back; and more people on the same device.

import { equal, toHex } from '../core/bytes.ts'
import type { Level } from '../core/deeds/secrecyDeeds.ts'
import type { Bytes } from '../core/ids.ts'
import type { Witness } from '../core/log/checkpoint.ts'
import type { FileLike, Signer } from '../core/ports.ts'
import { err, ok } from '../core/result.ts'
import { issue, parseStatement, personId } from '../core/trust/certificate.ts'
import { makeCertificateFile, makeRequestFile, readCertificateFile, readRequestFile, requestId, requestNumber } from '../core/trust/enrolment.ts'
import { sortStatements, type Trust } from '../core/trust/verifyChain.ts'
import type { Answer, App, Person, Role } from './app.ts'
import { certificateOf, enrolmentFileName, personOf, requestOut, type IdentityDeps, type IdentityService } from './identity.ts'
import type { IdentityRecord } from './identityRecord.ts'
import { seedRows, seedsOf } from './seeds.ts'

export type EnrolDeps = Omit<IdentityDeps, 'restore'> & { readonly identity: IdentityService }

export interface Enrolment extends Pick<App, 'makeRequest' | 'acceptCertificate' | 'readRequest' | 'certify'> {
  /** Once for each server, on the device that holds the authority key: its cosignatures then count everywhere. */
  certifyWitness(witness: Witness): Answer<void>
}

/** Both files are some KiB, of a large unit some hundred; anything larger is something else. */
const maxFileBytes = 1 << 20

const readAll = async (file: FileLike): Promise<Bytes> => new Uint8Array(await file.slice(0, Math.min(file.size, maxFileBytes)).arrayBuffer())

/** What a person is certified as. */
export interface PersonTerms {
  readonly key: Bytes
  readonly name: string
  readonly officerNumber: string
  readonly roles: readonly Role[]
  readonly clearances: readonly Level[]
  readonly unit: string
}

/** An auditor's key may also cosign heads: that is a certificate of its own. */
export const certifyPerson = async (deps: Pick<IdentityDeps, 'random' | 'clock'>, authority: Signer, { key, name, officerNumber, roles, clearances, unit }: PersonTerms): Promise<readonly Bytes[]> => {
  const fields = { subject: key, name, officerNumber, unit }
  const person = await issue(certificateOf(deps, { ...fields, kind: 'person', role: roles.join(' '), ...(clearances.length > 0 && { clearances }) }), authority)
  return roles.includes('auditor') ? [person, await issue(certificateOf(deps, { ...fields, kind: 'auditor' }), authority)] : [person]
}

/** New certificates and revocations: into the Log first, then into what this device knows. */
export const admitStatements = async ({ log, identity }: Pick<EnrolDeps, 'log' | 'identity'>, issued: readonly Bytes[]): Answer<void> => {
  for (const certificate of issued) {
    const entered = await log.append('certificate', { certificate })
    if (!entered.ok) return entered
  }
  return identity.addStatements(issued)
}

export const makeEnrolment = (deps: EnrolDeps): Enrolment => {
  const { keys, keyStore, identity, clock } = deps

  /** The answer to a person who is to work on this enrolled device, too. */
  const admitWaiting = async (record: IdentityRecord, request: string, statements: readonly Bytes[], trust: Trust): Answer<void> => {
    const waiting = record.waiting ?? []
    const asked = waiting.find(({ requestId }) => requestId === request)
    const mine = asked && trust.people.get(asked.person.id)
    if (!mine) return err({ type: 'CertificateInvalid', detail: 'this file answers another request' })
    const known = new Set(record.statements.map(toHex))
    const admitted = await admitStatements(deps, statements.filter((one) => !known.has(toHex(one))))
    const now = identity.record()
    if (!admitted.ok || !now) return admitted
    return identity.save({ ...now, people: [...now.people, personOf(mine)], waiting: waiting.filter((one) => one !== asked) })
  }

  return {
    makeRequest: async (form) => {
      const made = await keys.create(form.passphrase, 2)
      if (!made.ok) return made
      const [device, person] = made.value
      if (!device || !person) throw new Error('two seeds were asked for')
      const asked: Person = { id: personId(person.signer.publicKey), name: form.person, officerNumber: form.officerNumber, roles: ['viewer'], clearances: [] }
      const { unit, officerNumber } = form
      const bytes = await makeRequestFile({ unit, person: form.person, officerNumber, device: form.device, madeMs: clock.now() }, person.signer, device.signer)
      const stored = await keyStore.put(seedRows(asked.id, { person: person.wrapped, device: device.wrapped, authority: null }))
      if (!stored.ok) return stored
      const saved = await identity.save({ unit, device: form.device, people: [asked], root: null, statements: [], requestId: requestId(bytes), requestFile: bytes })
      if (!saved.ok) return saved
      return ok(requestOut(form.person, form.device, bytes))
    },

    acceptCertificate: async (file) => {
      const record = identity.record()
      const asked = record?.people[0]
      if (!record || !asked) return err({ type: 'NotEnrolled' })
      const read = await readCertificateFile(await readAll(file), record.root, keys.verify)
      if (!read.ok) return read
      const { root, trust, statements, request } = read.value
      if (record.root) return admitWaiting(record, request, statements, trust)
      const mine = trust.people.get(asked.id)
      if (!mine || request !== record.requestId) return err({ type: 'CertificateInvalid', detail: 'this file answers another request' })
      const seeds = await seedsOf(keyStore, asked.id, asked.id)
      if (!seeds || ![...trust.devices.values()].some(({ subject }) => equal(subject, seeds.device.publicKey))) return err({ type: 'CertificateInvalid', detail: 'the device of this browser is not in it' })
      const { requestFile: _, ...kept } = record
      return identity.save({ ...kept, unit: trust.unit, people: [personOf(mine)], root, statements, requestId: null })
    },

    readRequest: async (file) => {
      const bytes = await readAll(file)
      const read = await readRequestFile(bytes, keys.verify)
      if (!read.ok) return read
      const { person, officerNumber, device, madeMs } = read.value
      return ok({ person, officerNumber, device, made: madeMs, fingerprint: requestNumber(requestId(bytes)), request: bytes })
    },

    certifyWitness: async ({ name, publicKey }) => {
      const record = identity.record()
      const authority = identity.unlocked()?.authority
      if (!record?.root || !authority) return ok(undefined)
      const { trust } = await sortStatements(record.root, record.statements, keys.verify)
      if (trust.witnesses.has(toHex(publicKey))) return ok(undefined)
      return admitStatements(deps, [await issue(certificateOf(deps, { kind: 'witness', subject: publicKey, name, unit: record.unit }), authority)])
    },

    certify: async (request, roles, clearances) => {
      const record = identity.record()
      const authority = identity.unlocked()?.authority
      const trust = identity.trust.get()
      if (!record?.root || !authority || !trust) return err({ type: 'KeysLocked' })
      const read = await readRequestFile(request, keys.verify)
      if (!read.ok) return read
      const { person, officerNumber, device, personKey, deviceKey } = read.value
      const { unit } = record
      // A colleague on a device that is enrolled already: the device keeps its certificate.
      const known = trust.devices.has(toHex(deviceKey))
      const issued = [
        ...(known ? [] : [await issue(certificateOf(deps, { kind: 'device', subject: deviceKey, name: device, unit }), authority)]),
        ...(await certifyPerson(deps, authority, { key: personKey, name: person, officerNumber, roles, clearances, unit })),
      ]
      const admitted = await admitStatements(deps, issued)
      if (!admitted.ok) return admitted
      const statements = [...record.statements, ...issued]
      const name = enrolmentFileName(person, device, 'certificate')
      const brief = statements.filter((one) => isFor(one, deviceKey, personKey))
      return ok({ file: { name, bytes: makeCertificateFile(record.root, request, statements) }, brief: { name, bytes: makeCertificateFile(record.root, request, brief) } })
    },
  }
}

/** What the answer must hold at least: the chain, the two keys, and who is trusted no more. */
const isFor = (bytes: Bytes, device: Bytes, person: Bytes): boolean => {
  const parsed = parseStatement(bytes)
  if (!parsed.ok) return false
  const { statement } = parsed.value
  if (statement.kind === 'revocation' || statement.kind === 'root' || statement.kind === 'authority') return true
  return equal(statement.subject, device) || equal(statement.subject, person)
}
