// Cases of the made-up unit, folded from fake Deeds, with receipts whose proofs are made up: for pictures and component tests only.

import type { App, Person, Remarks } from '../../src/app/app.ts'
import { attachToCase } from '../../src/app/attachToCase.ts'
import { utf8 } from '../../src/core/bytes.ts'
import { casesOf } from '../../src/core/cases/casesOf.ts'
import type { ReceiptVerdict } from '../../src/core/cases/checkReceipt.ts'
import type { Recording } from '../../src/core/catalog/recording.ts'
import type { DeedRow } from '../../src/core/deeds/deedBook.ts'
import { combineLive, makeLive } from '../../src/core/live.ts'
import { ok } from '../../src/core/result.ts'
import type { Session } from '../../src/core/session/session.ts'
import { nowMs } from './fakeCatalog.ts'
import type { FakeDeeds } from './fakeDeeds.ts'

const day = 86_400_000
const [hall, shop, old] = ['青文执〔2026〕031 号', '青文执〔2026〕034 号', '青文执〔2025〕112 号']

/** One open over several days with a range and something taken off, one fresh, one closed. */
export const tellCases = (deeds: FakeDeeds, sessions: readonly Session[], keeper: Person): void => {
  const dated = sessions.filter(({ startMs }) => startMs > 0)
  const sign: FakeDeeds['sign'] = (...args) => {
    const signed = deeds.sign(...args)
    if (!signed.ok) throw new Error(signed.error.type)
    return signed
  }
  const link = (caseNumber: string, session: Session | undefined, atMs: number, words = '', range: { fromMs: number; toMs: number } | null = null): string | null => {
    const recordings = session?.parts.slice(0, range ? 1 : undefined).map(({ recordingId }) => recordingId as string) ?? []
    if (!session || recordings.length === 0) return null
    const signed = sign('caseLink', { caseNumber, session: session.id, recordings, range, words }, keeper, atMs)
    return signed.ok ? signed.value.id : null
  }
  sign('case', { caseNumber: hall, title: '某网吧接纳未成年人案', kind: '行政处罚', openedMs: nowMs - 9 * day, term: '10年' }, keeper, nowMs - 9 * day)
  sign('case', { caseNumber: old, title: '某歌舞娱乐场所超时营业案', kind: '行政处罚', openedMs: nowMs - 200 * day, term: '5年' }, keeper, nowMs - 200 * day)
  sign('case', { caseNumber: shop, title: '群众举报某书店销售非法出版物', kind: '投诉举报', openedMs: nowMs - day, term: null }, keeper, nowMs - day)
  for (const [index, session] of dated.slice(-9, -2).entries()) link(hall, session, nowMs - 5 * day + index * 1_000, index === 1 ? '告知和取证的过程' : '')
  link(hall, dated.at(-2), nowMs - 4 * day, '当事人签收', { fromMs: 20_000, toMs: 95_000 })
  const wrong = link(hall, dated[0], nowMs - 4 * day)
  if (wrong) sign('caseUnlink', { link: wrong, reason: '挂错案卷，属另一案' }, keeper, nowMs - 3 * day)
  link(old, dated[1], nowMs - 150 * day)
  sign('caseClosing', { caseNumber: old, closedMs: nowMs - 100 * day, term: null, words: '罚款已缴清' }, keeper, nowMs - 100 * day)
  const [first] = dated.at(-2)?.parts ?? []
  if (first) sign('receipt', { party: '当事人 李某', reason: '当事人申请留存现场记录的凭证', caseNumber: hall, recordings: [{ recording: first.recordingId, xxh128: '9f'.repeat(16), size: 412_338_112, name: 'DSJ3A71_500114_20260401093012_1.MP4', recorder: 'DSJ3A71', officer: '500114', startMs: Math.round(first.startMs), endMs: Math.round(first.endMs), clock: 'name', offsetMs: -2_500, uncertaintyMs: 500 }] }, keeper, nowMs - 2 * day)
}

const verdictOf = ({ id, fields, madeMs, name, officerNumber, roles }: DeedRow<'receipt'>): ReceiptVerdict => {
  const fixed = { logId: '7a'.repeat(32), seq: 1_204, timeMs: madeMs - day, device: '一中队 笔记本 2', checkpoint: { size: 1_260, root: '0b'.repeat(32) }, witnesses: [{ name: '文旅委服务器', seconds: Math.round((madeMs - day) / 1_000) + 40 }] }
  return {
    root: '17'.repeat(32), unit: '青岚县文化市场综合执法大队', problems: [], said: { id, fields, madeMs, name, officerNumber, roles }, filed: fixed,
    recordings: fields.recordings.map((facts) => ({ facts, path: `20260401/${facts.name}`, fixed, notBeforeMs: madeMs - day - 30_000, notAfterMs: madeMs - day + 40_000 })),
  }
}

export interface FakeCaseParts {
  readonly deeds: FakeDeeds
  readonly sign: App['sign']
  readonly recordings: readonly Recording[]
}

type CasePart = Pick<App, 'cases' | 'attachToCase' | 'issueReceipt' | 'openReceipt' | 'receiptPage' | 'caseNotes' | 'setCaseNotes'>

export const makeFakeCases = ({ deeds, sign, recordings }: FakeCaseParts): CasePart => {
  const notes = makeLive<Remarks>({ tags: [], text: '4月1日与当事人核对过现场笔录。\n还缺营业执照复印件。', where: 'server' })
  const fileOf = (row: DeedRow<'receipt'>) => ok({ file: { name: `receipt-${row.id.slice(0, 8)}.fieldreel-receipt`, bytes: utf8('receipt') }, verdict: verdictOf(row) })
  return {
    cases: combineLive([deeds.live], casesOf),
    attachToCase: (caseNumber, picks, words) => attachToCase(sign, caseNumber, picks, words),
    issueReceipt: async ({ party, reason, caseNumber, recordings: asked }) => {
      const known = recordings.filter(({ id }) => asked.includes(id))
      const signed = await sign('receipt', { party, reason, caseNumber, recordings: known.map(({ id, xxh128, size, recorder, officer, startMs, timeSource }) => ({ recording: id, xxh128, size, name: 'DSJ3A71.MP4', recorder, officer, startMs, endMs: null, clock: timeSource, offsetMs: null, uncertaintyMs: null })) })
      return signed.ok ? fileOf(signed.value) : signed
    },
    openReceipt: async (id) => {
      const row = deeds.live.get().find(id)
      if (row?.type !== 'receipt') throw new Error(`no receipt ${id}`)
      return fileOf(row as DeedRow<'receipt'>)
    },
    receiptPage: async () => ok({ name: 'fieldreel-receipt.html', bytes: utf8('<!doctype html>') }),
    caseNotes: () => notes,
    setCaseNotes: async (_number, text) => {
      notes.set({ tags: [], text, where: 'device' })
      return ok(undefined)
    },
  }
}
