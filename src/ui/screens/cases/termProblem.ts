// Why a term cannot be taken, in words; empty is no term yet.

import { readRetentionTerm } from '../../../core/policy/retentionTerm.ts'
import { caseWords as t } from './caseWords.ts'

/** A Case cannot be kept as long as its Case. */
export const termProblem = (text: string): string | undefined => {
  if (text.trim() === '') return undefined
  const term = readRetentionTerm(text)
  return term && term.type !== 'withCase' ? undefined : t('termBad')
}
