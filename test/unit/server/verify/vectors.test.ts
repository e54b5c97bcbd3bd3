// The auditor's program, with code of its own, against the same vectors as the app.

import { describe, expect, test } from 'vitest'
import { sortCertificates } from '../../../../server/verify/certificates.ts'
import { checkLog } from '../../../../server/verify/checkLog.ts'
import { isEntrySigned } from '../../../../server/verify/checkSignatures.ts'
import { checkNote } from '../../../../server/verify/note.ts'
import { isUnreadable, readBundle } from '../../../../server/verify/readBundle.ts'
import { bodyFault, readEntry } from '../../../../server/verify/readEntry.ts'
import { hex } from '../../../../server/verify/shape.ts'
import { leafHash, makeTree } from '../../../../server/verify/tree.ts'
import { bytesOf, readVectors } from '../../../vectors/readVectors.ts'

describe('vectors, read by the verifier', () => {
  test('entries', () => {
    const { publicKey, logId, entries } = readVectors('entries')
    for (const { bytes, signature, leaf, seq, prev, timeMs, monoMs, boot, kind } of entries) {
      expect(readEntry(bytesOf(bytes))).toMatchObject({ logId, seq, prev, timeMs, monoMs, boot, kind })
      expect(hex(leafHash(bytesOf(bytes)))).toBe(leaf)
      expect(isEntrySigned(bytesOf(publicKey), { bytes: bytesOf(bytes), signature: bytesOf(signature) })).toBe(true)
    }
  })

  test('gap explained', () => {
    const { publicKey, logId, body, entries } = readVectors('gapExplained')
    const [first, second] = entries.map(({ bytes }) => readEntry(bytesOf(bytes)))
    if (!first || typeof first === 'string' || !second || typeof second === 'string') throw new Error('not read')
    expect([first.logId, first.seq, first.kind, second.seq]).toEqual([logId, 8, 'gap-explained', 9])
    expect(Object.fromEntries(first.body)).toEqual(body)
    expect([bodyFault(first.kind, first.body), bodyFault(second.kind, second.body), bodyFault(first.kind, new Map([...first.body, ['startMs', 'soon']]))]).toEqual([null, null, 'gap-explained.startMs'])
    for (const { bytes, signature, leaf } of entries) {
      expect(hex(leafHash(bytesOf(bytes)))).toBe(leaf)
      expect(isEntrySigned(bytesOf(publicKey), { bytes: bytesOf(bytes), signature: bytesOf(signature) })).toBe(true)
    }
  })

  test('tree', () => {
    const { leaves, roots } = readVectors('tree')
    const tree = makeTree()
    expect(tree.root()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    for (const leaf of leaves) {
      tree.add(bytesOf(leaf))
      const known = roots.find(({ size }) => size === tree.size)
      if (known) expect(tree.root()).toBe(known.root)
    }
    expect(tree.size).toBe(roots.at(-1)?.size)
  })

  test('checkpoints', () => {
    const { agency, logId, deviceKey, witnessName, witnessKey, notes } = readVectors('checkpoints')
    for (const { size, root, seconds, note } of notes)
      expect(checkNote(note, bytesOf(deviceKey), [{ name: witnessName, publicKey: bytesOf(witnessKey) }])).toMatchObject({ head: { agency, logId, size, root }, deviceSigned: true, witnesses: [{ seconds }], bad: [], unknown: [] })
  })

  test('certificates', () => {
    const { root, agency, statements } = readVectors('certificates')
    const standing = sortCertificates(bytesOf(root), statements.map(({ bytes }) => bytesOf(bytes)))
    expect(standing).toMatchObject({ agency, faults: [], unit: statements[0]?.fields['unit'] })
    expect([standing.devices.size, standing.people.size, standing.witnesses.length, standing.issuers.size]).toEqual([1, 1, 1, 2])
  })

  test('renewed certificates', () => {
    const { root, statements, people } = readVectors('renewedCertificates')
    const standing = sortCertificates(bytesOf(root), statements.map(bytesOf))
    expect(standing.faults).toEqual([])
    expect(standing.people.size).toBe(people.length)
    for (const { id, terms, revokedFromMs, ...fields } of people) {
      expect(standing.people.get(id), fields.name).toMatchObject(fields)
      expect(standing.terms.get(id)?.map(({ serial }) => serial), fields.name).toEqual(terms)
      expect(standing.ended.get(standing.people.get(id)?.serial ?? '')?.fromMs ?? null, fields.name).toBe(revokedFromMs)
    }
  })

  test('approvals', async () => {
    const { publicKey, root, statements, begin, cases } = readVectors('approvals')
    const standing = sortCertificates(bytesOf(root), statements.map(bytesOf))
    for (const { name, problems, entries } of cases) {
      const signed = [...begin, ...entries].map(({ bytes, signature }) => ({ bytes: bytesOf(bytes), signature: bytesOf(signature) }))
      const report = await checkLog({ publicKey: bytesOf(publicKey), incarnation: 0, deviceName: '', entries: signed, notes: [] }, standing)
      expect(report.problems.map(({ type }) => type), name).toEqual(problems)
    }
  })

  test('bundle', async () => {
    const bundle = readBundle(bytesOf(readVectors('bundle').file))
    if (isUnreadable(bundle)) throw new Error(bundle.en)
    const [log] = bundle.logs
    if (!log) throw new Error('no log')
    const report = await checkLog(log, sortCertificates(bundle.root, bundle.statements))
    expect(report).toMatchObject({ entries: 18, checkpointed: 18, problems: [], viewings: [{ person: '张三', officerNumber: '010203', watchedMs: 80_000, end: 'closed' }] })
  })
})
