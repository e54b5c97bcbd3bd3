// All kinds of Deed 文书 by name. A Deed is what a person signs: carried by log, server, drive, file or QR, always the same bytes.

import * as v from 'valibot'
import type { CborMap } from '../format/cbor.ts'
import { auditDeeds } from './auditDeeds.ts'
import { caseDeeds } from './caseDeeds.ts'
import { custodyDeeds } from './custodyDeeds.ts'
import { dutyDeeds } from './dutyDeeds.ts'
import { pieceDeeds } from './pieceDeeds.ts'
import { policyDeeds } from './policyDeeds.ts'
import { secrecyDeeds } from './secrecyDeeds.ts'
import { viewingDeeds } from './viewingDeeds.ts'

export const deedKinds = { ...viewingDeeds, ...policyDeeds, ...dutyDeeds, ...custodyDeeds, ...caseDeeds, ...secrecyDeeds, ...auditDeeds, ...pieceDeeds }

export type DeedType = keyof typeof deedKinds
export type DeedFields<T extends DeedType> = v.InferOutput<(typeof deedKinds)[T]['fields']>

export const isDeedType = (text: string): text is DeedType => Object.hasOwn(deedKinds, text)

/** Null for fields of the right shape, else where they are not. More fields may come in later versions and are left alone. */
export const fieldsProblem = (type: DeedType, fields: CborMap): string | null => {
  const { issues } = v.safeParse(deedKinds[type].fields, fields, { abortEarly: true })
  return issues ? `${type}.${v.getDotPath(issues[0]) ?? ''}` : null
}
