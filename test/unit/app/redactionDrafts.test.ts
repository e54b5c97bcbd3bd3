// Drafts of redactions: each person's own, gone with what becomes classified.

import { expect, test } from 'vitest'
import type { Person } from '../../../src/app/app.ts'
import { makeRedactionDrafts } from '../../../src/app/redactionDrafts.ts'
import { recordingId, sessionId } from '../../../src/core/ids.ts'
import type { Redactions } from '../../../src/core/redaction/redactions.ts'
import { ok } from '../../../src/core/result.ts'
import type { Session } from '../../../src/core/session/session.ts'

const recording = recordingId('1'.repeat(64))
const [morning, evening] = [sessionId('morning'), sessionId('evening')]
const list: Redactions = { boxes: [], sounds: [{ id: 's', recordingId: recording, style: 'mute', fromMs: 0, toMs: 1000 }] }

const setUp = () => {
  const kept = new Map<string, unknown>()
  const state = { person: { id: 'wang' } as Person | null, classified: new Set<string>(), sessions: [{ id: morning }, { id: evening }] as Session[] }
  const drafts = makeRedactionDrafts({
    settings: { get: async (key) => kept.get(key), put: async (key, value) => (kept.set(key, structuredClone(value)), ok(undefined)) },
    sessions: async () => state.sessions,
    person: () => state.person,
    classified: () => state.classified,
  })
  return { drafts, state, rows: () => (kept.get('redactionDrafts') ?? []) as readonly unknown[] }
}

test('is there again for whoever drew it, for nobody else, and of its session only', async () => {
  const { drafts, state, rows } = setUp()
  await drafts.keepRedactionDraft(morning, list)
  expect(await drafts.redactionDraft(morning)).toEqual(list)
  expect(await drafts.redactionDraft(evening)).toBeNull()
  state.person = { id: 'li' } as Person
  expect(await drafts.redactionDraft(morning)).toBeNull()
  state.person = null
  expect(await drafts.redactionDraft(morning)).toBeNull()
  expect((await drafts.keepRedactionDraft(morning, list)).ok).toBe(false)
  state.person = { id: 'wang' } as Person
  await drafts.keepRedactionDraft(morning, { boxes: [], sounds: [] })
  expect(rows()).toEqual([])
})

test('of what is classified nothing is kept, and what becomes classified is forgotten (article 19)', async () => {
  const { drafts, state, rows } = setUp()
  await drafts.keepRedactionDraft(morning, list)
  state.sessions = [{ id: evening }] as Session[]
  expect(await drafts.redactionDraft(morning)).toBeNull()
  state.classified = new Set([recording])
  await drafts.sweep()
  expect(rows()).toEqual([])
  await drafts.keepRedactionDraft(evening, list)
  expect(rows()).toEqual([])
})

test('two that are kept at once are both kept', async () => {
  const { drafts, rows } = setUp()
  await Promise.all([drafts.keepRedactionDraft(morning, list), drafts.keepRedactionDraft(evening, list)])
  expect(rows()).toHaveLength(2)
})
