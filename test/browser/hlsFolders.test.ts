// HLS folders of the corpus, each indexed as one: which sessions they become, what plays of them, what is said to be missing.

import { expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import { isOnTimeline } from '../../src/core/catalog/recording.ts'
import { codecText } from '../../src/ui/i18n/codecText.ts'
import { putFile, removeFile } from '../support/catalogParts.ts'
import { corpusFile, indexFolder, layFolder, type IndexedFolder } from '../support/hlsFolder.ts'
import { comesTrue, showTimeline } from '../support/showTimeline.ts'

const there = (await commands.corpusFolder('hls/hls-gap')).length > 0

/** Every part of every Session, in order: whether a picture of it came. */
const watch = async (indexed: IndexedFolder): Promise<readonly string[]> => {
  const lines: string[] = []
  for (const session of indexed.sessions) {
    const parts = await indexed.partsOf(session)
    const named = session.parts.map(({ recordingId }) => indexed.pathOf(recordingId))
    const shown: string[] = []
    const playable = parts.filter(({ recordingId }) => isOnTimeline(indexed.recordings.get(recordingId)!))
    if (playable.length > 0) {
      const opened = await showTimeline(playable, playable[0]!.startMs)
      if ('type' in opened) shown.push(opened.type)
      else {
        for (const { recordingId, startMs, endMs } of playable) {
          opened.player.seek(startMs + (endMs - startMs) / 2)
          const came = await comesTrue(() => opened.frames.some((frame) => frame.recordingId === recordingId) || opened.failures.length > 0, 40_000)
          shown.push(opened.failures[0]?.type ?? (came ? 'shown' : `not shown: ${indexed.pathOf(recordingId)}`))
        }
        // What plays without being decoded anew was laid out when it was indexed.
        if (opened.player.outlines.length > 0) shown.push('laid out when opened')
        opened.close()
      }
    }
    const first = indexed.recordings.get(session.parts[0]!.recordingId)!
    const codecs = [first.video, first.audio].flatMap((track) => (track ? [codecText(track.codec)] : [])).join(' + ')
    const sayings = [...new Set(session.parts.flatMap(({ recordingId }) => indexed.recordings.get(recordingId)?.damage ?? []))].map((damage) => JSON.stringify(damage))
    const gaps = session.gaps.map(({ startMs, endMs, lack }) => `gap ${((endMs - startMs) / 1000).toFixed(1)} s${lack ? ` (${lack.names.join(' ')}, ${lack.declared} declared)` : ''}`)
    lines.push([`${first.playMode} ${codecs}`, named.join(' '), [...new Set(shown)].join(', '), ...gaps, ...sayings].filter(Boolean).join(' | '))
  }
  return lines
}

/** Sessions of each folder: the parts in order; everything that can be shown must be. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'hls/hls-ts-h264': ['timeline H.264 | fileSequence0.ts fileSequence1.ts fileSequence2.ts fileSequence3.ts fileSequence4.ts fileSequence5.ts | shown'],
  'hls/hls-gap': ['timeline H.264 | 2.ts 3.ts 4.ts 6.ts 7.ts 8.ts | shown | gap 4.0 s (5.ts, 1 declared)'],
  // Each lies there under two names, and is one Recording.
  'hls/hls-text-offset': ['timeline H.264 + AAC | video-0000000069.ts video-0000000070.ts video-0000000071.ts video-0000000072.ts video-0000000073.ts | shown'],
  'hls/hls-aes-256': ['timeline H.264 | segment_0.m4s segment_1.m4s segment_2.m4s segment_3.m4s segment_4.m4s | shown'],
  'hls/hls-interstitial': ['timeline H.264 | s1.mp4 s2.mp4 s3.mp4 s4.mp4 s5.mp4 | shown'],
  // Named twice, shown once.
  'hls/hls-ts-muxed-aac-h265': ['decoded H.265 + AAC | 0.ts 1.ts | shown'],
  'hls/androidx-fmp4': ['decoded H.265 + AAC | playlist0.m4s playlist1.m4s | shown'],
  'derived/hls-aes128': ['timeline H.264 + AAC | seg000.ts seg001.ts seg002.ts | shown'],
  'derived/hls-byterange-ts': ['timeline H.264 + AAC | index.ts | shown'],
  'derived/hls-fmp4-single': ['timeline H.264 + AAC | index.m4s | shown'],
  'derived/hls-discontinuity-pdt': ['timeline H.264 + AAC | camA.ts camB.ts | shown | gap 258.8 s'],
}

test.skipIf(!there).each(Object.keys(expected))('%s plays as its playlist says (skips without the corpus)', { timeout: 120_000 }, async (path) => {
  const indexed = await indexFolder(await layFolder('hls', path))
  const lines = await watch(indexed)
  indexed.close()
  console.log(`${path}\n  ${lines.join('\n  ')}`)
  expect(lines).toEqual(expected[path])
})

const aes = 'derived/hls-aes128'
const damageOf = ({ recordings }: IndexedFolder): readonly unknown[] => [...recordings.values()].map(({ damage, playMode }) => damage && [damage, playMode])

test.skipIf(!there)('without its key, with another one, with another method: fingerprinted, and it says why; with the key it plays (skips without the corpus)', { timeout: 120_000 }, async () => {
  const folder = await layFolder('hls', aes)
  const key = await corpusFile(`${aes}/enc.key`)
  await removeFile(folder, 'enc.key')
  const without = await indexFolder(folder)
  expect(damageOf(without)).toEqual(Array(3).fill([{ type: 'EncryptedMedia', method: 'AES-128', why: 'noKey' }, 'none']))
  expect(without.copies.filter(({ state }) => state === 'fingerprinted').map(({ path }) => path).toSorted()).toEqual(['seg000.ts', 'seg001.ts', 'seg002.ts'])

  await putFile(folder, 'enc.key', key.toReversed())
  expect(damageOf(await without.index())).toEqual(Array(3).fill([{ type: 'EncryptedMedia', method: 'AES-128', why: 'wrongKey' }, 'none']))

  await putFile(folder, 'enc.key', key)
  const found = await without.index()
  expect(damageOf(found)).toEqual([null, null, null])
  expect(await watch(found)).toEqual(expected[aes])
  // Nothing of the key itself is kept or logged; its XXH128, which could be turned back, neither.
  const kept = JSON.stringify([[...found.recordings.values()], found.sessions, found.copies, found.entries]).toLowerCase()
  for (const secret of [[...key].map((byte) => byte.toString(16).padStart(2, '0')).join(''), btoa(String.fromCharCode(...key)).toLowerCase(), [...key].join(',')]) expect(kept).not.toContain(secret)
  expect(found.copies.find(({ path }) => path === 'enc.key')).toMatchObject({ state: 'other', recordingId: null })
  without.close()

  await putFile(folder, 'index.m3u8', new TextDecoder().decode(await corpusFile(`${aes}/index.m3u8`)).replace('METHOD=AES-128', 'METHOD=SAMPLE-AES'))
  const other = await indexFolder(folder)
  other.close()
  expect(damageOf(other)).toEqual(Array(3).fill([{ type: 'EncryptedMedia', method: 'SAMPLE-AES', why: 'method' }, 'none']))
})

test.skipIf(!there)('a set-up or key that is another than it was is called by its name, and nothing is shown (skips without the corpus)', { timeout: 120_000 }, async () => {
  for (const [path, beside] of [[aes, 'enc.key'], ['hls/androidx-fmp4', 'init.mp4']] as const) {
    const folder = await layFolder('hls', path)
    const indexed = await indexFolder(folder)
    const bytes = await corpusFile(`${path}/${beside}`)
    bytes[bytes.length >> 1]! ^= 1
    await putFile(folder, beside, bytes)
    const parts = await indexed.partsOf(indexed.sessions[0]!)
    expect(await showTimeline(parts, parts[0]!.startMs)).toMatchObject({ type: 'BlockMismatch', recordingId: parts[0]!.recordingId, path: beside })
    indexed.close()
  }
})

test.skipIf(!there)('a playlist that comes later, grows, or names what is missing (skips without the corpus)', { timeout: 120_000 }, async () => {
  const folder = await layFolder('hls', 'hls/hls-ts-h264')
  const text = new TextDecoder().decode(await corpusFile('hls/hls-ts-h264/prog_index.m3u8'))
  await removeFile(folder, 'prog_index.m3u8')
  const bare = await indexFolder(folder)
  expect([...bare.recordings.values()].every(({ listed }) => listed === undefined)).toBe(true)
  const names = ({ sessions, pathOf }: IndexedFolder): readonly (readonly string[])[] => sessions.map(({ parts }) => parts.map(({ recordingId }) => pathOf(recordingId)[12]!))

  await putFile(folder, 'prog_index.m3u8', text.slice(0, text.indexOf('fileSequence3')))
  await removeFile(folder, 'fileSequence1.ts')
  const half = await bare.index()
  expect(names(half)).toContainEqual(['0', '2'])
  expect(half.sessions.find(({ parts }) => parts.length === 2)?.gaps).toMatchObject([{ lack: { count: 1, declared: 0, lengthMs: 6000, names: ['fileSequence1.ts'] } }])

  const before = half.sessions.find(({ parts }) => parts.length === 2)!
  await putFile(folder, 'prog_index.m3u8', text)
  const grown = await bare.index()
  expect(names(grown)).toContainEqual(['0', '2', '3', '4', '5'])
  // The same Session, where it was.
  expect(grown.sessions.find(({ id }) => id === before.id)).toMatchObject({ startMs: before.startMs, parts: before.parts.concat(expect.anything(), expect.anything(), expect.anything()) })
  bare.close()
})
