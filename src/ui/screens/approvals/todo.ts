// What waits for whom: pure, for the list and for the number at the rail.

import type { Person, RequestRow, UrgentVisit } from '../../../app/app.ts'
import { mayDo, type PolicyProfile } from '../../../core/policy/profile.ts'
import { awaitsAnswer } from '../../../core/viewing/requests.ts'
import { approvalActs } from '../../../core/viewing/uses.ts'

type Profile = Pick<PolicyProfile, 'roles'>

export const mayAnswer = (row: RequestRow, person: Person, profile: Profile): boolean => row.deed.person !== person.id && mayDo(profile, person.roles, approvalActs[row.deed.fields.use])

/** A viewing registers by opening where the requester's own role may. */
export const needsRegistration = (row: RequestRow, profile: Profile): boolean => row.state === 'approved' && row.deed.fields.use === 'view' && !mayDo(profile, row.deed.roles, 'registerViewing')

export const isToDo = (row: RequestRow, person: Person, profile: Profile): boolean =>
  (awaitsAnswer(row) && mayAnswer(row, person, profile)) || (needsRegistration(row, profile) && mayDo(profile, person.roles, 'registerViewing'))

/** Own urgent viewings that nobody was asked to approve. */
export const toReport = (visits: readonly UrgentVisit[], person: Person): readonly UrgentVisit[] => visits.filter(({ request, viewings: [first] }) => !request && first.personId === person.id)

/** Still of use, or still to be decided. */
export const isOpen = (row: RequestRow): boolean => awaitsAnswer(row) || row.state === 'approved' || row.state === 'registered'
