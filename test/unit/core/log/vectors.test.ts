// The app's code against the stored vectors: a change of any format shows here.

import { describe, expect, test } from 'vitest'
import { toHex } from '../../../../src/core/bytes.ts'
import { readBundle } from '../../../../src/core/format/bundle.ts'
import { checkNote, parseCheckpoint } from '../../../../src/core/log/checkpoint.ts'
import { decodeEntry, entryLeaf, entrySigningInput, makeLogId } from '../../../../src/core/log/entry.ts'
import { isConsistent, isIncluded, treeRoot } from '../../../../src/core/log/merkle.ts'
import { verifyLog } from '../../../../src/core/log/verifyLog.ts'
import { parseStatement } from '../../../../src/core/trust/certificate.ts'
import { readCertificateFile, readRequestFile, requestId } from '../../../../src/core/trust/enrolment.ts'
import { sortStatements } from '../../../../src/core/trust/verifyChain.ts'
import { bytesOf, readVectors } from '../../../vectors/readVectors.ts'
import { verifyInNode } from '../../../support/agency.ts'

describe('vectors', () => {
  test('entries', async () => {
    const { publicKey, incarnation, logId, entries } = readVectors('entries')
    expect(makeLogId(bytesOf(publicKey), incarnation)).toBe(logId)
    expect(entries).toHaveLength(18)
    for (const { bytes, signature, leaf, salt, ...fields } of entries) {
      const decoded = decodeEntry(bytesOf(bytes))
      expect(decoded.ok && decoded.value).toMatchObject({ logId, salt: bytesOf(salt), ...fields })
      expect(entryLeaf(bytesOf(bytes))).toBe(leaf)
      expect(await verifyInNode(bytesOf(publicKey), entrySigningInput(bytesOf(bytes)), bytesOf(signature))).toBe(true)
    }
  })

  test('gap explained', async () => {
    const { publicKey, logId, body, entries } = readVectors('gapExplained')
    const decoded = entries.map(({ bytes }) => decodeEntry(bytesOf(bytes)))
    expect(decoded.map((one) => one.ok && [one.value.logId, one.value.seq, one.value.kind, one.value.body['statement'], one.value.body['marker'] === null])).toEqual([[logId, 8, 'gap-explained', body['statement'], true], [logId, 9, 'gap-explained', '', false]])
    expect(decoded[0]?.ok && decoded[0].value.body).toEqual(body)
    for (const { bytes, signature, leaf } of entries) {
      expect(entryLeaf(bytesOf(bytes))).toBe(leaf)
      expect(await verifyInNode(bytesOf(publicKey), entrySigningInput(bytesOf(bytes)), bytesOf(signature))).toBe(true)
    }
  })

  test('tree', () => {
    const { leaves, roots, inclusion, consistency } = readVectors('tree')
    const hashes = leaves.map(bytesOf)
    const whole = treeRoot(hashes)
    for (const { size, root } of roots) expect(toHex(treeRoot(hashes.slice(0, size)))).toBe(root)
    for (const { index, proof } of inclusion) expect(isIncluded(index, leaves.length, bytesOf(leaves[index] ?? ''), whole, proof.map(bytesOf))).toBe(true)
    for (const { size, proof } of consistency) expect(isConsistent(size, leaves.length, treeRoot(hashes.slice(0, size)), whole, proof.map(bytesOf))).toBe(true)
  })

  test('checkpoints', async () => {
    const { agency, logId, deviceKey, witnessName, witnessKey, notes } = readVectors('checkpoints')
    for (const { size, root, seconds, note } of notes) {
      expect(parseCheckpoint(note)).toEqual({ ok: true, value: { agency, logId, size, root: bytesOf(root) } })
      const checked = await checkNote(note, bytesOf(deviceKey), [{ name: witnessName, publicKey: bytesOf(witnessKey) }], verifyInNode)
      expect(checked.ok && checked.value).toMatchObject({ deviceSigned: true, cosignatures: [{ seconds }], unknownWitnesses: [], badWitnesses: [] })
    }
  })

  test('certificates', async () => {
    const { root, agency, statements, request, certificateFile } = readVectors('certificates')
    for (const { bytes, fields } of statements) {
      const parsed = parseStatement(bytesOf(bytes))
      expect(parsed.ok && { ...parsed.value.statement, subject: fields['subject'], issuer: fields['issuer'] }).toEqual(fields)
    }
    expect((await readRequestFile(bytesOf(request), verifyInNode)).ok).toBe(true)
    const file = await readCertificateFile(bytesOf(certificateFile), bytesOf(root), verifyInNode)
    expect(file.ok && [file.value.trust.agency, file.value.request]).toEqual([agency, requestId(bytesOf(request))])
  })

  test('approvals', async () => {
    const { publicKey, root, statements, begin, cases } = readVectors('approvals')
    const { trust } = await sortStatements(bytesOf(root), statements.map(bytesOf), verifyInNode)
    for (const { name, problems, entries } of cases) {
      const signed = [...begin, ...entries].map(({ bytes, signature }) => ({ bytes: bytesOf(bytes), signature: bytesOf(signature) }))
      const verdict = await verifyLog({ publicKey: bytesOf(publicKey), incarnation: 0, notes: [] }, signed, trust, verifyInNode)
      expect(verdict.problems.map(({ type }) => type), name).toEqual(problems)
    }
  })

  test('bundle', () => {
    const bundle = readBundle(bytesOf(readVectors('bundle').file))
    expect(bundle.ok && bundle.value.logs.map(({ entries, notes }) => [entries.length, notes.length])).toEqual([[18, 2]])
  })
})
