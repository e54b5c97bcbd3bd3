// Lets a fresh browser profile into a made-up unit with the roles wanted: request, answer, unlock, exchange.

import type { Page } from 'playwright-core'
import type { Role } from '../../src/core/policy/acts.ts'
import { answerFor } from './madeUpUnits.ts'
import type { UnitPlan } from './madeUp/unitPlans.ts'
import { bytesOf, fillForm, passphrase, rail } from './walk.ts'

export const joinUnit = async (page: Page, url: string, plan: UnitPlan, roles: readonly Role[], who = { person: '田监察', officerNumber: '500501' }): Promise<void> => {
  await page.goto(url)
  await page.locator('input[name=way][value=join]').check()
  await fillForm(page, { unit: plan.unit, person: who.person, officerNumber: who.officerNumber, device: `${who.person} 笔记本` })
  const [request] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '生成申请文件' }).click()])
  const certificate = await answerFor(plan.key, await bytesOf(request), roles)
  await page.locator('input[type=file]').first().setInputFiles({ name: 'answer.fieldreel-certificate', mimeType: 'application/octet-stream', buffer: Buffer.from(certificate) })
  await page.getByRole('button', { name: '解锁', exact: true }).waitFor()
  await page.getByLabel('口令', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: '解锁', exact: true }).click()
  await rail(page, '档案').waitFor()
}
