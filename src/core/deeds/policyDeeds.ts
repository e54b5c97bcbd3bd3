// Deeds of article 21: which policy profile a unit goes by, and its 音像记录清单.

import * as v from 'valibot'
import { deedKind } from './deedKind.ts'
import { count, hash, line, prose } from './fieldShapes.ts'

export const policyDeeds = {
  /** The attachment is the profile's canonical JSON; its hash is its ProfileId. */
  profile: deedKind(['chooseProfile'], v.object({ profile: hash, words: prose })),
  /** The attachment is the file as it was handed in. */
  activityList: deedKind(['chooseProfile'], v.object({ file: hash, name: line, rows: count, words: prose })),
} as const
