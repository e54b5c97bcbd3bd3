// The smallest single replacement that turns one text into another, so that two people's edits merge where they do not touch.

/** At `at`, `remove` UTF-16 units give way to `insert`. */
export interface TextEdit {
  readonly at: number
  readonly remove: number
  readonly insert: string
}

/** Null when nothing changed. Never cuts a surrogate pair, which Yjs would turn into replacement characters. */
export const planTextEdit = (from: string, to: string): TextEdit | null => {
  if (from === to) return null
  const shorter = Math.min(from.length, to.length)
  let head = 0
  while (head < shorter && from.charCodeAt(head) === to.charCodeAt(head)) head += 1
  if (head > 0 && isHigh(from.charCodeAt(head - 1))) head -= 1
  let tail = 0
  while (tail < shorter - head && from.charCodeAt(from.length - 1 - tail) === to.charCodeAt(to.length - 1 - tail)) tail += 1
  if (tail > 0 && isLow(from.charCodeAt(from.length - tail))) tail -= 1
  return { at: head, remove: from.length - head - tail, insert: to.slice(head, to.length - tail) }
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000
