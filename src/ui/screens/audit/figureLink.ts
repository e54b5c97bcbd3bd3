// Where each figure of the board leads: the items behind it, in the place that lists them.

import type { FigureName } from '../../../core/audit/principleBoard.ts'
import type { Audit } from './createAudit.ts'

export const figureLink = (name: FigureName, audit: Audit): string => {
  const { from, to } = audit.period()
  const archive = (more = ''): string => `/archive?from=${from}&to=${to}${more}`
  const findings = (kind: string, rule = ''): string => audit.href({ tab: 'findings', kind, rule })
  switch (name) {
    case 'gaps':
    case 'sessions':
    case 'footage':
      return archive()
    case 'gapsUnexplained':
      return archive('&state=unexplainedGap')
    case 'clockNotSet':
      return '/archive?state=clockNotSet'
    case 'noticeOpen':
      return '/duty?tab=todo&kind=notice'
    case 'withActivity':
      return '/duty?tab=todo&kind=activity'
    case 'elementsComplete':
      return '/duty?tab=todo&kind=elements'
    case 'exemptionsUnread':
      return '/duty?tab=todo&kind=exemptions'
    case 'unchecked':
      return '/duty?tab=recorders'
    case 'handedInTime':
    case 'handedLate':
      return '/custody?tab=handOver'
    case 'handOverOverdue':
      return findings('other', 'handOverOverdue')
    case 'retentionDue':
    case 'held':
      return '/custody?tab=retention'
    case 'inCases':
      return '/cases'
    case 'classified':
      return '/custody?tab=secrecy'
    case 'inArchive':
    case 'singleCopy':
      return '/drives'
    case 'privateCopies':
      return findings('leak')
    case 'driveLosses':
      return findings('driveLoss')
    case 'viewings':
    case 'approved':
      return audit.href({ tab: 'viewings' })
    case 'urgent':
      return audit.href({ tab: 'viewings', by: 'viewing', only: 'urgent' })
    case 'unapproved':
      return audit.href({ tab: 'viewings', by: 'viewing', only: 'unapproved' })
    case 'refusedDeeds':
      return findings('other', 'deedFault')
    case 'witnessed':
      return audit.href({ tab: 'logs' })
  }
}
