// What laying a Recording on a timeline needs to know of it: kept with the catalogue, so that hundreds of files open without being read.

import { sha256, toHex, utf8 } from '../bytes.ts'
import type { Reading } from '../catalog/listed.ts'
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
  /** First and last block (of 1 MiB) of each segment, one after the other, where one table tells: they are fetched while the table is checked. */
  readonly blocks?: readonly number[]
  /** Its pictures are black. */
  readonly soundOnly?: true
  /** Of what is put together with what lies beside it: by which reading, and how many bytes it has then. */
  readonly assembled?: { readonly reading: string; readonly bytes: number }
}

export const assembledOutline = (outline: Outline, reading: Reading, bytes: number): Outline => ({ ...outline, assembled: { reading: readingName(reading), bytes } })

/** null: there is none, or one of another form, or of other bytes beside it. */
export const usableOutline = (outline: Outline | null | undefined, reading: Reading | null): Outline | null =>
  outline?.form === OUTLINE_FORM && outline.assembled?.reading === (reading ? readingName(reading) : undefined) ? outline : null

const readingName = (reading: Reading): string => toHex(sha256(utf8(JSON.stringify(reading))))
