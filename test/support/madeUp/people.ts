// The keys and certificates of a made-up unit: its root and authority can be had again from its name, to answer a request.

import { randomBytes } from 'node:crypto'
import type { Bytes } from '../../../src/core/ids.ts'
import type { Role } from '../../../src/core/policy/acts.ts'
import { issue, type Certificate } from '../../../src/core/trust/certificate.ts'
import { makeCertificateFile, readRequestFile } from '../../../src/core/trust/enrolment.ts'
import { makeTestSigner, serialOf, verifyInNode, type TestSigner } from '../agency.ts'
import type { UnitPlan } from './unitPlans.ts'
import { makePerson, type MadeUpPerson } from './world.ts'

export interface MadeUpStaff {
  readonly root: TestSigner
  readonly authority: TestSigner
  readonly witness: TestSigner
  readonly witnessName: string
  /** As in the plan. */
  readonly people: readonly MadeUpPerson[]
  readonly deviceSigner: (name: string) => TestSigner
  /** root, authority, witness, devices, people. */
  readonly statements: readonly Bytes[]
}

/** Long before any story begins. */
const enrolledMs = Date.UTC(2025, 0, 6)

/** The server makes its witness from this seed, see server/witness. */
export const witnessSeedName = (plan: UnitPlan): string => `made-up ${plan.key} witness`

const signerOf = (plan: UnitPlan, name: string): TestSigner => makeTestSigner(`made-up ${plan.key} ${name}`)

export const makeStaff = async (plan: UnitPlan, witnessName: string): Promise<MadeUpStaff> => {
  const root = signerOf(plan, 'root')
  const authority = signerOf(plan, 'authority')
  const witness = makeTestSigner(witnessSeedName(plan))
  const deviceSigner = (name: string): TestSigner => signerOf(plan, `device ${name}`)
  const people = plan.people.map(({ name, officerNumber }) => makePerson(plan.key, name, officerNumber, (person) => signerOf(plan, person)))
  const certificate = (kind: Certificate['kind'], subject: Bytes, issuer: TestSigner, name: string, more: Partial<Certificate> = {}): Promise<Bytes> =>
    issue({ kind, serial: serialOf(`${plan.key} ${kind} ${name}`), subject, name, officerNumber: '', role: '', unit: plan.unit, notBefore: enrolledMs, ...more }, issuer)
  const statements = await Promise.all([
    certificate('root', root.publicKey, root, plan.unit),
    certificate('authority', authority.publicKey, root, plan.unit),
    certificate('witness', witness.publicKey, authority, witnessName),
    ...plan.devices.map((name) => certificate('device', deviceSigner(name).publicKey, authority, name)),
    ...people.map((person, n) => certificate('person', person.signer.publicKey, authority, person.name, { officerNumber: person.officerNumber, role: plan.people[n]?.roles.join(' ') ?? '' })),
    ...people.flatMap((person, n) => (plan.people[n]?.roles.includes('auditor') ? [certificate('auditor', person.signer.publicKey, authority, person.name, { officerNumber: person.officerNumber })] : [])),
  ])
  return { root, authority, witness, witnessName, people, deviceSigner, statements }
}

/** A certificate file for somebody's real request, with these roles; an auditor also gets the certificate that cosigning needs. */
export const answerRequest = async (plan: UnitPlan, staff: MadeUpStaff, request: Bytes, roles: readonly Role[], nowMs: number): Promise<Bytes> => {
  const read = await readRequestFile(request, verifyInNode)
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  const { person, officerNumber, device, personKey, deviceKey } = read.value
  const serial = (): string => randomBytes(16).toString('hex')
  const common = { officerNumber: '', role: '', unit: plan.unit, notBefore: nowMs - 60_000 }
  const issued = [
    await issue({ ...common, kind: 'device', serial: serial(), subject: deviceKey, name: device }, staff.authority),
    await issue({ ...common, kind: 'person', serial: serial(), subject: personKey, name: person, officerNumber, role: roles.join(' ') }, staff.authority),
    ...(roles.includes('auditor') ? [await issue({ ...common, kind: 'auditor', serial: serial(), subject: personKey, name: person, officerNumber }, staff.authority)] : []),
  ]
  return makeCertificateFile(staff.root.publicKey, request, [...staff.statements, ...issued])
}
