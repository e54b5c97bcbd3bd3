// Makes pieces of the corpus of real recordings: what is copied is what was there, and ffmpeg reads every piece without a word.

import { expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import type { PiecePlan } from '../../src/core/pieces/piece.ts'
import type { TimelinePart } from '../../src/core/playbackPorts.ts'
import { makeProberClient } from '../../src/rpc/proberClient.ts'
import { makePiece, toBytes, toText } from '../support/pieceBench.ts'
import type { SeenMovie } from '../support/pieceCommand.ts'
import { makePart } from '../support/showTimeline.ts'

const SIDE = 16
const prober = makeProberClient({ workers: 1 })
const { signal } = new AbortController()

const piece = async (plan: PiecePlan, part: TimelinePart): Promise<SeenMovie> => {
  const { made, file } = await makePiece(plan, [part])
  return commands.lookAtMovie(`piece.${made.extension}`, await toText(file), SIDE)
}

const pictures = (seen: SeenMovie): readonly string[] => seen.packets.filter(({ stream }) => seen.streams[stream]?.codec_type === 'video').map(({ hash }) => hash)

/** One of each kind; of the second list the container itself changes how packets are written down. */
const wanted = ['camera/dolbyVision-hdr.MOV', 'container/edts.mp4', 'container/sample_av1.mp4']
const streamed = ['container/sample_h265.ts', 'camera/MVI_4823.AVI']
const found = await commands.corpusFiles()
const files = [...wanted, ...streamed].filter((path) => found.includes(path))

const open = async (path: string, text: string): Promise<{ readonly file: File; readonly part: TimelinePart; readonly durationMs: number }> => {
  const file = new File([toBytes(text)], path.split('/').at(-1) ?? '')
  const probed = await prober.probe(file, { path, zone: 'Asia/Shanghai', signal })
  if (!probed.ok) throw new Error(`${path}: ${probed.error.type}`)
  const { durationMs, video, audio } = probed.value
  return { file, part: { ...(await makePart(file, 0, (durationMs ?? 0) / 1000)), video, audio }, durationMs: durationMs ?? 0 }
}

/** It says of every fiftieth picture that it needs no other, and most of them do. */
const misled = 'camera/MOV00006.3gp'

test.skipIf(!found.includes(misled))('pictures that are called key and are none are decoded from those they need (skips without the corpus)', { timeout: 60_000 }, async () => {
  const { part } = await open(misled, await commands.corpusBytes(misled))
  // The one before 6.1 s, and then some of the next that is called key, at 6.892 s.
  const { made, file } = await makePiece({ work: 'exact', cuts: [{ recordingId: part.recordingId, fromMs: 6100, toMs: 7200 }] }, [part])
  expect(made.cuts).toEqual([{ recordingId: part.recordingId, fromMs: 6092, toMs: 7228 }])
  const seen = await commands.lookAtMovie('piece.mp4', await toText(file), SIDE)
  expect(pictures(seen)).toHaveLength(17)
})

test.skipIf(files.length === 0)('pieces of real recordings (skips without the corpus)', { timeout: 300_000 }, async () => {
  for (const path of files) {
    const text = await commands.corpusBytes(path)
    const { file, part, durationMs } = await open(path, text)
    const { video } = part
    const middle = Math.floor(durationMs * 0.4)
    const cut = { recordingId: part.recordingId, fromMs: middle, toMs: middle + Math.min(500, Math.ceil(durationMs * 0.2)) }
    const turned = (video?.rotation ?? 0) % 180 !== 0
    const still = await piece({ work: 'still', cut, burntIn: null }, part)
    expect(still.streams[0], path).toMatchObject(turned ? { width: video?.height, height: video?.width } : { width: video?.width, height: video?.height })
    const copy = await piece({ work: 'copy', cut }, part)
    const original = await commands.lookAtMovie(file.name, text, SIDE)
    // What is odd in the original is odd in its copy.
    if (original.warnings === '') expect(copy.warnings, path).toBe('')
    expect(pictures(copy).length, path).toBeGreaterThan(1)
    if (wanted.includes(path)) expect(pictures(copy).filter((hash) => !pictures(original).includes(hash)), path).toEqual([])
    const exact = await piece({ work: 'exact', cuts: [cut] }, part)
    expect(exact.warnings, path).toBe('')
    expect(pictures(exact).length, path).toBeGreaterThan(0)
    expect(pictures(exact).length, path).toBeLessThanOrEqual(pictures(copy).length)
  }
})
