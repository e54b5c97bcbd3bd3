// Several people on one device: each with their own passphrase, certified at once or by request; roles renewed, people revoked.

import { describe, expect, test } from 'vitest'
import { addPerson, type NewPerson } from '../../../src/app/addPerson.ts'
import { makeEnrolment } from '../../../src/app/enrol.ts'
import { makeIdentity } from '../../../src/app/identity.ts'
import { makeLogWriter } from '../../../src/app/logWriter.ts'
import { makeRevoke } from '../../../src/app/revoke.ts'
import { sha256, toHex, utf8 } from '../../../src/core/bytes.ts'
import type { Bytes } from '../../../src/core/ids.ts'
import { makeLive, type LiveValue } from '../../../src/core/live.ts'
import type { FileLike, KeyStore, SettingsStore, StoredCheckpoint, StoredLog, WrappedSeed } from '../../../src/core/ports.ts'
import { ok, type Result } from '../../../src/core/result.ts'
import { makeKeys } from '../../../src/keys/makeKeys.ts'
import { baseMs } from '../../support/agency.ts'
import { makeMemoryLogStore } from '../../support/memoryStores.ts'

const fileOf = (bytes: Bytes): FileLike => ({ name: 'x', size: bytes.length, lastModified: 0, slice: (from, to) => ({ arrayBuffer: async () => bytes.slice(from, to).buffer }) })
const must = async <T>(answer: Promise<Result<T, unknown>>): Promise<T> => {
  const result = await answer
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const [first, second] = ['大熊猫 吃 竹子 2026', '长江 三峡 夔门 2026']
const form = { unit: '黔江支队', person: '王建国', officerNumber: '500114', device: '笔记本 1', passphrase: first }
const added: NewPerson = { name: '周敏', officerNumber: '500133', roles: ['approver', 'auditor'], clearances: ['internal'], passphrase: second, ownPassphrase: first }

/** A device with real keys over stores in memory. */
const makeDevice = () => {
  const rows = new Map<string, WrappedSeed>()
  const kept = new Map<string, unknown>()
  const keyStore: KeyStore = { get: async (id) => rows.get(id) ?? null, put: async (list) => { for (const { id, wrapped } of list) rows.set(id, wrapped); return ok(undefined) } }
  const settings: SettingsStore = { get: async (key) => kept.get(key), put: async (key, value) => { kept.set(key, value); return ok(undefined) }, live: () => makeLive<unknown>(undefined) }
  const logs = makeMemoryLogStore()
  const now = { ms: baseMs }
  let chance = 0
  const clock = { now: () => (now.ms += 1_000), mono: () => now.ms - baseMs, boot: '00'.repeat(8) }
  const random = { bytes: (length: number) => sha256(utf8(`chance ${(chance += 1)}`)).slice(0, length) }
  const log = makeLogWriter({ logs, clock, random })
  const base = { keys: makeKeys(), keyStore, settings, logs, log, clock, random, version: 'test' }
  const identity = makeIdentity({ ...base, restore: async () => ok({ parted: null }) })
  const deps = { ...base, identity }
  const [liveLogs, heads]: [LiveValue<readonly StoredLog[]>, LiveValue<readonly StoredCheckpoint[]>] = [makeLive<readonly StoredLog[]>([]), makeLive<readonly StoredCheckpoint[]>([])]
  const revoking = makeRevoke({ ...deps, queries: { logs: liveLogs, checkpoints: heads, entriesOf: () => makeLive([]) } })
  const state = () => { let seen: unknown; identity.live.subscribe((value) => (seen = value))(); return seen }
  const showLogs = async (): Promise<void> => {
    liveLogs.set(await logs.logs())
    heads.set((await Promise.all((await logs.logs()).map(({ logId }) => logs.checkpoints(logId)))).flat())
  }
  const roster = () => { let seen: Parameters<Parameters<typeof revoking.roster.subscribe>[0]>[0] = []; revoking.roster.subscribe((value) => (seen = value))(); return seen }
  return { rows, logs, log, now, identity, deps, enrolment: makeEnrolment(deps), revoking, state, showLogs, roster }
}

// Deriving keys from passphrases takes its time on a busy machine.
describe('several people on one device', { timeout: 60_000 }, () => {
  test('are added at once where the authority is, and each unlocks with their own passphrase', async () => {
    const device = makeDevice()
    await must(device.identity.setUp(form))
    expect(await addPerson(device.deps, { ...added, ownPassphrase: second })).toMatchObject({ error: { type: 'WrongPassphrase' } })
    expect(await must(addPerson(device.deps, added))).toBe(null)
    await device.identity.lock()
    const [king, zhou] = device.identity.people()
    expect([king, zhou]).toMatchObject([{ name: '王建国', clearances: ['internal', 'commercial', 'state'] }, { name: '周敏', officerNumber: '500133', roles: ['approver', 'auditor'], clearances: ['internal'] }])
    expect(await device.identity.unlock(zhou!.id, first)).toMatchObject({ error: { type: 'WrongPassphrase' } })
    await must(device.identity.unlock(zhou!.id, second))
    expect(device.state()).toMatchObject({ state: 'open', person: { name: '周敏' }, mayEnrol: false })
    // The auditor's key may cosign heads; the log has it all.
    expect(device.identity.trust.get()?.auditors.size).toBe(1)
    expect((await device.logs.byKind('session-open')).length).toBe(2)
    await device.identity.lock()
    await must(device.identity.unlock(king!.id, first))
    expect(device.state()).toMatchObject({ mayEnrol: true, people: [{ name: '王建国' }, { name: '周敏' }] })
  })

  test('a store of the first version opens for its first person', async () => {
    const device = makeDevice()
    await must(device.identity.setUp(form))
    const [king] = device.identity.people()
    for (const name of ['device', 'authority']) {
      device.rows.set(name, device.rows.get(`${name}:${king!.id}`)!)
      device.rows.delete(`${name}:${king!.id}`)
    }
    await device.identity.lock()
    await must(device.identity.unlock(king!.id, first))
    await must(addPerson(device.deps, { ...added, roles: ['administrator'] }))
    await device.identity.lock()
    await must(device.identity.unlock(device.identity.people()[1]!.id, second))
    // An administrator added where certificates are issued may issue them, too.
    expect(device.state()).toMatchObject({ mayEnrol: true })
  })

  test('elsewhere ask by file, and wait for the answer; the answer to somebody else is refused', async () => {
    const [office, van] = [makeDevice(), makeDevice()]
    await must(office.identity.setUp(form))
    const request = await must(van.enrolment.makeRequest({ ...form, person: '李红梅', device: '笔记本 2' }))
    const { file } = await must(office.enrolment.certify(request.bytes, ['officer', 'viewer'], []))
    await must(van.enrolment.acceptCertificate(fileOf(file.bytes)))
    const [li] = van.identity.people()
    await must(van.identity.unlock(li!.id, first))

    const asking = await must(addPerson(van.deps, added))
    expect(van.state()).toMatchObject({ people: [{ name: '李红梅' }], waiting: [{ person: { name: '周敏' } }] })
    expect(await van.enrolment.acceptCertificate(fileOf(file.bytes))).toMatchObject({ error: { type: 'CertificateInvalid' } })
    const devices = office.identity.trust.get()?.devices.size
    const { brief } = await must(office.enrolment.certify(asking!.bytes, ['custodian'], ['commercial']))
    expect(office.identity.trust.get()?.devices.size).toBe(devices)
    await must(van.enrolment.acceptCertificate(fileOf(brief.bytes)))
    expect(van.state()).toMatchObject({ people: [{ name: '李红梅' }, { name: '周敏', roles: ['custodian'], clearances: ['commercial'] }], waiting: [] })
    await van.identity.lock()
    await must(van.identity.unlock(van.identity.people()[1]!.id, second))
  })
})

describe('the authority', { timeout: 60_000 }, () => {
  test('renews roles: the new ones hold at once, also for who is at work; an auditor no more cosigns no more', async () => {
    const device = makeDevice()
    await must(device.identity.setUp(form))
    await must(addPerson(device.deps, added))
    const [king, zhou] = device.identity.people()
    await must(device.revoking.renewPerson(zhou!.id, ['head'], []))
    await must(device.revoking.renewPerson(king!.id, ['administrator', 'approver'], ['state']))
    expect(device.state()).toMatchObject({ person: { roles: ['administrator', 'approver'], clearances: ['state'] }, people: [{}, { roles: ['head'], clearances: [] }] })
    const auditor = [...device.identity.trust.get()!.auditors.values()][0]!
    expect(device.identity.trust.get()!.revocations.has(auditor.serial)).toBe(true)
    expect(device.roster().filter(({ kind }) => kind === 'person').map(({ name, sinceMs, renewedMs, revocation, self }) => [name, renewedMs > sinceMs, revocation, self])).toEqual([['王建国', true, null, true], ['周敏', true, null, false]])
  })

  test('revokes a person whole, who then cannot unlock, and a device up to a head it names', async () => {
    const [office, van] = [makeDevice(), makeDevice()]
    await must(office.identity.setUp(form))
    await must(addPerson(office.deps, added))
    const zhou = office.identity.people()[1]!
    await must(office.revoking.renewPerson(zhou.id, ['approver'], []))
    await must(office.revoking.revoke({ kind: 'person', key: office.roster().find(({ id }) => id === zhou.id)!.key, reason: '调离', fromMs: office.now.ms, head: null }))
    expect(office.roster().find(({ id }) => id === zhou.id)?.revocation).toMatchObject({ reason: '调离', lastTrusted: null })
    expect(office.state()).toMatchObject({ people: [{ name: '王建国' }] })
    await office.identity.lock()
    expect(await office.identity.unlock(zhou.id, second)).toMatchObject({ error: { type: 'NotEnrolled' } })
    expect(await office.revoking.revoke({ kind: 'person', key: '', reason: '', fromMs: 0, head: null })).toMatchObject({ error: { type: 'KeysLocked' } })

    await must(office.identity.unlock(office.identity.people()[0]!.id, first))
    const request = await must(van.enrolment.makeRequest({ ...form, person: '李红梅', device: '笔记本 2' }))
    const { file } = await must(office.enrolment.certify(request.bytes, ['officer'], []))
    await must(van.enrolment.acceptCertificate(fileOf(file.bytes)))
    await must(van.identity.unlock(van.identity.people()[0]!.id, first))
    await van.log.checkpoint()
    // What the exchange would bring.
    const [log] = await van.logs.logs()
    await office.logs.putLog({ ...log!, own: false, size: 0 })
    for (const checkpoint of await van.logs.checkpoints(log!.logId)) await office.logs.putCheckpoint(checkpoint)
    await office.showLogs()
    const row = office.roster().find(({ name }) => name === '笔记本 2')!
    expect(row).toMatchObject({ self: false, heads: [{ logId: log!.logId }] })
    await must(office.revoking.revoke({ kind: 'device', key: row.key, reason: '遗失', fromMs: office.now.ms, head: row.heads[0]! }))
    const ended = office.roster().find(({ key }) => key === row.key)!.revocation
    expect(ended).toMatchObject({ reason: '遗失', lastTrusted: { size: row.heads[0]!.size } })
    expect(toHex(ended!.lastTrusted!.root)).toHaveLength(64)
    expect((await office.logs.byKind('certificate')).length).toBe(office.identity.record()!.statements.length)
  })
})
