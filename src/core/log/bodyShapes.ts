// The shape each known kind's body must have; more fields may come in later versions and are left alone.

import * as v from 'valibot'
import type { CborMap } from '../format/cbor.ts'
import { purposes, type EntryKind } from './kinds.ts'

/** Null for a body of the right shape, else where it is not; of unknown kinds nothing is known, so null. */
export const bodyProblem = (kind: string, body: CborMap): string | null => {
  const shape = isKnownKind(kind) ? shapes[kind] : null
  if (!shape) return null
  const { issues } = v.safeParse(shape, body, { abortEarly: true })
  return issues ? `${kind}.${v.getDotPath(issues[0]) ?? ''}` : null
}

export const isKnownKind = (kind: string): kind is EntryKind => Object.hasOwn(shapes, kind)

const text = v.string()
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const optionalText = v.nullable(text)
const key = v.pipe(v.instance(Uint8Array), v.length(32))
const signature = v.pipe(v.instance(Uint8Array), v.length(64))
const bytes = v.instance(Uint8Array)

const shapes: Record<EntryKind, v.GenericSchema> = {
  'log-open': v.object({ device: text, publicKey: key, incarnation: count, replaces: optionalText, app: text }),
  certificate: v.object({ certificate: bytes }),
  'session-open': v.object({ person: text, name: text, personKey: key, personSignature: signature }),
  'session-close': v.object({ person: text }),
  'drive-register': v.object({ drive: text, name: text }),
  'drive-scan': v.object({ drive: text, manifest: key, files: count, recordings: count, bytes: count, changed: count, missing: count, rows: v.optional(key) }),
  finding: v.object({ finding: text, type: text, recording: optionalText, drive: optionalText, path: optionalText, evidence: v.record(text, v.union([text, v.number()])) }),
  'view-open': v.object({
    viewing: text, person: text, purpose: v.picklist(purposes), reason: text, caseNumber: text, session: text, recordings: v.array(text),
    approval: v.optional(optionalText), registration: v.optional(optionalText), urgent: v.optional(v.boolean()), visit: v.optional(optionalText),
  }),
  'view-more': v.object({ viewing: text, recordings: v.array(text) }),
  'view-interval': v.object({
    viewing: text,
    intervals: v.array(v.pipe(v.object({ recordingId: text, fromMs: count, toMs: count, rate: count }), v.check(({ fromMs, toMs }) => fromMs <= toMs, 'toMs'))),
    pictures: v.optional(count), full: v.optional(v.boolean()),
  }),
  'watermark-lost': v.object({ viewing: text, recording: optionalText, atMs: count, what: text }),
  'view-close': v.object({ viewing: text, reason: text }),
  'view-recovered': v.object({ viewing: text, lastKnownMs: count, unknownUntilMs: count }),
  marker: v.object({ marker: text, viewing: text, recording: text, atMs: count, toMs: v.nullable(count), kind: text, text }),
  'marker-withdrawn': v.object({ marker: text, viewing: text, reason: text }),
  'marker-export': v.object({ viewing: text, format: v.picklist(['vtt', 'jsonld']), markers: count, sha256: key }),
  'piece-export': v.object({ recording: text, person: text, approval: text }),
  'piece-removed': v.object({ recording: text, drive: text, path: text }),
  'gap-explained': v.object({ explanation: text, person: text, session: text, before: text, after: text, startMs: count, endMs: count, cause: text, statement: text, marker: optionalText, profile: text }),
  deed: v.object({ deed: bytes }),
  attachment: v.object({ sha256: key, index: count, of: count, bytes }),
  'deed-refused': v.object({ type: text, deed: text, fault: text, detail: text }),
  'clock-aligned': v.object({ viewing: text, session: text, against: text, offsetMs: v.pipe(v.number(), v.safeInteger()) }),
  witness: v.object({ note: text }),
  'bundle-export': v.object({ sha256: key, entries: count }),
}
