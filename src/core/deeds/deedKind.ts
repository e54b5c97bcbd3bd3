// What every kind of Deed 文书 says of itself: who may sign it, and which fields it holds.

import type * as v from 'valibot'
import type { Act } from '../policy/acts.ts'

export interface DeedKind<S extends v.GenericSchema = v.GenericSchema> {
  /** The act the signer's role must be permitted; of several, one is enough. */
  readonly acts: readonly Act[]
  /** Text, whole numbers, bytes, booleans, null, arrays and maps of them. */
  readonly fields: S
}

export const deedKind = <S extends v.GenericSchema>(acts: readonly Act[], fields: S): DeedKind<S> => ({ acts, fields })
