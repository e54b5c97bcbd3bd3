// Which kept outline may be used: of the form of today, and for what is put together, only by the very same reading.

import { expect, test } from 'vitest'
import type { Reading } from '../../../../src/core/catalog/listed.ts'
import { assembledOutline, OUTLINE_FORM, usableOutline, type Outline } from '../../../../src/core/media/outline.ts'

const outline: Outline = { form: OUTLINE_FORM, streamed: false, starts: [0], seconds: 6, hasSound: false, planned: { video: {} as Outline['planned']['video'], audio: null }, pieces: null, bare: null }
const readingBy = (sha256: string): Reading => ({ setUp: { start: 0, end: 700, cipher: null, file: { path: 'init.mp4', size: 700, sha256 } }, stretches: [] })

test('of the same form', () => {
  expect([usableOutline(outline, null), usableOutline({ ...outline, form: 0 }, null), usableOutline(null, null), usableOutline(undefined, null)]).toEqual([outline, null, null, null])
})

test('of what is put together: by the same set-up and key, and never for the file alone', () => {
  const kept = assembledOutline(outline, readingBy('a'), 5_000)
  expect(usableOutline(kept, readingBy('a'))).toBe(kept)
  expect([usableOutline(kept, readingBy('b')), usableOutline(kept, null), usableOutline(outline, readingBy('a'))]).toEqual([null, null, null])
})
