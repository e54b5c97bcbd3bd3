// Each detector of article 20 alone: the misconduct planted, and beside it the innocent thing that looks like it.

import { beforeEach, describe, expect, test } from 'vitest'
import { casesOf } from '../../../../../src/core/cases/casesOf.ts'
import type { Copy, Drive, Recording } from '../../../../../src/core/catalog/recording.ts'
import { disposalsOf } from '../../../../../src/core/custody/disposals.ts'
import { planDisposalList, writeDisposalList } from '../../../../../src/core/custody/disposalList.ts'
import { handOversOf } from '../../../../../src/core/custody/handOvers.ts'
import { makeRecordingList } from '../../../../../src/core/deeds/recordingList.ts'
import { driveId, recordingId, sessionId } from '../../../../../src/core/ids.ts'
import { defaultProfile } from '../../../../../src/core/policy/defaultProfile.ts'
import { dutyBoard } from '../../../../../src/core/policy/dutyBoard.ts'
import type { GapExplanation } from '../../../../../src/core/policy/explainedGaps.ts'
import type { AuditFacts } from '../../../../../src/core/policy/findings/auditFacts.ts'
import { findingsOf } from '../../../../../src/core/policy/findings/findingsOf.ts'
import type { LoggedFinding } from '../../../../../src/core/policy/findings/loggedFindings.ts'
import type { Session } from '../../../../../src/core/session/session.ts'
import { requestsOf } from '../../../../../src/core/viewing/requests.ts'
import { urgentVisitsOf } from '../../../../../src/core/viewing/urgentVisits.ts'
import type { ViewingRow } from '../../../../../src/core/viewing/viewing.ts'
import { baseMs } from '../../../../support/agency.ts'
import { makeDeedBench, type DeedBench } from '../../../../support/deedBench.ts'

const hour = 3_600_000
const day = 24 * hour
const [archive, backup, usb] = ['a', 'b', 'c'].map((sign) => driveId(sign.repeat(32))) as [Drive['id'], Drive['id'], Drive['id']]
const idOf = (n: number) => recordingId(n.toString(16).padStart(64, '0'))
const copy = (n: number, on = archive, change: Partial<Copy> = {}): Copy => ({ driveId: on, path: `${n}.mp4`, size: 1, mtime: 0, state: 'fingerprinted', recordingId: idOf(n), error: null, seenMs: baseMs, ...change })
const drive = (id: Drive['id'], lastSeenMs = baseMs): Drive => ({ id, name: id.slice(0, 1), folderNames: [], sample: false, firstSeenMs: 0, lastSeenMs, scannedMs: lastSeenMs, manifest: null })
const recording = (n: number, change: Partial<Recording> = {}): Recording => ({
  id: idOf(n), kind: 'video', container: 'mp4', durationMs: 600_000, video: { codec: 'avc1.640028', width: 1920, height: 1080, rotation: 0, fps: 25 }, audio: null, times: [], place: null, device: 'BWC', playMode: 'timeline', damage: null,
  size: 1, xxh128: '0'.repeat(32), startMs: baseMs + n * 600_000, timeSource: 'name', recorder: 'A1', officer: '500101', sequence: n, channel: null, grammar: 'gat947', indexedMs: baseMs, ...change,
})
const session = (ns: readonly number[], change: Partial<Session> = {}): Session => {
  const parts = ns.map((n) => ({ recordingId: idOf(n), startMs: baseMs + n * 600_000, endMs: baseMs + (n + 1) * 600_000 }))
  const gaps = parts.slice(1).flatMap((part, at) => (part.startMs > (parts[at]?.endMs ?? 0) ? [{ startMs: parts[at]?.endMs ?? 0, endMs: part.startMs }] : []))
  return { id: sessionId(`s${ns[0]}`), recorder: 'A1', officer: '500101', day: '2026-09-21', startMs: parts[0]?.startMs ?? 0, endMs: parts.at(-1)?.endMs ?? 0, parts, gaps, footageMs: ns.length * 600_000, ...change }
}
const logged = (n: number, change: Partial<LoggedFinding> = {}): LoggedFinding => ({ id: `f${n}`, type: 'copyMissing', ms: baseMs, recordingId: idOf(n), driveId: archive, path: `${n}.mp4`, evidence: {}, entry: { logId: 'l'.repeat(64), seq: 7 }, ...change })
const viewing = (change: Partial<ViewingRow> = {}): ViewingRow => ({
  viewing: 'v1', logId: 'l', device: 'd', person: '查阅', personId: 'nobody', openedMs: baseMs + 10_000, closedMs: null, ended: 'closed', purpose: 'casework', reason: 'x', caseNumber: '', session: 's1', recordings: [idOf(1)],
  approval: null, registration: null, urgent: false, visit: 'v1', watched: [], watchedMs: 0, watermarkLost: [], onServer: false, ...change,
})

let bench: DeedBench
beforeEach(async () => {
  bench = await makeDeedBench({ 执法: ['officer'], 保管: ['custodian'], 领导: ['approver'], 查阅: ['viewer'], 负责: ['head'], 监督: ['auditor'] })
})

interface Given {
  readonly recordings?: readonly Recording[]
  readonly sessions?: readonly Session[]
  readonly copies?: readonly Copy[]
  readonly drives?: readonly Drive[]
  readonly logged?: readonly LoggedFinding[]
  readonly viewings?: readonly ViewingRow[]
  readonly explanations?: readonly GapExplanation[]
  readonly logs?: AuditFacts['logs']
  readonly nowMs?: number
}
const factsOf = ({ recordings = [], sessions = [], copies = [], drives = [], explanations = [], viewings = [], nowMs = baseMs + 10 * day, ...given }: Given): AuditFacts => {
  const book = bench.book()
  const rows = sessions.map((one) => ({ session: one, recordings: one.parts.flatMap(({ recordingId: id }) => recordings.find((found) => found.id === id) ?? []), clock: null }))
  const requests = requestsOf({ book, viewings, takenOut: [], nowMs })
  return {
    nowMs, profile: defaultProfile, sessions: rows, copies, drives, book, viewings, logged: given.logged ?? [], logs: given.logs ?? [],
    urgentVisits: urgentVisitsOf({ book, viewings, takenOut: [], nowMs }),
    duty: dutyBoard({ sessions: rows, markers: [], explanations, book, profile: defaultProfile.profile }),
    // Everything is handed over where nothing else is asked.
    handOvers: handOversOf({ sessions, copies, book, sinceMs: Infinity, nowMs }),
    disposals: disposalsOf({ book, requests, copies, drives }),
    cases: casesOf(book),
  }
}
const rulesOf = (given: Given): readonly string[] => findingsOf(factsOf(given)).map(({ rule }) => rule)
const role = (of: Drive['id'], as: 'archive' | 'work' | 'none') => bench.sign('driveRole', { drive: of, name: of, role: as, words: '' }, { by: '保管' })
const carried = (officerNumber: string) => bench.sign('recorder', { serial: 'A1', model: '', officerNumber, sinceMs: baseMs - day, words: '' }, { by: '保管' })
const shift = (recorder: string, fromMs: number, toMs: number, officerNumber = '500101') => bench.sign('duty', { kind: 'shift', officerNumber, recorder, place: '', fromMs, toMs, words: '' }, { by: '执法' })

describe('deleted or missing files', () => {
  test('a recording with no copy left is found, with the entry that says so', () => {
    const [found] = findingsOf(factsOf({ logged: [logged(1)] }))
    expect(found).toMatchObject({ kind: 'missingFile', rule: 'gone', subject: { recording: idOf(1), drive: archive } })
    expect(found?.evidence.some(({ entry }) => entry?.seq === 7)).toBe(true)
  })
  test('the same with a copy on another drive of the unit is not', () => expect(rulesOf({ logged: [logged(1)], copies: [copy(1, backup)] })).toEqual([]))
  test('a copy that came back on a drive that is not the unit’s does not excuse', async () => {
    await role(archive, 'archive')
    expect(rulesOf({ logged: [logged(1)], copies: [copy(1, usb)], drives: [drive(archive), drive(usb)] })).toContain('gone')
  })
  test('an approved and listed disposal is not', async () => {
    const list = makeRecordingList([idOf(1)])
    await bench.attach(list.bytes)
    const request = await bench.sign('request', { use: 'dispose', title: 'x', session: null, caseNumber: '', list: list.hash, count: 1, purpose: 'other', reason: '到期', untilMs: baseMs + day, times: 0, urgentViewing: null }, { by: '保管' })
    const approval = await bench.sign('approval', { request, untilMs: baseMs + day, times: 0, words: '' }, { by: '领导' })
    const bytes = writeDisposalList(planDisposalList([idOf(1)], [copy(1)], [drive(archive)]))
    await bench.sign('disposal', { request, approval, title: 'x', list: await bench.attach(bytes), count: 1, copies: 1, drives: 1, words: '' }, { by: '保管' })
    expect(rulesOf({ logged: [logged(1)] })).toEqual([])
  })
  test('a hole in the numbers is found, a counter that began again is not', () => {
    const hole = [recording(1), recording(2, { sequence: 5 })]
    expect(rulesOf({ recordings: hole, sessions: [session([1, 2])] })).toEqual(['sequenceMissing'])
    expect(rulesOf({ recordings: [recording(1), recording(3, { sequence: 1 })], sessions: [session([1, 3])], explanations: [{ explanation: 'e', before: idOf(1), after: idOf(3), cause: 'battery', statement: '', marker: null, profile: '', person: '', personId: '', writtenMs: baseMs }] })).toEqual([])
  })
})

describe('recorders', () => {
  test('another officer than its carrier is found, a declared loan is not', async () => {
    await carried('500999')
    const given = { recordings: [recording(1)], sessions: [session([1])] }
    expect(rulesOf(given)).toEqual(['otherOfficer'])
    await shift('A1', baseMs, baseMs + 9 * hour)
    expect(rulesOf(given)).toEqual([])
  })
  test('a shift without footage is found, one with a note of exemption is not', async () => {
    await carried('500101')
    await shift('A1', baseMs + day, baseMs + day + 8 * hour)
    expect(rulesOf({})).toEqual(['notUsed'])
    await bench.sign('exemption', { ground: 'objective', reason: '送修', basis: '第七条', place: '', officerNumber: '500101', fromMs: baseMs + day, toMs: baseMs + day + 8 * hour, gap: null }, { by: '执法' })
    expect(rulesOf({})).toEqual([])
  })
  test('a shift that is not over yet is not found', async () => {
    await shift('A1', baseMs + day, baseMs + day + 8 * hour)
    expect(rulesOf({ nowMs: baseMs + day + hour })).toEqual([])
  })
})

describe('coverage', () => {
  const given = { recordings: [recording(1), recording(2, { sequence: 2, startMs: baseMs + 3 * 600_000 })], sessions: [session([1, 3])] }
  const explanation: GapExplanation = { explanation: 'e', before: idOf(1), after: idOf(3), cause: 'battery', statement: '换电池', marker: null, profile: '', person: '', personId: '', writtenMs: baseMs }
  test('a gap nobody explained is found, an explained one is not', () => {
    expect(rulesOf(given)).toEqual(['gapUnexplained'])
    expect(rulesOf({ ...given, explanations: [explanation] })).toEqual([])
  })
  test('a note of exemption explains it', async () => {
    await bench.sign('exemption', { ground: 'secretOrPrivate', reason: '隐私', basis: '第七条', place: '', officerNumber: '', fromMs: baseMs, toMs: baseMs + day, gap: { before: idOf(1), after: idOf(3) } }, { by: '执法' })
    expect(rulesOf(given)).toEqual([])
  })
})

describe('leaks', () => {
  const given = { copies: [copy(1), copy(1, usb, { path: '资料/1.mp4' })], drives: [drive(archive), drive(usb)] }
  test('the same content on a drive that is not the unit’s is found', async () => {
    await role(archive, 'archive')
    expect(findingsOf(factsOf(given))).toMatchObject([{ kind: 'leak', rule: 'privateCopy', subject: { drive: usb, recording: idOf(1) } }])
  })
  test('on a registered work drive it is not', async () => {
    await role(archive, 'archive')
    await role(usb, 'work')
    expect(rulesOf(given)).toEqual([])
  })
  test('other content there is not, nor anything before drives are registered', async () => {
    expect(rulesOf(given)).toEqual([])
    await role(archive, 'archive')
    expect(rulesOf({ ...given, copies: [copy(1), copy(2, usb)] })).toEqual([])
  })
  test('a viewing whose watermark was taken off is found once, with each time in its proof', () => {
    const lost = [{ what: 'removed', recording: idOf(1), ms: baseMs + 11_000, seq: 9 }, { what: 'controls', recording: null, ms: baseMs + 12_000, seq: 10 }] as const
    const [found, ...rest] = findingsOf(factsOf({ viewings: [viewing({ urgent: true, watermarkLost: lost })] })).filter(({ rule }) => rule === 'watermarkLost')
    expect(rest).toEqual([])
    expect(found).toMatchObject({ kind: 'leak', rule: 'watermarkLost', article: 16, subject: { viewing: 'v1', recording: idOf(1) } })
    expect(found?.evidence.map(({ entry }) => entry?.seq).filter((seq) => seq !== undefined)).toEqual([9, 10])
  })
})

describe('edited or false footage', () => {
  test('editing software is found, a recorder that changes nothing is not', () => {
    expect(rulesOf({ recordings: [recording(1), recording(2, { device: 'Lavf58.76.100' })], sessions: [session([1, 2])] })).toEqual(['software'])
    expect(rulesOf({ recordings: [recording(1), recording(2)], sessions: [session([1, 2])] })).toEqual([])
  })
  test('times two days apart are found, a whole time zone is not', () => {
    const times = (laterMs: number): Partial<Recording> => ({ times: [{ source: 'name', ms: baseMs, zone: 'local', plausible: true }, { source: 'container', ms: baseMs + laterMs, zone: 'utc', plausible: true }] })
    expect(rulesOf({ recordings: [recording(1, times(2 * day + 400_000))], sessions: [session([1])] })).toEqual(['timesDisagree'])
    expect(rulesOf({ recordings: [recording(1, times(8 * hour))], sessions: [session([1])] })).toEqual([])
  })
  test('content that lost its fingerprint is found once, however many devices tell of it', () => {
    const changed = logged(1, { type: 'contentChanged', evidence: { expected: 'a'.repeat(64), found: 'b'.repeat(64) } })
    expect(findingsOf(factsOf({ copies: [copy(1)], logged: [changed, changed] }))).toMatchObject([{ kind: 'editedFootage', rule: 'contentChanged' }])
  })
})

describe('use outside duty', () => {
  const night = { recordings: [recording(1)], sessions: [session([1])] }
  test('without duty, activity or case it is found where the officer declares duty', async () => {
    await shift('A1', baseMs + 2 * day, baseMs + 2 * day + 8 * hour)
    expect(rulesOf({ ...night, nowMs: baseMs + 2 * day })).toEqual(['unaccounted'])
  })
  test('a registered activity, a case or a shift accounts for it', async () => {
    await shift('B9', baseMs - 30 * day, baseMs - 29 * day)
    await bench.sign('activity', { session: 's1', recording: idOf(1), kind: 'inspection', steps: [], words: '' }, { by: '执法' })
    expect(rulesOf(night).filter((rule) => rule === 'unaccounted')).toEqual([])
  })
  test('a unit that declares no duty is not accused', () => expect(rulesOf(night)).toEqual([]))
  test('what somebody flagged as unrelated is found', async () => {
    await bench.sign('workFlag', { session: 's1', recording: idOf(1), unrelated: true, reason: '私人聚会' }, { by: '执法' })
    expect(rulesOf(night)).toEqual(['unrelated'])
  })
})

describe('lost or damaged drives', () => {
  test('the only copy on a drive not seen for long is found; with a copy elsewhere it is not', async () => {
    await role(archive, 'archive')
    await role(backup, 'archive')
    const [nowMs, old] = [baseMs + 100 * day, drive(archive, baseMs)]
    expect(rulesOf({ nowMs, copies: [copy(1)], drives: [old, drive(backup, nowMs)] })).toEqual(['driveUnseen'])
    expect(rulesOf({ nowMs, copies: [copy(1), copy(1, backup)], drives: [old, drive(backup, nowMs)] })).toEqual([])
    expect(rulesOf({ nowMs: baseMs + 30 * day, copies: [copy(1)], drives: [old] })).toEqual([])
  })
  test('a drive given up with the only copy, and a copy that cannot be read, are found', async () => {
    await role(archive, 'none')
    expect(rulesOf({ copies: [copy(1)], drives: [drive(archive)] })).toEqual(['driveGivenUp'])
    await role(backup, 'archive')
    expect(rulesOf({ copies: [copy(2, backup, { state: 'failed', error: { type: 'FileUnreadable', path: '2.mp4', reason: 'I/O' } })], drives: [drive(backup)] })).toEqual(['unreadable'])
    expect(rulesOf({ copies: [copy(2, backup, { state: 'failed' }), copy(2, usb)], drives: [drive(backup), drive(usb)] })).toEqual(['unreadable'])
  })
})

describe('other', () => {
  const ask = async (urgentViewing: string | null) => {
    const list = makeRecordingList([idOf(1)])
    await bench.attach(list.bytes)
    return bench.sign('request', { use: 'view', title: 'x', session: 's1', caseNumber: '', list: list.hash, count: 1, purpose: 'casework', reason: 'x', untilMs: baseMs + 5 * day, times: 0, urgentViewing }, { by: '查阅' })
  }
  const viewerId = async (request: string): Promise<string> => bench.book().find(request)?.person ?? ''
  test('a viewing without approval is found, an approved one is not', async () => {
    expect(rulesOf({ viewings: [viewing()] })).toEqual(['noApproval'])
    const request = await ask(null)
    const approval = await bench.sign('approval', { request, untilMs: baseMs + 5 * day, times: 0, words: '' }, { by: '领导' })
    const personId = await viewerId(request)
    expect(rulesOf({ viewings: [viewing({ approval, personId, openedMs: baseMs + day })] })).toEqual([])
    expect(rulesOf({ viewings: [viewing({ approval, personId: 'somebody else', openedMs: baseMs + day })] })).toEqual(['badApproval'])
    expect(rulesOf({ viewings: [viewing({ approval, personId, openedMs: baseMs + 9 * day })] })).toEqual(['badApproval'])
    expect(rulesOf({ viewings: [viewing({ approval: 'e'.repeat(64), personId })] })).toEqual(['badApproval'])
  })
  test('an urgent viewing is found when nobody approved it in time, and when it was late; in time it is not', async () => {
    const request = await ask('v1')
    const personId = await viewerId(request)
    const given = { viewings: [viewing({ urgent: true, personId, openedMs: baseMs })] }
    expect(rulesOf({ ...given, nowMs: baseMs + 2 * hour })).toEqual([])
    expect(rulesOf({ ...given, nowMs: baseMs + 30 * hour })).toEqual(['urgentOverdue'])
    await bench.sign('approval', { request, untilMs: baseMs + 5 * day, times: 1, words: '' }, { by: '领导', atMs: baseMs + 3 * hour })
    expect(rulesOf(given)).toEqual([])
    const early = { viewings: [viewing({ urgent: true, personId, openedMs: baseMs - 30 * hour })] }
    expect(rulesOf(early)).toEqual(['urgentLate'])
  })
  test('problems of a log are one finding for each kind, with the entries', () => {
    const found = findingsOf(factsOf({ logs: [{ logId: 'l'.repeat(64), device: 'd', problems: [{ type: 'clockJump', seq: 3, detail: 'x' }, { type: 'clockJump', seq: 9, detail: 'y' }] }] }))
    expect(found).toMatchObject([{ rule: 'logProblem', subject: { log: 'l'.repeat(64) } }])
    expect(found[0]?.evidence.flatMap(({ entry }) => (entry ? [entry.seq] : []))).toEqual([3, 9])
  })
})

describe('answers', () => {
  test('the newest counts, all stay on record, and only who may answer is heard', async () => {
    const given = { logged: [logged(1)] }
    const [found] = findingsOf(factsOf(given))
    const answer = (state: 'explained' | 'confirmed', by: string) => bench.sign('findingAnswer', { finding: found?.id ?? '', title: 'x', state, words: `${state} 的理由` }, { by })
    await answer('explained', '领导')
    await answer('confirmed', '执法')
    expect(findingsOf(factsOf(given)).find(({ rule }) => rule === 'gone')).toMatchObject({ state: 'explained', answers: [{ name: '领导' }] })
    await answer('confirmed', '监督')
    expect(findingsOf(factsOf(given)).find(({ rule }) => rule === 'gone')).toMatchObject({ state: 'confirmed', answers: [{ name: '领导' }, { name: '监督' }] })
  })
})
