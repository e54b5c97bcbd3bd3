// What changed between two profiles, place by place.

import type { Json } from '../format/canonicalJson.ts'
import type { PolicyProfile } from './profile.ts'

export interface ProfileChange {
  /** `handOver.hoursAfterReturn`; entries of a list by their id or number: `gapCauses[weather].label.en`. */
  readonly path: string
  /** undefined where there was nothing, or is nothing. */
  readonly before: Json | undefined
  readonly after: Json | undefined
}

/** In the order of the paths. Rearranging a list whose entries have an id is a change of `path[order]`. */
export const diffProfiles = (before: PolicyProfile, after: PolicyProfile): readonly ProfileChange[] => changesOf('', before, after)

const changesOf = (path: string, before: Json | undefined, after: Json | undefined): readonly ProfileChange[] => {
  const [left, right] = [childrenOf(before), childrenOf(after)]
  if (!left || !right || left.named !== right.named) return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }]
  const keys = [...new Set([...left.children.keys(), ...right.children.keys()])].sort()
  const inside = keys.flatMap((key) => changesOf(joined(path, key, left.named), left.children.get(key), right.children.get(key)))
  const orders = left.named ? [left, right].map(({ children }) => [...children.keys()]) : []
  const common = orders.map((order, side) => order.filter((key) => orders[1 - side]?.includes(key)))
  return String(common[0]) === String(common[1]) ? inside : [...inside, { path: `${path}[order]`, before: orders[0], after: orders[1] }]
}

const joined = (path: string, key: string, named: boolean): string => (named ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`)

/** Null for what is compared as a whole: text, numbers, lists of them, and a retention term. */
const childrenOf = (value: Json | undefined): { readonly named: boolean; readonly children: ReadonlyMap<string, Json> } | null => {
  if (value === null || typeof value !== 'object') return null
  if (!isList(value)) return typeof value['type'] === 'string' ? null : { named: false, children: new Map(Object.entries(value)) }
  const entries = value.map((one) => [nameOf(one), one] as const)
  return entries.every(([key]) => key !== null) ? { named: true, children: new Map(entries.map(([key, one]) => [String(key), one])) } : null
}

const nameOf = (value: Json): string | number | null => {
  if (value === null || typeof value !== 'object' || isList(value)) return null
  const own = value['id'] ?? value['number']
  return typeof own === 'string' || typeof own === 'number' ? own : null
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
