// Every field of a policy profile with its article, its name and how it is written: read by viewer, editor and comparison alike.

import type { Json } from '../../../core/format/canonicalJson.ts'
import { purposes } from '../../../core/log/kinds.ts'
import type { PolicyProfile } from '../../../core/policy/profile.ts'
import { markerKinds } from '../../../core/viewing/viewing.ts'
import type { policyWords } from './policyWords.ts'

export type FieldKind = 'word' | 'longWord' | 'day' | 'dayOrOpen' | 'number' | 'flag' | 'text' | 'texts' | 'term' | 'choices' | 'terms' | 'fixed' | 'roles' | 'articles'

type FieldName = Parameters<typeof policyWords>[0] & `f.${string}`

export interface PolicyField {
  /** `handOver.hoursAfterReturn` */
  readonly path: string
  readonly name: FieldName
  readonly kind: FieldKind
  readonly unit?: Parameters<typeof policyWords>[0] & `unit.${string}`
  /** Of `fixed`: which ids there are. */
  readonly ids?: readonly string[]
}

export interface PolicySection {
  readonly id: Parameters<typeof policyWords>[0] & `s.${string}`
  /** Of the default policy; empty for none. */
  readonly articles: string
  readonly fields: readonly PolicyField[]
}

const field = (path: string, kind: FieldKind, more: Pick<PolicyField, 'unit' | 'ids'> = {}): PolicyField => ({ path, name: `f.${path}` as FieldName, kind, ...more })

export const policySections: readonly PolicySection[] = [
  { id: 's.basic', articles: '21', fields: [field('title', 'word'), field('unit', 'word'), field('version', 'number'), field('issued', 'day'), field('from', 'day'), field('until', 'dayOrOpen'), field('zone', 'text')] },
  { id: 's.clock', articles: '5', fields: [field('clock.checkBeforeUse', 'flag'), field('clock.toleranceSeconds', 'number', { unit: 'unit.seconds' }), field('clock.checkEveryDays', 'number', { unit: 'unit.days' }), field('preUse.batteryPercent', 'number', { unit: 'unit.percent' }), field('preUse.freeMib', 'number', { unit: 'unit.mib' })] },
  { id: 's.activity', articles: '6', fields: [field('activityKinds', 'choices')] },
  { id: 's.exemptions', articles: '7', fields: [field('exemptions', 'choices')] },
  { id: 's.notice', articles: '8', fields: [field('notice.wording', 'longWord'), field('notice.withinMinutes', 'number', { unit: 'unit.minutes' })] },
  { id: 's.session', articles: '9', fields: [field('session.gapMinutes', 'number', { unit: 'unit.minutes' }), field('session.seamlessGapMs', 'number', { unit: 'unit.ms' })] },
  { id: 's.elements', articles: '10', fields: [field('elements', 'fixed', { ids: markerKinds })] },
  { id: 's.gaps', articles: '11', fields: [field('gapCauses', 'choices'), field('editSigns.toleranceSeconds', 'number', { unit: 'unit.seconds' }), field('editSigns.software', 'texts')] },
  { id: 's.handOver', articles: '13', fields: [field('handOver.sameDay', 'flag'), field('handOver.hoursAfterReturn', 'number', { unit: 'unit.hours' })] },
  { id: 's.retention', articles: '14', fields: [field('retention.least', 'term'), field('retention.categories', 'terms')] },
  { id: 's.viewing', articles: '16–17', fields: [field('viewing.purposes', 'fixed', { ids: purposes }), field('viewing.approvalDays', 'number', { unit: 'unit.days' }), field('viewing.timesAllowed', 'number', { unit: 'unit.times' }), field('viewing.urgentAllowed', 'flag'), field('viewing.urgentApprovalHours', 'number', { unit: 'unit.hours' })] },
  { id: 's.audit', articles: '20', fields: [field('audit.driveUnseenDays', 'number', { unit: 'unit.days' })] },
  { id: 's.roles', articles: '', fields: [field('roles', 'roles'), field('device.idleLockMinutes', 'number', { unit: 'unit.minutes' })] },
  { id: 's.articles', articles: '1–21', fields: [field('articles', 'articles')] },
]

/** The field a place belongs to: `gapCauses[weather].label.en`, `roles.0.may.2`, `handOver.sameDay`. */
export const fieldAt = (path: string): PolicyField | null =>
  policySections.flatMap(({ fields }) => fields).find((one) => path === one.path || path.startsWith(`${one.path}.`) || path.startsWith(`${one.path}[`)) ?? null

export const sectionOf = (path: string): PolicySection | null => policySections.find(({ fields }) => fields.some((one) => one === fieldAt(path))) ?? null

type Keys = readonly (string | number)[]

export const valueAt = (value: Json | undefined, path: string | Keys): Json | undefined => {
  const [key, ...rest] = typeof path === 'string' ? path.split('.') : path
  if (key === undefined || value === null || typeof value !== 'object') return key === undefined ? value : undefined
  return valueAt((value as { readonly [key: string]: Json })[key], rest)
}

/** A copy in which that place holds something else. */
export const putAt = (value: Json, path: string | Keys, next: Json): Json => {
  const [key, ...rest] = typeof path === 'string' ? path.split('.') : path
  if (key === undefined) return next
  if (Array.isArray(value)) return (value as readonly Json[]).map((one, index) => (index === Number(key) ? putAt(one, rest, next) : one))
  const known = value as { readonly [key: string]: Json }
  return { ...known, [key]: putAt(known[key] ?? null, rest, next) }
}

export const asJson = (profile: PolicyProfile): Json => profile
