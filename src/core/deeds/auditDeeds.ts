// Deeds of articles 3 and 20: what an auditor found, answered and signed.

export const auditDeeds = {} as const
