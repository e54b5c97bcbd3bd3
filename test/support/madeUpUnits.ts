// Makes the three made-up units as server databases, and lets a real browser profile into one of them.
//
//   node test/support/madeUpUnits.ts --folder FOLDER [--unit district|station|remote] [--until 2026-11-22]
//       writes FOLDER/<unit>.sqlite; serve it with: node server/main.ts --database FOLDER/district.sqlite
//   node test/support/madeUpUnits.ts --unit district --answer FILE.fieldreel-request --roles "auditor" --out FILE.fieldreel-certificate
//       answers the request that the start screen made in a fresh browser profile, with these roles (any, separated by spaces)

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { rolesOf, type Role } from '../../src/core/policy/acts.ts'
import { localDay } from '../../src/core/session/localTime.ts'
import { fillDatabase, witnessNameOf } from './madeUp/database.ts'
import { dayMs, zone } from './madeUp/footage.ts'
import { makeUnit, unitDays, type MadeUpUnit } from './madeUp/makeUnit.ts'
import { answerRequest, makeStaff } from './madeUp/people.ts'
import { unitPlans, type UnitPlan } from './madeUp/unitPlans.ts'

export const planOf = (key: string): UnitPlan => {
  const plan = unitPlans.find((one) => one.key === key)
  if (!plan) throw new Error(`no unit ${key}: ${unitPlans.map((one) => one.key).join(', ')}`)
  return plan
}

/** Writes the database of one unit; `days` fewer make it smaller. */
export const makeDatabase = async (path: string, key: UnitPlan['key'], until: string, days = unitDays): Promise<MadeUpUnit> => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
  const unit = await makeUnit(planOf(key), until, days)
  await fillDatabase(path, unit)
  return unit
}

/** What a browser's request file is answered with. */
export const answerFor = async (key: UnitPlan['key'], request: Uint8Array, roles: readonly Role[]): Promise<Uint8Array> => {
  const plan = planOf(key)
  const staff = await makeStaff(plan, witnessNameOf(plan))
  return answerRequest(plan, staff, new Uint8Array(request), roles, Date.now())
}

export const yesterday = (): string => localDay(Date.now() - dayMs, zone)

if (import.meta.main) {
  const { values } = parseArgs({ options: { folder: { type: 'string' }, unit: { type: 'string' }, until: { type: 'string', default: yesterday() }, answer: { type: 'string' }, roles: { type: 'string', default: 'auditor' }, out: { type: 'string' } } })
  const plans = values.unit ? [planOf(values.unit)] : unitPlans
  if (values.answer !== undefined && values.out !== undefined) {
    writeFileSync(values.out, await answerFor(plans[0]?.key ?? 'district', readFileSync(values.answer), rolesOf(values.roles)))
    console.log(`${values.out}: ${values.roles}`)
  } else if (values.folder !== undefined) {
    mkdirSync(values.folder, { recursive: true })
    for (const plan of plans) {
      const begun = performance.now()
      const path = join(values.folder, `${plan.key}.sqlite`)
      const { visits, drives, logs, plants } = await makeDatabase(path, plan.key, values.until)
      const files = visits.reduce((sum, visit) => sum + visit.files.length, 0)
      console.log(`${path}: ${plan.unit}, ${visits.length} visits, ${files} files, ${drives.length} drives, ${logs.reduce((sum, log) => sum + log.entries.length, 0)} entries in ${logs.length} logs, ${plants.filter(({ innocent }) => !innocent).length} planted, ${((performance.now() - begun) / 1000).toFixed(1)} s`)
    }
  } else console.error('--folder FOLDER, or --answer FILE --out FILE')
}
