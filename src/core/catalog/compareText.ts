// One order of texts for everything that is hashed or shown.

/** By Unicode code point, which is also the order of the UTF-8 bytes. */
export const compareText = (a: string, b: string): number => {
  if (a === b) return 0
  for (let at = 0; ; ) {
    const left = a.codePointAt(at)
    const right = b.codePointAt(at)
    if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? -1 : 1
    if (left !== right) return left - right
    at += left > 0xffff ? 2 : 1
  }
}
