// The piece worker: makes one piece of verified bytes, then it is ended.

import { expose } from 'comlink'
import type { PieceWorker } from '../src/contracts/piece.ts'
import { err } from '../src/core/result.ts'

const worker: PieceWorker = {
  make: async ({ work }) => err({ type: 'PlayerFailed', detail: `${work} is not made yet` }),
}

expose(worker)
