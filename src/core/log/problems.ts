// Everything a verifier can find wrong with a Log, by name; server/verify gives the same names from its own checking.

export type LogProblemType =
  /** Bytes that are no Entry in deterministic form, or a known kind with a body of another shape. */
  | 'malformed'
  /** An Entry of another Log. */
  | 'wrongLog'
  /** seq 0 is no log-open of this key and incarnation. */
  | 'wrongGenesis'
  /** Sequence numbers are missing before this one. */
  | 'missing'
  /** A number that was already passed, with the same bytes. */
  | 'repeated'
  /** A number that was already passed, with other bytes: two histories. */
  | 'forked'
  /** An Entry that stands after later ones. */
  | 'outOfOrder'
  /** `prev` is not the leaf of the entry before: one of the two was changed. */
  | 'chainBroken'
  | 'badSignature'
  /** The clock of the computer was set back, or forward and back. */
  | 'clockJump'
  /** An interval, close or marker without its registration (no log entry, no picture). */
  | 'viewingNotOpen'
  /** Watched, but not among the Recordings registered. */
  | 'recordingNotRegistered'
  /** A viewing registered by somebody who had not unlocked this device. */
  | 'noSession'
  /** The person's signature on a session-open does not match. */
  | 'badPersonSignature'
  /** No valid certificate for the device (seq 0) or for a person (their session-open). */
  | 'unenrolled'
  | 'revoked'
  /** A certificate or revocation in the Log that does not stand under the agency's root. */
  | 'badCertificate'
  /** A checkpoint that cannot be read, or that the device's key did not sign. */
  | 'badCheckpoint'
  /** The root of the entries differs from a checkpoint's: the Log was rewritten before its size. */
  | 'checkpointMismatch'
  /** A checkpoint is larger than the Log: its end was cut off. `seq` is the first that is gone. */
  | 'truncated'
  | 'badCosignature'
  /** A Deed that does not read, or whose signer, signature or date does not stand. */
  | 'badDeed'
  /** A Viewing that names no Approval, or one that does not stand before it in this Log with its Request and list. */
  | 'approvalMissing'
  /** The Approval named was for somebody or something else, by somebody who may not, had run out, was used up or ended. */
  | 'approvalInvalid'
  /** Neither a custodian's registration that stands before it, nor a viewer whose own role may register. */
  | 'registrationMissing'

/** One thing wrong with a log; `seq` where it begins. */
export interface LogProblem {
  readonly type: LogProblemType
  readonly seq: number | null
  /** A technical reason in English, or what was found. */
  readonly detail: string
}

/** Worth an auditor's look, but with innocent causes. */
export type LogNoticeType =
  /** The clock went forward more than the computer ran: it slept, or its clock was set. */
  | 'clockForward'
  /** Entries from before the certificate was issued. */
  | 'beforeEnrolment'
  /** A cosignature by somebody whose certificate is not here. */
  | 'unknownWitness'
  /** Entries of kinds this version does not know. */
  | 'unknownKind'
  /** Entries after the last checkpoint: nothing but the device's key vouches for the end. */
  | 'noCheckpoint'
  /** A viewing without an end: the program is still open, or was killed and not yet started again. */
  | 'viewingUnfinished'
  /** Opened without an Approval, as the profile may allow; with what was answered to it. */
  | 'urgentViewing'
  /** Of the first version, which knew no Approvals. */
  | 'viewingUnapproved'

export interface LogNotice {
  readonly type: LogNoticeType
  readonly seq: number | null
  readonly detail: string
}
