// Everything about who is of the unit and of this device: enrolment, more people here, the roster, revocation, renewed roles.

import { addPerson } from './addPerson.ts'
import type { App } from './app.ts'
import { makeEnrolment, type Enrolment } from './enrol.ts'
import { makeRevoke, type RevokeDeps, type RevokeService } from './revoke.ts'

export const makePeople = (deps: RevokeDeps): Enrolment & RevokeService & Pick<App, 'addPerson'> => ({ ...makeEnrolment(deps), ...makeRevoke(deps), addPerson: (person) => addPerson(deps, person) })
