// Damaged recordings play as far as they can be recovered, in real Chromium: no movie box, no index, a cut end, a begin inside a packet.

import { afterEach, expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import type { TimelinePart } from '../../src/core/playbackPorts.ts'
import type { ClipOptions } from '../support/makeClips.ts'
import { comesTrue, makePart, showTimeline, type Shown } from '../support/showTimeline.ts'

const BEGIN = Date.UTC(2026, 2, 26, 1, 0, 0)

const bytesOf = async (name: string, options: ClipOptions): Promise<Uint8Array<ArrayBuffer>> => Uint8Array.from(atob(await commands.makeClipBytes(name, options)), (char) => char.charCodeAt(0))
const textIn = (bytes: Uint8Array, text: string): number => {
  const codes = [...text].map((char) => char.charCodeAt(0))
  return bytes.findIndex((_, at) => codes.every((code, i) => bytes[at + i] === code))
}

let shown: Shown | null = null
afterEach(() => {
  shown?.close()
  shown = null
})

const plays = async (parts: readonly TimelinePart[], part: TimelinePart, medias: readonly number[]): Promise<void> => {
  const opened = await showTimeline(parts, part.startMs)
  if ('type' in opened) throw new Error(JSON.stringify(opened))
  shown = opened
  const { player, frames, failures, video } = opened
  expect(player.leftOut).toEqual([])
  for (const media of medias) {
    player.seek(part.startMs + media * 1000 + 5)
    expect(await comesTrue(() => !video.seeking && frames.at(-1)?.recordingId === part.recordingId && Math.abs((frames.at(-1)?.mediaTime ?? -1) - media) < 0.004, 8000), `${media}: ${frames.at(-1)?.mediaTime}`).toBe(true)
  }
  const before = frames.length
  player.setMuted(true)
  player.play()
  expect(await comesTrue(() => frames.length > before + 10, 8000)).toBe(true)
  expect(failures).toEqual([])
}

test('no movie box: shown with what another recording of the session is set up with, and not without', async () => {
  const options = { seconds: 8, bFrames: 2, size: '640x360' }
  const whole = await bytesOf('a.mp4', options)
  const rest = whole.subarray(0, textIn(whole, 'moov') - 4)
  const lost = await makePart(new File([rest], 'lost.mp4'), BEGIN + 8000, 8)
  const sibling = await makePart(new File([await bytesOf('b.mp4', { ...options, color: 'gray' })], 'b.mp4'), BEGIN, 8)
  expect(await showTimeline([lost], BEGIN + 8000)).toMatchObject({ type: 'CannotPlay' })
  await plays([sibling, lost], lost, [5.08, 2.04, 0])
})

test('AVI without its index, and cut', async () => {
  const whole = await bytesOf('a.avi', { seconds: 8, bFrames: 2, extra: ['-c:a', 'pcm_s16le'] })
  const cut = whole.slice(0, Math.floor(whole.length * 0.7))
  await plays([await makePart(new File([cut], 'cut.avi'), BEGIN, 5)], await makePart(new File([cut], 'cut.avi'), BEGIN, 5), [3.48, 1.04, 0])
})

test('a fragmented MP4 that ends inside a fragment', async () => {
  const whole = await bytesOf('f.mp4', { seconds: 8, audio: false, extra: ['-movflags', '+frag_keyframe+empty_moov+default_base_moof'] })
  const part = await makePart(new File([whole.slice(0, Math.floor(whole.length * 0.66))], 'f.mp4'), BEGIN, 5)
  await plays([part], part, [3.48, 1.04])
})

test.each([['188', []], ['192', ['-mpegts_m2ts_mode', '1', '-f', 'mpegts']]] as const)('a transport stream of %s-byte packets that begins inside one, while its clock begins anew', async (_, extra) => {
  // 2^33 / 90,000 s, less 4 s: in the middle of it.
  const whole = await bytesOf('a.ts', { seconds: 8, extra: [...extra, '-output_ts_offset', '95439.7'] })
  const part = await makePart(new File([whole.slice(100)], 'a.ts'), BEGIN, 8)
  await plays([part], part, [5.48, 1.04])
})
