// The editor of redactions: what a box or a muted range becomes, steps back and forth, and a draft that is never lost to one that loads late.

import { createRoot, createSignal } from 'solid-js'
import { afterEach, expect, test } from 'vitest'
import type { PresentedFrame } from '../../src/core/playbackPorts.ts'
import { recordingId, sessionId } from '../../src/core/ids.ts'
import type { CoveredBox, Redactions } from '../../src/core/redaction/redactions.ts'
import { redactionsProblem } from '../../src/core/redaction/redactions.ts'
import { ok } from '../../src/core/result.ts'
import type { Session } from '../../src/core/session/session.ts'
import { createRedaction } from '../../src/ui/screens/redaction/createRedaction.ts'

const BEGIN = Date.UTC(2026, 2, 26, 1, 0, 0)
const [first, second] = [recordingId('1'.repeat(64)), recordingId('2'.repeat(64))]
const session: Session = {
  id: sessionId('s'), recorder: 'ZF3A001', officer: null, day: '2026-03-26', startMs: BEGIN, endMs: BEGIN + 20_000, gaps: [], footageMs: 20_000,
  parts: [{ recordingId: first, startMs: BEGIN, endMs: BEGIN + 9_999.6 }, { recordingId: second, startMs: BEGIN + 10_000, endMs: BEGIN + 20_000 }],
}
const place = { x: 1000, y: 1000, width: 2000, height: 2000 }
const there = { ...place, x: 5000 }
const box: CoveredBox = { id: 'old', recordingId: first, subject: 'plate', style: 'solid', origin: 'drawn', fromMs: 0, toMs: 10_000, keys: [{ atMs: 0, ...place }] }
const kept = { boxes: [box], sounds: [] }

let leave: (() => void) | null = null
afterEach(() => leave?.())

const open = (draft: Promise<Redactions | null> = Promise.resolve(null)) =>
  createRoot((dispose) => {
    const drafts: Redactions[] = []
    const seeks: number[] = []
    const [shown, setShown] = createSignal<PresentedFrame | null>(null)
    const [range, setRange] = createSignal<{ readonly fromMs: number | null; readonly toMs: number | null }>({ fromMs: null, toMs: null })
    const [chosen, choose] = createSignal<string | null>(null)
    const app = { redactionDraft: () => draft, keepRedactionDraft: async (_: unknown, list: Redactions) => (drafts.push(list), ok(undefined)) }
    const editor = createRedaction(app, { shown, range, seek: (ms) => void seeks.push(ms - BEGIN) }, () => ({ session }), chosen, choose)
    leave = () => {
      dispose()
      leave = null
    }
    const at = (recording: typeof first, seconds: number) => setShown({ recordingId: recording, mediaTime: seconds } as PresentedFrame)
    at(first, 2)
    return { editor, drafts, seeks, at, setShown, range: (from: number | null, to: number | null) => setRange({ fromMs: from === null ? null : BEGIN + from, toMs: to === null ? null : BEGIN + to }) }
  })
type Opened = ReturnType<typeof open>
const boxes = ({ editor }: Opened) => editor.list().boxes
const keys = (opened: Opened) => boxes(opened).map(({ recordingId: recording, fromMs, toMs, keys: all }) => [recording === first ? 1 : 2, fromMs, toMs, all.map(({ atMs, x }) => [atMs, x])])

test('a box is drawn from the picture on show to the end of its recording, is chosen, and the next is of its kind', () => {
  const opened = open()
  opened.editor.addBox(place)
  expect(keys(opened)).toEqual([[1, 2000, 10_000, [[2000, 1000]]]])
  expect(opened.editor.chosen()?.id).toBe(boxes(opened)[0]?.id)
  opened.editor.edit((chosen) => ({ ...chosen, subject: 'screen', style: 'solid' }))
  opened.at(first, 4)
  opened.editor.addBox(there)
  expect(boxes(opened).map(({ subject, style, origin }) => [subject, style, origin])).toEqual([['screen', 'solid', 'drawn'], ['screen', 'solid', 'drawn']])
  expect(new Set(boxes(opened).map(({ id }) => id)).size).toBe(2)
  opened.setShown(null)
  opened.editor.addBox(place)
  expect(boxes(opened)).toHaveLength(2)
})

test('it is set where it is in the picture on show, follows in a straight line, and its ends are where they are put', () => {
  const opened = open()
  const { editor, at } = opened
  editor.addBox(place)
  at(first, 4)
  editor.place(there)
  at(first, 3)
  expect(editor.placeHere()?.x).toBe(3000)
  editor.end()
  expect(keys(opened)).toEqual([[1, 2000, 3001, [[2000, 1000], [3001, 3002]]]])
  at(first, 2.5)
  editor.begin()
  expect(keys(opened)[0]?.slice(1, 3)).toEqual([2500, 3001])
  at(first, 2.8)
  editor.place(there)
  editor.unkey()
  expect(keys(opened)[0]?.[3]).toEqual([[2500, 2000], [3001, 3002]])
  expect(redactionsProblem(editor.list())).toBeNull()
})

test('a picture of another recording moves nothing of the box that is chosen', () => {
  const opened = open()
  opened.editor.addBox(place)
  const before = boxes(opened)
  opened.at(second, 5)
  opened.editor.place(there)
  opened.editor.begin()
  opened.editor.end()
  opened.editor.unkey()
  opened.editor.split()
  expect([boxes(opened), opened.editor.placeHere()]).toEqual([before, null])
})

test('it is split in two that cover what the one did, and goes on in the recording that follows', () => {
  const opened = open()
  const { editor, at, seeks } = opened
  editor.addBox(place)
  editor.split()
  expect(boxes(opened)).toHaveLength(1)
  at(first, 5)
  editor.split()
  expect(keys(opened).map((row) => row.slice(0, 3))).toEqual([[1, 2000, 5000], [1, 5000, 10_000]])
  expect(new Set(boxes(opened).map(({ id }) => id)).size).toBe(2)
  editor.carry()?.()
  expect(keys(opened).at(-1)).toEqual([2, 0, 10_000, [[0, 1000]]])
  expect([editor.chosen()?.recordingId, seeks, editor.carry()]).toEqual([second, [10_000], null])
})

test('keys are gone through on the clock of the session', () => {
  const { editor, at, seeks } = open()
  editor.addBox(place)
  at(first, 4)
  editor.place(there)
  at(first, 6)
  editor.place(place)
  editor.toKey(-1)
  editor.toKey(1)
  at(first, 3)
  editor.toKey(1)
  at(second, 1)
  editor.toKey(-1)
  expect(seeks).toEqual([4000, 4000, 6000])
})

test('sound is silenced in the marked range, in every recording of it, and in none without one', () => {
  const { editor, range } = open()
  editor.mute('mute')
  expect([editor.list().sounds, editor.cuts()]).toEqual([[], [{ recordingId: first, fromMs: 0, toMs: 10_000 }]])
  range(8000, 12_000)
  editor.mute('tone')
  expect(editor.list().sounds.map(({ recordingId: recording, style, fromMs, toMs }) => [recording, style, fromMs, toMs])).toEqual([[first, 'tone', 8000, 10_000], [second, 'tone', 0, 2000]])
  editor.remove(editor.list().sounds[0]!.id)
  expect(editor.list().sounds.map(({ recordingId: recording }) => recording)).toEqual([second])
})

test('every change is a step back and forth, and a new one ends the way forth', () => {
  const { editor } = open()
  const at = (): number => editor.list().boxes.length
  editor.undo()
  editor.redo()
  editor.addBox(place)
  editor.addBox(there)
  expect([editor.canUndo(), editor.canRedo(), at()]).toEqual([true, false, 2])
  editor.undo()
  expect([editor.canRedo(), at()]).toEqual([true, 1])
  editor.redo()
  expect([editor.list().boxes.map(({ keys: [key] }) => key?.x), editor.canRedo()]).toEqual([[1000, 5000], false])
  editor.undo()
  editor.undo()
  expect([editor.canUndo(), at()]).toEqual([false, 0])
  editor.redo()
  expect(at()).toBe(1)
  editor.addBox(place)
  expect([editor.canRedo(), at()]).toEqual([false, 2])
})

test('proposals are no part of the list until they are taken, and then a step that can be taken back', () => {
  const { editor } = open()
  const found = [{ ...box, id: 'p' }, { ...box, id: 'q' }]
  editor.propose(found)
  expect([editor.list().boxes, editor.proposals().length]).toEqual([[], 2])
  editor.take([found[0]!])
  expect([editor.list().boxes.map(({ id }) => id), editor.proposals().map(({ id }) => id)]).toEqual([['p'], ['q']])
  editor.undo()
  expect(editor.list().boxes).toEqual([])
})

test('the draft is there again, what is drawn is kept after a pause, and at once when the screen is left', async () => {
  const { editor, drafts } = open(Promise.resolve(kept))
  await expect.poll(() => editor.list()).toEqual(kept)
  expect(editor.canUndo()).toBe(false)
  editor.addBox(place)
  await expect.poll(() => drafts.at(-1)?.boxes.length).toBe(2)
  editor.addBox(there)
  leave?.()
  expect(drafts.at(-1)?.boxes).toHaveLength(3)
})

test('a draft that loads late lies under what was drawn meanwhile, and is not overwritten before', async () => {
  let load: (draft: Redactions | null) => void = () => undefined
  const slow = open(new Promise((resolve) => (load = resolve)))
  leave?.()
  expect(slow.drafts).toEqual([])
  const drawn = open(new Promise((resolve) => (load = resolve)))
  drawn.editor.addBox(there)
  load(kept)
  await expect.poll(() => drawn.drafts.at(-1)?.boxes.map(({ keys: all }) => all[0]?.x)).toEqual([1000, 5000])
  drawn.editor.undo()
  expect(drawn.editor.list()).toEqual(kept)
  const empty = open()
  empty.editor.addBox(place)
  await expect.poll(() => empty.drafts.at(-1)?.boxes.length).toBe(1)
})
