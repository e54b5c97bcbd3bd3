// Gaps and what was said of them: matched by the Recordings on both sides, from any log, nothing replaced.

import { describe, expect, test } from 'vitest'
import { logId, recordingId } from '../../../../src/core/ids.ts'
import type { Entry } from '../../../../src/core/log/entry.ts'
import type { EntryBodies, EntryKind } from '../../../../src/core/log/kinds.ts'
import { explainedGaps, explanationsByGap, makeGapProjection, placedGaps } from '../../../../src/core/policy/explainedGaps.ts'
import type { SessionPart } from '../../../../src/core/session/session.ts'

const [a, b, c, photo] = ['a', 'b', 'c', 'd'].map(recordingId) as [ReturnType<typeof recordingId>, ReturnType<typeof recordingId>, ReturnType<typeof recordingId>, ReturnType<typeof recordingId>]
const part = (id: SessionPart['recordingId'], startMs: number, endMs: number): SessionPart => ({ recordingId: id, startMs, endMs })
const session = { gaps: [{ startMs: 10, endMs: 20 }, { startMs: 30, endMs: 50 }], parts: [part(a, 0, 10), part(photo, 20, 20), part(b, 20, 30), part(c, 50, 60)] }
const body: EntryBodies['gap-explained'] = { explanation: 'e1', person: 'p', session: 's', before: 'a', after: 'b', startMs: 10, endMs: 20, cause: 'battery', statement: '更换电池', marker: null, profile: 'x' }
const makeWriter = (log: string) => {
  let seq = 0
  return <K extends EntryKind>(timeMs: number, kind: K, entry: EntryBodies[K]): Entry => ({ logId: logId(log), seq: seq++, prev: '', timeMs, monoMs: 0, boot: '', salt: new Uint8Array(16), kind, body: entry as unknown as Entry['body'] })
}
const named = (person: string, name: string): EntryBodies['session-open'] => ({ person, name, personKey: new Uint8Array(32), personSignature: new Uint8Array(64) })

describe('the gaps of a session', () => {
  test('lie between two Recordings that take time', () => {
    expect(placedGaps(session).map(({ before, after, startMs, endMs }) => [before, after, startMs, endMs])).toEqual([[a, b, 10, 20], [b, c, 30, 50]])
  })

  test('carry what was said of them, from any log, newest first, with the name of who said it', () => {
    const [one, two] = [makeWriter('one'), makeWriter('two')]
    const projection = makeGapProjection()
    projection.add([one(1, 'session-open', named('p', '王敏')), one(2, 'gap-explained', body)])
    projection.add([two(5, 'gap-explained', { ...body, explanation: 'e2', person: 'q', statement: '', marker: 'm' })])
    projection.add([two(6, 'session-open', named('q', '李红梅'))])
    const [first, second] = explainedGaps(session, explanationsByGap(projection.rows()))
    expect(first?.explanations.map(({ explanation, person, statement, marker, writtenMs }) => [explanation, person, statement, marker, writtenMs])).toEqual([['e2', '李红梅', '', 'm', 5], ['e1', '王敏', '更换电池', null, 2]])
    expect(second?.explanations).toEqual([])
  })

  test('stay explained when a clock is corrected, and not when a Recording turns up inside', () => {
    const projection = makeGapProjection()
    projection.add([makeWriter('one')(2, 'gap-explained', body)])
    const said = explanationsByGap(projection.rows())
    const count = (gaps: typeof session.gaps, parts: readonly SessionPart[]): readonly number[] => explainedGaps({ gaps, parts }, said).map(({ explanations }) => explanations.length)
    expect(count([{ startMs: 3_610, endMs: 3_620 }], [part(a, 3_600, 3_610), part(b, 3_620, 3_630)])).toEqual([1])
    expect(count([{ startMs: 10, endMs: 14 }, { startMs: 16, endMs: 20 }], [part(a, 0, 10), part(c, 14, 16), part(b, 20, 30)])).toEqual([0, 0])
  })
})
