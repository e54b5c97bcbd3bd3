// A passkey as the second way to the seeds, with Chromium's virtual authenticator.

import { afterEach, expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import type { WrappedSeed } from '../../../src/core/ports.ts'
import { makeKeys } from '../../../src/keys/makeKeys.ts'

/** The part of the protocol that is used: https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/ */
interface Session {
  send(method: string, params?: object): Promise<Record<string, unknown>>
}
const session = cdp() as unknown as Session
const keys = makeKeys()
const [passphrase, person] = ['大熊猫 吃 竹子 2026', { id: 'a'.repeat(32), name: '王建国' }]

const plugIn = async (hasPrf: boolean): Promise<string> => {
  await session.send('WebAuthn.enable')
  const options = { protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true, hasPrf }
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options })
  return authenticatorId as string
}
afterEach(() => session.send('WebAuthn.disable'))
const seeds = async (): Promise<readonly WrappedSeed[]> => {
  const made = await keys.create(passphrase, 2)
  if (!made.ok) throw new Error(made.error.type)
  return made.value.map(({ wrapped }) => wrapped)
}

test('opens what the passphrase opens, with the finger alone; the wrong finger does not', async () => {
  const authenticator = await plugIn(true)
  const wrapped = await seeds()
  const beside = await keys.wrapForPasskey(wrapped, passphrase, person)
  if (!beside.ok) throw new Error(JSON.stringify(beside.error))
  const opened = await keys.unwrapByPasskey(structuredClone(beside.value))
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  expect(opened.value.map(({ publicKey }) => String(publicKey))).toEqual(wrapped.map(({ publicKey }) => String(publicKey)))
  const message = new TextEncoder().encode('message')
  expect(await keys.verify(wrapped[1]!.publicKey, message, await opened.value[1]!.sign(message))).toBe(true)
  expect((await keys.unwrap(wrapped, passphrase)).ok).toBe(true)

  // What lies on the disk opens with the authenticator's secret for this salt only.
  const salted = beside.value.map((one) => ({ ...one, salt: crypto.getRandomValues(new Uint8Array(32)) }))
  expect(await keys.unwrapByPasskey(salted)).toMatchObject({ error: { type: 'PasskeyRefused' } })
  await session.send('WebAuthn.setUserVerified', { authenticatorId: authenticator, isUserVerified: false })
  expect(await keys.unwrapByPasskey(beside.value)).toMatchObject({ error: { type: 'PasskeyRefused', detail: 'NotAllowedError' } })
})

test('the passphrase is asked before a passkey is made; an authenticator without PRF is told', async () => {
  const authenticator = await plugIn(false)
  const wrapped = await seeds()
  expect(await keys.wrapForPasskey(wrapped, 'something else', person)).toMatchObject({ error: { type: 'WrongPassphrase' } })
  expect((await session.send('WebAuthn.getCredentials', { authenticatorId: authenticator }))['credentials']).toEqual([])
  expect(await keys.wrapForPasskey(wrapped, passphrase, person)).toMatchObject({ error: { type: 'PasskeyWithoutPrf' } })
})
