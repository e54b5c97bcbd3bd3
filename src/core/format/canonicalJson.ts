// One JSON text for one value: RFC 8785 for text, whole numbers, booleans, null, arrays and objects.

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** Keys in order of UTF-16 units, no white space. Throws on a number that is not whole and on broken surrogates: writing one is a bug. */
export const canonicalJson = (value: Json): string => {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new Error(`not a whole number: ${value}`)
  if (typeof value === 'string' && !value.isWellFormed()) throw new Error('broken surrogate')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${canonicalJson(key)}:${canonicalJson(value[key] ?? null)}`)
    .join(',')}}`
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
