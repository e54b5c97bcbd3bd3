// The places of the app in their order, and which of them the person at work has use of.

import type { Act } from '../../core/policy/acts.ts'
import { mayDo } from '../../core/policy/profile.ts'
import type { IconName } from '../parts/Icon.tsx'
import { useApp } from '../state/appContext.ts'
import { createLive } from '../state/createLive.ts'

export interface Place {
  readonly id: 'archive' | 'drives' | 'duty' | 'cases' | 'approvals' | 'custody' | 'log' | 'audit' | 'settings'
  readonly icon: IconName
  /** Whoever may do one of these has use of it; none: everybody. */
  readonly acts?: readonly Act[]
}

/** In the order in which they stand. */
const places: readonly Place[] = [
  { id: 'archive', icon: 'archive' },
  { id: 'drives', icon: 'drive' },
  { id: 'duty', icon: 'duty', acts: ['writeFieldNote', 'explainGap', 'acknowledgeReport', 'chooseProfile'] },
  { id: 'cases', icon: 'folder', acts: ['keepCase', 'requestViewing', 'approveViewing', 'approveRelease', 'acknowledgeReport', 'answerFinding'] },
  { id: 'approvals', icon: 'approval', acts: ['requestViewing', 'extractEvidence', 'recordDisposal', 'approveViewing', 'approveRelease', 'approveDisposal', 'registerViewing'] },
  { id: 'custody', icon: 'custody', acts: ['writeFieldNote', 'collect', 'placeHold', 'recordDisposal', 'approveDisposal'] },
  { id: 'log', icon: 'log' },
  { id: 'audit', icon: 'shield', acts: ['answerFinding', 'cosignHeads', 'exportFindings', 'verifyLogs'] },
  { id: 'settings', icon: 'settings' },
]

/** The places this person has use of, by the profile in force. */
export const createPlaces = (): (() => readonly Place[]) => {
  const app = useApp()
  const policy = createLive(() => app.policy)
  const identity = createLive(() => app.identity)
  return () => {
    const [known, who] = [policy(), identity()]
    return places.filter(({ acts }) => !acts || (known && who?.state === 'open' && acts.some((act) => mayDo(known.profile, who.person.roles, act))))
  }
}
