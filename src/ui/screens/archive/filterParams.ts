// The archive's search and filters as they stand in the URL.

import type { SearchFilter } from '../../../app/app.ts'

/** Short names for addresses that people pass on. */
export interface FilterParams extends Record<string, string | string[] | undefined> {
  q?: string
  recorder?: string
  officer?: string
  from?: string
  to?: string
  drive?: string
  kind?: string
  tag?: string
  state?: string
  as?: string
}

export const kinds = ['video', 'audio', 'photo'] as const
export const states = ['playable', 'unplugged', 'clockNotSet', 'damaged', 'finding', 'unexplainedGap'] as const

const oneOf = <T extends string>(choices: readonly T[], value: string | undefined): T | null => choices.find((choice) => choice === value) ?? null

export const paramsToFilter = (params: Partial<FilterParams>): SearchFilter => ({
  text: params.q ?? '',
  recorder: params.recorder || null,
  officer: params.officer || null,
  from: params.from || null,
  to: params.to || null,
  drive: params.drive || null,
  kind: oneOf(kinds, params.kind),
  tag: params.tag || null,
  state: oneOf(states, params.state),
})

export const noFilter = { q: null, recorder: null, officer: null, from: null, to: null, drive: null, kind: null, tag: null, state: null } as const

export const isFiltered = (filter: SearchFilter): boolean => Object.values(filter).some((value) => value !== null && value !== '')
