// One statement of evidence as text: moments, lengths and counts as they are written everywhere.

import type { Evidence } from '../../../core/policy/findings/finding.ts'
import { isDeedType } from '../../../core/deeds/deedKinds.ts'
import { deedWords } from '../../i18n/deedWords.ts'
import { formatCount, formatDuration, formatTime } from '../../i18n/formats.ts'

/** `full`: fingerprints whole, for print and files. */
export const evidenceText = ({ says, value, as }: Evidence, full = false): string => {
  if (as === 'moment') return formatTime(Number(value))
  if (as === 'length') return formatDuration(Number(value))
  if (as === 'count') return formatCount(Number(value))
  const text = String(value)
  if (as === 'hash') return full || text.length < 16 ? text : `${text.slice(0, 4)}…${text.slice(-4)}`
  if (says === 'deedType' && isDeedType(text)) return deedWords(`deed.${text}`)
  if (says === 'fault' && isDeedFault(text)) return deedWords(`fault.${text}`)
  return text
}

const faults = ['malformed', 'unknownType', 'badSignature', 'otherAgency', 'unenrolled', 'revoked', 'roleNotAllowed', 'futureDated'] as const
const isDeedFault = (text: string): text is (typeof faults)[number] => faults.some((one) => one === text)
