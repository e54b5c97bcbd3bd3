// Bounds the work a regular expression can make before it is ever run: the engine itself cannot be stopped.

import type { GrammarError } from '../errors.ts'

const MAX_PATTERN_LENGTH = 400
/** Ways in which one try at one place can go on; a hostile path of 300 characters then takes milliseconds. */
const MAX_WAYS = 50_000
/** What `*` and `+` count as: they run at most to the path's end. */
const OPEN_END = 300

/**
 * Groups may only be plain or named, and repeated only by `?`; no look-around and no back-reference. What is left
 * backtracks at most as often as the product of the choices of its quantifiers and alternatives, and that is limited.
 */
export const checkPattern = (pattern: string): { readonly reason: GrammarError['reason']; readonly detail: string } | null => {
  if (pattern.length > MAX_PATTERN_LENGTH) return { reason: 'tooLong', detail: `${pattern.length} > ${MAX_PATTERN_LENGTH}` }
  let ways = 1
  for (const { text, previous } of tokensOf(pattern)) {
    if (/^\\([1-9]|k)/.test(text)) return { reason: 'unsupported', detail: text }
    if (text.startsWith('(?') && text !== '(?:' && !/^\(\?<\w+>$/.test(text)) return { reason: 'unsupported', detail: text }
    if (text === '|') ways *= 2
    if (!isQuantifier(text)) continue
    if (previous === ')' && !text.startsWith('?')) return { reason: 'tooCostly', detail: `)${text}` }
    ways *= choicesOf(text)
    if (ways > MAX_WAYS) return { reason: 'tooCostly', detail: text }
  }
  return null
}

const token = /\\k<\w*>|\\[pPu]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\(\?(?:<[=!]|<\w*>|.)?|[*+?]\??|\{\d+(?:,\d*)?\}\??|./gsu

const tokensOf = (pattern: string): { readonly text: string; readonly previous: string }[] => {
  const tokens = [...pattern.matchAll(token)].map((match) => match[0])
  return tokens.map((text, index) => ({ text, previous: tokens[index - 1] ?? '' }))
}

const isQuantifier = (text: string): boolean => /^([*+?]\??|\{\d+(,\d*)?\}\??)$/.test(text)

const choicesOf = (quantifier: string): number => {
  if (quantifier.startsWith('?')) return 2
  const range = /^\{(\d+)(,(\d*))?\}/.exec(quantifier)
  if (!range) return OPEN_END
  const least = Number(range[1])
  const most = range[2] === undefined ? least : range[3] === '' ? OPEN_END : Number(range[3])
  return Math.max(1, Math.min(most, OPEN_END) - least + 1)
}
