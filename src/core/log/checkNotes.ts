// The checkpoints kept beside a Log: those that its device signed, with their cosignatures, and what is wrong with the others.

import { toHex } from '../bytes.ts'
import type { LogId } from '../ids.ts'
import type { Trust } from '../trust/verifyChain.ts'
import { checkNote, unenrolledAgency, type Cosignature, type Verify } from './checkpoint.ts'
import type { LogNoticeType, LogProblemType } from './problems.ts'
import type { LogToVerify } from './verifyLog.ts'

/** A head to compare with the entries. */
export interface NotedHead {
  readonly size: number
  /** Hex. */
  readonly root: string
  readonly cosignatures: readonly Cosignature[]
}

export const checkNotes = async (
  log: LogToVerify,
  logId: LogId,
  trust: Trust | null,
  verify: Verify,
  report: (type: LogProblemType, seq: number | null, detail: string) => unknown,
  notice: (type: LogNoticeType, seq: number | null, detail: string) => unknown,
): Promise<NotedHead[]> => {
  // An auditor's cosignature says the same as a witness's: this head was seen, and holds.
  const witnesses = [...(trust?.witnesses.values() ?? []), ...(trust?.auditors.values() ?? [])].map(({ name, subject }) => ({ name, publicKey: subject }))
  const strangers = new Set<string>()
  const heads: NotedHead[] = []
  for (const note of log.notes) {
    const checked = await checkNote(note, log.publicKey, witnesses, verify)
    if (!checked.ok) {
      report('badCheckpoint', null, checked.error)
      continue
    }
    const { checkpoint, deviceSigned, cosignatures, badWitnesses, unknownWitnesses } = checked.value
    if (checkpoint.logId !== logId) report('badCheckpoint', checkpoint.size, 'of another log')
    else if (!deviceSigned) report('badCheckpoint', checkpoint.size, 'not signed by the device')
    else if (checkpoint.agency !== unenrolledAgency && checkpoint.agency !== trust?.agency) report('badCheckpoint', checkpoint.size, `of another agency: ${checkpoint.agency}`)
    else {
      heads.push({ size: checkpoint.size, root: toHex(checkpoint.root), cosignatures })
      for (const name of badWitnesses) report('badCosignature', checkpoint.size, name)
      for (const name of unknownWitnesses) strangers.add(name)
    }
  }
  for (const name of strangers) notice('unknownWitness', null, name)
  return heads
}
