// One statement of evidence as text: moments, lengths and counts as they are written everywhere.

import type { Evidence } from '../../../core/policy/findings/finding.ts'
import { isDeedType } from '../../../core/deeds/deedKinds.ts'
import { deedWords, isDeedFault } from '../../i18n/deedWords.ts'
import { isLogProblem, logWords } from '../log/logWords.ts'
import { problemDetail } from '../log/problemDetail.ts'
import { formatCount, formatDuration, formatTime } from '../../i18n/formats.ts'

/** `among`: all evidence of the Finding. `full`: fingerprints whole, for print and files. */
export const evidenceText = ({ says, value, as }: Evidence, among: readonly Evidence[], full = false): string => {
  if (as === 'moment') return formatTime(Number(value))
  if (as === 'length') return formatDuration(Number(value))
  if (as === 'count') return formatCount(Number(value))
  const text = String(value)
  if (as === 'hash') return full || text.length < 16 ? text : `${text.slice(0, 4)}…${text.slice(-4)}`
  if (says === 'deedType' && isDeedType(text)) return deedWords(`deed.${text}`)
  if (says === 'fault' && isDeedFault(text)) return deedWords(`fault.${text}`)
  if (says === 'problem' && isLogProblem(text)) return logWords(`problem.${text}`)
  const problem = among.find((one) => one.says === 'problem')?.value
  if (says === 'detail' && isLogProblem(problem)) return problemDetail({ type: problem, detail: text })
  return text
}
