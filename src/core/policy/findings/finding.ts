// A Finding 问题 of article 20: something somebody should look at, with both sides of what disagrees, judged anew from the facts each time.

/** The eight kinds of article 20. */
export const findingKinds = ['missingFile', 'recorderMisuse', 'coverageHole', 'leak', 'editedFootage', 'offDutyUse', 'driveLoss', 'other'] as const
export type FindingKind = (typeof findingKinds)[number]

/** One statement of the evidence; which word and values belong together is the rule's to say. */
export interface Evidence {
  /** Name of the statement: `auditWords` has a label for each. */
  readonly says: EvidenceName
  readonly value: string | number
  /** How `value` is read. */
  readonly as: 'text' | 'moment' | 'length' | 'hash' | 'count'
  /** The Entry that has it, where a log does. */
  readonly entry: EntryPlace | null
}

export type EvidenceName =
  | 'found' | 'expected' | 'registered' | 'recordedBegin' | 'recordedEnd' | 'lastSeen' | 'otherCopies' | 'path' | 'drive' | 'alsoOn' | 'officer' | 'officerInName' | 'carrier' | 'recorder' | 'shift' | 'gapBegin' | 'gapEnd' | 'recordingBefore' | 'recordingAfter'
  | 'sha256' | 'was' | 'is' | 'software' | 'dutyDeclared' | 'activities' | 'cases' | 'viewer' | 'opened' | 'watched' | 'reason' | 'approval' | 'answered' | 'due' | 'late' | 'fault' | 'deedType' | 'signer' | 'problem' | 'detail' | 'entries' | 'words' | 'recordings' | 'block' | 'other'

export interface EntryPlace {
  readonly logId: string
  readonly seq: number
}

export interface AuditFinding {
  /** The same for the same thing found again: rule and subject. */
  readonly id: string
  readonly kind: FindingKind
  readonly rule: FindingRule
  /** Articles of the policy it touches beside article 20. */
  readonly article: number
  /** When what was found happened, epoch milliseconds. */
  readonly ms: number
  readonly subject: FindingSubject
  readonly evidence: readonly Evidence[]
}

export type FindingRule =
  | 'gone' | 'sequenceMissing' | 'otherOfficer' | 'notUsed' | 'gapUnexplained' | 'privateCopy' | 'contentChanged' | 'blockMismatch' | 'software' | 'encoderChanged' | 'timesDisagree' | 'sequenceBack'
  | 'unrelated' | 'unaccounted' | 'driveUnseen' | 'driveGivenUp' | 'unreadable'
  | 'noApproval' | 'badApproval' | 'urgentOverdue' | 'urgentLate' | 'urgentRefused' | 'handOverOverdue' | 'logProblem' | 'deedFault' | 'clockNotSet'

/** What it is about; each part null where it is about none. */
export interface FindingSubject {
  readonly session: string | null
  readonly recording: string | null
  readonly drive: string | null
  readonly viewing: string | null
  readonly recorder: string | null
  readonly log: string | null
  /** Name or officer number of whom it concerns. */
  readonly person: string | null
}

export const noSubject: FindingSubject = { session: null, recording: null, drive: null, viewing: null, recorder: null, log: null, person: null }
