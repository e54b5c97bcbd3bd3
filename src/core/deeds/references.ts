// What a Deed refers to: other Deeds and attachments are named by hash somewhere in its fields, whatever its type.

import { isList, isMap, isText, type Cbor } from '../format/cbor.ts'

/** Every text of the fields that has the form of a SHA-256; a Recording's id looks the same and is in no book. */
export const hashesIn = (fields: Cbor): readonly string[] => {
  if (isText(fields)) return /^[0-9a-f]{64}$/.test(fields) ? [fields] : []
  if (isList(fields)) return fields.flatMap(hashesIn)
  return isMap(fields) ? Object.values(fields).flatMap(hashesIn) : []
}
