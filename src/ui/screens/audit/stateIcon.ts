// The sign of each state of a Finding.

import type { FindingState } from '../../../core/policy/findings/findingsOf.ts'
import type { IconName } from '../../parts/Icon.tsx'

export const stateIcon: Readonly<Record<FindingState, { readonly icon: IconName; readonly tone: 'red' | 'amber' | 'green' | 'plain' }>> = {
  open: { icon: 'warn', tone: 'amber' },
  explained: { icon: 'check', tone: 'green' },
  confirmed: { icon: 'stop', tone: 'red' },
  dismissed: { icon: 'close', tone: 'plain' },
}
