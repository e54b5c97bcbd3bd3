// A command is given only by whoever may: else nothing is done, and the roles that may are named.

import { expect, test } from 'vitest'
import type { Person } from '../../../src/app/app.ts'
import { makePermitted } from '../../../src/app/permitted.ts'
import type { Role } from '../../../src/core/policy/acts.ts'
import { defaultProfile } from '../../../src/core/policy/defaultProfile.ts'
import { ok } from '../../../src/core/result.ts'

const commandFor = (roles: readonly Role[] | null) => {
  const given: string[] = []
  const person: Person | null = roles && { id: 'p', name: '周敏', officerNumber: '', roles, clearances: [] }
  const permitted = makePermitted({ person: () => person, profile: () => defaultProfile })
  return { given, addDrive: permitted(['indexDrive', 'watch'], async (name: string) => (given.push(name), ok(name))) }
}

test('an auditor changes nothing: the command is not given', async () => {
  const { given, addDrive } = commandFor(['auditor'])
  const answer = await addDrive('U 盘')
  expect(answer).toMatchObject({ ok: false, error: { type: 'RoleNotAllowed', role: 'auditor' } })
  expect(!answer.ok && answer.error.type === 'RoleNotAllowed' && answer.error.needed).toEqual(expect.arrayContaining(['officer', 'custodian', 'viewer']))
  expect(given).toEqual([])
})

test('one of several roles is enough, and one of several acts', async () => {
  const { given, addDrive } = commandFor(['auditor', 'viewer'])
  expect(await addDrive('U 盘')).toEqual(ok('U 盘'))
  expect(given).toEqual(['U 盘'])
})

test('nobody gives one while the device is locked', async () => {
  const { given, addDrive } = commandFor(null)
  expect(await addDrive('U 盘')).toMatchObject({ error: { type: 'KeysLocked' } })
  expect(given).toEqual([])
})
