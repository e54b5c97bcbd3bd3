// The shapes that fields of Deeds are made of; lengths are bounded so that one Deed always fits one Entry.

import * as v from 'valibot'

/** One line: names, numbers, ids. UTF-16 units. */
export const line = v.pipe(v.string(), v.maxLength(300))
/** What a person writes: a reason, a statement. UTF-16 units. */
export const prose = v.pipe(v.string(), v.maxLength(4_000))
/** As `prose`, and not blank. */
export const reason = v.pipe(prose, v.check((text) => text.trim() !== '', 'blank'))
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** Epoch milliseconds. */
export const moment = count
export const optional = <S extends v.GenericSchema>(shape: S) => v.nullable(shape)
/** A Deed's id, a Recording's id: SHA-256, 64 hex characters. */
export const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'hash'))
