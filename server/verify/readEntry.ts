// The verifier's own reading of one Entry and of the bodies it judges by.

import { bootBytes, entryVersion, maxEntryBytes, saltBytes } from '../../src/core/log/constants.ts'
import { CborFault, readCbor, type Value } from './readCbor.ts'
import { asBytes, asCount, asList, asMap, asText, hex } from './shape.ts'

export type Body = ReadonlyMap<string, Value>

export interface ReadEntry {
  readonly logId: string
  readonly seq: number
  readonly prev: string
  readonly timeMs: number
  readonly monoMs: number
  readonly boot: string
  readonly kind: string
  readonly body: Body
}

/** A text is the reason why the bytes are no Entry. */
export const readEntry = (bytes: Uint8Array): ReadEntry | string => {
  if (bytes.length > maxEntryBytes) return `${bytes.length} bytes`
  try {
    const fields = asList(readCbor(bytes))
    const [version, log, seqField, prevField, time, mono, bootField, salt, kindField, bodyField] = fields ?? []
    const [logId, prev, boot] = [asBytes(log, 32), asBytes(prevField, 32), asBytes(bootField, bootBytes)]
    const [seq, timeMs, monoMs] = [asCount(seqField), asCount(time), asCount(mono)]
    const kind = asText(kindField)
    const body = asMap(bodyField)
    if (fields?.length !== 10 || version !== entryVersion || !asBytes(salt, saltBytes)) return 'not the fields of an entry'
    if (!logId || !prev || !boot || seq === undefined || timeMs === undefined || monoMs === undefined || !kind || !body) return 'not the fields of an entry'
    return { logId: hex(logId), seq, prev: hex(prev), timeMs, monoMs, boot: hex(boot), kind, body }
  } catch (error) {
    if (error instanceof CborFault) return error.message
    throw error
  }
}

export const isKnown = (kind: string): boolean => Object.hasOwn(fieldsByKind, kind)

/** The name of the first field that is not as it must be, or null; unknown kinds have none. */
export const bodyFault = (kind: string, body: Body): string | null => {
  const fields = Object.hasOwn(fieldsByKind, kind) ? (fieldsByKind[kind] ?? '') : ''
  for (const [, field = '', type = ''] of fields.matchAll(/(\w+):(\w+)/g)) if (!types[type]?.(body.get(field))) return `${kind}.${field}`
  return null
}

type Check = (value: Value | undefined) => boolean
const isCount: Check = (value) => asCount(value) !== undefined
const isText: Check = (value) => typeof value === 'string'

const types: Readonly<Record<string, Check>> = {
  text: isText,
  textOrNull: (value) => value === null || isText(value),
  count: isCount,
  whole: (value) => typeof value === 'number',
  textOrNone: (value) => value === undefined || value === null || isText(value),
  flagOrNone: (value) => value === undefined || typeof value === 'boolean',
  countOrNone: (value) => value === undefined || isCount(value),
  countOrNull: (value) => value === null || isCount(value),
  bytes: (value) => value instanceof Uint8Array,
  bytes32: (value) => asBytes(value, 32) !== undefined,
  bytes64: (value) => asBytes(value, 64) !== undefined,
  texts: (value) => asList(value)?.every(isText) ?? false,
  facts: (value) => [...(asMap(value)?.values() ?? [null])].every((one) => typeof one === 'string' || typeof one === 'number'),
  purpose: (value) => /^(litigation|supervision|caseStudy|casework|other)$/.test(asText(value) ?? ''),
  markerFormat: (value) => value === 'vtt' || value === 'jsonld',
  intervals: (value) =>
    asList(value)?.every((one) => {
      const map = asMap(one)
      const [from, to] = [asCount(map?.get('fromMs')), asCount(map?.get('toMs'))]
      return map !== undefined && isText(map.get('recordingId')) && isCount(map.get('rate')) && from !== undefined && to !== undefined && from <= to
    }) ?? false,
}

const fieldsByKind: Readonly<Record<string, string>> = {
  'log-open': 'device:text publicKey:bytes32 incarnation:count replaces:textOrNull app:text',
  certificate: 'certificate:bytes',
  'session-open': 'person:text name:text personKey:bytes32 personSignature:bytes64',
  'session-close': 'person:text',
  'drive-register': 'drive:text name:text',
  'drive-scan': 'drive:text manifest:bytes32 files:count recordings:count bytes:count changed:count missing:count',
  finding: 'finding:text type:text recording:textOrNull drive:textOrNull path:textOrNull evidence:facts',
  'view-open': 'viewing:text person:text purpose:purpose reason:text caseNumber:text session:text recordings:texts approval:textOrNone registration:textOrNone urgent:flagOrNone visit:textOrNone',
  'view-more': 'viewing:text recordings:texts',
  'view-interval': 'viewing:text intervals:intervals pictures:countOrNone full:flagOrNone',
  'watermark-lost': 'viewing:text recording:textOrNull atMs:count what:text',
  'view-close': 'viewing:text reason:text',
  'view-recovered': 'viewing:text lastKnownMs:count unknownUntilMs:count',
  marker: 'marker:text viewing:text recording:text atMs:count toMs:countOrNull kind:text text:text',
  'marker-withdrawn': 'marker:text viewing:text reason:text',
  'marker-export': 'viewing:text format:markerFormat markers:count sha256:bytes32',
  'piece-export': 'recording:text person:text approval:text',
  'piece-removed': 'recording:text drive:text path:text',
  'gap-explained': 'explanation:text person:text session:text before:text after:text startMs:count endMs:count cause:text statement:text marker:textOrNull profile:text',
  'clock-aligned': 'viewing:text session:text against:text offsetMs:whole',
  deed: 'deed:bytes',
  attachment: 'sha256:bytes32 index:count of:count bytes:bytes',
  'deed-refused': 'type:text deed:text fault:text detail:text',
  witness: 'note:text',
  'bundle-export': 'sha256:bytes32 entries:count',
}
