// The verifier's own reading of Deeds in one Log: their form, signature, signer and date, the lists they refer to, and who may what.

import { hash } from 'node:crypto'
import { deedPrefix, maxDeedBytes } from '../../src/core/log/constants.ts'
import { rolesAndActs } from '../../src/core/policy/commonRules.ts'
import { shortHash, termAt, type Standing } from './certificates.ts'
import { isSigned } from './ed25519.ts'
import { CborFault, readCbor, type Value } from './readCbor.ts'
import type { Body, ReadEntry } from './readEntry.ts'
import { asBytes, asCount, asList, asMap, asText, hex } from './shape.ts'

export interface ReadDeed {
  readonly id: string
  readonly type: string
  /** First 32 hex digits of SHA-256 of the signer's key. */
  readonly person: string
  readonly madeMs: number
  readonly fields: Body
}

/** Clocks of two devices may differ by this. */
export const clockDifferenceMs = 5 * 60_000

export interface LogDeeds {
  /** Takes a `deed` or `attachment` entry; a text is why the Deed does not stand. */
  take(entry: ReadEntry): string | null
  find(type: string, id: string | undefined): ReadDeed | undefined
  of(type: string): readonly ReadDeed[]
  /** The Recording ids of a list, when all of it is here and in its form. */
  list(name: string): ReadonlySet<string> | undefined
  /** Whether the certificates of that moment permit it, by the default table or one adopted in this Log. */
  may(person: string, ms: number, acts: readonly string[]): boolean
}

type RoleTable = readonly { readonly id: string; readonly may: readonly string[] }[]

export const makeDeeds = (standing: Standing): LogDeeds => {
  const deeds = new Map<string, ReadDeed>()
  const byType = new Map<string, ReadDeed[]>()
  const parts = new Map<string, (Uint8Array | undefined)[]>()
  const whole = new Map<string, Buffer>()
  const lists = new Map<string, ReadonlySet<string> | undefined>()
  const tables: RoleTable[] = [rolesAndActs]
  const waiting = new Set<string>()

  const permits = (table: RoleTable, person: string, ms: number, acts: readonly string[]): boolean => {
    const roles = termAt(standing, person, ms)?.role.split(' ') ?? []
    return table.some(({ id, may }) => roles.includes(id) && acts.some((act) => may.includes(act)))
  }

  const adopt = (): void => {
    for (const name of waiting) {
      const text = whole.get(name)
      if (!text) continue
      waiting.delete(name)
      const table = readTable(text.toString('utf8'))
      if (table) tables.push(table)
    }
  }

  const takeDeed = (bytes: Uint8Array, seenMs: number): string | null => {
    const read = readDeed(bytes)
    if (typeof read === 'string') return read
    const { deed, agency, signed } = read
    const certificate = standing.people.get(deed.person)
    const ended = certificate && standing.ended.get(certificate.serial)
    const fault = !signed
      ? 'badSignature'
      : agency !== standing.agency
        ? 'otherAgency'
        : !certificate || certificate.notBefore > deed.madeMs + clockDifferenceMs
          ? 'unenrolled'
          : ended && (deed.madeMs >= ended.fromMs || seenMs >= ended.fromMs)
            ? 'revoked'
            : deed.madeMs > seenMs + clockDifferenceMs
              ? 'futureDated'
              : fieldFault(deed)
    if (fault !== null) return `${deed.type} ${deed.id}: ${fault}`
    if (deeds.has(deed.id)) return null
    deeds.set(deed.id, deed)
    const same = byType.get(deed.type)
    if (same) same.push(deed)
    else byType.set(deed.type, [deed])
    // By the default table: nobody adopts a profile that permits it to them.
    if (deed.type === 'profile' && permits(rolesAndActs, deed.person, deed.madeMs + clockDifferenceMs, ['chooseProfile'])) waiting.add(asText(deed.fields.get('profile')) ?? '')
    adopt()
    return null
  }

  const takePart = (body: Body): void => {
    const name = hex(asBytes(body.get('sha256')) ?? new Uint8Array())
    const [index, of] = [asCount(body.get('index')) ?? 0, asCount(body.get('of')) ?? 0]
    if (whole.has(name) || index > maxParts) return
    const known = parts.get(name) ?? []
    known[index] = asBytes(body.get('bytes'))
    parts.set(name, known)
    const present = known.filter((part) => part !== undefined)
    if (present.length < of) return
    const joined = Buffer.concat(present)
    if (hash('sha256', joined, 'hex') !== name) return
    whole.set(name, joined)
    parts.delete(name)
    adopt()
  }

  return {
    take: ({ kind, body, timeMs }) => {
      if (kind === 'deed') return takeDeed(asBytes(body.get('deed')) ?? new Uint8Array(), timeMs)
      takePart(body)
      return null
    },
    find: (type, id) => {
      const deed = deeds.get(id ?? '')
      return deed?.type === type ? deed : undefined
    },
    of: (type) => byType.get(type) ?? [],
    list: (name) => {
      if (!lists.has(name) && whole.has(name)) lists.set(name, readList(whole.get(name) ?? Buffer.alloc(0)))
      return lists.get(name)
    },
    may: (person, ms, acts) => tables.some((table) => permits(table, person, ms, acts)),
  }
}

/** An attachment of 3 GiB; anything beyond is made up. */
const maxParts = 65_536

const readDeed = (bytes: Uint8Array): { readonly deed: ReadDeed; readonly agency: string; readonly signed: boolean } | string => {
  if (bytes.length > maxDeedBytes) return `a deed of ${bytes.length} bytes`
  try {
    const pair = asList(readCbor(bytes))
    const [body, signature] = [asBytes(pair?.[0]), asBytes(pair?.[1], 64)]
    const map = body && asMap(readCbor(body))
    if (pair?.length !== 2 || !body || !signature || !map || map.size !== 7 || map.get('v') !== 1) return 'not a deed'
    const [type, agency, personKey, madeMs, salt, fields] = [asText(map.get('type')), asText(map.get('agency')), asBytes(map.get('personKey'), 32), asCount(map.get('madeMs')), asBytes(map.get('salt'), 16), asMap(map.get('fields'))]
    if (type === undefined || agency === undefined || !personKey || madeMs === undefined || !salt || !fields) return 'not a deed'
    return { deed: { id: hash('sha256', body, 'hex'), type, person: shortHash(personKey, 32), madeMs, fields }, agency, signed: isSigned(personKey, Buffer.concat([Buffer.from(deedPrefix), body]), signature) }
  } catch (error) {
    if (error instanceof CborFault) return error.message
    throw error
  }
}

const line = (value: Value | undefined): boolean => typeof value === 'string' && value.length <= 300
const prose = (value: Value | undefined): boolean => typeof value === 'string' && value.length <= 4_000
const reason = (value: Value | undefined): boolean => prose(value) && asText(value)?.trim() !== ''
const name = (value: Value | undefined): boolean => /^[0-9a-f]{64}$/.test(asText(value) ?? '')
const count = (value: Value | undefined): boolean => asCount(value) !== undefined
const oneOf = (...words: readonly string[]) => (value: Value | undefined): boolean => words.includes(asText(value) ?? '')
const orNull = (check: (value: Value | undefined) => boolean) => (value: Value | undefined): boolean => value === null || check(value)

/** Only what viewings rest on is judged here; other Deeds are judged by who signed them and when. */
const shapes: Readonly<Record<string, Readonly<Record<string, (value: Value | undefined) => boolean>>>> = {
  request: {
    use: oneOf('view', 'extract', 'release', 'dispose'), title: line, session: orNull(line), caseNumber: line, list: name, count,
    purpose: oneOf('litigation', 'supervision', 'caseStudy', 'casework', 'other'), reason, untilMs: count, times: count, urgentViewing: orNull(line),
  },
  approval: { request: name, untilMs: count, times: count, words: prose },
  refusal: { request: name, words: reason },
  withdrawal: { request: name, words: prose },
  registration: { request: name, approval: name, words: prose },
  profile: { profile: name, words: prose },
  piece: { recording: name, cuts: (value) => (asList(value) ?? []).length > 0 },
}

const fieldFault = ({ type, fields }: ReadDeed): string | null => {
  const shape = Object.hasOwn(shapes, type) ? shapes[type] : undefined
  return Object.entries(shape ?? {}).find(([field, check]) => !check(fields.get(field)))?.[0] ?? null
}

const readList = (bytes: Buffer): ReadonlySet<string> | undefined => {
  const ids = bytes.toString('latin1').split('\n')
  const inForm = ids.pop() === '' && ids.length > 0 && ids.every((id, index) => /^[0-9a-f]{64}$/.test(id) && (index === 0 || (ids[index - 1] ?? '') < id))
  return inForm ? new Set(ids) : undefined
}

const readTable = (json: string): RoleTable | null => {
  try {
    const { roles } = JSON.parse(json) as { readonly roles?: RoleTable }
    return Array.isArray(roles) && roles.every(({ id, may }) => typeof id === 'string' && Array.isArray(may)) ? roles : null
  } catch {
    return null
  }
}
