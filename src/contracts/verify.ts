// What crosses between the verifier of logs and a verify worker: types only.

import type { KeyError } from '../core/errors.ts'
import type { Bytes } from '../core/ids.ts'
import type { SignedEntry } from '../core/log/exchange.ts'
import type { InspectedEntry } from '../core/log/inspectEntry.ts'
import type { Result } from '../core/result.ts'

/** Keeps nothing between calls: entries may come in any order. */
export interface VerifyWorker {
  inspect(publicKey: Bytes, entries: readonly SignedEntry[]): Promise<Result<readonly InspectedEntry[], KeyError>>
}
