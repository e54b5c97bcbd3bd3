// Descriptive tags of MP4, MOV and 3GP: place, device, and the date QuickTime keeps with its offset.

import type { TimeCandidate } from '../../catalog/recording.ts'
import { boxAt, boxesIn, viewOf, type Box } from '../mp4/boxes.ts'
import { parseTime } from './clockTimes.ts'
import { deviceName, type Place, type TimeContext } from './found.ts'
import { fromUtf8 } from '../../bytes.ts'
import { parseIso6709, placeOf } from './place.ts'

export interface MovieTags {
  readonly place: Place | null
  readonly device: string | null
  readonly times: readonly TimeCandidate[]
}

/** No tag that is wanted here is longer; a cover picture is. */
const MAX_TEXT = 1024
const MAX_KEYS = 1000

const text = (bytes: Uint8Array): string => fromUtf8(bytes.subarray(0, MAX_TEXT)).replace(/\0+$/, '')

/** Children of a `meta` box: a full box in ISO files, a plain one in QuickTime's. */
const metaChildren = (bytes: Uint8Array, meta: Box): readonly Box[] => {
  const plain = boxesIn(bytes, meta.body, meta.end)
  return plain.some((box) => box.type === 'ilst' || box.type === 'keys') ? plain : boxesIn(bytes, meta.body + 4, meta.end)
}

const readKeys = (bytes: Uint8Array, keys: Box | undefined): readonly string[] =>
  keys ? boxesIn(bytes, keys.body + 8, keys.end).slice(0, MAX_KEYS).map((key) => text(bytes.subarray(key.body, key.end))) : []

/** Name to value, of an `ilst` (with names in `keys` where there are any) or of a `udta`'s own text boxes. */
const readNames = (bytes: Uint8Array, moov: Box): ReadonlyMap<string, string> => {
  const named = new Map<string, string>()
  const add = (name: string, value: string): void => {
    if (value && !named.has(name)) named.set(name, value)
  }
  const udta = boxAt(bytes, moov, 'udta')
  for (const box of udta ? boxesIn(bytes, udta.body, udta.end).slice(0, MAX_KEYS) : []) {
    // International text: length, language, characters.
    if (box.type.startsWith('\xa9') && box.end - box.body > 4) add(box.type, text(bytes.subarray(box.body + 4, Math.min(box.end, box.body + 4 + viewOf(bytes).getUint16(box.body)))))
  }
  for (const meta of [boxAt(bytes, moov, 'meta'), udta && boxAt(bytes, udta, 'meta')]) {
    if (!meta) continue
    const children = metaChildren(bytes, meta)
    const keys = readKeys(bytes, children.find((box) => box.type === 'keys'))
    const list = children.find((box) => box.type === 'ilst')
    for (const entry of list ? boxesIn(bytes, list.body, list.end).slice(0, MAX_KEYS) : []) {
      const value = boxesIn(bytes, entry.body, entry.end).find((box) => box.type === 'data')
      const index = viewOf(bytes).getUint32(entry.start + 4)
      if (value && value.end - value.body > 8) add(keys[index - 1] ?? entry.type, text(bytes.subarray(value.body + 8, value.end)))
    }
  }
  return named
}

/** 3GPP TS 26.244 §8.10: name, role, then longitude, latitude and altitude as 16.16. */
const readLoci = (bytes: Uint8Array, moov: Box): Place | null => {
  const loci = boxAt(bytes, moov, 'udta', 'loci')
  if (!loci) return null
  const nameEnd = bytes.subarray(loci.body + 6, loci.end).indexOf(0)
  const at = loci.body + 6 + nameEnd + 2
  if (nameEnd < 0 || at + 8 > loci.end) return null
  const view = viewOf(bytes)
  return placeOf(view.getInt32(at + 4) / 65536, view.getInt32(at) / 65536)
}

/** `moov` is a box of `bytes`. */
export const readMovieTags = (bytes: Uint8Array, moov: Box, context: TimeContext): MovieTags => {
  const named = readNames(bytes, moov)
  const first = (...names: readonly string[]): string => names.map((name) => named.get(name)).find(Boolean) ?? ''
  const place = parseIso6709(first('com.apple.quicktime.location.ISO6709', '\xa9xyz', 'location')) ?? readLoci(bytes, moov)
  const device = deviceName(first('com.apple.quicktime.make', 'com.android.manufacturer', '\xa9mak', '\xa9make'), first('com.apple.quicktime.model', 'com.android.model', '\xa9mod'))
  const created = parseTime(first('com.apple.quicktime.creationdate'), 'container', context)
  return { place, device: device ?? deviceName(first('com.apple.quicktime.software', '\xa9swr', '\xa9too', '\xa9enc')), times: created ? [created] : [] }
}
