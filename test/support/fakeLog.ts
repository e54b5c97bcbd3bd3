// Two made-up devices' logs in the real entry format, without real signatures: for pictures and component tests only.

import { sha256, toHex, utf8 } from '../../src/core/bytes.ts'
import type { Bytes, LogId } from '../../src/core/ids.ts'
import { makeEntry, makeGenesis, makeLogId, type LogHead } from '../../src/core/log/entry.ts'
import type { EntryBodies, EntryKind } from '../../src/core/log/kinds.ts'
import type { StoredEntry, StoredLog } from '../../src/core/ports.ts'
import { nowMs, type FakeCatalog } from './fakeCatalog.ts'

export interface FakeLog {
  readonly log: StoredLog
  readonly entries: readonly StoredEntry[]
}

const hash = (text: string): Bytes => sha256(utf8(text))
export const hexId = (text: string): string => toHex(hash(text)).slice(0, 32)

export interface FakeLogWriter {
  readonly logId: LogId
  readonly entries: readonly StoredEntry[]
  write<K extends EntryKind>(timeMs: number, kind: K, body: EntryBodies[K]): void
}

export const makeFakeLogWriter = (device: string, startMs: number): FakeLogWriter & { readonly publicKey: Bytes } => {
  const publicKey = hash(`key of ${device}`)
  const logId = makeLogId(publicKey, 0)
  const entries: StoredEntry[] = []
  let head: LogHead = makeGenesis(logId)
  const write = <K extends EntryKind>(timeMs: number, kind: K, body: EntryBodies[K]): void => {
    const made = makeEntry({ logId, head, kind, body, stamps: { timeMs, monoMs: timeMs - startMs, boot: hexId(device).slice(0, 16), salt: hash(`salt ${head.size}`).slice(0, 16) } })
    entries.push({ logId, seq: head.size, bytes: made.bytes, signature: new Uint8Array(64), leaf: made.leaf, kind, timeMs })
    head = { size: head.size + 1, leaf: made.leaf }
  }
  write(startMs, 'log-open', { device, publicKey, incarnation: 0, replaces: null, app: 'fieldreel 0.1.0' })
  return { logId, entries, publicKey, write }
}

const looks = [
  { who: '陈立', purpose: 'casework', reason: '核对 3 月 26 日网吧检查中告知环节的时间', caseNumber: '青文执〔2026〕18 号' },
  { who: '冉小芳', purpose: 'supervision', reason: '季度执法监督抽查', caseNumber: '' },
  { who: '周敏', purpose: 'litigation', reason: '行政诉讼举证,核对现场音像与笔录是否一致', caseNumber: '(2026)渝 0114 行初 7 号' },
  { who: '陈立', purpose: 'caseStudy', reason: '案情研判:现场处置是否规范', caseNumber: '青文执〔2026〕11 号' },
] as const

export const makeFakeLogs = (catalog: FakeCatalog): readonly FakeLog[] =>
  [{ device: '一中队 笔记本 2', own: true, onServer: 0.9 }, { device: '监督科 台式机', own: false, onServer: 1 }].map(({ device, own, onServer }, n) => {
    const start = nowMs - 20 * 86_400_000
    const writer = makeFakeLogWriter(device, start)
    let at = start + 60_000
    looks.forEach(({ who }, index) => looks.findIndex((look) => look.who === who) === index && writer.write((at += 1000), 'session-open', { person: hexId(who), name: who, personKey: hash(who), personSignature: new Uint8Array(64) }))
    for (const drive of own ? catalog.drives : []) {
      writer.write((at += 60_000), 'drive-register', { drive: drive.id, name: drive.name })
      writer.write((at += 600_000), 'drive-scan', { drive: drive.id, manifest: hash(drive.id), files: 212, recordings: 188, bytes: 91_000_000_000, changed: 1, missing: 1 })
    }
    const sessions = catalog.sessions.filter(({ startMs }) => startMs > 0).slice(n * 3, n * 3 + 12)
    sessions.forEach((session, index) => {
      const look = looks[(index + n) % looks.length] ?? looks[0]
      const viewing = hexId(`${device} viewing ${index}`)
      const part = session.parts[0]
      at = Math.max(at + 3_600_000, nowMs - (sessions.length - index) * 40_000_000 - n * 7_000_000)
      writer.write(at, 'view-open', { viewing, person: hexId(look.who), purpose: look.purpose, reason: look.reason, caseNumber: look.caseNumber, session: session.id, recordings: session.parts.map(({ recordingId }) => recordingId), approval: null, registration: null, urgent: own && index === 3, visit: null })
      if (part) {
        const length = part.endMs - part.startMs
        writer.write((at += 9000), 'view-interval', { viewing, intervals: [{ recordingId: part.recordingId, fromMs: 0, toMs: Math.min(length, 42_000), rate: 100 }] })
        writer.write((at += 9000), 'view-interval', { viewing, intervals: [{ recordingId: part.recordingId, fromMs: Math.min(length - 2000, 61_000), toMs: Math.min(length, 118_400), rate: 200 }] })
        if (index % 2 === 0) writer.write((at += 1000), 'marker', { marker: hexId(`${viewing} marker`), viewing, recording: part.recordingId, atMs: 12_400, toMs: index % 4 === 0 ? 21_000 : null, kind: index % 4 === 0 ? 'notice' : 'people', text: index % 4 === 0 ? '告知:本次执法全程录音录像' : '当事人到场,出示营业执照' })
      }
      if (index === 4) writer.write((at += 500_000), 'view-recovered', { viewing, lastKnownMs: at - 480_000, unknownUntilMs: at - 470_000 })
      else if (index < sessions.length - 1 || !own) writer.write((at += 30_000), 'view-close', { viewing, reason: index === 2 ? 'blockMismatch' : index === 6 ? 'driveGone' : 'closed' })
    })
    const finding = own ? catalog.findings[0] : undefined
    if (finding) writer.write((at += 1000), 'finding', { finding: finding.id, type: finding.type, recording: finding.recordingId, drive: finding.driveId, path: finding.path, evidence: finding.evidence })
    return { log: { logId: writer.logId, publicKey: writer.publicKey, incarnation: 0, own, deviceName: device, size: writer.entries.length, onServer: Math.floor(writer.entries.length * onServer) }, entries: writer.entries }
  })
