// A rough hint while a passphrase is chosen; the rule that counts is in the keys.

export type Strength = 'empty' | 'short' | 'weak' | 'fair' | 'good'

/** Characters; shown as a hint before the app itself refuses (WeakPassphrase). */
export const minPassphrase = 10

const runs = (text: string): boolean => {
  const codes = [...text].map((sign) => sign.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0))
  return steps.length > 0 && steps.filter((step) => Math.abs(step) <= 1).length > steps.length / 2
}

export const strengthOf = (text: string): Strength => {
  const signs = [...text]
  if (signs.length === 0) return 'empty'
  if (signs.length < minPassphrase) return 'short'
  if (new Set(signs).size < 6 || runs(text)) return 'weak'
  // A Han character carries more than a letter.
  const weight = signs.reduce((sum, sign) => sum + (/\p{Script=Han}/u.test(sign) ? 2 : 1), 0)
  return weight >= 18 ? 'good' : 'fair'
}
