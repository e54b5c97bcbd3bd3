// A Finding 问题 of article 20: something somebody should look at, with both sides of what disagrees, judged anew from the facts each time.

import { sha256, toHex, utf8 } from '../../bytes.ts'

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

/** As a scan or a player wrote it; `type` may be of a later version. */
export interface StoredFinding {
  readonly id: string
  readonly type: string
  readonly ms: number
  readonly recordingId: string | null
  readonly driveId: string | null
  readonly path: string | null
  readonly evidence: Readonly<Record<string, string | number>>
}

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
  | 'gone' | 'sequenceMissing' | 'otherOfficer' | 'notUsed' | 'gapUnexplained' | 'privateCopy' | 'watermarkLost' | 'contentChanged' | 'blockMismatch' | 'software' | 'encoderChanged' | 'timesDisagree' | 'sequenceBack' | 'editList'
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

/** The parts of a Finding that a detector says; the rest is made of them. */
export interface NewFinding extends Omit<AuditFinding, 'id' | 'subject' | 'evidence'> {
  readonly subject: Partial<FindingSubject>
  readonly evidence: readonly Evidence[]
}

/** `of`: what the rule was applied to; the same rule and thing give the same id, on every device. */
export const makeFinding = (of: string, { subject, ...found }: NewFinding): AuditFinding => ({
  id: toHex(sha256(utf8(`fieldreel/finding/v1\0${found.rule}\0${of}`))).slice(0, 32),
  subject: { ...noSubject, ...subject },
  ...found,
})

export const say = (says: EvidenceName, value: string | number, as: Evidence['as'] = 'text', entry: EntryPlace | null = null): Evidence => ({ says, value, as, entry })

const noSubject: FindingSubject = { session: null, recording: null, drive: null, viewing: null, recorder: null, log: null, person: null }
