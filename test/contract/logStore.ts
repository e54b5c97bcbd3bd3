// What every LogStore must do; run it on the real one with `describeLogStore`.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fromHex } from '../../src/core/bytes.ts'
import { decodeEntry, makeEntry, makeGenesis, makeLogId, type LogHead } from '../../src/core/log/entry.ts'
import type { LogStore, StoredEntry, StoredLog } from '../../src/core/ports.ts'

const publicKey = new Uint8Array(32).fill(9)

/** `count` entries that follow `head`. */
export const makeEntries = (count: number, head: LogHead = makeGenesis(makeLogId(publicKey, 0)), note = ''): readonly StoredEntry[] => {
  const logId = makeLogId(publicKey, 0)
  const rows: StoredEntry[] = []
  let { size, leaf } = head
  for (let index = 0; index < count; index += 1) {
    const stamps = { timeMs: 1_790_000_000_000 + size * 1_000, monoMs: size * 1_000, boot: '0011223344556677', salt: new Uint8Array(16).fill(size & 255) }
    const kind = size % 2 === 0 ? 'drive-register' : 'session-close'
    const made = makeEntry({ logId, head: { size, leaf }, kind, body: kind === 'drive-register' ? { drive: 'd', name: note } : { person: note }, stamps })
    rows.push({ logId, seq: size, bytes: made.bytes, leaf: made.leaf, kind, timeMs: stamps.timeMs, signature: new Uint8Array(64).fill(1) })
    ;({ size, leaf } = { size: size + 1, leaf: made.leaf })
  }
  return rows
}

const log: StoredLog = { logId: makeLogId(publicKey, 0), publicKey, incarnation: 0, own: true, deviceName: 'd', size: 0, onServer: 0 }

export const describeLogStore = (name: string, open: () => Promise<{ readonly store: LogStore; reopen(): Promise<LogStore>; close(): Promise<void> }>): void => {
  describe(`LogStore: ${name}`, () => {
    let opened: Awaited<ReturnType<typeof open>>
    beforeEach(async () => {
      opened = await open()
      expect(await opened.store.putLog(log)).toEqual({ ok: true, value: undefined })
    })
    afterEach(() => opened.close())

    const sizeNow = async (store: LogStore = opened.store) => (await store.logs()).find(({ logId }) => logId === log.logId)?.size

    test('keeps entries byte for byte, over closing and opening again', async () => {
      const rows = makeEntries(5)
      expect(await opened.store.append(rows.slice(0, 2))).toEqual({ ok: true, value: undefined })
      expect(await opened.store.append(rows.slice(2))).toEqual({ ok: true, value: undefined })
      expect(await opened.store.append([])).toEqual({ ok: true, value: undefined })
      const store = await opened.reopen()
      expect(await store.read(log.logId, 0, 99)).toEqual(rows)
      expect(await store.read(log.logId, 1, 3)).toEqual(rows.slice(1, 3))
      expect(await store.last(log.logId)).toEqual(rows[4])
      expect(await sizeNow(store)).toBe(5)
    })

    test('refuses a gap, a repetition, another history and an unknown log, and keeps nothing of the batch', async () => {
      const rows = makeEntries(4)
      await opened.store.append(rows.slice(0, 2))
      const last = { size: 2, leaf: rows[1]?.leaf ?? '' }
      const foreign = makeEntries(1, { size: 2, leaf: makeEntries(2, undefined, 'other')[1]?.leaf ?? '' })
      const refused: readonly (readonly [readonly StoredEntry[], number])[] = [
        [rows.slice(3), 3],
        [rows.slice(1, 3), 1],
        [foreign, 2],
        [[...makeEntries(1, last), ...makeEntries(1, { size: 3, leaf: last.leaf })], 3],
        [[...rows.slice(2, 3), ...rows.slice(2, 3)], 2],
      ]
      for (const [batch, seq] of refused) {
        expect(await opened.store.append(batch)).toMatchObject({ ok: false, error: { type: 'LogMalformed', seq } })
        expect(await sizeNow()).toBe(2)
        expect(await opened.store.read(log.logId, 0, 99)).toHaveLength(2)
      }
      expect(await opened.store.append(rows.slice(2))).toEqual({ ok: true, value: undefined })
    })

    test('refuses rows that do not say what their bytes say', async () => {
      const [row] = makeEntries(1)
      if (!row) throw new Error('no row')
      const changes: readonly Partial<StoredEntry>[] = [{ seq: 1 }, { kind: 'marker' }, { timeMs: 5 }, { leaf: '0'.repeat(64) }, { logId: makeLogId(publicKey, 1) }, { bytes: row.bytes.slice(1) }]
      for (const change of changes) expect(await opened.store.append([{ ...row, ...change }])).toMatchObject({ ok: false, error: { type: 'LogMalformed' } })
      expect(await opened.store.last(log.logId)).toBeNull()
    })

    test('of two writers at once only one wins', async () => {
      const one = makeEntries(1, undefined, 'one')
      const two = makeEntries(1, undefined, 'two')
      const results = await Promise.all([opened.store.append(one), opened.store.append(two)])
      expect(results.filter(({ ok }) => ok)).toHaveLength(1)
      expect(await sizeNow()).toBe(1)
    })

    test('gives leaves, also while the log grows', async () => {
      const rows = makeEntries(7)
      await opened.store.append(rows.slice(0, 3))
      expect(await opened.store.leaves(log.logId, 2)).toEqual(rows.slice(0, 2).map(({ leaf }) => leaf))
      await opened.store.append(rows.slice(3))
      const [all, again] = await Promise.all([opened.store.leaves(log.logId, 7), opened.store.leaves(log.logId, 7)])
      expect(all).toEqual(rows.map(({ leaf }) => leaf))
      expect(again).toEqual(all)
      expect(await opened.store.leaves(log.logId, 99)).toEqual(all)
    })

    test('finds entries of one kind in order of time', async () => {
      const rows = makeEntries(6)
      await opened.store.append(rows)
      expect((await opened.store.byKind('session-close')).map(({ seq }) => seq)).toEqual([1, 3, 5])
      expect(await opened.store.byKind('nothing')).toEqual([])
      const read = decodeEntry(rows[1]?.bytes ?? new Uint8Array())
      expect(read.ok && fromHex(read.value.prev)).toEqual(fromHex(rows[0]?.leaf ?? ''))
    })

    test('putLog changes what is known of a log, never its size', async () => {
      await opened.store.append(makeEntries(3))
      await opened.store.putLog({ ...log, deviceName: 'renamed', size: 99, onServer: 2 })
      expect(await opened.store.logs()).toEqual([{ ...log, deviceName: 'renamed', size: 3, onServer: 2 }])
    })

    test('keeps one checkpoint for each size, in order', async () => {
      for (const size of [9, 3]) await opened.store.putCheckpoint({ logId: log.logId, size, note: `n${size}`, witnesses: [] })
      await opened.store.putCheckpoint({ logId: log.logId, size: 9, note: 'cosigned', witnesses: ['server'] })
      expect((await opened.store.checkpoints(log.logId)).map(({ size, note }) => `${size} ${note}`)).toEqual(['3 n3', '9 cosigned'])
    })
  })
}
