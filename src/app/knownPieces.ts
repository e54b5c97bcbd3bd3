// The pieces of the deeds; says so only when there are others.

import type { DeedBook } from '../core/deeds/deedBook.ts'
import { makeLive, type LiveValue } from '../core/live.ts'
import { piecesOf, type Pieces } from '../core/pieces/piece.ts'
import type { Live } from '../core/ports.ts'

export const knownPieces = (deeds: Live<DeedBook>): LiveValue<Pieces> => {
  const pieces = makeLive<Pieces>(new Map())
  deeds.subscribe((known) => {
    const now = piecesOf(known)
    if (now.size !== pieces.get().size || [...now.keys()].some((id) => !pieces.get().has(id))) pieces.set(now)
  })
  return pieces
}
