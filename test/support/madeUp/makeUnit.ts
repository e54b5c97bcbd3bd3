// One made-up unit whole: its people, footage, drives, and three months of what they did, with misconduct and innocent look-alikes among it.

import { dayToEpoch } from '../../../src/core/policy/calendar.ts'
import type { Bytes } from '../../../src/core/ids.ts'
import { agencyId } from '../../../src/core/trust/certificate.ts'
import { catalogOf, type MadeUpCatalog } from './catalog.ts'
import { witnessNameOf } from './database.ts'
import { makeDice, type Dice } from './dice.ts'
import { makeDrives, tellDrives, type MadeUpDrive } from './drives.ts'
import { tellCases } from './cases.ts'
import { tellCustody } from './custody.ts'
import { tellDuty } from './duty.ts'
import { carrierOf, dayMs, daysBefore, makeVisits, zone, type MadeUpVisit } from './footage.ts'
import { plantFootage, plantStory, type Plant } from './misconduct.ts'
import { makeStaff, type MadeUpStaff } from './people.ts'
import type { UnitPlan } from './unitPlans.ts'
import { tellViewings } from './viewings.ts'
import { makeWorld, type MadeUpLog, type MadeUpPerson, type World } from './world.ts'

export interface MadeUpUnit {
  readonly plan: UnitPlan
  readonly staff: MadeUpStaff
  readonly visits: readonly MadeUpVisit[]
  readonly drives: readonly MadeUpDrive[]
  readonly catalog: MadeUpCatalog
  readonly manifests: readonly Bytes[]
  readonly logs: readonly MadeUpLog[]
  /** What was done wrong on purpose, and what only looks so. */
  readonly plants: readonly Plant[]
  /** The end of its last day. */
  readonly untilMs: number
}

/** What every part of the story is told with. */
export interface Telling {
  readonly plan: UnitPlan
  readonly staff: MadeUpStaff
  readonly world: World
  readonly dice: Dice
  readonly days: readonly string[]
  readonly visits: readonly MadeUpVisit[]
  readonly untilMs: number
  /** As the catalogue groups it. */
  readonly sessionOf: (visit: MadeUpVisit) => string
  readonly person: (role: string, n?: number) => MadeUpPerson
  /** Who carries the recorder. */
  readonly carrier: (recorder: number) => MadeUpPerson
  /** The computer a squad uses. */
  readonly squad: (recorder: number) => number
}

export const unitDays = 92

/** `until`: the last local day, `2026-11-22`. The same day gives the same bytes. */
export const makeUnit = async (plan: UnitPlan, until: string, count = unitDays): Promise<MadeUpUnit> => {
  const days = daysBefore(until, count)
  const beginMs = (dayToEpoch(days[0] ?? '', zone) ?? 0) + 7 * 3_600_000
  const untilMs = (dayToEpoch(until, zone) ?? 0) + dayMs
  const dice = makeDice(`${plan.key} ${until}`)
  const staff = await makeStaff(plan, witnessNameOf(plan))
  const plants: Plant[] = []
  const visits = [...makeVisits(plan, days, dice), ...plantFootage(plan, days, dice, plants)].toSorted((a, b) => a.startMs - b.startMs)
  const world = makeWorld(agencyId(staff.root.publicKey), plan.devices, staff.deviceSigner, beginMs, staff.statements, dice)
  const having = (role: string): readonly MadeUpPerson[] => staff.people.filter((_, n) => plan.people[n]?.roles.some((one) => one === role))
  const sessionIds = new Map<string, string>()
  const telling: Telling = {
    plan, staff, world, dice, days, visits, untilMs,
    sessionOf: ({ files }) => files.map(({ id }) => sessionIds.get(id)).find((id) => id !== undefined) ?? '',
    person: (role, n = 0) => {
      const all = having(role)
      const chosen = all[n % Math.max(1, all.length)]
      if (!chosen) throw new Error(`nobody is ${role}`)
      return chosen
    },
    carrier: (recorder) => staff.people[carrierOf(plan, recorder)] ?? having('officer')[0]!,
    squad: (recorder) => (plan.devices.length <= 2 ? 0 : 2 + (recorder % (plan.devices.length - 2))),
  }
  const drives = makeDrives(telling, plants)
  const catalog = catalogOf(drives, untilMs)
  for (const { id, parts } of catalog.sessions) for (const { recordingId } of parts) sessionIds.set(recordingId, id)
  tellDrives(telling, drives)
  tellDuty(telling)
  tellCustody(telling, drives)
  tellCases(telling)
  tellViewings(telling)
  plantStory(telling, drives, plants)
  await world.run()
  return { plan, staff, visits, drives, catalog, manifests: drives.map(({ manifest }) => manifest), logs: world.logs, plants, untilMs }
}
