// Requests as the screens of this place read them: live, with the person at work and the profile.

import type { Accessor } from 'solid-js'
import type { Person, RequestRow, UrgentVisit } from '../../../app/app.ts'
import { defaultProfile } from '../../../core/policy/defaultProfile.ts'
import type { PolicyProfile } from '../../../core/policy/profile.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'

export interface Desk {
  readonly requests: Accessor<readonly RequestRow[] | undefined>
  readonly visits: Accessor<readonly UrgentVisit[]>
  readonly me: Accessor<Person | undefined>
  readonly profile: Accessor<PolicyProfile>
}

export const createDesk = (): Desk => {
  const app = useApp()
  const requests = createLive(() => app.requests)
  const visits = createLive(() => app.urgentVisits, [])
  const identity = createLive(() => app.identity)
  const policy = createLive(() => app.policy)
  return {
    requests,
    visits,
    me: () => {
      const who = identity()
      return who?.state === 'open' ? who.person : undefined
    },
    profile: () => policy()?.profile ?? defaultProfile.profile,
  }
}
