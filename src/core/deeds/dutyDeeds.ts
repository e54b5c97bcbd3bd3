// Deeds of articles 4 to 8, 11 and 13: what officers and heads write about the use of recorders.

export const dutyDeeds = {} as const
