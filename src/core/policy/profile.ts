// The policy profile 制度: every number, choice and wording of a unit's policy as dated, versioned text, named by its hash.

import * as v from 'valibot'
import { sha256, toHex, utf8 } from '../bytes.ts'
import type { PolicyError, ProfileError } from '../errors.ts'
import { canonicalJson } from '../format/canonicalJson.ts'
import { purposes } from '../log/kinds.ts'
import { err, ok, type Result } from '../result.ts'
import { isZone } from '../session/localTime.ts'
import { markerKinds } from '../viewing/viewing.ts'
import { acts, roles, type Act, type Role } from './acts.ts'
import { dayToEpoch, endOfDay } from './calendar.ts'

declare const brand: unique symbol
/** SHA-256 of the canonical JSON text, 64 hex characters; kept with every fact that was judged by the profile. */
export type ProfileId = string & { readonly [brand]: 'ProfileId' }

const text = v.pipe(v.string(), v.maxLength(2_000), v.check((value) => value.isWellFormed(), 'broken text'))
const name = v.pipe(text, v.check((value) => value.trim() !== '', 'empty'))
const word = v.strictObject({ zh: name, en: name })
const id = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'id'))
const whole = (most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(most))
const many = <T extends v.GenericSchema>(one: T) => v.pipe(v.array(one), v.maxLength(1_000))
const day = v.pipe(v.string(), v.check((value) => dayToEpoch(value, 'UTC') !== null, 'day'))
const choice = v.strictObject({ id, label: word })
const counted = { months: whole(1_200), days: whole(36_500) }
const term = v.variant('type', [
  v.pipe(v.strictObject({ type: v.literal('period'), from: v.picklist(['recorded', 'caseClosed']), ...counted }), v.check(({ months, days }) => months + days > 0, 'empty period')),
  v.strictObject({ type: v.literal('permanent') }),
  v.strictObject({ type: v.literal('withCase') }),
])

const shape = v.strictObject({
  format: v.literal(1),
  title: word,
  unit: word,
  version: whole(1_000_000),
  /** Local days of `zone`; `until` is the last day in force, null while open. */
  issued: day,
  from: day,
  until: v.nullable(day),
  /** IANA zone in which days are counted and names without zone are read. */
  zone: v.pipe(v.string(), v.check(isZone, 'zone')),
  /** Article 9. */
  session: v.strictObject({ gapMinutes: whole(1_440), seamlessGapMs: whole(60_000) }),
  /** Article 5. */
  clock: v.strictObject({ toleranceSeconds: whole(86_400), checkEveryDays: whole(366), checkBeforeUse: v.boolean() }),
  /** Article 5: below these a Recorder should not go out. */
  preUse: v.strictObject({ batteryPercent: whole(100), freeMib: whole(1 << 30) }),
  /** Article 6. */
  activityKinds: many(choice),
  /** Article 7. */
  exemptions: many(choice),
  /** Article 8; `…` in the wording stands for the unit's name. */
  notice: v.strictObject({ wording: word, withinMinutes: whole(1_440) }),
  /** Article 10: the kinds of Marker that make a Session complete. */
  elements: many(v.strictObject({ id: v.picklist(markerKinds), label: word })),
  /** Article 11. */
  gapCauses: many(choice),
  /** Article 11: times of one file may disagree by this; software whose name in a file tells of editing. */
  editSigns: v.strictObject({ toleranceSeconds: whole(86_400), software: many(name) }),
  /** Article 13. */
  handOver: v.strictObject({ sameDay: v.boolean(), hoursAfterReturn: whole(8_760) }),
  /** Article 14; the longest of all that apply wins. */
  retention: v.strictObject({ least: term, categories: many(v.strictObject({ id, label: word, term })) }),
  /** Articles 16 and 17. `timesAllowed` 0: as often as one likes while the Approval is valid; `approvalDays`: for how long one asks if nothing else is said. */
  viewing: v.strictObject({ purposes: many(v.strictObject({ id: v.picklist(purposes), label: word })), timesAllowed: whole(10_000), approvalDays: whole(3_650), urgentAllowed: v.boolean(), urgentApprovalHours: whole(8_760) }),
  /** Article 20: a Drive with the only Copy of something that was not seen for so long is looked for. */
  audit: v.strictObject({ driveUnseenDays: whole(36_500) }),
  /** A device locks after so long without anybody touching it; 0: never. */
  device: v.strictObject({ idleLockMinutes: whole(1_440) }),
  roles: many(v.strictObject({ id: v.picklist(roles), label: word, may: many(v.picklist(acts)) })),
  articles: many(v.strictObject({ number: whole(1_000), text: word })),
})

export type PolicyProfile = v.InferOutput<typeof shape>

/** A profile with its name, so that nothing is judged by an unnamed rule. */
export interface KnownProfile {
  readonly id: ProfileId
  /** Canonical JSON: what is hashed, logged, exported and signed. */
  readonly text: string
  readonly profile: PolicyProfile
}

/** 1 MiB of UTF-16 units. */
export const maxProfileLength = 1 << 20

/** Strict: an unknown field, a double id or a day that does not exist is refused, with its place. Spacing and order of keys do not matter. */
export const readProfile = (json: string): Result<KnownProfile, ProfileError> => {
  if (json.length > maxProfileLength) return invalid('', `${json.length} > ${maxProfileLength}`)
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    return invalid('', error instanceof Error ? error.message : 'JSON')
  }
  const parsed = v.safeParse(shape, value, { abortEarly: true })
  if (!parsed.success) return invalid(v.getDotPath(parsed.issues[0]) ?? '', parsed.issues[0].message)
  const contradiction = contradictionIn(parsed.output)
  return contradiction ? invalid(...contradiction) : ok(knownProfile(parsed.output))
}

/** For a profile that was read, or is written in this program. */
export const knownProfile = (profile: PolicyProfile): KnownProfile => {
  const json = canonicalJson(profile)
  return { id: toHex(sha256(utf8(json))) as ProfileId, text: json, profile }
}

/**
 * The profile that was in force at a moment: of those whose days contain it, each in its own zone, the one that came
 * into force last, then the higher version, then the greater id. Null where none was.
 */
export const profileInForce = (profiles: readonly KnownProfile[], dayMs: number): KnownProfile | null =>
  profiles.filter(({ profile }) => isInForce(profile, dayMs)).reduce<KnownProfile | null>((best, one) => (best && order(best, one) >= 0 ? best : one), null)

/** A person may what any of their roles may. */
export const mayDo = (profile: Pick<PolicyProfile, 'roles'>, held: readonly Role[], act: Act): boolean => profile.roles.some(({ id: role, may }) => held.includes(role) && may.includes(act))

/** Of several acts one is enough. RoleNotAllowed names the roles that could. */
export const permit = (profile: Pick<PolicyProfile, 'roles'>, held: readonly Role[], ...acts: readonly Act[]): Result<void, PolicyError> =>
  acts.some((act) => mayDo(profile, held, act)) ? ok(undefined) : err({ type: 'RoleNotAllowed', role: held.join(' '), needed: [...new Set(acts.flatMap((act) => rolesFor(profile, act)))] })

/** Who could: for the sentence of a refusal. */
export const rolesFor = (profile: Pick<PolicyProfile, 'roles'>, act: Act): readonly Role[] => profile.roles.flatMap(({ id: role, may }) => (may.includes(act) ? [role] : []))

export interface ProfileSpan {
  /** First moment in force, epoch milliseconds. */
  readonly beginMs: number
  /** First moment no longer in force; Infinity while open. */
  readonly endMs: number
}

/** The days of a profile in its own zone; days it does not have were refused when it was read. */
export const profileSpan = (profile: PolicyProfile): ProfileSpan => {
  const known = spans.get(profile)
  if (known) return known
  const last = profile.until === null ? null : dayToEpoch(profile.until, profile.zone)
  const span = { beginMs: dayToEpoch(profile.from, profile.zone) ?? Infinity, endMs: last === null ? Infinity : endOfDay(last, profile.zone) }
  spans.set(profile, span)
  return span
}

/** Asked for every Deed: calendar days cost microseconds each. */
const spans = new WeakMap<PolicyProfile, ProfileSpan>()

const isInForce = (profile: PolicyProfile, ms: number): boolean => {
  const { beginMs, endMs } = profileSpan(profile)
  return ms >= beginMs && ms < endMs
}

const order = (a: KnownProfile, b: KnownProfile): number => profileSpan(a.profile).beginMs - profileSpan(b.profile).beginMs || a.profile.version - b.profile.version || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

const contradictionIn = (profile: PolicyProfile): readonly [path: string, detail: string] | null => {
  if (profile.until !== null && profile.until < profile.from) return ['until', `${profile.until} < ${profile.from}`]
  if (profile.retention.least.type === 'withCase') return ['retention.least', 'withCase']
  const lists: readonly (readonly [path: string, ids: readonly (string | number)[]])[] = [
    ['activityKinds', profile.activityKinds.map((one) => one.id)],
    ['exemptions', profile.exemptions.map((one) => one.id)],
    ['elements', profile.elements.map((one) => one.id)],
    ['gapCauses', profile.gapCauses.map((one) => one.id)],
    ['retention.categories', profile.retention.categories.map((one) => one.id)],
    ['viewing.purposes', profile.viewing.purposes.map((one) => one.id)],
    ['roles', profile.roles.map((one) => one.id)],
    ['articles', profile.articles.map((one) => one.number)],
  ]
  for (const [path, ids] of lists) {
    const double = ids.find((one, index) => ids.indexOf(one) !== index)
    if (double !== undefined) return [path, `${double}`]
  }
  return null
}

const invalid = (path: string, detail: string): Result<never, ProfileError> => err({ type: 'ProfileInvalid', path, detail })
