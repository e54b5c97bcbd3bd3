// Deeds of article 19: what is classified, and by whom.

export const secrecyDeeds = {} as const
