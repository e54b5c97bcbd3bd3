// One bundle from file to printed report and exit code.

import { sortCertificates, type Standing } from './certificates.ts'
import { checkLog, type LogReport } from './checkLog.ts'
import { isUnreadable, readBundleFile, type BundleFile } from './readBundle.ts'
import { hex } from './shape.ts'
import type { ApprovalUse, Basis } from './approvals.ts'
import { endWords, noticeWords, problemWords, purposeWords } from './words.ts'

export interface Verification {
  /** 0 without problems, 1 with, 2 when the file cannot be read. */
  readonly code: 0 | 1 | 2
  readonly lines: readonly string[]
  readonly reports: readonly LogReport[]
}

/** `pinnedRoot`: the agency's root public key as the auditor knows it, 64 hex digits. */
export const verifyBundle = async (path: string, pinnedRoot: string | null = null): Promise<Verification> => {
  const bundle = readBundleFile(path)
  if (isUnreadable(bundle)) return { code: 2, lines: [`✗ ${bundle.zh} / ${bundle.en}`], reports: [] }
  const standing = sortCertificates(bundle.root, bundle.statements)
  const reports: LogReport[] = []
  for (const log of bundle.logs) reports.push(await checkLog(log, standing))
  const faults = [...standing.faults.map((fault) => `证书无效 / invalid certificate: ${fault}`), ...rootFault(bundle, pinnedRoot), ...overused(reports).map(({ approver, approval, times, visits }) => `批准用得过多 / approval used too often: ${clean(approver)} ${approval.slice(0, 16)} ${visits} > ${times}`), ...(bundle.logs.length === 0 ? ['包内没有日志 / there is no log in the bundle'] : [])]
  const problems = faults.length + reports.reduce((count, { problems: found }) => count + found.length, 0)
  const total = reports.reduce((count, { entries }) => count + entries, 0)
  const lines = [
    ...headLines(bundle, standing),
    ...faults.map((fault) => `✗ ${fault}`),
    ...reports.flatMap(logLines),
    '',
    problems === 0
      ? `✓ 未发现问题 / no problem found: ${reports.length} 个日志 logs, ${total} 条 entries`
      : `✗ ${problems} 个问题 / ${problems} problem${problems === 1 ? '' : 's'}: ${reports.length} 个日志 logs, ${total} 条 entries`,
  ]
  return { code: problems === 0 ? 0 : 1, lines, reports }
}

/** By several Logs together more often than allowed; where one Log alone did, it says so itself. */
export const overused = (reports: readonly Pick<LogReport, 'uses'>[]): readonly ApprovalUse[] => {
  const byApproval = Map.groupBy(reports.flatMap(({ uses }) => uses), ({ approval }) => approval)
  return [...byApproval.values()].flatMap((uses): readonly ApprovalUse[] => {
    const [first] = uses
    const visits = uses.reduce((sum, use) => sum + use.visits, 0)
    return first && first.times > 0 && visits > first.times && uses.every((use) => use.visits <= use.times) ? [{ ...first, visits }] : []
  })
}

const rootFault = ({ root }: BundleFile, pinned: string | null): readonly string[] => {
  if (pinned === null || (root && hex(root) === pinned)) return []
  return [`不是所指定的单位根密钥 / not the given agency root: ${root ? hex(root) : '—'}`]
}

const headLines = (bundle: BundleFile, standing: Standing): readonly string[] => [
  `执影证据包 Fieldreel bundle  ${time(bundle.madeMs)}`,
  `单位 agency      ${clean(standing.unit) || '—'}  ${standing.agency}`,
  `根密钥 root key  ${bundle.root ? hex(bundle.root) : '— 未加入单位 not enrolled'}`,
]

const logLines = (report: LogReport): readonly string[] => [
  '',
  `日志 log         ${report.logId}`,
  `  设备 device    ${clean(report.deviceName)}`,
  `  条目 entries   ${report.entries}`,
  `  时间 time      ${time(report.firstMs)} – ${time(report.lastMs)}`,
  `  根 root        ${report.root}`,
  `  检查点 checkpointed  ${report.checkpointed} / ${report.entries}`,
  ...(report.witnesses.length === 0
    ? ['  见证 witnesses 无 none']
    : report.witnesses.map(({ name, seconds, size }) => `  见证 witness   ${clean(name)}  ${size} 条 entries  ${time(seconds * 1_000)}`)),
  ...(report.viewings.length === 0 ? [] : [`  查阅 viewings  ${report.viewings.length}`]),
  ...report.viewings.map(
    ({ openedMs, person, officerNumber, purpose, reason, caseNumber, watchedMs, basis, end, watermarkLost }) =>
      `    ${time(openedMs)}  ${clean(person)} ${clean(officerNumber)}  ${purposeWords[purpose] ?? clean(purpose)}  ${clean(reason)}  ${clean(caseNumber)}  ${(watchedMs / 1_000).toFixed(1)} 秒 s  ${basisText(basis)}  ${end === null ? '未结束 open' : (endWords[end] ?? clean(end))}${watermarkLost.length > 0 ? `  水印丢失${watermarkLost.length}次 watermark lost: ${clean([...new Set(watermarkLost)].join(', '))}` : ''}`,
  ),
  ...(report.explanations.length === 0 ? [] : [`  中断说明 gaps explained  ${report.explanations.length}`]),
  ...report.explanations.map(({ writtenMs, person, startMs, endMs, cause, statement }) => `    ${time(writtenMs)}  ${clean(person)}  ${time(startMs)} – ${time(endMs)}  ${clean(cause)}  ${clean(statement)}`),
  ...report.notices.map(({ type, seq, detail }) => `  · ${place(seq)}${noticeWords[type].join(' / ')}: ${clean(detail)}`),
  ...report.problems.map(({ type, seq, detail }) => `  ✗ ${place(seq)}${problemWords[type].join(' / ')}: ${clean(detail)}`),
]

const basisText = (basis: Basis): string => {
  if (basis.type === 'none') return '无批准 no approval'
  if (basis.type === 'urgent') return `紧急 urgent: ${clean(basis.answer)}`
  return `批准 approved by ${clean(basis.approver)}${basis.registrar === null ? '' : `  登记 registered by ${clean(basis.registrar)}`}`
}

const place = (seq: number | null): string => (seq === null ? '' : `#${seq} `)
const time = (ms: number | null): string => (ms === null || ms > 8.64e15 ? '—' : new Date(ms).toISOString())
/** Names come from the file: nothing in them may move the cursor of the auditor's terminal or turn its text around. */
const clean = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd')
