// Reads an HLS media playlist (RFC 8216): its segments in order, each with everything the tags before it say. Believes nothing, and never throws.

import type { TimeCandidate } from '../../catalog/recording.ts'
import { parseTime } from '../probe/clockTimes.ts'
import type { TimeContext } from '../probe/found.ts'

export interface ByteRange {
  readonly start: number
  readonly end: number
}

export interface NamedKey {
  readonly method: string
  /** Null: the playlist names none. */
  readonly uri: string | null
  /** 32 hex characters; null: the media sequence number. */
  readonly iv: string | null
  /** `identity`: the key is the file's content. */
  readonly format: string
}

export interface NamedMap {
  readonly uri: string
  readonly range: ByteRange | null
  readonly key: NamedKey | null
}

export interface NamedSegment {
  readonly uri: string
  readonly number: number
  /** Seconds; 0 where none is named. */
  readonly seconds: number
  readonly range: ByteRange | null
  readonly gap: boolean
  readonly discontinuity: boolean
  readonly time: TimeCandidate | null
  readonly key: NamedKey | null
  readonly map: NamedMap | null
}

/** Ten days of ten-second segments. */
const MAX_SEGMENTS = 100_000
const MAX_URI = 2_048
/** No segment is longer. */
const MAX_SECONDS = 86_400

const attributesOf = (text: string): ReadonlyMap<string, string> =>
  new Map([...text.matchAll(/([A-Z0-9-]{1,64})\s*=\s*("[^"]*"|[^",\s]*)/g)].map(([, name = '', value = '']) => [name, value.replace(/^"|"$/g, '')]))

/** `length[@start]`; `follows` where no start is given. Null for what is no range. */
const rangeOf = (text: string, follows: number): ByteRange | null => {
  const found = /^\s*(\d{1,15})(?:@(\d{1,15}))?\s*$/.exec(text)
  if (!found) return null
  const start = found[2] === undefined ? follows : Number(found[2])
  return { start, end: start + Number(found[1]) }
}

const keyOf = (text: string): NamedKey | null => {
  const given = attributesOf(text)
  const method = (given.get('METHOD') ?? '').slice(0, 40)
  if (method === 'NONE' || method === '') return null
  const iv = /^0x([0-9a-f]{1,32})$/i.exec(given.get('IV') ?? '')?.[1]?.toLowerCase().padStart(32, '0') ?? null
  return { method, uri: given.get('URI')?.slice(0, MAX_URI) ?? null, iv, format: given.get('KEYFORMAT') ?? 'identity' }
}

const secondsOf = (text: string): number => {
  const seconds = Number.parseFloat(text)
  return seconds > 0 && seconds <= MAX_SECONDS ? seconds : 0
}

/** Null for what is no media playlist: a master playlist names only others, and those lie on the Drive themselves. */
export const readPlaylist = (text: string, context: TimeContext): readonly NamedSegment[] | null => {
  if (!/^\uFEFF?\s*#EXTM3U/.test(text)) return null
  const segments: NamedSegment[] = []
  const ends = new Map<string, number>()
  let [number, target] = [0, 0]
  let [key, map]: [NamedKey | null, NamedMap | null] = [null, null]
  /** A second key tag in a row is the same key for another player. */
  let keyIsNew = false
  let next: { seconds: number | null; range: string | null; gap: boolean; discontinuity: boolean; time: TimeCandidate | null } = { seconds: null, range: null, gap: false, discontinuity: false, time: null }
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.trim()
    if (line === '') continue
    if (!line.startsWith('#')) {
      const uri = line.slice(0, MAX_URI)
      const range = next.range === null ? null : rangeOf(next.range, ends.get(uri) ?? 0)
      if (range) ends.set(uri, range.end)
      segments.push({ uri, number, seconds: next.seconds ?? target, range, gap: next.gap, discontinuity: next.discontinuity, time: next.time, key, map })
      if (segments.length >= MAX_SEGMENTS) return segments
      number++
      keyIsNew = false
      next = { seconds: null, range: null, gap: false, discontinuity: false, time: null }
      continue
    }
    const [, tag = '', value = ''] = /^#(EXT[A-Z0-9-]*)(?::(.*))?$/.exec(line) ?? []
    switch (tag) {
      case 'EXT-X-STREAM-INF': case 'EXT-X-I-FRAMES-ONLY': return null
      case 'EXT-X-TARGETDURATION': target = secondsOf(value); break
      case 'EXT-X-MEDIA-SEQUENCE': if (segments.length === 0 && /^\s*\d{1,15}\s*$/.test(value)) number = Number(value); break
      case 'EXTINF': next.seconds = secondsOf(value); break
      case 'EXT-X-BYTERANGE': next.range = value; break
      case 'EXT-X-GAP': next.gap = true; break
      case 'EXT-X-DISCONTINUITY': next.discontinuity = true; break
      case 'EXT-X-PROGRAM-DATE-TIME': next.time = parseTime(value, 'playlist', context); break
      case 'EXT-X-KEY': {
        const named = keyOf(value)
        if (named && named.format !== 'identity' && keyIsNew && key?.format === 'identity') break
        key = named
        keyIsNew = true
        break
      }
      case 'EXT-X-MAP': {
        const given = attributesOf(value)
        const uri = given.get('URI')
        const range = given.get('BYTERANGE')
        map = uri ? { uri: uri.slice(0, MAX_URI), range: range === undefined ? null : rangeOf(range, 0), key } : null
        break
      }
    }
  }
  return segments
}
