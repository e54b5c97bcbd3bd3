// Names the unit and its people on this device, unlocks it for one of them, and opens its Log.

import { equal, toHex } from '../core/bytes.ts'
import type { FieldreelError, KeyError, StorageError } from '../core/errors.ts'
import { logId, type Bytes, type LogId } from '../core/ids.ts'
import { makeLive, type LiveValue } from '../core/live.ts'
import { makeLogId } from '../core/log/entry.ts'
import { levels } from '../core/deeds/secrecyDeeds.ts'
import { rolesOf } from '../core/policy/acts.ts'
import type { Clock, KeyStore, Keys, Live, LogStore, Random, SettingsStore, Signer, WrappedSeed } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import { agencyId, issue, personId, type Certificate } from '../core/trust/certificate.ts'
import { requestNumber } from '../core/trust/enrolment.ts'
import { sortStatements, type Trust } from '../core/trust/verifyChain.ts'
import { sessionSigningInput } from '../core/trust/sessionStatement.ts'
import type { Answer, Identity, OutFile, Person, Role, SetUpForm } from './app.ts'
import { forgetIdentity, readIdentity, writeIdentity, type IdentityRecord } from './identityRecord.ts'
import type { LogWriter } from './logWriter.ts'
import { seedRows, seedsOf } from './seeds.ts'

export interface IdentityDeps {
  readonly keys: Keys
  readonly keyStore: KeyStore
  readonly settings: SettingsStore
  readonly logs: LogStore
  readonly log: LogWriter
  readonly clock: Clock
  readonly random: Random
  /** Version text that `log-open` carries. */
  readonly version: string
  /** Brings this device's own Log up to what the server holds of it; `parted` is one that cannot be continued. */
  readonly restore: (device: Signer, record: IdentityRecord) => Promise<Result<{ readonly parted: LogId | null }, StorageError>>
}

/** What is in memory while somebody is at work. */
export interface Unlocked {
  readonly person: Person
  readonly device: Signer
  readonly personSigner: Signer
  /** Only on the device where the agency was made. */
  readonly authority: Signer | null
  readonly logId: string
}

export interface IdentityService {
  readonly live: Live<Identity>
  /** Who stands under the unit's root, as known here; null before enrolment. */
  readonly trust: LiveValue<Trust | null>
  /** null while locked. */
  unlocked(): Unlocked | null
  record(): IdentityRecord | null
  /** Who may work on this device, as their certificates say today; nobody who was revoked. */
  people(): readonly Person[]
  /** Reads what is kept and shows it. Call once this tab is the writer. */
  start(): Promise<void>
  showOtherTab(): void
  setUp(form: SetUpForm): Answer<void>
  unlock(id: string, passphrase: string): Answer<void>
  unlockByPasskey(id: string): Answer<void>
  /** Of the person at work, who types their passphrase once more. */
  addPasskey(passphrase: string): Answer<void>
  lock(): Promise<void>
  /** Forgets a request that was never answered; a device that is enrolled keeps what it is. */
  startOver(): Answer<void>
  /** While unlocked, when the open Log can be continued no more: goes on in a new incarnation that names it. */
  replaceLog(): Answer<void>
  /** Replaces what is kept, and shows it. */
  save(record: IdentityRecord): Answer<void>
  /** Certificates and revocations that came from elsewhere and stand under this agency's root. */
  addStatements(received: readonly Bytes[]): Promise<Result<void, StorageError>>
}

/** A request file under the name it is handed over by. */
export const requestOut = (person: string, device: string, bytes: Bytes): OutFile => ({ name: enrolmentFileName(person, device, 'request'), bytes })

export const enrolmentFileName = (person: string, device: string, extension: 'request' | 'certificate'): string => `${`${person}-${device}`.replaceAll(/[\\/:*?"<>|\s]+/g, '-')}.fieldreel-${extension}`

const serial = (random: Random): string => toHex(random.bytes(16))

/** A certificate's fields that are the same for everybody. */
export const certificateOf = (deps: Pick<IdentityDeps, 'random' | 'clock'>, fields: Pick<Certificate, 'kind' | 'subject' | 'name' | 'unit'> & Partial<Certificate>): Omit<Certificate, 'issuer'> => ({
  officerNumber: '',
  role: '',
  ...fields,
  serial: serial(deps.random),
  notBefore: deps.clock.now(),
})

export const makeIdentity = (deps: IdentityDeps): IdentityService => {
  const { keys, keyStore, settings, logs, log } = deps
  const live = makeLive<Identity>({ state: 'loading' })
  const trust = makeLive<Trust | null>(null)
  let record: IdentityRecord | null = null
  let open: Unlocked | null = null

  const people = (): readonly Person[] =>
    (record?.people ?? []).flatMap((kept) => {
      const certificate = trust.get()?.people.get(kept.id)
      if (!certificate) return [kept]
      const ended = trust.get()?.revocations.get(certificate.serial)
      return ended && ended.fromMs <= deps.clock.now() ? [] : [personOf(certificate)]
    })

  const show = (): void => {
    if (!record) return live.set({ state: 'none' })
    const { unit, device, root, requestId, requestFile, waiting = [], passkeys = [] } = record
    const [first] = record.people
    if (!root && first) return live.set({ state: 'requested', unit, person: first, requestId: requestNumber(requestId ?? ''), request: requestFile ? requestOut(first.name, device, requestFile) : null })
    if (!open || !root) return live.set({ state: 'locked', unit, people: people(), passkeys, device })
    live.set({ state: 'open', unit, person: open.person, people: people(), waiting: waiting.map((one) => ({ person: one.person, requestId: requestNumber(one.requestId), request: requestOut(one.person.name, device, one.file) })), device, logId: open.logId, mayEnrol: open.authority !== null, agencyRoot: toHex(root) })
  }

  const take = async (next: IdentityRecord | null): Promise<void> => {
    record = next
    trust.set(next?.root ? (await sortStatements(next.root, next.statements, keys.verify)).trust : null)
    const self = open && people().find(({ id }) => id === open?.person.id)
    // Roles that were renewed meanwhile hold from now on.
    if (open && self) open = { ...open, person: self }
    show()
  }

  const save = async (next: IdentityRecord): Promise<Result<void, StorageError>> => {
    const written = await writeIdentity(settings, next)
    if (!written.ok) return written
    await take(next)
    return ok(undefined)
  }

  /** The device's newest Log, or a new one whose first entries say what it is and who stands behind it. */
  const beginLog = async (device: Signer, kept: IdentityRecord, parted: LogId | null): Promise<Result<LogId, FieldreelError>> => {
    if (!kept.root) return err({ type: 'NotEnrolled' })
    const mine = (await logs.logs()).filter(({ own, publicKey }) => own && equal(publicKey, device.publicKey))
    const newest = mine.toSorted((a, b) => b.incarnation - a.incarnation)[0]
    const incarnation = !newest ? 0 : parted ? newest.incarnation + 1 : newest.incarnation
    const id = makeLogId(device.publicKey, incarnation)
    const known = newest?.logId === id ? newest : null
    const stored = known ?? { logId: id, publicKey: device.publicKey, incarnation, own: true, deviceName: kept.device, size: 0, onServer: 0 }
    if (!known) {
      const put = await logs.putLog(stored)
      if (!put.ok) return put
    }
    await log.open(stored, device, agencyId(kept.root))
    if (stored.size === 0) {
      const replaces = mine.find((one) => one.incarnation === incarnation - 1)?.logId ?? null
      const opened = await log.append('log-open', { device: kept.device, publicKey: device.publicKey, incarnation, replaces, app: deps.version })
      if (!opened.ok) return opened
      for (const certificate of kept.statements) {
        const entered = await log.append('certificate', { certificate })
        if (!entered.ok) return entered
      }
    }
    return ok(id)
  }

  const enter = async (kept: IdentityRecord, opening: Omit<Unlocked, 'logId'>, parted: LogId | null): Answer<void> => {
    const { person, device, personSigner } = opening
    const begun = await beginLog(device, kept, parted)
    if (!begun.ok) return begun
    const entered = await log.appendAt('session-open', async (place) => ({
      person: person.id,
      name: person.name,
      personKey: personSigner.publicKey,
      personSignature: await personSigner.sign(sessionSigningInput({ ...place, personKey: personSigner.publicKey })),
    }))
    if (!entered.ok) return entered
    open = { ...opening, logId: begun.value }
    show()
    return ok(undefined)
  }

  const unlockBy = async (by: 'passphrase' | 'passkey', id: string, unwrap: (wrapped: readonly WrappedSeed[]) => Promise<Result<readonly Signer[], KeyError>>): Answer<void> => {
    const kept = record
    const person = people().find((one) => one.id === id)
    const seeds = await seedsOf(keyStore, id, kept?.people[0]?.id, by)
    if (!kept || !person || !seeds) return err({ type: 'NotEnrolled' })
    const unwrapped = await unwrap([seeds.person, seeds.device, ...(seeds.authority ? [seeds.authority] : [])])
    if (!unwrapped.ok) return unwrapped
    const [personSigner, device, authority = null] = unwrapped.value
    if (!personSigner || !device) throw new Error('as many signers as seeds')
    const restored = await deps.restore(device, kept)
    if (!restored.ok) return restored
    return enter(kept, { person, device, personSigner, authority }, restored.value.parted)
  }

  return {
    live,
    trust,
    save,
    unlocked: () => open,
    record: () => record,
    people,
    start: async () => {
      await take(await readIdentity(settings))
    },
    addStatements: async (received) => {
      if (!record) return ok(undefined)
      const known = new Set(record.statements.map(toHex))
      const added = received.filter((statement) => !known.has(toHex(statement)))
      return added.length === 0 ? ok(undefined) : save({ ...record, statements: [...record.statements, ...added] })
    },
    showOtherTab: () => live.set({ state: 'otherTab' }),

    setUp: async (form) => {
      const made = await keys.create(form.passphrase, 4)
      if (!made.ok) return made
      const [root, authority, device, person] = made.value
      if (!root || !authority || !device || !person) throw new Error('four seeds were asked for')
      const administrator: Person = { id: personId(person.signer.publicKey), name: form.person, officerNumber: form.officerNumber, roles: firstRoles, clearances: levels }
      const fields = { unit: form.unit }
      const statements = [
        await issue(certificateOf(deps, { ...fields, kind: 'root', subject: root.signer.publicKey, name: form.unit }), root.signer),
        await issue(certificateOf(deps, { ...fields, kind: 'authority', subject: authority.signer.publicKey, name: form.unit }), root.signer),
        await issue(certificateOf(deps, { ...fields, kind: 'device', subject: device.signer.publicKey, name: form.device }), authority.signer),
        await issue(certificateOf(deps, { ...fields, kind: 'person', subject: person.signer.publicKey, name: form.person, officerNumber: form.officerNumber, role: administrator.roles.join(' '), clearances: levels }), authority.signer),
      ]
      const stored = await keyStore.put([{ id: 'root', wrapped: root.wrapped }, ...seedRows(administrator.id, { person: person.wrapped, device: device.wrapped, authority: authority.wrapped })])
      if (!stored.ok) return stored
      const kept: IdentityRecord = { unit: form.unit, device: form.device, people: [administrator], root: root.signer.publicKey, statements, requestId: null }
      const written = await writeIdentity(settings, kept)
      if (!written.ok) return written
      await take(kept)
      return enter(kept, { person: administrator, device: device.signer, personSigner: person.signer, authority: authority.signer }, null)
    },

    unlock: (id, passphrase) => unlockBy('passphrase', id, (wrapped) => keys.unwrap(wrapped, passphrase)),
    unlockByPasskey: (id) => unlockBy('passkey', id, keys.unwrapByPasskey),

    addPasskey: async (passphrase) => {
      const kept = record
      const seeds = open && kept && (await seedsOf(keyStore, open.person.id, kept.people[0]?.id))
      if (!open || !kept || !seeds) return err({ type: 'KeysLocked' })
      const { id, name } = open.person
      const made = await keys.wrapForPasskey([seeds.person, seeds.device, ...(seeds.authority ? [seeds.authority] : [])], passphrase, { id, name: `${name} · ${kept.device}` })
      if (!made.ok) return made
      const [person, device, authority = null] = made.value
      if (!person || !device) throw new Error('as many seeds as given')
      const stored = await keyStore.put(seedRows(id, { person, device, authority }, 'passkey'))
      return stored.ok ? save({ ...kept, passkeys: [...new Set([...(kept.passkeys ?? []), id])] }) : stored
    },

    replaceLog: async () => (open && record ? enter(record, open, logId(open.logId)) : err({ type: 'KeysLocked' })),

    startOver: async () => {
      if (record?.root) return ok(undefined)
      const written = await forgetIdentity(settings)
      if (!written.ok) return written
      await take(null)
      return ok(undefined)
    },

    lock: async () => {
      if (!open) return
      await log.append('session-close', { person: open.person.id })
      await log.close()
      open = null
      show()
    },
  }
}

/** On one machine the first person does the daily work too; never the approver's or the auditor's: those are somebody else. */
const firstRoles: readonly Role[] = ['administrator', 'officer', 'custodian', 'viewer']

export const personOf = (certificate: Certificate): Person => ({ id: personId(certificate.subject), name: certificate.name, officerNumber: certificate.officerNumber, roles: rolesOf(certificate.role), clearances: certificate.clearances ?? [] })
