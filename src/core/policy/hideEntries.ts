// Which Entries tell of something hidden (article 19): whatever names a hidden thing is hidden, and so is what names that.

import { fromUtf8, toHex, utf8 } from '../bytes.ts'
import { parseDeed } from '../deeds/deed.ts'
import type { Cbor } from '../format/cbor.ts'
import { bodyOf, type Entry } from '../log/entry.ts'
import type { Hidden } from './secrecy.ts'

/** Entries of one log in its order; Deeds and attachments of all logs should have been learned before. */
export interface EntryFilter {
  /** Takes in the names of hidden Deeds and lists; true when it learned one. Until no Entry teaches anything: a Deed may be read before what it cites. */
  learn(entry: Entry): boolean
  isHidden(entry: Entry): boolean
}

export const makeEntryFilter = (hidden: Hidden): EntryFilter => {
  const names = new Set<string>([...hidden.recordings, ...hidden.sessions, ...hidden.cases])

  const isNamed = (value: Cbor | undefined): boolean => {
    if (typeof value === 'string') return names.has(value)
    if (value instanceof Uint8Array) return value.length === 32 && names.has(toHex(value))
    return value !== null && typeof value === 'object' && Object.values(value).some(isNamed)
  }

  /** What other Entries call this one, empty where none does; null when nothing hidden is in it. */
  const hiddenName = (entry: Entry): string | null => {
    const deed = bodyOf(entry, 'deed')
    if (deed) {
      const parsed = parseDeed(deed.deed)
      return parsed.ok && (names.has(parsed.value.id) || isNamed(parsed.value.fields)) ? parsed.value.id : null
    }
    const piece = bodyOf(entry, 'attachment')
    if (piece) {
      const hash = toHex(piece.sha256)
      return names.has(hash) || (fromUtf8(piece.bytes).match(/\b[0-9a-f]{64}\b/g) ?? []).some((id) => names.has(id)) ? hash : null
    }
    if (!isNamed(entry.body)) return null
    return (bodyOf(entry, 'view-open') ?? bodyOf(entry, 'view-more'))?.viewing ?? ''
  }

  return {
    learn: (entry) => {
      const name = hiddenName(entry)
      if (!name || names.has(name)) return false
      names.add(name)
      return true
    },
    isHidden: (entry) => {
      const name = hiddenName(entry)
      if (name) names.add(name)
      return name !== null
    },
  }
}

/** Which Entries a book needs that is asked for classifications alone: who may classify depends on the profile, so adoptions count too. */
export const isAboutSecrecy = (entry: Entry): boolean => {
  if (entry.kind === 'attachment') return true
  const deed = bodyOf(entry, 'deed')
  // Reading a Deed is dear, and all but a few are about other things.
  if (!deed || !typeNames.some((name) => includes(deed.deed, name))) return false
  const parsed = parseDeed(deed.deed)
  return parsed.ok && typesAboutSecrecy.includes(parsed.value.type)
}

/** A piece is hidden with what it was made from. */
const typesAboutSecrecy = ['classification', 'profile', 'piece']
const typeNames = typesAboutSecrecy.map(utf8)

const includes = (bytes: Uint8Array, part: Uint8Array): boolean => {
  for (let at = bytes.indexOf(part[0] ?? 0); at >= 0; at = bytes.indexOf(part[0] ?? 0, at + 1)) if (part.every((byte, index) => bytes[at + index] === byte)) return true
  return false
}
