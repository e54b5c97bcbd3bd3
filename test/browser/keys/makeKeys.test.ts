// Seeds under a passphrase, and signatures of real WebCrypto.

import { describe, expect, test } from 'vitest'
import { makeKeys } from '../../../src/keys/makeKeys.ts'

const keys = makeKeys()
const message = new TextEncoder().encode('message')

describe('keys', () => {
  test('sign again after wrapping and unwrapping; the seed is nowhere in what is stored', async () => {
    const created = await keys.create('correct horse 电池')
    if (!created.ok) throw new Error(created.error.type)
    const { wrapped, signer } = created.value
    expect(wrapped).toMatchObject({ kdf: { memoryKib: 65_536, passes: 3, lanes: 1 }, publicKey: signer.publicKey })
    expect(wrapped.sealed).toHaveLength(32 + 16)
    const signature = await signer.sign(message)
    expect(await keys.verify(signer.publicKey, message, signature)).toBe(true)

    const unwrapped = await keys.unwrap(structuredClone(wrapped), 'correct horse 电池')
    if (!unwrapped.ok) throw new Error(unwrapped.error.type)
    expect(await keys.verify(wrapped.publicKey, message, await unwrapped.value.sign(message))).toBe(true)
  })

  test('a wrong passphrase, and a seed of another key, are WrongPassphrase', async () => {
    const [one, two] = [await keys.create('passphrase one'), await keys.create('passphrase two')]
    if (!one.ok || !two.ok) throw new Error('no keys')
    expect(await keys.unwrap(one.value.wrapped, 'passphrase two')).toEqual({ ok: false, error: { type: 'WrongPassphrase' } })
    expect(await keys.unwrap({ ...one.value.wrapped, publicKey: two.value.wrapped.publicKey }, 'passphrase one')).toEqual({ ok: false, error: { type: 'WrongPassphrase' } })
  })

  test('a short passphrase is refused by its characters, not its bytes', async () => {
    for (const short of ['', '123456789', '汉字汉字汉字汉字汉']) expect(await keys.create(short)).toEqual({ ok: false, error: { type: 'WeakPassphrase', minLength: 10 } })
  })

  test('verify says no to changes and to what is no key or no signature', async () => {
    const created = await keys.create('passphrase')
    if (!created.ok) throw new Error(created.error.type)
    const { publicKey, sign } = created.value.signer
    const signature = await sign(message)
    expect(await keys.verify(publicKey, new Uint8Array([1]), signature)).toBe(false)
    expect(await keys.verify(publicKey, message, signature.slice(1))).toBe(false)
    expect(await keys.verify(publicKey.slice(1), message, signature)).toBe(false)
    expect(await keys.verify(new Uint8Array(32).fill(255), message, signature)).toBe(false)
  })
})
