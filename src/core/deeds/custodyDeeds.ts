// Deeds of articles 13 and 14: hand-over, retention, Holds, disposal.

export const custodyDeeds = {} as const
