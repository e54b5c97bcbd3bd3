// Makes a piece 制作件 during a Viewing: written, fingerprinted, signed for, and only then put where it is indexed (article 18); killed between any two of these, app/finishPieces ends it.

import type { FieldreelError } from '../core/errors.ts'
import type { DriveId, RecordingId } from '../core/ids.ts'
import { cutsOf, piecePath, type PiecePlan } from '../core/pieces/piece.ts'
import type { Classifications } from '../core/policy/secrecy.ts'
import { permit, type KnownProfile } from '../core/policy/profile.ts'
import type { MadePiece, PieceMaker, PieceProgress, PieceStore } from '../core/piecePorts.ts'
import type { TimelinePart } from '../core/playbackPorts.ts'
import type { CancelSignal, DirectoryRef, Fingerprinter } from '../core/ports.ts'
import { writeRedactions } from '../core/redaction/redactionFile.ts'
import { err, ok } from '../core/result.ts'
import { toHex, sha256 } from '../core/bytes.ts'
import type { Answer, App, Person } from './app.ts'

export interface NewPiece {
  readonly plan: PiecePlan
  readonly caseNumber: string
  /** What it is for. */
  readonly words: string
}

export interface PieceOptions {
  readonly signal: CancelSignal
  readonly onProgress: (progress: PieceProgress) => void
}

export interface PieceDeps {
  readonly maker: PieceMaker
  readonly pieces: PieceStore
  readonly fingerprinter: Pick<Fingerprinter, 'fingerprint'>
  readonly sign: App['sign']
  readonly person: () => Person | null
  readonly profile: () => KnownProfile
  readonly classified: () => Classifications
  /** Answers when all in that folder is indexed. */
  readonly index: (directory: DirectoryRef) => Answer<DriveId>
  /** The unit's local time of a moment, `20260326-101112`. */
  readonly stamp: (ms: number) => string
}

/** `viewing`: the running Viewing, with what of it can be read. RoleNotAllowed, PieceOfClassified, NoRoomForPiece, PieceNotFiled; CopyUnavailable for a Recording that is not in the Viewing. */
export type MakePiece = (viewing: { readonly id: string; readonly parts: readonly TimelinePart[] }, piece: NewPiece, options: PieceOptions) => Answer<RecordingId>

export const makePieces = (deps: PieceDeps): MakePiece => async (viewing, piece, options) => {
  const person = deps.person()
  if (!person) return err({ type: 'KeysLocked' })
  const permitted = permit(deps.profile().profile, person.roles, 'extractEvidence')
  if (!permitted.ok) return permitted
  const { plan, caseNumber, words } = piece
  const asked = new Set(cutsOf(plan).map(({ recordingId }) => recordingId))
  const parts = viewing.parts.filter(({ recordingId }) => asked.has(recordingId))
  const strange = [...asked].find((id) => parts.every(({ recordingId }) => recordingId !== id))
  if (strange) return err({ type: 'CopyUnavailable', recordingId: strange, drives: [] })
  // What leaves a Drive is to be encrypted where it is classified (article 19), and the browser's file system is not.
  const isClassified = (): boolean => {
    const { recordings } = deps.classified()
    return [...asked].some((id) => recordings.has(id))
  }
  if (isClassified()) return err({ type: 'PieceOfClassified' })

  const begun = await deps.pieces.begin()
  if (!begun.ok) return err(roomFor(begun.error))
  const draft = begun.value
  const failed = async (error: FieldreelError): Answer<never> => {
    await draft.drop()
    return err(roomFor(error))
  }
  const made = await deps.maker.make(plan, parts, draft.target, { ...options, author: person.name })
  if (!made.ok) return failed(made.error)
  const file = await draft.file()
  const name = pieceName(deps, plan, parts, made.value)
  const printed = await deps.fingerprinter.fingerprint(file, { path: name, signal: options.signal })
  if (!printed.ok) return failed(printed.error)
  const { sha256: recording, xxh128, size } = printed.value
  // While it was made, perhaps.
  if (isClassified()) return failed({ type: 'PieceOfClassified' })
  const settled = await draft.settle(recording)
  if (!settled.ok) return failed(settled.error)
  const pending = settled.value
  const redactions = plan.work === 'redacted' ? writeRedactions(plan.redactions) : null
  const signed = await deps.sign(
    'piece',
    {
      recording, xxh128, size, name, work: plan.work, viewing: viewing.id, caseNumber, words,
      cuts: made.value.cuts.map(({ recordingId, fromMs, toMs }) => ({ recording: recordingId, fromMs, toMs })),
      redactions: redactions && toHex(sha256(redactions)),
    },
    redactions ? { attachments: [redactions] } : {},
  )
  if (!signed.ok) {
    await pending.drop()
    return err(roomFor(signed.error))
  }
  const kept = await pending.keep(piecePath({ name, recording }))
  const directory = kept.ok ? await deps.pieces.directory() : kept
  const indexed = directory.ok ? await deps.index(directory.value) : directory
  if (!indexed.ok) return err({ type: 'PieceNotFiled', name, why: indexed.error })
  await pending.drop()
  return ok(recording as RecordingId)
}

/** Unlike reading a Drive, making a piece does not go on by itself once there is room. */
const roomFor = (error: FieldreelError): FieldreelError => (error.type === 'StorageFull' ? { ...error, type: 'NoRoomForPiece' } : error)

/** Begins with what no recorder's own names begin with. */
const pieceName = ({ stamp }: Pick<PieceDeps, 'stamp'>, plan: PiecePlan, parts: readonly TimelinePart[], { cuts: [first], extension }: MadePiece): string => {
  const part = parts.find(({ recordingId }) => recordingId === first?.recordingId)
  return `piece-${stamp((part?.startMs ?? 0) + (first?.fromMs ?? 0))}-${plan.work}.${extension}`
}
