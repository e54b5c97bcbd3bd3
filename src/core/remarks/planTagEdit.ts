// Which tags come and go; each is its own fact, so that tags added on two devices are all kept.

/** UTF-16 units. */
export const maxTagLength = 64
export const maxTags = 100
export const maxTextLength = 20_000

/** One spelling for one tag, in order of code points, none twice. */
export const cleanTags = (tags: readonly string[]): readonly string[] =>
  [...new Set(tags.map((tag) => tag.normalize('NFC').replace(/\s+/gu, ' ').trim()).filter((tag) => tag !== ''))].sort()

export const planTagEdit = (from: readonly string[], to: readonly string[]): { readonly add: readonly string[]; readonly remove: readonly string[] } => ({
  add: to.filter((tag) => !from.includes(tag)),
  remove: from.filter((tag) => !to.includes(tag)),
})
