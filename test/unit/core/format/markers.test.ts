// Markers that leave as WebVTT and as Web Annotations: what other programs read must be what was marked.

import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mediaFragment, writeAnnotations } from '../../../../src/core/format/webAnnotation.ts'
import { vttTime, writeVtt } from '../../../../src/core/format/webVtt.ts'
import { makeTempFolder } from '../../../support/makeClips.ts'

const cues = [
  { id: 'b', fromMs: 61_500, toMs: null, lines: ['[告知] 您好 & <b>', '2026-03-26 08:01:01'] },
  { id: 'a', fromMs: 1_000, toMs: 36_000_250, lines: ['a --> b\n\nend'] },
]

test('times are written in full, also beyond an hour', () => {
  expect([vttTime(0), vttTime(61_500), vttTime(36_000_250), vttTime(-3)]).toEqual(['00:00:00.000', '00:01:01.500', '10:00:00.250', '00:00:00.000'])
})

test('cues in order; markup, arrows and empty lines in a note cannot break the file', () => {
  expect(writeVtt('标题 --> x', ['one', 'two\nlines'], cues)).toBe(
    'WEBVTT 标题 → x\n\nNOTE\none\ntwo lines\n\na\n00:00:01.000 --> 10:00:00.250\na → b end\n\nb\n00:01:01.500 --> 00:01:03.500\n[告知] 您好 &amp; &lt;b&gt;\n2026-03-26 08:01:01\n',
  )
})

test('ffmpeg reads as many cues as were written', async () => {
  const folder = await makeTempFolder('vtt')
  try {
    const path = join(folder.path, 'markers.vtt')
    writeFileSync(path, writeVtt('t', ['n'], cues))
    const read = execFileSync('ffprobe', ['-v', 'error', '-count_packets', '-show_entries', 'stream=codec_name,nb_read_packets', '-of', 'csv=p=0', path], { encoding: 'utf8' })
    expect(read.trim()).toBe('webvtt,2')
  } finally {
    folder.remove()
  }
})

test('a media fragment is a moment or a range, in seconds', () => {
  expect([mediaFragment({ atMs: 12_340, toMs: null }), mediaFragment({ atMs: 12_340, toMs: 15_000 })]).toEqual(['t=12.340', 't=12.340,15.000'])
})

test('an annotation names recording, moment, author and both clocks', () => {
  const recording = 'ab'.repeat(32)
  const written = JSON.parse(writeAnnotations('标记', [{ id: 'm1', recording, atMs: 1500, toMs: null, tag: '告知', text: '您好', language: 'zh-CN', creator: '王建国', createdMs: 0, wallMs: Date.UTC(2026, 2, 26) }])) as { total: number; first: { items: readonly unknown[] } }
  expect(written.total).toBe(1)
  expect(written.first.items[0]).toMatchObject({
    type: 'Annotation',
    creator: { name: '王建国' },
    body: [{ purpose: 'tagging', value: '告知' }, { purpose: 'describing', value: '您好' }],
    target: { source: `urn:sha256:${recording}`, selector: { value: 't=1.500', conformsTo: 'http://www.w3.org/TR/media-frags/' }, state: { sourceDate: '2026-03-26T00:00:00.000Z' } },
  })
})
