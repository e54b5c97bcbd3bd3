// A receipt proves what it says and nothing else: every change of it is found, and what nobody vouches for is said.

import { ed25519 } from '@noble/curves/ed25519.js'
import { describe, expect, test } from 'vitest'
import { fromHex, toHex } from '../../../../src/core/bytes.ts'
import { manifestRowsRoot, readShownRow, showRow } from '../../../../src/core/catalog/manifestRows.ts'
import { checkReceipt, type ReceiptVerdict } from '../../../../src/core/cases/checkReceipt.ts'
import { makeReceipt, readReceipt, type Receipt } from '../../../../src/core/format/receipt.ts'
import { verifyEd25519 } from '../../../../src/receiptPage/verifyEd25519.ts'
import { issue, parseStatement } from '../../../../src/core/trust/certificate.ts'
import { baseMs, deviceName, makeStatement, makeTestSigner, serialOf, signers, unit, verifyInNode, witnessName } from '../../../support/agency.ts'
import { manifestRows, makeTestReceipt, receiptFields } from '../../../support/receiptBench.ts'
import { readVectors } from '../../../vectors/readVectors.ts'

const problemsOf = async (receipt: Receipt): Promise<readonly string[]> => (await checkReceipt(receipt, verifyInNode)).problems.map(({ type }) => type)
const changedAt = (bytes: Uint8Array, at: number): Uint8Array<ArrayBuffer> => new Uint8Array(bytes).map((byte, index) => (index === at ? byte ^ 1 : byte))

describe('a good receipt', () => {
  test('is read back as it was written, and stands', async () => {
    const receipt = await makeTestReceipt()
    const read = readReceipt(makeReceipt(receipt))
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    expect(read.value).toEqual(receipt)
    const verdict = await checkReceipt(read.value, verifyInNode)
    expect(verdict).toMatchObject<Partial<ReceiptVerdict>>({ problems: [], unit, root: toHex(signers.root.publicKey), said: { fields: receiptFields, name: '张三', officerNumber: '010203', madeMs: baseMs + 100_000, roles: ['administrator'], id: verdict.said?.id ?? '' } })
    expect(verdict.recordings).toMatchObject([{ path: '2026/ZF3A001_0003.MP4', fixed: { seq: 19, checkpoint: { size: 20 }, witnesses: [{ name: witnessName.replace(' ', '-') }] } }])
    const [one] = verdict.recordings
    expect(one?.notBeforeMs).toBeLessThan(one?.notAfterMs ?? 0)
  })

  test('is as the stored vector, which the code of another curve accepts too', async () => {
    const { file } = readVectors('receipt')
    expect(toHex(makeReceipt(await makeTestReceipt()))).toBe(file)
    const read = readReceipt(fromHex(file))
    expect(read.ok && (await checkReceipt(read.value, verifyEd25519)).problems).toEqual([])
  })

  test('shows nothing of the other files', async () => {
    const text = Buffer.from(makeReceipt(await makeTestReceipt())).toString('utf8')
    expect(text).toContain('ZF3A001_0003.MP4')
    for (const { path } of manifestRows.slice(1)) expect(text).not.toContain(path)
  })

  test('without a witness says that only the device vouches', async () => {
    const verdict = await checkReceipt(await makeTestReceipt({ witnessed: false }), verifyInNode)
    expect(verdict.problems).toEqual([])
    expect(verdict.recordings).toMatchObject([{ fixed: { witnesses: [] }, notBeforeMs: null, notAfterMs: null }])
  })
})

describe('tampering', () => {
  test('any changed byte is found', async () => {
    const file = makeReceipt(await makeTestReceipt())
    const good = await checkReceipt(await makeTestReceipt(), verifyInNode)
    let unseen = 0
    for (let at = 0; at < file.length; at += 97) {
      const read = readReceipt(changedAt(file, at))
      const verdict = read.ok ? await checkReceipt(read.value, verifyInNode) : null
      if (!verdict || verdict.problems.length > 0) continue
      unseen += 1
      // What is left without a problem: a cosignature that is no longer of a known witness, or the quoted head; then a bound is gone.
      expect(verdict.recordings[0]?.notBeforeMs === null || verdict.recordings[0]?.notAfterMs === null || verdict.filed?.witnesses.length === 0).toBe(true)
      expect(verdict.said).toEqual(good.said)
    }
    expect(unseen).toBeLessThan(file.length / 97 / 3)
  }, 30_000)

  test('a changed field breaks the signature', async () => {
    const receipt = await makeTestReceipt()
    const at = Buffer.from(receipt.deed).indexOf('李某')
    expect(await problemsOf({ ...receipt, deed: changedAt(receipt.deed, at + 2) })).toEqual(expect.arrayContaining(['deedSignature', 'notFiled']))
  })

  test('another root, or certificates of another root, are told', async () => {
    const receipt = await makeTestReceipt()
    const other = makeTestSigner('another root')
    expect(await problemsOf({ ...receipt, root: other.publicKey })).toEqual(expect.arrayContaining(['certificate', 'signer', 'device']))
    expect(await problemsOf({ ...receipt, root: other.publicKey, statements: [await makeStatement('root', other, other, unit)] })).toEqual(expect.arrayContaining(['signer', 'device']))
  })

  test('a signer or device whose certificate was revoked before is told, and one enrolled only later', async () => {
    const receipt = await makeTestReceipt()
    const revoke = (name: string, fromMs: number) => issue({ kind: 'revocation', serial: serialOf(`revocation ${name}`), revokes: serialOf(name), fromMs, lastTrusted: null, reason: '调离' }, signers.authority)
    expect(await problemsOf({ ...receipt, statements: [...receipt.statements, await revoke('person 张三', baseMs)] })).toEqual(['revoked'])
    expect(await problemsOf({ ...receipt, statements: [...receipt.statements, await revoke('person 张三', baseMs + 200_000_000)] })).toEqual([])
    expect(await problemsOf({ ...receipt, statements: [...receipt.statements, await revoke(`device ${deviceName}`, baseMs)] })).toEqual(['revoked', 'revoked'])
    const later = await makeStatement('person', signers.person, signers.authority, '张三', baseMs + 86_400_000)
    const others = receipt.statements.filter((bytes) => { const parsed = parseStatement(bytes); return !(parsed.ok && parsed.value.statement.kind === 'person') })
    expect(await problemsOf({ ...receipt, statements: [...others, later] })).toEqual(['signer'])
  })

  test('a truncated or lengthened proof leads nowhere', async () => {
    const receipt = await makeTestReceipt()
    const [row] = receipt.rows
    if (!row) throw new Error('no row')
    const short = { ...row, scan: { ...row.scan, proof: row.scan.proof.slice(1) } }
    expect(await problemsOf({ ...receipt, rows: [short] })).toEqual(['notInLog'])
    expect((await checkReceipt({ ...receipt, rows: [short] }, verifyInNode)).recordings[0]?.fixed).toBe(null)
    expect(await problemsOf({ ...receipt, rows: [{ ...row, row: { ...row.row, proof: row.row.proof.slice(1) } }] })).toEqual(['notInManifest'])
    expect(await problemsOf({ ...receipt, filed: { ...receipt.filed, proof: [...receipt.filed.proof, new Uint8Array(32)] } })).toEqual(['notInLog'])
    expect(await problemsOf({ ...receipt, rows: [] })).toEqual(['differs'])
  })

  test('the proof of another file on the drive is not taken for this one', async () => {
    const receipt = await makeTestReceipt()
    const other = showRow(manifestRows, '0'.repeat(64))
    const [row] = receipt.rows
    if (!row || !other) throw new Error('no row')
    expect(await problemsOf({ ...receipt, rows: [{ ...row, row: other }] })).toEqual(['differs'])
  })

  test('a quoted head that does not stand right before the scan bounds nothing', async () => {
    const receipt = await makeTestReceipt()
    const [row] = receipt.rows
    if (!row?.before) throw new Error('no head')
    const verdict = await checkReceipt({ ...receipt, rows: [{ ...row, before: receipt.filed.entry.bytes }] }, verifyInNode)
    expect(verdict.recordings[0]).toMatchObject({ notBeforeMs: null, path: '2026/ZF3A001_0003.MP4' })
  })

  test('a file that is no receipt, cut short or made by hand, is refused with a reason', async () => {
    const file = makeReceipt(await makeTestReceipt())
    expect(readReceipt(file.slice(0, -1))).toMatchObject({ ok: false })
    expect(readReceipt(new TextEncoder().encode('fieldreel bundle v1\n'))).toMatchObject({ ok: false, error: { detail: 'another kind of file' } })
    expect(readReceipt(new Uint8Array(0))).toMatchObject({ ok: false })
  })
})

test('one row of a manifest of any size is shown under its root', () => {
  for (let count = 1; count <= manifestRows.length; count += 1) {
    const rows = manifestRows.slice(0, count)
    const root = manifestRowsRoot(rows)
    for (const { path, content } of rows) {
      const shown = content && showRow(rows, content.recordingId)
      if (!shown) continue
      expect(readShownRow(shown, root)?.path).toBe(path)
      expect(readShownRow({ ...shown, bytes: changedAt(shown.bytes, 2) }, root)).toBe(null)
    }
  }
})

test('the page’s own Ed25519 refuses what node refuses, and keys that are none', async () => {
  const message = new Uint8Array([1, 2, 3])
  const { publicKey, secretKey } = ed25519.keygen(new Uint8Array(32).fill(7))
  const signature = ed25519.sign(message, secretKey)
  expect(await verifyEd25519(new Uint8Array(publicKey), message, new Uint8Array(signature))).toBe(true)
  expect(await verifyInNode(new Uint8Array(publicKey), message, new Uint8Array(signature))).toBe(true)
  expect(await verifyEd25519(new Uint8Array(publicKey), message, changedAt(signature, 40))).toBe(false)
  expect(await verifyEd25519(new Uint8Array(32).fill(255), message, new Uint8Array(signature))).toBe(false)
})
