// The small state signs of one Session, each at its fixed place, and their legend.

import type { SessionRow } from '../../../app/app.ts'
import type { Mark } from '../../parts/StateMarks.tsx'
import { pieceWords } from '../pieces/pieceWords.ts'
import { secrecyWords } from '../secrecy/secrecyWords.ts'
import { archiveWords as t } from './archiveWords.ts'

export const sessionMarks = (row: SessionRow, isPiece: boolean): readonly (Mark | null)[] => {
  const { drives, server } = row.whereabouts
  const here = drives.some(({ connected }) => connected)
  return [
    here ? { icon: 'drive', tone: 'green', word: t('markHere') } : { icon: 'unplugged', tone: 'plain', word: t('markAway') },
    { icon: 'copy', tone: 'plain', word: t('markCopies', drives.length), count: drives.length },
    server ? { icon: 'server', tone: 'plain', word: t('markServer') } : null,
    row.session.day === 'unset' ? { icon: 'clockOff', tone: 'amber', word: t('markClock') } : null,
    row.recordings.some(({ damage }) => damage) ? { icon: 'warn', tone: 'amber', word: t('markDamaged') } : null,
    isPiece ? { icon: 'cut', tone: 'plain', word: pieceWords('mark') } : null,
    row.levels.length > 0 ? { icon: 'lock', tone: 'red', word: row.levels.map((level) => secrecyWords(`level.${level}`)).join(' · ') } : null,
    row.findings > 0 ? { icon: 'flag', tone: 'red', word: t('markFinding', row.findings), count: row.findings } : null,
  ]
}

export const sessionLegend = (): readonly Mark[] => [
  { icon: 'drive', tone: 'green', word: t('markHere') },
  { icon: 'unplugged', tone: 'plain', word: t('markAway') },
  { icon: 'copy', tone: 'plain', word: t('markCopiesLegend') },
  { icon: 'server', tone: 'plain', word: t('markServer') },
  { icon: 'clockOff', tone: 'amber', word: t('markClock') },
  { icon: 'warn', tone: 'amber', word: t('markDamaged') },
  { icon: 'cut', tone: 'plain', word: pieceWords('mark') },
  { icon: 'lock', tone: 'red', word: secrecyWords('title') },
  { icon: 'flag', tone: 'red', word: t('markFindingLegend') },
]
