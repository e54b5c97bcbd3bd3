// Pieces of test clips in the browser: made as the product makes them, and dropped when the test is over.

import { afterEach } from 'vitest'
import { commands } from 'vitest/browser'
import type { PiecePlan } from '../../src/core/pieces/piece.ts'
import type { MadePiece, PieceDraft, PieceProgress } from '../../src/core/piecePorts.ts'
import type { TimelinePart } from '../../src/core/playbackPorts.ts'
import type { Result } from '../../src/core/result.ts'
import type { PieceError } from '../../src/contracts/piece.ts'
import { makePieceStore } from '../../src/drive/pieceStore.ts'
import { makePieceClient } from '../../src/rpc/pieceClient.ts'
import type { ClipOptions } from './makeClips.ts'

/** Base64, as commands take and give bytes. */
export const toBytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

export const toText = async (file: Blob): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(text)
}

export const clipFile = async (name: string, options: ClipOptions): Promise<File> => new File([toBytes(await commands.makeClipBytes(name, options))], name)

export interface Attempt {
  readonly made: Result<MadePiece, PieceError>
  readonly draft: PieceDraft
  readonly progress: readonly PieceProgress[]
}

const store = makePieceStore('pieces')
const maker = makePieceClient()
const drafts: PieceDraft[] = []
afterEach(async () => {
  for (const draft of drafts.splice(0)) await draft.drop()
})

export const tryPiece = async (plan: PiecePlan, parts: readonly TimelinePart[], signal = new AbortController().signal): Promise<Attempt> => {
  const begun = await store.begin()
  if (!begun.ok) throw new Error(begun.error.type)
  drafts.push(begun.value)
  const progress: PieceProgress[] = []
  const made = await maker.make(plan, parts, begun.value.target, { author: '张三', signal, onProgress: (now) => progress.push(now) })
  return { made, draft: begun.value, progress }
}

export const makePiece = async (plan: PiecePlan, parts: readonly TimelinePart[]): Promise<{ readonly made: MadePiece; readonly file: File; readonly progress: readonly PieceProgress[] }> => {
  const { made, draft, progress } = await tryPiece(plan, parts)
  if (!made.ok) throw new Error(`${parts.map(({ path }) => path).join()} ${plan.work}: ${JSON.stringify(made.error)}`)
  return { made: made.value, file: (await draft.file()) as File, progress }
}
