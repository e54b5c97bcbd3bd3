// Enrolment without a network: a request file out, a certificate file back.

import { equal } from '../core/bytes.ts'
import type { FileLike } from '../core/ports.ts'
import { err, ok } from '../core/result.ts'
import { issue, keyFingerprint, personId } from '../core/trust/certificate.ts'
import { makeCertificateFile, makeRequestFile, readCertificateFile, readRequestFile, requestId } from '../core/trust/enrolment.ts'
import type { Bytes } from '../core/ids.ts'
import type { App, Person } from './app.ts'
import { certificateOf, makeSeeds, personOf, type IdentityDeps, type IdentityService } from './identity.ts'

type Enrolment = Pick<App, 'makeRequest' | 'acceptCertificate' | 'readRequest' | 'certify'>

/** Both files are a few KiB; anything larger is something else. */
const maxFileBytes = 1 << 20

const readAll = async (file: FileLike): Promise<Bytes> => new Uint8Array(await file.slice(0, Math.min(file.size, maxFileBytes)).arrayBuffer())

const fileName = (text: string): string => text.replaceAll(/[\\/:*?"<>|\s]+/g, '-')

export const makeEnrolment = (deps: IdentityDeps & { readonly identity: IdentityService }): Enrolment => {
  const { keys, keyStore, identity, clock, log } = deps
  return {
    makeRequest: async (form) => {
      const made = await makeSeeds(keys, ['device', 'person'], form.passphrase)
      if (!made.ok) return made
      const { device, person } = made.value
      if (!device || !person) throw new Error('two seeds were asked for')
      const asked: Person = { id: personId(person.signer.publicKey), name: form.person, officerNumber: form.officerNumber, role: 'viewer' }
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
      const { person, officerNumber, device, madeMs, personKey } = read.value
      return ok({ person, officerNumber, device, made: madeMs, fingerprint: keyFingerprint(personKey), request: bytes })
    },

    certify: async (request, role) => {
      const record = identity.record()
      const authority = identity.unlocked()?.authority
      if (!record?.root || !authority) return err({ type: 'KeysLocked' })
      const read = await readRequestFile(request, keys.verify)
      if (!read.ok) return read
      const { person, officerNumber, device, personKey, deviceKey } = read.value
      const { unit } = record
      const issued = [
        await issue(certificateOf(deps, { kind: 'device', subject: deviceKey, name: device, unit }), authority),
        await issue(certificateOf(deps, { kind: 'person', subject: personKey, name: person, officerNumber, role, unit }), authority),
      ]
      for (const certificate of issued) {
        const entered = await log.append('certificate', { certificate })
        if (!entered.ok) return entered
      }
      const saved = await identity.save({ ...record, statements: [...record.statements, ...issued] })
      if (!saved.ok) return saved
      return ok({ name: `${fileName(`${person}-${device}`)}.fieldreel-certificate`, bytes: makeCertificateFile(record.root, request, [...record.statements, ...issued]) })
    },
  }
}
