// Deeds of Cases, of Releases and of receipts: articles 1, 14 and 15.

export const caseDeeds = {} as const
