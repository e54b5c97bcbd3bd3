// Writes the test vectors beside it: `node test/vectors/make.ts`. Fixed seeds: running it again changes nothing unless a format changed.

import { writeFileSync } from 'node:fs'
import { toHex } from '../../src/core/bytes.ts'
import { makeBundle } from '../../src/core/format/bundle.ts'
import { decodeEntry, entryLeaf } from '../../src/core/log/entry.ts'
import { consistencyProof, inclusionProof, treeRoot } from '../../src/core/log/merkle.ts'
import { agencyId, parseStatement } from '../../src/core/trust/certificate.ts'
import { makeCertificateFile, makeRequestFile } from '../../src/core/trust/enrolment.ts'
import { makeReceipt } from '../../src/core/format/receipt.ts'
import { makeTestReceipt } from '../support/receiptBench.ts'
import { sortStatements } from '../../src/core/trust/verifyChain.ts'
import { film, idOf, makeApprovalStatements, makeApprovedLog, photo, type ApprovedLog } from '../support/approvedLog.ts'
import { baseMs, deviceName, fillLog, gapExplanation, makeRenewals, makeStatements, makeTestBundle, serialOf, signers, unit, verifyInNode, witnessName } from '../support/agency.ts'

const save = (name: string, comment: string, content: object): void => {
  const plain = JSON.stringify({ comment, ...content }, (_, value: unknown) => (value instanceof Uint8Array ? toHex(value) : value), 1)
  writeFileSync(new URL(`${name}.json`, import.meta.url), `${plain}\n`)
}

const log = await fillLog(18)
const entries = log.entries.map(({ bytes, signature }) => {
  const decoded = decodeEntry(bytes)
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.error))
  const { seq, prev, timeMs, monoMs, boot, salt, kind } = decoded.value
  return { bytes, signature, leaf: entryLeaf(bytes), seq, prev, timeMs, monoMs, boot, salt, kind }
})
save('entries', 'Entries of one log: exact bytes, device signature, leaf, and the fields they decode to. Hex.', { publicKey: signers.device.publicKey, incarnation: 0, logId: log.logId, entries })

const explained = await fillLog(8)
explained.write('gap-explained', gapExplanation)
explained.write('gap-explained', { ...gapExplanation, explanation: serialOf('explanation 2'), statement: '', marker: serialOf('marker') })
save('gapExplained', 'A log whose last two entries explain a gap: in writing, and by a marker. Hex.', { publicKey: signers.device.publicKey, logId: explained.logId, body: gapExplanation, entries: explained.entries.slice(8).map(({ bytes, signature }) => ({ bytes, signature, leaf: entryLeaf(bytes) })) })

const sizes = [1, 2, 3, 5, 7, 8, 13, 18]
save('tree', 'RFC 6962 over the leaves of entries.json: roots, and proofs in the size of the whole log. Hex.', {
  leaves: log.leaves,
  roots: sizes.map((size) => ({ size, root: treeRoot(log.leaves.slice(0, size)) })),
  inclusion: [0, 6, 17].map((index) => ({ index, proof: inclusionProof(log.leaves, index) })),
  consistency: sizes.map((size) => ({ size, proof: consistencyProof(log.leaves, size) })),
})

save('checkpoints', 'Signed notes with one cosignature over heads of entries.json, and the keys of both.', {
  agency: agencyId(signers.root.publicKey),
  logId: log.logId,
  deviceName,
  deviceKey: signers.device.publicKey,
  witnessName,
  witnessKey: signers.witness.publicKey,
  notes: await Promise.all([8, 18].map(async (size) => ({ size, root: treeRoot(log.leaves.slice(0, size)), seconds: baseMs / 1_000 + 18, note: await log.checkpoint(size) }))),
})

const statements = await makeStatements()
const request = await makeRequestFile({ unit, person: '张三', officerNumber: '010203', device: deviceName, madeMs: baseMs }, signers.person, signers.device)
save('certificates', 'Certificates of one agency, a request file and the certificate file that answers it. Hex.', {
  root: signers.root.publicKey,
  agency: agencyId(signers.root.publicKey),
  statements: statements.map((bytes) => {
    const parsed = parseStatement(bytes)
    if (!parsed.ok) throw new Error(parsed.error.type)
    return { bytes, fields: parsed.value.statement }
  }),
  request,
  certificateFile: makeCertificateFile(signers.root.publicKey, request, statements),
})

const renewed = [...statements, ...(await makeRenewals())]
const { trust } = await sortStatements(signers.root.publicKey, renewed, verifyInNode)
save('renewedCertificates', 'Several certificates of one key, clearances, and revocations: what each person is today, since when, and by which certificates. Hex.', {
  root: signers.root.publicKey,
  statements: renewed,
  people: [...trust.people].map(([id, { name, role, clearances = [], notBefore, serial }]) => ({ id, name, role, clearances, notBefore, terms: trust.terms.get(id)?.map((one) => one.serial), revokedFromMs: trust.revocations.get(serial)?.fromMs ?? null })),
})

const approvedCases: readonly (readonly [name: string, problems: readonly string[], write: (log: ApprovedLog) => Promise<unknown>])[] = [
  ['approved, registered, viewed; a photo in the same visit', [], async (log) => {
    const { approval, registration } = await log.whole({ times: 1 })
    const visit = log.view({ approval, registration })
    log.watch(visit)
    log.watch(log.view({ approval, registration, visit, recordings: [photo] }), photo)
  }],
  ['urgent, approved afterwards', [], async (log) => {
    const urgentViewing = log.view({ urgent: true })
    log.watch(urgentViewing)
    await log.approve(await log.ask({ urgentViewing }, '王敏', [film]))
  }],
  ['no approval', ['approvalMissing'], async (log) => log.watch(log.view())],
  ['approved by somebody whose role may not', ['approvalInvalid', 'registrationMissing'], async (log) => log.watch(log.view({ approval: await log.approve(await log.ask(), {}, '孙丽') }))],
  ['ran out', ['approvalInvalid'], async (log) => {
    const { approval, registration } = await log.whole({ untilMs: baseMs })
    log.watch(log.view({ approval, registration }))
  }],
  ['once more than allowed', ['approvalInvalid'], async (log) => {
    const { approval, registration } = await log.whole({ times: 1 })
    log.watch(log.view({ approval, registration }))
    log.watch(log.view({ approval, registration }))
  }],
  ['a piece saved once more than allowed', ['approvalInvalid'], async (log) => {
    const recording = 'c'.repeat(64)
    await log.sign('piece', { recording, xxh128: '0'.repeat(32), size: 1, name: 'piece.mp4', work: 'copy', cuts: [{ recording: film, fromMs: 0, toMs: 1_000 }], viewing: 'v', caseNumber: '', words: '', redactions: null }, '赵伟')
    const approval = await log.approve(await log.ask({ use: 'extract', times: 1 }))
    for (const person of [idOf('王敏'), idOf('王敏')]) log.write('piece-export', { recording, person, approval })
  }],
  ['not registered', ['registrationMissing'], async (log) => log.watch(log.view({ approval: await log.approve(await log.ask()) }))],
  ['an altered approval', ['badDeed', 'approvalMissing'], async (log) => {
    const deed = await log.deedBytes('approval', { request: await log.ask(), untilMs: baseMs, times: 0, words: '' }, '李华')
    deed[deed.length - 1] = (deed.at(-1) ?? 0) ^ 1
    log.write('deed', { deed })
    log.watch(log.view({ approval: 'd'.repeat(64) }))
  }],
]
const started = await makeApprovedLog()
const begun = started.entries.length
save('approvals', 'Logs that begin alike, and then: what people signed and viewed, with the problems a verifier must find, in order. Hex.', {
  publicKey: signers.device.publicKey,
  root: signers.root.publicKey,
  statements: await makeApprovalStatements(),
  begin: started.entries.map(({ bytes, signature }) => ({ bytes, signature })),
  cases: await Promise.all(
    approvedCases.map(async ([name, problems, write]) => {
      const written = await makeApprovedLog()
      await write(written)
      return { name, problems, entries: written.entries.slice(begun).map(({ bytes, signature }) => ({ bytes, signature })) }
    }),
  ),
})

save('bundle', 'A whole bundle of one log of 18 entries. Hex.', { file: makeBundle(await makeTestBundle(18)) })

save('receipt', 'A receipt file of article 1 for one made-up file, witnessed on both sides. Hex.', { file: makeReceipt(await makeTestReceipt()) })
