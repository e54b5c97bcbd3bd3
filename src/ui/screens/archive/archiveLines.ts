// From sessions to the lines of the list or grid: days newest first, in a day as time went.

import type { SessionRow } from '../../../app/app.ts'

export type Line =
  | { readonly type: 'day'; readonly day: string; /** Its first Session. */ readonly first: string; readonly count: number; readonly footageMs: number }
  | { readonly type: 'sessions'; readonly rows: readonly SessionRow[] }

/** A piece stands behind what it was made from. */
const inDay = (a: SessionRow, b: SessionRow): number => a.session.startMs - b.session.startMs || Number(a.origin !== null) - Number(b.origin !== null) || (a.session.recorder ?? '~').localeCompare(b.session.recorder ?? '~')

/** The unset clock comes first: somebody has to look at it. */
const newestFirst = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? 1 : -1)

export const archiveLines = (rows: readonly SessionRow[], columns: number): readonly Line[] =>
  [...Map.groupBy(rows, ({ session }) => session.day)].toSorted(newestFirst).flatMap(([day, members]): Line[] => {
    const sorted = members.toSorted(inDay)
    const lines = Array.from({ length: Math.ceil(sorted.length / columns) }, (_, n): Line => ({ type: 'sessions', rows: sorted.slice(n * columns, (n + 1) * columns) }))
    return [{ type: 'day', day, first: sorted[0]?.session.id ?? '', count: sorted.length, footageMs: sorted.reduce((sum, { session }) => sum + session.footageMs, 0) }, ...lines]
  })

export const sessionsInOrder = (lines: readonly Line[]): readonly SessionRow[] => lines.flatMap((line) => (line.type === 'sessions' ? line.rows : []))

export const lineOfSession = (lines: readonly Line[], id: string | undefined): number => (id ? lines.findIndex((line) => line.type === 'sessions' && line.rows.some(({ session }) => session.id === id)) : -1)
