// Checkpoints as signed notes, cosignatures, and what a witness refuses.

import { createHash, generateKeyPairSync, sign, verify as nodeVerify, createPublicKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fromBase32, fromBase64, sha256, toBase32, toBase64, utf8 } from '../../../../src/core/bytes.ts'
import { noteKeyName, parseNote } from '../../../../src/core/format/signedNote.ts'
import { checkNote, checkpointText, cosign, mergeNotes, parseCheckpoint, signCheckpoint, witnessNames, type Verify } from '../../../../src/core/log/checkpoint.ts'
import { makeLogId } from '../../../../src/core/log/entry.ts'
import { consistencyProof, treeRoot } from '../../../../src/core/log/merkle.ts'
import { planCosign } from '../../../../src/core/log/witness.ts'
import type { Signer } from '../../../../src/core/ports.ts'
import type { Bytes } from '../../../../src/core/ids.ts'

const makeSigner = (): Signer => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32))
  return { publicKey: raw, sign: async (message) => new Uint8Array(sign(null, message, privateKey)) }
}
const verify: Verify = async (publicKey, message, signature) => {
  const key = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]), format: 'der', type: 'spki' })
  return nodeVerify(null, message, key, signature)
}

const device = makeSigner()
const witness = makeSigner()
const log = makeLogId(device.publicKey, 0)
const leaves = Array.from({ length: 30 }, (_, index) => sha256(Uint8Array.of(index)))
const head = (size: number, tree: readonly Uint8Array[] = leaves) => ({ agency: '0123456789abcdef', logId: log, size, root: treeRoot(tree.slice(0, size)) })

describe('a checkpoint', () => {
  test('has the text of the specification', async () => {
    const note = await signCheckpoint(head(3), '办公室 电脑+1', device)
    const base32 = toBase32(Buffer.from(log, 'hex'))
    expect(note.startsWith(`fieldreel/0123456789abcdef/${base32}\n3\n${toBase64(head(3).root)}\n\n\u2014 办公室-电脑-1 `)).toBe(true)
    const line = parseNote(note)
    const keyId = createHash('sha256').update('办公室-电脑-1\n\u0001').update(device.publicKey).digest().subarray(0, 4)
    expect(line.ok && Buffer.from(line.value.signatures[0]?.keyId ?? []).toString('hex')).toBe(keyId.toString('hex'))
    expect(parseCheckpoint(note)).toEqual({ ok: true, value: head(3) })
  })

  test('with a cosignature is checked line by line', async () => {
    const note = await signCheckpoint(head(3), 'device', device)
    const cosigned = await cosign(note, 'server', 1_790_000_000, witness)
    if (!cosigned.ok) throw new Error(cosigned.error)
    expect(witnessNames(cosigned.value)).toEqual(['server'])
    const witnesses = [{ name: 'server', publicKey: witness.publicKey }]
    const checked = await checkNote(cosigned.value, device.publicKey, witnesses, verify)
    expect(checked.ok && checked.value).toMatchObject({ deviceSigned: true, cosignatures: [{ name: 'server', seconds: 1_790_000_000 }], badWitnesses: [], unknownWitnesses: [] })

    const later = cosigned.value.replace('\n3\n', '\n4\n')
    const changed = await checkNote(later, device.publicKey, witnesses, verify)
    expect(changed.ok && changed.value).toMatchObject({ deviceSigned: false, cosignatures: [], badWitnesses: ['server'] })

    const stranger = await checkNote(cosigned.value, makeSigner().publicKey, [], verify)
    expect(stranger.ok && stranger.value).toMatchObject({ deviceSigned: false, unknownWitnesses: ['device', 'server'] })
    expect(mergeNotes(note, cosigned.value)).toEqual({ ok: true, value: cosigned.value })
    expect(mergeNotes(later, cosigned.value).ok).toBe(false)
  })

  test.each(['', 'x', '\n\n', 'a\n\n\u2014 b c\n', `${checkpointText(head(1))}\n\u2014 a b\n`, `${checkpointText(head(1))}more\n\n\u2014 a AAAAAAAA\n`, checkpointText(head(1)).replace('\n1\n', '\n01\n')])('is refused as %j', (note) => {
    expect(parseCheckpoint(note).ok).toBe(false)
  })

  test('names become what a note can carry', () => {
    expect(noteKeyName('  ')).toBe('unnamed')
    expect(noteKeyName('a\u3000b\tc\u00a0d')).toBe('a-b-c-d')
  })

  test('base64 and base32 have one form', () => {
    for (let length = 0; length < 40; length += 1) {
      const bytes: Bytes = sha256(Uint8Array.of(length)).slice(0, length)
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(fromBase64(toBase64(bytes))).toEqual(bytes)
      expect(fromBase32(toBase32(bytes))).toEqual(bytes)
    }
    expect(toBase32(utf8('foobar'))).toBe('mzxw6ytboi')
    for (const text of ['A', 'AA', 'AA=', 'AB==', 'A===', 'AA==A', '====']) expect(fromBase64(text)).toBeNull()
    for (const text of ['a', 'ab', 'MZXW6', 'mzxw6yt1']) expect(fromBase32(text)).toBeNull()
  })
})

describe('a witness', () => {
  const notes = async (...sizes: readonly number[]) => Promise.all(sizes.map((size) => signCheckpoint(head(size), 'device', device)))

  test('cosigns the first head, the same head, and one that continues it', async () => {
    const [five = '', nine = ''] = await notes(5, 9)
    expect(planCosign(null, five, []).type).toBe('cosign')
    expect(planCosign(five, five, []).type).toBe('cosign')
    expect(planCosign(five, nine, consistencyProof(leaves.slice(0, 9), 5))).toMatchObject({ type: 'cosign', checkpoint: { size: 9 } })
  })

  test('refuses a smaller, a forked and an unproven head, and keeps both notes', async () => {
    const [five = '', nine = ''] = await notes(5, 9)
    expect(planCosign(nine, five, [])).toEqual({ type: 'refuse', reason: 'smaller', heldSize: 9, notes: [nine, five] })
    expect(planCosign(five, nine, [])).toMatchObject({ type: 'refuse', reason: 'inconsistent' })
    const other = leaves.map((leaf, index) => (index === 2 ? sha256(leaf) : leaf))
    const forked = await signCheckpoint(head(9, other), 'device', device)
    expect(planCosign(five, forked, consistencyProof(other.slice(0, 9), 5))).toEqual({ type: 'refuse', reason: 'inconsistent', heldSize: 5, notes: [five, forked] })
    expect(planCosign(five, await signCheckpoint(head(5, other), 'device', device), []).type).toBe('refuse')
  })

  test('does not read what is no head, or of another log', async () => {
    const [five = ''] = await notes(5)
    expect(planCosign(five, 'x', []).type).toBe('unreadable')
    const elsewhere = await signCheckpoint({ ...head(9), logId: makeLogId(device.publicKey, 1) }, 'device', device)
    expect(planCosign(five, elsewhere, []).type).toBe('unreadable')
  })
})
