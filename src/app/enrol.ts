// Enrolment without a network: a request file out, a certificate file back.

import { equal, toHex } from '../core/bytes.ts'
import type { Witness } from '../core/log/checkpoint.ts'
import type { FileLike } from '../core/ports.ts'
import { err, ok } from '../core/result.ts'
import { issue, personId } from '../core/trust/certificate.ts'
import { makeCertificateFile, makeRequestFile, readCertificateFile, readRequestFile, requestId, requestNumber } from '../core/trust/enrolment.ts'
import type { Bytes } from '../core/ids.ts'
import { sortStatements } from '../core/trust/verifyChain.ts'
import type { Answer, App, Person } from './app.ts'
import type { IdentityRecord } from './identityRecord.ts'
import { certificateOf, personOf, type IdentityDeps, type IdentityService } from './identity.ts'

export interface Enrolment extends Pick<App, 'makeRequest' | 'acceptCertificate' | 'readRequest' | 'certify'> {
  /** Once for each server, on the device that holds the authority key: its cosignatures then count everywhere. */
  certifyWitness(witness: Witness): Answer<void>
}

/** Both files are a few KiB; anything larger is something else. */
const maxFileBytes = 1 << 20

const readAll = async (file: FileLike): Promise<Bytes> => new Uint8Array(await file.slice(0, Math.min(file.size, maxFileBytes)).arrayBuffer())

const fileName = (text: string): string => text.replaceAll(/[\\/:*?"<>|\s]+/g, '-')

export const makeEnrolment = (deps: Omit<IdentityDeps, 'restore'> & { readonly identity: IdentityService }): Enrolment => {
  const { keys, keyStore, identity, clock, log } = deps
  /** New certificates: into the Log first, then into what this device knows. */
  const admit = async (record: IdentityRecord, issued: readonly Bytes[]): Answer<void> => {
    for (const certificate of issued) {
      const entered = await log.append('certificate', { certificate })
      if (!entered.ok) return entered
    }
    return identity.save({ ...record, statements: [...record.statements, ...issued] })
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
      const stored = await keyStore.put([{ id: 'device', wrapped: device.wrapped }, { id: asked.id, wrapped: person.wrapped }])
      if (!stored.ok) return stored
      const saved = await identity.save({ unit, device: form.device, people: [asked], root: null, statements: [], requestId: requestId(bytes) })
      if (!saved.ok) return saved
      return ok({ name: `${fileName(`${form.person}-${form.device}`)}.fieldreel-request`, bytes })
    },

    acceptCertificate: async (file) => {
      const record = identity.record()
      const asked = record?.people[0]
      if (!record || !asked) return err({ type: 'NotEnrolled' })
      const read = await readCertificateFile(await readAll(file), record.root, keys.verify)
      if (!read.ok) return read
      const { root, trust, statements, request } = read.value
      const mine = trust.people.get(asked.id)
      if (!mine || request !== record.requestId) return err({ type: 'CertificateInvalid', detail: 'this file answers another request' })
      const device = await keyStore.get('device')
      if (!device || ![...trust.devices.values()].some(({ subject }) => equal(subject, device.publicKey))) return err({ type: 'CertificateInvalid', detail: 'the device of this browser is not in it' })
      return identity.save({ ...record, unit: trust.unit, people: [personOf(mine)], root, statements, requestId: null })
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
      return admit(record, [await issue(certificateOf(deps, { kind: 'witness', subject: publicKey, name, unit: record.unit }), authority)])
    },

    certify: async (request, roles) => {
      const record = identity.record()
      const authority = identity.unlocked()?.authority
      if (!record?.root || !authority) return err({ type: 'KeysLocked' })
      const read = await readRequestFile(request, keys.verify)
      if (!read.ok) return read
      const { person, officerNumber, device, personKey, deviceKey } = read.value
      const { unit } = record
      const issued = [
        await issue(certificateOf(deps, { kind: 'device', subject: deviceKey, name: device, unit }), authority),
        await issue(certificateOf(deps, { kind: 'person', subject: personKey, name: person, officerNumber, role: roles.join(' '), unit }), authority),
      ]
      const admitted = await admit(record, issued)
      if (!admitted.ok) return admitted
      return ok({ name: `${fileName(`${person}-${device}`)}.fieldreel-certificate`, bytes: makeCertificateFile(record.root, request, [...record.statements, ...issued]) })
    },
  }
}
