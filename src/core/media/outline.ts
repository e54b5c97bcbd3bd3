// What laying a Recording on a timeline needs to know of it: kept with the catalogue, so that hundreds of files open without being read.

import type { Movie } from './mp4/readMovie.ts'
import type { StreamEntries } from './streamed.ts'

/** Raise it when the same bytes would be cut or set up otherwise: what was kept before is then made anew. */
export const OUTLINE_FORM = 1

/** Seconds from the Recording's begin. Made of bytes nobody checked, it only says what to expect: what is made of checked ones must agree with it. */
export interface Outline {
  readonly form: number
  /** Cut at key frames found on the way, and not by one table of all samples. */
  readonly streamed: boolean
  readonly starts: readonly number[]
  readonly seconds: number
  readonly hasSound: boolean
  readonly planned: StreamEntries
  /** As Part has them. */
  readonly pieces: readonly (readonly number[])[] | null
  readonly bare: NonNullable<Movie['bare']> | null
  /** Its pictures are black. */
  readonly soundOnly?: true
}

/** null: there is none, or one of another form. */
export const usableOutline = (outline: Outline | null | undefined): Outline | null => (outline?.form === OUTLINE_FORM ? outline : null)
