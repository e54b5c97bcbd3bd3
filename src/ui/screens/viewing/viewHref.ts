// The address of a Session's viewing: where it begins, and for which case it is registered.

export const viewHref = (session: string, atMs: number, caseNumber?: string): string =>
  `/view/${encodeURIComponent(session)}?at=${Math.round(atMs)}${caseNumber ? `&case=${encodeURIComponent(caseNumber)}` : ''}`
