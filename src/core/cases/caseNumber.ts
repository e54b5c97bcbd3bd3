// When two ways of writing a case number mean the same: 黔江文执〔2026〕031 号, 黔江文执[2026]031号.

/** For comparing only; what is shown stays as it was written. */
export const caseKey = (number: string): string =>
  number
    .normalize('NFKC')
    .replace(/[〔［【「『（([]/gu, '[')
    .replace(/[〕］】」』）)\]]/gu, ']')
    .replace(/\s+/gu, '')
    .toLowerCase()
