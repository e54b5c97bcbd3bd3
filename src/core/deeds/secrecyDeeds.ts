// Deeds of article 19: what is classified, and by whom.

import * as v from 'valibot'
import { deedKind } from './deedKind.ts'
import { count, hash, line, optional, prose, reason } from './fieldShapes.ts'

/** 工作秘密, 商业秘密, 国家秘密: a person is cleared for each by itself, none holds another. */
export const levels = ['internal', 'commercial', 'state'] as const
export type Level = (typeof levels)[number]

export const secrecyDeeds = {
  classification: deedKind(
    ['classify'],
    v.object({
      subject: v.picklist(['session', 'recording', 'case']),
      /** Session id, Recording id or case number. */
      of: line,
      /** Attachment: the Recordings it covers (core/deeds/recordingList). */
      list: hash,
      count,
      /** Null ends it. */
      level: optional(v.picklist(levels)),
      reason,
      /** The provision it rests on. */
      basis: prose,
    }),
  ),
} as const
