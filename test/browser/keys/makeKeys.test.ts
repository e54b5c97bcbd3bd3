// Seeds under a passphrase, and signatures of real WebCrypto.

import { describe, expect, test } from 'vitest'
import type { NewSeed } from '../../../src/core/ports.ts'
import { makeKeys } from '../../../src/keys/makeKeys.ts'

const keys = makeKeys()
const message = new TextEncoder().encode('message')

const created = async (passphrase: string, count: number): Promise<readonly [NewSeed, ...NewSeed[]]> => {
  const made = await keys.create(passphrase, count)
  if (!made.ok) throw new Error(made.error.type)
  return made.value as readonly NewSeed[] as readonly [NewSeed, ...NewSeed[]]
}

describe('keys', () => {
  test('sign again after wrapping and unwrapping; the seed is nowhere in what is stored', async () => {
    const [{ wrapped, signer }] = await created('correct horse 电池', 1)
    expect(wrapped).toMatchObject({ kdf: { memoryKib: 65_536, passes: 3, lanes: 1 }, publicKey: signer.publicKey })
    expect(wrapped.sealed).toHaveLength(32 + 16)
    const signature = await signer.sign(message)
    expect(await keys.verify(signer.publicKey, message, signature)).toBe(true)

    const unwrapped = await keys.unwrap([structuredClone(wrapped)], 'correct horse 电池')
    if (!unwrapped.ok) throw new Error(unwrapped.error.type)
    expect(await keys.verify(wrapped.publicKey, message, await unwrapped.value[0]!.sign(message))).toBe(true)
  })

  test('seeds made together are different keys, and come back in the order asked for', async () => {
    const seeds = await created('correct horse 电池', 3)
    const names = seeds.map(({ signer }) => String(signer.publicKey))
    expect(new Set(names).size).toBe(3)
    expect(new Set(seeds.map(({ wrapped }) => String(wrapped.iv))).size).toBe(3)
    const unwrapped = await keys.unwrap(seeds.map(({ wrapped }) => wrapped).toReversed(), 'correct horse 电池')
    expect(unwrapped.ok && unwrapped.value.map(({ publicKey }) => String(publicKey))).toEqual(names.toReversed())
  })

  test('what is shared is wrapped for somebody else, too, by whoever can open it', async () => {
    const [device, authority] = await created('passphrase one', 2)
    const beside = await keys.createBeside('passphrase two', 1, [device.wrapped, authority!.wrapped], 'passphrase one')
    if (!beside.ok) throw new Error(beside.error.type)
    expect(beside.value).toHaveLength(3)
    const opened = await keys.unwrap(beside.value.map(({ wrapped }) => wrapped), 'passphrase two')
    expect(opened.ok && opened.value.map(({ publicKey }) => String(publicKey)).slice(1)).toEqual([device, authority].map((one) => String(one!.wrapped.publicKey)))
    expect(opened.ok && (await keys.verify(device.wrapped.publicKey, message, await opened.value[1]!.sign(message)))).toBe(true)
    expect(await keys.createBeside('passphrase two', 1, [device.wrapped], 'passphrase three')).toMatchObject({ error: { type: 'WrongPassphrase' } })
    expect(await keys.createBeside('short', 1, [device.wrapped], 'passphrase one')).toMatchObject({ error: { type: 'WeakPassphrase' } })
  })

  test('a wrong passphrase, and a seed of another key, are WrongPassphrase', async () => {
    const [[one], [two]] = [await created('passphrase one', 1), await created('passphrase two', 1)]
    expect(await keys.unwrap([one.wrapped], 'passphrase two')).toEqual({ ok: false, error: { type: 'WrongPassphrase' } })
    expect(await keys.unwrap([{ ...one.wrapped, publicKey: two.wrapped.publicKey }], 'passphrase one')).toEqual({ ok: false, error: { type: 'WrongPassphrase' } })
  })

  test('a short passphrase is refused by its characters, not its bytes', async () => {
    for (const short of ['', '123456789', '汉字汉字汉字汉字汉']) expect(await keys.create(short, 1)).toEqual({ ok: false, error: { type: 'WeakPassphrase', minLength: 10 } })
  })

  test('verify says no to changes and to what is no key or no signature', async () => {
    const [{ signer }] = await created('passphrase', 1)
    const { publicKey, sign } = signer
    const signature = await sign(message)
    expect(await keys.verify(publicKey, new Uint8Array([1]), signature)).toBe(false)
    expect(await keys.verify(publicKey, message, signature.slice(1))).toBe(false)
    expect(await keys.verify(publicKey.slice(1), message, signature)).toBe(false)
    expect(await keys.verify(new Uint8Array(32).fill(255), message, signature)).toBe(false)
  })
})
