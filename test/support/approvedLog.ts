// A log in which people ask, approve, register and view, from fixed seeds; each step can be changed to make it wrong. Node only.

import { fromHex } from '../../src/core/bytes.ts'
import { parseDeed, signDeed } from '../../src/core/deeds/deed.ts'
import type { DeedFields, DeedType } from '../../src/core/deeds/deedKinds.ts'
import type { Bytes } from '../../src/core/ids.ts'
import type { EntryBodies } from '../../src/core/log/kinds.ts'
import type { Stamps } from '../../src/core/log/entry.ts'
import { agencyId, issue, personId } from '../../src/core/trust/certificate.ts'
import { makeRecordingList } from '../../src/core/deeds/recordingList.ts'
import { baseMs, deviceName, makeStatement, makeTestLog, makeTestSigner, serialOf, signers, unit, witnessName } from './agency.ts'

const roles = { 王敏: 'viewer', 李华: 'approver', 赵伟: 'custodian', 孙丽: 'viewer', 周强: 'custodian viewer approver', 吴刚: 'administrator' } as const
export type Name = keyof typeof roles

export const idOf = (name: Name): string => personId(makeTestSigner(name).publicKey)
export const [film, photo, other] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string]
export const untilMs = baseMs + 3_600_000

export const makeApprovalStatements = (): Promise<readonly Bytes[]> =>
  Promise.all([
    makeStatement('root', signers.root, signers.root, unit),
    makeStatement('authority', signers.authority, signers.root, unit),
    makeStatement('device', signers.device, signers.authority, deviceName),
    makeStatement('witness', signers.witness, signers.authority, witnessName),
    ...Object.entries(roles).map(([name, role]) => issue({ kind: 'person', serial: serialOf(`person ${name}`), subject: makeTestSigner(name).publicKey, name, officerNumber: '', role, unit, notBefore: baseMs - 1_000 }, signers.authority)),
  ])

export type ApprovedLog = Awaited<ReturnType<typeof makeApprovedLog>>

/** log-open, certificates, and 王敏 (or another) at work. */
export const makeApprovedLog = async (viewer: Name = '王敏') => {
  const log = makeTestLog()
  log.write('log-open', { device: deviceName, publicKey: signers.device.publicKey, incarnation: 0, replaces: null, app: '0.2.0' })
  for (const certificate of await makeApprovalStatements()) log.write('certificate', { certificate })
  log.openSession(makeTestSigner(viewer))
  const now = (): number => baseMs + log.entries.length * 1_000

  const deedBytes = <T extends DeedType>(type: T, fields: DeedFields<T>, by: Name, madeMs = now()): Promise<Bytes> =>
    signDeed({ type, fields, agency: agencyId(signers.root.publicKey), madeMs, salt: fromHex(serialOf(`deed ${log.entries.length}`)) }, makeTestSigner(by))
  const sign = async <T extends DeedType>(type: T, fields: DeedFields<T>, by: Name, madeMs?: number): Promise<string> => {
    const deed = await deedBytes(type, fields, by, madeMs)
    log.write('deed', { deed })
    const parsed = parseDeed(deed)
    if (!parsed.ok) throw new Error(parsed.error)
    return parsed.value.id
  }
  const ask = async (change: Partial<DeedFields<'request'>> = {}, by: Name = '王敏', recordings: readonly string[] = [film, photo], attached = true): Promise<string> => {
    const { hash: list, bytes } = makeRecordingList(recordings)
    if (attached) log.write('attachment', { sha256: fromHex(list), index: 0, of: 1, bytes })
    return sign('request', { use: 'view', title: '2026-09-21 DSJ3A71', session: 's1', caseNumber: '', list, count: recordings.length, purpose: 'casework', reason: '核对现场', untilMs, times: 0, urgentViewing: null, ...change }, by)
  }
  const approve = (request: string, change: Partial<DeedFields<'approval'>> = {}, by: Name = '李华', madeMs?: number): Promise<string> => sign('approval', { request, untilMs, times: 0, words: '', ...change }, by, madeMs)
  const register = (request: string, approval: string, by: Name = '赵伟'): Promise<string> => sign('registration', { request, approval, words: '' }, by)

  let count = 0
  const view = (change: Partial<EntryBodies['view-open']> = {}, stamps: Partial<Stamps> = {}): string => {
    const viewing = serialOf(`viewing ${count++}`)
    log.write('view-open', { viewing, person: idOf(viewer), purpose: 'casework', reason: '核对现场', caseNumber: '', session: 's1', recordings: [film], approval: null, registration: null, urgent: false, visit: null, ...change }, stamps)
    return viewing
  }
  const more = (viewing: string, recordings: readonly string[]): string => {
    log.write('view-more', { viewing, recordings })
    return viewing
  }
  const watch = (viewing: string, recordingId = film, stamps: Partial<Stamps> = {}): void => {
    log.write('view-interval', { viewing, intervals: [{ recordingId, fromMs: 0, toMs: 8_000, rate: 100 }] }, stamps)
    log.write('view-close', { viewing, reason: 'closed' }, stamps)
  }
  /** Asked, approved, registered and viewed as it should be. */
  const whole = async (change: Partial<DeedFields<'approval'>> = {}): Promise<{ readonly request: string; readonly approval: string; readonly registration: string }> => {
    const request = await ask()
    const approval = await approve(request, change)
    return { request, approval, registration: await register(request, approval) }
  }
  return { ...log, now, deedBytes, sign, ask, approve, register, view, more, watch, whole }
}
