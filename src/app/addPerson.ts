// Another person on this device: their own passphrase opens the device's keys too; certified at once, or by a request to the authority.

import type { Level } from '../core/deeds/secrecyDeeds.ts'
import { err, ok } from '../core/result.ts'
import { personId } from '../core/trust/certificate.ts'
import { makeRequestFile, requestId } from '../core/trust/enrolment.ts'
import type { Answer, OutFile, Person, Role } from './app.ts'
import { admitStatements, certifyPerson, type EnrolDeps } from './enrol.ts'
import { requestOut } from './identity.ts'
import { seedRows, seedsOf } from './seeds.ts'

export interface NewPerson {
  readonly name: string
  readonly officerNumber: string
  /** Counts only where this device may certify; else the authority chooses. */
  readonly roles: readonly Role[]
  readonly clearances: readonly Level[]
  /** Theirs, typed by themselves. */
  readonly passphrase: string
  /** Of the person at work: it opens the device's keys once more. */
  readonly ownPassphrase: string
}

/** Null when the person was certified at once; else the request file. An administrator on a device that may certify may certify, too. */
export const addPerson = async (deps: EnrolDeps, form: NewPerson): Answer<OutFile | null> => {
  const { identity, keys, keyStore, clock } = deps
  const open = identity.unlocked()
  const record = identity.record()
  const seeds = open && record && (await seedsOf(keyStore, open.person.id, record.people[0]?.id))
  if (!open || !record || !seeds) return err({ type: 'KeysLocked' })
  const shared = [seeds.device, ...(seeds.authority && form.roles.includes('administrator') ? [seeds.authority] : [])]
  const made = await keys.createBeside(form.passphrase, 1, shared, form.ownPassphrase)
  if (!made.ok) return made
  const [person, device, authority] = made.value
  if (!person || !device) throw new Error('as many seeds as asked for')
  const added: Person = { id: personId(person.signer.publicKey), name: form.name, officerNumber: form.officerNumber, roles: form.roles, clearances: form.clearances }
  const stored = await keyStore.put(seedRows(added.id, { person: person.wrapped, device: device.wrapped, authority: authority?.wrapped ?? null }))
  if (!stored.ok) return stored

  if (open.authority) {
    const admitted = await admitStatements(deps, await certifyPerson(deps, open.authority, { ...form, key: person.signer.publicKey, unit: record.unit }))
    const now = identity.record()
    if (!admitted.ok || !now) return admitted.ok ? err({ type: 'KeysLocked' }) : admitted
    const saved = await identity.save({ ...now, people: [...now.people, added] })
    return saved.ok ? ok(null) : saved
  }
  const bytes = await makeRequestFile({ unit: record.unit, person: form.name, officerNumber: form.officerNumber, device: record.device, madeMs: clock.now() }, person.signer, open.device)
  const saved = await identity.save({ ...record, waiting: [...(record.waiting ?? []), { person: { ...added, roles: ['viewer'], clearances: [] }, requestId: requestId(bytes), file: bytes }] })
  return saved.ok ? ok(requestOut(form.name, record.device, bytes)) : saved
}
