// Devices and a real server on real SQLite over real HTTP: what is exchanged arrives, and nothing false is taken.

import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startServer, type RunningServer } from '../../../server/startServer.ts'
import { makeSqliteStore } from '../../../server/store/sqlite.ts'
import { fromBase64, sha256, toHex, utf8 } from '../../../src/core/bytes.ts'
import { encodeManifest, type ManifestRow } from '../../../src/core/catalog/manifest.ts'
import { manifestRowsRoot } from '../../../src/core/catalog/manifestRows.ts'
import { readShownManifest } from '../../../src/core/catalog/shownManifest.ts'
import { signDeed } from '../../../src/core/deeds/deed.ts'
import { makeRecordingList } from '../../../src/core/deeds/recordingList.ts'
import { driveId, recordingId } from '../../../src/core/ids.ts'
import { checkNote, signCheckpoint } from '../../../src/core/log/checkpoint.ts'
import { entryLeaf } from '../../../src/core/log/entry.ts'
import { admissionInput, encodeAdmission, encodeBatch, encodeBytesList, encodeOffer } from '../../../src/core/log/exchange.ts'
import { treeRoot } from '../../../src/core/log/merkle.ts'
import { agencyId, issue, personId, type Certificate } from '../../../src/core/trust/certificate.ts'
import { makeServerClient } from '../../../src/sync/serverClient.ts'
import { baseMs, makeStatement, makeTestLog, makeTestSigner, serialOf, signers, unit, verifyInNode } from '../../support/agency.ts'
import { makeExchangeDevice, rowOf, statementsFor } from '../../support/exchangeDevice.ts'

// Other suites run beside this one on few cores.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let folder: string
let server: RunningServer
const open = () => startServer({ port: 0, host: '127.0.0.1', database: join(folder, 'test.sqlite'), dist: join(folder, 'dist') })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldreel-exchange-'))
  await mkdir(join(folder, 'dist'))
  await writeFile(join(folder, 'dist/index.html'), '<!doctype html><title>app</title>')
  server = await open()
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const forks = async () => {
  const store = makeSqliteStore(join(folder, 'test.sqlite'))
  const found = await store.forks()
  await store.close()
  return found
}
const valueOf = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const clientOf = (name: string) => makeServerClient({ url: server.url, signer: makeTestSigner(name), agencyRoot: signers.root.publicKey })

test('two devices meet: entries, heads, manifests and certificates arrive, and a second exchange moves nothing', async () => {
  const [a, b] = [await makeExchangeDevice(server.url, 'a'), await makeExchangeDevice(server.url, 'b')]
  const manifest = utf8('manifest of a drive')
  await a.shelf.putManifest(toHex(sha256(manifest)), manifest)
  a.log.write('drive-scan', { drive: 'd'.repeat(32), manifest: sha256(manifest), files: 1, recordings: 1, bytes: 1, changed: 0, missing: 0 })
  await a.write(2_500)
  await a.checkpoint()
  await b.write(3)

  const first = valueOf(await a.exchange.exchange())
  expect(first).toMatchObject({ sent: 2_502, received: 0, cosigned: 1, manifestsSent: 1, manifestsOnServer: new Set([toHex(sha256(manifest))]) })
  expect((await a.logs.logs())[0]?.onServer).toBe(2_502)
  const met = valueOf(await b.exchange.exchange())
  expect(met).toMatchObject({ sent: 4, received: 2_502, heads: 1, manifestsReceived: [toHex(sha256(manifest))], statementsReceived: 1 })
  expect(await b.logs.read(a.log.logId, 0, 9_999)).toEqual(await a.logs.read(a.log.logId, 0, 9_999))
  expect((await b.logs.logs()).find(({ logId }) => logId === a.log.logId)).toMatchObject({ deviceName: 'a', own: false, size: 2_502, onServer: 2_502 })
  expect(valueOf(await a.exchange.exchange())).toMatchObject({ sent: 0, received: 4, statementsReceived: 1 })
  expect(valueOf(await a.exchange.exchange())).toMatchObject({ sent: 0, received: 0, cosigned: 0, heads: 0, manifestsSent: 0, statementsReceived: 0 })

  const witness = valueOf(await clientOf('a').greet())
  const note = (await b.logs.checkpoints(a.log.logId))[0]?.note ?? ''
  expect(valueOf(await checkNote(note, a.signer.publicKey, [witness], verifyInNode))).toMatchObject({ deviceSigned: true, cosignatures: [{ name: witness.name }], badWitnesses: [] })
})

test('a growing log is cosigned again with a consistency proof, also after the server started anew', async () => {
  const a = await makeExchangeDevice(server.url, 'a')
  for (const more of [6, 7, 1]) {
    await a.write(more)
    await a.checkpoint()
    expect(valueOf(await a.exchange.exchange())).toMatchObject({ sent: more === 6 ? 7 : more, cosigned: 1 })
  }
  const before = valueOf(await clientOf('a').greet())
  const port = Number(new URL(server.url).port)
  await server.close()
  server = await startServer({ port, host: '127.0.0.1', database: join(folder, 'test.sqlite'), dist: join(folder, 'dist') })
  // The pooled connection of before is found dead at its first use.
  await fetch(server.url).catch(() => undefined)
  await a.write(5)
  await a.checkpoint()
  expect(valueOf(await a.exchange.exchange())).toMatchObject({ sent: 5, cosigned: 1 })
  expect(valueOf(await clientOf('a').greet())).toEqual(before)
})

test('the same entries again are only acknowledged; a lost acknowledgement heals', async () => {
  const a = await makeExchangeDevice(server.url, 'a')
  await a.write(20)
  valueOf(await a.exchange.exchange())
  const [log] = await a.logs.logs()
  if (log) await a.logs.putLog({ ...log, onServer: 4 })
  await a.write(2)
  expect(valueOf(await a.exchange.exchange()).serverSizes.get(a.log.logId)).toBe(23)
  expect((await a.logs.logs())[0]?.onServer).toBe(23)
})

test('a copied profile that writes on is a fork: refused with both entries, which the server keeps', async () => {
  const a = await makeExchangeDevice(server.url, 'a')
  await a.write(3)
  valueOf(await a.exchange.exchange())
  const clone = await makeExchangeDevice(server.url, 'a')
  for (let n = 0; n < 4; n += 1) clone.log.write('drive-register', { drive: 'e'.repeat(32), name: `另一块 ${n}` })
  await clone.keep()
  const [refused] = valueOf(await clone.exchange.exchange()).failures
  expect(refused).toMatchObject({ type: 'ForkDetected', logId: a.log.logId })
  expect(refused && 'notes' in refused && refused.notes.length).toBe(2)
  const [fork] = await forks()
  expect(fork).toMatchObject({ kind: 'entry', seq: 1 })
  expect(entryLeaf(fork?.held.slice(0, -64) ?? utf8(''))).not.toBe(entryLeaf(fork?.offered.slice(0, -64) ?? utf8('')))
  // The other side of the fork is not shown as stored.
  expect((await clone.logs.logs())[0]?.onServer).toBe(0)
})

test('a rolled back device is told, and what belongs to others still moves', async () => {
  const [a, b] = [await makeExchangeDevice(server.url, 'a'), await makeExchangeDevice(server.url, 'b')]
  await a.write(9)
  valueOf(await a.exchange.exchange())
  await b.write(1)
  valueOf(await b.exchange.exchange())
  const restored = await makeExchangeDevice(server.url, 'a')
  expect(valueOf(await restored.exchange.exchange()).failures).toEqual([{ type: 'LogBehindWitness', localSize: 1, witnessedSize: 10 }])
  expect(await restored.logs.read(b.log.logId, 0, 9)).toHaveLength(2)
})

test('a checkpoint that is not of the entries is refused and kept', async () => {
  const a = await makeExchangeDevice(server.url, 'a')
  await a.write(3)
  await a.checkpoint()
  valueOf(await a.exchange.exchange())
  const lie = makeTestLog(a.signer)
  lie.write('log-open', { device: 'other', publicKey: a.signer.publicKey, incarnation: 0, replaces: null, app: 'test' })
  for (let n = 0; n < 3; n += 1) lie.write('session-close', { person: 'nobody' })
  await a.logs.putCheckpoint({ logId: a.log.logId, size: 4, note: await lie.checkpoint(4), witnesses: [] })
  expect(valueOf(await a.exchange.exchange()).failures[0]).toMatchObject({ type: 'ForkDetected' })
  expect(await forks()).toMatchObject([{ kind: 'checkpoint', seq: 4 }])
})

test('without a server: ServerUnreachable, and nothing changes', async () => {
  const a = await makeExchangeDevice('http://127.0.0.1:9', 'a')
  expect(await a.exchange.exchange()).toEqual({ ok: false, error: { type: 'ServerUnreachable', url: 'http://127.0.0.1:9' } })
  expect((await a.logs.logs())[0]?.onServer).toBe(0)
})

test('the first certificates own the server; another agency is refused', async () => {
  const a = await makeExchangeDevice(server.url, 'a')
  valueOf(await a.exchange.exchange())
  const otherRoot = makeTestSigner('other root')
  const foreign = await Promise.all([makeStatement('root', otherRoot, otherRoot, '别的单位'), makeStatement('authority', otherRoot, otherRoot, '别的单位'), makeStatement('device', makeTestSigner('x'), otherRoot, 'x')])
  const client = clientOf('x')
  expect(await client.offerCertificates(foreign)).toMatchObject({ ok: false, error: { status: 403, failure: 'ForeignAgency' } })
  // Under the right root, but by an authority that does not stand there.
  const forged = [...(await statementsFor(makeTestSigner('a'), 'a')), await makeStatement('device', makeTestSigner('x'), otherRoot, 'x')]
  expect(await client.offerCertificates(forged)).toMatchObject({ ok: false, error: { status: 400, failure: 'CertificateInvalid' } })
  expect(await client.token(false)).toMatchObject({ ok: false, error: { status: 403, failure: 'NotEnrolled' } })
})

test('a page of another site cannot take a new server, nor can a stranger read', async () => {
  const body = encodeBytesList(await statementsFor(makeTestSigner('a'), 'a'))
  const put = (origin: string) => fetch(`${server.url}/api/certificates`, { method: 'PUT', body, headers: { origin } })
  expect((await put('http://evil.example')).status).toBe(401)
  expect((await put('http://127.0.0.1.evil.example')).status).toBe(401)
  // The page was opened by the address of digits, and asks by name.
  expect((await put(server.url.replace('localhost', '127.0.0.1'))).status).toBe(200)
  expect((await put(server.url)).status).toBe(200)
  for (const path of ['heads', 'certificates', 'documents', `logs/${'0'.repeat(64)}/entries`, `manifests/${'0'.repeat(64)}`]) {
    expect([path, (await fetch(`${server.url}/api/${path}`)).status]).toEqual([path, 401])
  }
  const token = valueOf(await clientOf('a').token(false))
  expect((await fetch(`${server.url}/api/heads`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200)
})

test('a server for a network takes the first certificates from an app that was installed elsewhere', async () => {
  const shared = await startServer({ port: 0, host: '0.0.0.0', database: join(folder, 'shared.sqlite'), dist: join(folder, 'dist') })
  const body = encodeBytesList(await statementsFor(makeTestSigner('a'), 'a'))
  expect((await fetch(`${shared.url}/api/certificates`, { method: 'PUT', body, headers: { origin: 'http://127.0.0.1:8460' } })).status).toBe(200)
  await shared.close()
})

test('a nonce is good for one signature by an enrolled key over the right agency', async () => {
  const a = await makeExchangeDevice(server.url, 'a')
  valueOf(await a.exchange.exchange())
  const wrongRoot = makeServerClient({ url: server.url, signer: makeTestSigner('a'), agencyRoot: makeTestSigner('q').publicKey })
  expect(await wrongRoot.token(false)).toMatchObject({ ok: false, error: { status: 401 } })
  const { nonce: text } = (await (await fetch(`${server.url}/api/challenge`)).json()) as { nonce: string }
  const nonce = fromBase64(text) ?? utf8('')
  const body = encodeAdmission({ publicKey: a.signer.publicKey, nonce, signature: await a.signer.sign(admissionInput(signers.root.publicKey, nonce)) })
  const prove = async () => (await fetch(`${server.url}/api/session`, { method: 'POST', body })).status
  expect([await prove(), await prove()]).toEqual([200, 401])
})

test('an enrolled device may carry logs, but not of a device nobody enrolled, nor heads nobody signed', async () => {
  const [a, b] = [await makeExchangeDevice(server.url, 'a'), await makeExchangeDevice(server.url, 'b')]
  await a.write(3)
  valueOf(await a.exchange.exchange())
  valueOf(await b.exchange.exchange())
  const stranger = makeTestSigner('stranger')
  const log = makeTestLog(stranger)
  log.write('log-open', { device: 'stranger', publicKey: stranger.publicKey, incarnation: 0, replaces: null, app: 'test' })
  await b.logs.putLog({ logId: log.logId, publicKey: stranger.publicKey, incarnation: 0, own: false, deviceName: 'stranger', size: 0, onServer: 0 })
  await b.logs.append(log.entries.map(rowOf))
  expect(valueOf(await b.exchange.exchange()).failures[0]).toMatchObject({ type: 'ServerRefused', status: 403 })

  const checkpoint = { agency: 'x', logId: a.log.logId, size: 4, root: treeRoot(a.log.leaves) }
  const note = await signCheckpoint(checkpoint, 'a', makeTestSigner('b'))
  const client = clientOf('b')
  expect(await client.request('POST', `logs/${a.log.logId}/checkpoint`, encodeOffer({ note, proof: [] }))).toMatchObject({ ok: false, error: { failure: 'CheckpointRefused' } })
  expect(await client.request('GET', `logs/${a.log.logId}/checkpoint`)).toMatchObject({ ok: false, error: { status: 404 } })
})

test('bad bodies are refused with a reason, and the server goes on', async () => {
  const a = await makeExchangeDevice(server.url, 'a')
  await a.write(2)
  valueOf(await a.exchange.exchange())
  const token = valueOf(await clientOf('a').token(false))
  const send = async (method: string, path: string, body: BodyInit): Promise<string> => {
    const response = await fetch(`${server.url}/api/${path}`, { method, body, headers: { authorization: `Bearer ${token}` } })
    const { type, reason } = (await response.json()) as { type: string; reason: string }
    expect(reason).toBeTruthy()
    return `${response.status} ${type}`
  }
  const entries = `logs/${a.log.logId}/entries`
  a.log.write('session-close', { person: 'p' })
  const next = a.log.entries.at(-1)
  if (!next) throw new Error('no entry')
  const bad = { bytes: next.bytes, signature: new Uint8Array(64) }
  expect(await send('POST', entries, 'not cbor')).toBe('400 Malformed')
  expect(await send('POST', entries, encodeBatch([]))).toBe('400 Malformed')
  expect(await send('POST', entries, encodeBatch([{ bytes: utf8('x'), signature: new Uint8Array(64) }]))).toBe('422 LogMalformed')
  expect(await send('POST', entries, encodeBatch([bad]))).toBe('422 LogMalformed')
  expect(await send('POST', `logs/${'0'.repeat(64)}/entries`, encodeBatch([next]))).toBe('409 OutOfOrder')
  expect(await send('POST', 'logs/..%2f..%2fetc/entries', encodeBatch([next]))).toBe('400 Malformed')
  expect(await send('POST', `logs/${a.log.logId}/checkpoint`, 'x')).toBe('400 Malformed')
  expect(await send('PUT', `manifests/${'0'.repeat(64)}`, 'other content')).toBe('400 Malformed')
  expect(await send('PUT', 'certificates', encodeBytesList([utf8('junk')]))).toBe('400 CertificateInvalid')
  expect(await send('POST', entries, new Uint8Array((4 << 20) + 1))).toBe('413 BodyTooLarge')
  expect(await send('POST', 'nowhere', '')).toBe('404 NotFound')
  expect(await send('POST', '%E0%A4%A', '')).toBe('400 Malformed')
  expect(await send('POST', entries, encodeBatch([next, next]))).toBe('422 LogMalformed')
  a.log.write('session-close', { person: 'p' })
  await a.keep()
  expect(valueOf(await a.exchange.exchange())).toMatchObject({ sent: 2 })
})

test('strangers may not send large bodies', async () => {
  const response = await fetch(`${server.url}/api/certificates`, { method: 'PUT', body: new Uint8Array(300 << 10) })
  expect(response.status).toBe(413)
})

test('what is classified reaches a device only while somebody cleared for it is at work there', async () => {
  const [custodian, cleared, other] = [makeTestSigner('保管'), makeTestSigner('知悉'), makeTestSigner('查阅')]
  const certify = (person: typeof custodian, name: string, role: string, more: Partial<Certificate> = {}) => issue({ kind: 'person', serial: serialOf(`person ${name}`), subject: person.publicKey, name, officerNumber: '', role, unit, notBefore: baseMs - 1_000, ...more }, signers.authority)
  const people = [await certify(custodian, '保管', 'custodian'), await certify(cleared, '知悉', 'viewer', { clearances: ['state'] }), await certify(other, '查阅', 'viewer')]
  const rows = ['a', 'b'].map((digit, n): ManifestRow => ({ path: `录像-${digit}.MP4`, size: 1, mtime: n, content: { recordingId: recordingId(digit.repeat(64)), xxh128: '0'.repeat(32), blockStatesRoot: null, probe: { kind: 'video', container: 'mp4', durationMs: 1, video: null, audio: null, times: [], place: null, device: null, playMode: 'none', damage: null } } }))
  const { bytes, root } = encodeManifest({ driveId: driveId('d'.repeat(32)), rows })
  const list = makeRecordingList([recordingId('a'.repeat(64))])

  const a = await makeExchangeDevice(server.url, 'a')
  await a.statements.put(people)
  await a.shelf.putManifest(root, bytes)
  a.log.write('drive-scan', { drive: 'd'.repeat(32), manifest: sha256(bytes), files: 2, recordings: 2, bytes: 2, changed: 0, missing: 0, rows: manifestRowsRoot(rows) })
  a.log.write('attachment', { sha256: sha256(list.bytes), index: 0, of: 1, bytes: list.bytes })
  a.log.write('deed', { deed: await signDeed({ type: 'classification', fields: { subject: 'recording', of: 'a'.repeat(64), list: list.hash, count: 1, level: 'state', reason: '密', basis: '' }, agency: agencyId(signers.root.publicKey), madeMs: baseMs, salt: new Uint8Array(16) }, custodian) })
  await a.keep()
  valueOf(await a.exchange.exchange())

  const received = async (name: string, open: (log: ReturnType<typeof makeTestLog>) => void) => {
    const device = await makeExchangeDevice(server.url, name)
    open(device.log)
    await device.keep()
    valueOf(await device.exchange.exchange())
    return (await device.shelf.manifest(root)) ?? new Uint8Array()
  }
  expect(await received('b', (log) => log.openSession(cleared))).toEqual(bytes)
  // A device that only says that somebody cleared is there.
  expect(await received('d', (log) => log.write('session-open', { person: personId(cleared.publicKey), name: '知悉', personKey: cleared.publicKey, personSignature: new Uint8Array(64) }))).not.toEqual(bytes)
  const shown = await received('c', (log) => log.openSession(other))
  expect(Buffer.from(shown).includes(Buffer.from('录像-a'))).toBe(false)
  expect(valueOf(readShownManifest(shown, manifestRowsRoot(rows))).rows.map(({ path }) => path)).toEqual(['录像-b.MP4'])
})
