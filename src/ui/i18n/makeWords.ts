// A typed dictionary in two languages, side by side with the screen that speaks it: a missing word does not compile.

import { translator, type Translator } from '@solid-primitives/i18n'
import { language } from './language.ts'

export type Word = string | ((...args: never[]) => string)

/** The same keys, and functions with the same arguments. */
export type Same<D> = { readonly [K in keyof D]: D[K] extends (...args: infer A) => string ? (...args: A) => string : string }

/** `t(key, ...args)`; follows the language wherever it is called while drawing. */
export const makeWords = <const D extends Readonly<Record<string, Word>>>(zh: D, en: Same<D>): Translator<Same<D>> =>
  translator((): Same<D> => (language() === 'en' ? en : (zh as unknown as Same<D>)))
