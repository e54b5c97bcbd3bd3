// The register of Viewings and Markers, folded from entries; and what is recovered after a crash.

import { describe, expect, test } from 'vitest'
import { logId } from '../../../../src/core/ids.ts'
import type { Entry } from '../../../../src/core/log/entry.ts'
import type { EntryBodies, EntryKind } from '../../../../src/core/log/kinds.ts'
import type { StoredLog } from '../../../../src/core/ports.ts'
import { mergeWatched, watchedLength } from '../../../../src/core/viewing/mergeWatched.ts'
import { planRecovery } from '../../../../src/core/viewing/planRecovery.ts'
import { makeMarkerProjection } from '../../../../src/core/viewing/projectMarkers.ts'
import { makeViewingProjection } from '../../../../src/core/viewing/projectViewings.ts'

const makeWriter = (log: string) => {
  let seq = 0
  return <K extends EntryKind>(timeMs: number, kind: K, body: EntryBodies[K]): Entry => ({
    logId: logId(log), seq: seq++, prev: '', timeMs, monoMs: 0, boot: '', salt: new Uint8Array(16), kind, body: body as unknown as Entry['body'],
  })
}
const opening = (viewing: string): EntryBodies['view-open'] => ({ viewing, person: 'p', purpose: 'casework', reason: 'r', caseNumber: '', session: 's', recordings: ['a'] })
const session: EntryBodies['session-open'] = { person: 'p', name: '王敏', personKey: new Uint8Array(32), personSignature: new Uint8Array(64) }
const interval = (viewing: string, fromMs: number, toMs: number, rate = 100) => ({ viewing, intervals: [{ recordingId: 'a', fromMs, toMs, rate }] })
const logs: readonly StoredLog[] = [{ logId: logId('one'), publicKey: new Uint8Array(32), incarnation: 0, own: true, deviceName: '车载一号', size: 9, onServer: 5 }]

describe('the register of Viewings', () => {
  test('merges ranges, counts footage once, names person and device, says where it is', () => {
    const write = makeWriter('one')
    const projection = makeViewingProjection()
    projection.add([write(1, 'session-open', session), write(2, 'view-open', opening('v')), write(3, 'view-interval', interval('v', 0, 1000))])
    expect(projection.rows(logs)).toMatchObject([{ person: '王敏', device: '车载一号', ended: 'running', closedMs: null, watchedMs: 1000, onServer: true }])
    projection.add([write(4, 'view-interval', interval('v', 1000, 3000)), write(5, 'view-interval', interval('v', 2000, 4000, 200)), write(6, 'view-close', { viewing: 'v', reason: 'closed' })])
    expect(projection.rows(logs)).toMatchObject([
      { ended: 'closed', closedMs: 6, watchedMs: 4000, onServer: false, watched: [{ fromMs: 0, toMs: 3000, rate: 100 }, { fromMs: 2000, toMs: 4000, rate: 200 }] },
    ])
  })

  test('names what one entry had no room for', () => {
    const write = makeWriter('one')
    const projection = makeViewingProjection()
    projection.add([write(1, 'view-open', opening('v')), write(2, 'view-more', { viewing: 'v', recordings: ['b'] })])
    expect(projection.rows(logs)).toMatchObject([{ viewing: 'v', recordings: ['a', 'b'] }])
  })

  test('tells each time the watermark was lost', () => {
    const write = makeWriter('one')
    const projection = makeViewingProjection()
    projection.add([write(1, 'session-open', session), write(2, 'view-open', opening('v')), write(3, 'watermark-lost', { viewing: 'v', recording: 'a', atMs: 400, what: 'controls' })])
    expect(projection.rows(logs)[0]?.watermarkLost).toEqual([{ what: 'controls', recording: 'a', ms: 3, seq: 2 }])
  })

  test('another log cannot add to a Viewing', () => {
    const projection = makeViewingProjection()
    projection.add([makeWriter('one')(1, 'view-open', opening('v')), makeWriter('two')(2, 'view-interval', interval('v', 0, 9000))])
    expect(projection.rows(logs)).toMatchObject([{ watchedMs: 0, ended: 'running' }])
  })

  test('a recovered Viewing ends where it was last known', () => {
    const write = makeWriter('one')
    const projection = makeViewingProjection()
    projection.add([write(1, 'view-open', opening('v')), write(9, 'view-recovered', { viewing: 'v', lastKnownMs: 1, unknownUntilMs: 8 })])
    expect(projection.rows(logs)).toMatchObject([{ ended: 'recovered', closedMs: 1 }])
  })

  test('ranges that touch become one, those apart stay apart', () => {
    const ranges = [[5, 6], [0, 2], [2, 4], [3, 3.5]].map(([fromMs = 0, toMs = 0]) => ({ recordingId: 'a', fromMs, toMs, rate: 100 }))
    expect(mergeWatched(ranges).map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([[0, 4], [5, 6]])
    expect(watchedLength(ranges)).toBe(5)
  })
})

test('a Marker names who made it, in order of its moment', () => {
  const write = makeWriter('one')
  const projection = makeMarkerProjection()
  const marker = (id: string, atMs: number) => ({ marker: id, viewing: 'v', recording: 'a', atMs, toMs: null, kind: 'notice', text: id })
  projection.add([write(1, 'session-open', session), write(2, 'view-open', opening('v')), write(3, 'marker', marker('late', 900)), write(4, 'marker', marker('early', 100))])
  expect(projection.rows(new Set(['a'])).map(({ text, person }) => [text, person])).toEqual([['early', '王敏'], ['late', '王敏']])
  expect(projection.rows(new Set(['b']))).toEqual([])
})

test('a Marker is withdrawn by whoever wrote it, on any device and in any order; nobody else’s withdrawal counts', () => {
  const [here, there] = [makeWriter('one'), makeWriter('two')]
  const other = { ...session, person: 'other', name: '李红梅' }
  const marker = (id: string) => ({ marker: id, viewing: 'v', recording: 'a', atMs: 0, toMs: null, kind: 'notice', text: id })
  const projection = makeMarkerProjection()
  projection.add([
    there(1, 'session-open', session), there(2, 'view-open', opening('w')), there(3, 'marker-withdrawn', { marker: 'wrong', viewing: 'w', reason: '记错了人' }),
    there(4, 'session-open', other), there(5, 'view-open', { ...opening('x'), person: 'other' }), there(6, 'marker-withdrawn', { marker: 'right', viewing: 'x', reason: '不想看到' }),
  ])
  projection.add([here(1, 'session-open', session), here(2, 'view-open', opening('v')), here(3, 'marker', marker('wrong')), here(4, 'marker', marker('right'))])
  expect(projection.rows(null).map(({ text }) => text)).toEqual(['right'])
  expect(projection.withdrawn().map(({ text, reason, person, withdrawnMs }) => [text, reason, person, withdrawnMs])).toEqual([['wrong', '记错了人', '王敏', 3]])
})

test('only Viewings that neither ended nor run are recovered, with the last entry known of them', () => {
  const write = makeWriter('one')
  const own = [
    write(1, 'view-open', opening('ended')), write(2, 'view-close', { viewing: 'ended', reason: 'closed' }),
    write(3, 'view-open', opening('lost')), write(7, 'view-interval', interval('lost', 0, 1)),
    write(8, 'view-open', opening('runs')),
    write(9, 'view-open', opening('before')), write(10, 'view-recovered', { viewing: 'before', lastKnownMs: 9, unknownUntilMs: 10 }),
  ]
  expect(planRecovery(own, new Set(['runs']), 50)).toEqual([{ viewing: 'lost', lastKnownMs: 7, unknownUntilMs: 50 }])
  expect(planRecovery(own, new Set(['runs']), 2)).toEqual([{ viewing: 'lost', lastKnownMs: 7, unknownUntilMs: 7 }])
})
