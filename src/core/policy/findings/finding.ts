// A Finding 问题 of article 20: something somebody should look at, with what disagrees on both sides, judged anew from the facts each time.

import type { Finding as StoredFinding } from '../../ports.ts'

/** The eight kinds of article 20; the eighth, other, is told apart in three. */
export const findingKinds = ['missingFile', 'recorderMisuse', 'coverageHole', 'leak', 'editedFootage', 'offDutyUse', 'driveLoss', 'unapprovedViewing', 'logProblem', 'late'] as const
export type FindingKind = (typeof findingKinds)[number]

/** One statement of the proof: what is said, and where it stands. */
export interface Proof {
  /** A word of auditWords: `proof.…`. */
  readonly says: string
  /** What was found: already text, or a number with its unit in the word. */
  readonly values: readonly (string | number)[]
  /** Epoch milliseconds, where the statement is about a moment. */
  readonly ms: number | null
  /** The Entry that has it. */
  readonly entry: { readonly logId: string; readonly seq: number } | null
}

export interface AuditFinding {
  /** The same for the same thing found again: kind, rule and subject. */
  readonly id: string
  readonly kind: FindingKind
  /** Of the kind: which rule found it. */
  readonly rule: string
  /** Articles of the policy it touches, article 20 left out. */
  readonly articles: readonly number[]
  /** When what was found happened, epoch milliseconds. */
  readonly ms: number
  readonly subject: FindingSubject
  readonly proof: readonly Proof[]
}

/** What it is about; each part null where it is about none. */
export interface FindingSubject {
  readonly session: string | null
  readonly recording: string | null
  readonly drive: string | null
  readonly viewing: string | null
  readonly recorder: string | null
  readonly log: string | null
  /** Officer number or name of whom it concerns, for filters. */
  readonly person: string | null
}

export const noSubject: FindingSubject = { session: null, recording: null, drive: null, viewing: null, recorder: null, log: null, person: null }

export type StoredFindingType = StoredFinding['type']
