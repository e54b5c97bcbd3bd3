// Explaining a gap: who may, of which gap, and what is written.

import { describe, expect, test } from 'vitest'
import { explainGap, maxStatementLength, type ExplainDeps, type NewExplanation } from '../../../src/app/explainGap.ts'
import type { AppendEntry } from '../../../src/app/logWriter.ts'
import { recordingId, sessionId, logId } from '../../../src/core/ids.ts'
import { defaultProfile } from '../../../src/core/policy/defaultProfile.ts'
import { ok } from '../../../src/core/result.ts'
import type { Session } from '../../../src/core/session/session.ts'

const [before, after] = [recordingId('a'), recordingId('b')]
const session: Session = {
  id: sessionId('s'), recorder: 'R', officer: null, day: '2026-03-26', startMs: 0, endMs: 30, footageMs: 20, gaps: [{ startMs: 10, endMs: 20 }],
  parts: [{ recordingId: before, startMs: 0, endMs: 10 }, { recordingId: after, startMs: 20, endMs: 30 }],
}
const explanation: NewExplanation = { sessionId: session.id, before, after, cause: 'battery', statement: '  更换电池 ', marker: null }

const bench = (change: Partial<ExplainDeps> = {}) => {
  const written: unknown[] = []
  const appendEntry: AppendEntry = async (kind, body) => {
    written.push([kind, body])
    return ok({ logId: logId('l'), seq: 0, bytes: new Uint8Array(0), signature: new Uint8Array(0), leaf: '', kind, timeMs: 0 })
  }
  const deps: ExplainDeps = { store: { sessions: async () => [session] }, random: { bytes: (length) => new Uint8Array(length) }, appendEntry, person: () => ({ id: 'p', roles: ['officer'] }), profile: () => defaultProfile, ...change }
  return { written, explain: (more: Partial<NewExplanation> = {}) => explainGap(deps, { ...explanation, ...more }) }
}

describe('explaining a gap', () => {
  test('writes the gap, the cause, the words and the profile it was judged by', async () => {
    const { written, explain } = bench()
    expect((await explain()).ok).toBe(true)
    expect(written).toEqual([['gap-explained', { explanation: '0'.repeat(32), person: 'p', session: 's', before: 'a', after: 'b', startMs: 10, endMs: 20, cause: 'battery', statement: '更换电池', marker: null, profile: defaultProfile.id }]])
  })

  test('by a Marker alone, and not beyond the length of a statement', async () => {
    const { written, explain } = bench()
    await explain({ statement: '', marker: 'm' })
    await explain({ statement: '说'.repeat(maxStatementLength + 1) })
    expect(written).toMatchObject([[{}, { statement: '', marker: 'm' }], [{}, { statement: '说'.repeat(maxStatementLength) }]])
  })

  test.each(['viewer', 'auditor', 'approver', 'head'] as const)('a %s may not, and hears who may', async (role) => {
    const { written, explain } = bench({ person: () => ({ id: 'p', roles: [role] }) })
    expect(await explain()).toEqual({ ok: false, error: { type: 'RoleNotAllowed', role, needed: ['officer', 'custodian'] } })
    expect(written).toEqual([])
  })

  test('nobody may while the device is locked', async () => {
    expect(await bench({ person: () => null }).explain()).toMatchObject({ error: { type: 'KeysLocked' } })
  })

  test('a gap that is no longer there', async () => {
    const { written, explain } = bench()
    expect(await explain({ after: recordingId('c') })).toMatchObject({ error: { type: 'GapGone' } })
    expect(await explain({ sessionId: sessionId('t') })).toMatchObject({ error: { type: 'GapGone' } })
    expect(written).toEqual([])
  })

  test('what the screen must not ask for throws', async () => {
    await expect(bench().explain({ cause: 'laziness' })).rejects.toThrow()
    await expect(bench().explain({ statement: ' ' })).rejects.toThrow()
  })
})
