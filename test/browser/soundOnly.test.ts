// Recordings of sound alone lie on the timeline like any other, in real Chromium: heard whole, at their times, beside pictures.

import { afterEach, expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import type { TimelinePart } from '../../src/core/playbackPorts.ts'
import { makeProberClient } from '../../src/rpc/proberClient.ts'
import { makeBlockVerifier } from '../../workers/fingerprint/blockVerifier.ts'
import { makeTimeline } from '../../workers/segment/makeTimeline.ts'
import type { ClipOptions } from '../support/makeClips.ts'
import { comesTrue, makePart, showTimeline, type Shown } from '../support/showTimeline.ts'

const BEGIN = Date.UTC(2026, 2, 26, 1, 0, 0)
const SECONDS = 9

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
const clip = async (name: string, options: ClipOptions): Promise<File> => new File([bytesOf(await commands.makeClipBytes(name, options))], name)

let shown: Shown | null = null
afterEach(() => {
  shown?.close()
  shown = null
})

/** What is heard of a timeline, decoded by this browser from the segments it is given. */
const heard = async (parts: readonly TimelinePart[], sampleRate: number): Promise<Float32Array> => {
  const timeline = await makeTimeline(parts, await makeBlockVerifier(), { stallMs: 5000 })
  const count = timeline.opened.playlist.match(/segment-\d+/g)?.length ?? 0
  const pieces = [await timeline.init(0)]
  for (let number = 0; number < count; number++) pieces.push(await timeline.segment(number))
  const context = new OfflineAudioContext(1, sampleRate, sampleRate)
  return (await context.decodeAudioData(await new Blob(pieces).arrayBuffer())).getChannelData(0)
}

/** How far sound is from one unbroken tone of 440 Hz, in decibels; its ends are left out. */
const purity = (sound: Float32Array, sampleRate: number): number => {
  const [from, to] = [Math.round(sampleRate / 4), sound.length - Math.round(sampleRate / 4)]
  let [sin, cos, energy] = [0, 0, 0]
  for (let i = from; i < to; i++) {
    const phase = (2 * Math.PI * 440 * i) / sampleRate
    sin += (sound[i] ?? 0) * Math.sin(phase)
    cos += (sound[i] ?? 0) * Math.cos(phase)
    energy += (sound[i] ?? 0) ** 2
  }
  const tone = (2 * (sin ** 2 + cos ** 2)) / (to - from)
  return 10 * Math.log10(tone / Math.max(1e-12, energy - tone))
}

const kinds: readonly (readonly [string, number, ClipOptions, number])[] = [
  ['pcm.wav', 48_000, { extra: ['-c:a', 'pcm_s16le'] }, 60],
  ['law.wav', 8_000, { sampleRate: 8000, extra: ['-c:a', 'pcm_alaw'] }, 20],
  ['ima.wav', 44_100, { sampleRate: 44_100, extra: ['-c:a', 'adpcm_ima_wav'] }, 20],
  ['a.mp3', 44_100, { sampleRate: 44_100, extra: ['-c:a', 'libmp3lame'] }, 30],
  ['layer2.mp3', 48_000, { extra: ['-c:a', 'mp2', '-b:a', '192k', '-f', 'mp2'] }, 30],
  ['a.m4a', 48_000, {}, 30],
  ['pcm.mov', 48_000, { extra: ['-c:a', 'pcm_s24le'] }, 60],
  ['a.aac', 48_000, {}, 30],
  ['a.flac', 44_100, { sampleRate: 44_100, extra: ['-c:a', 'flac'] }, 60],
  ['a.opus', 48_000, { extra: ['-c:a', 'libopus'] }, 20],
  ['a.ogg', 44_100, { sampleRate: 44_100, extra: ['-c:a', 'libvorbis'] }, 20],
  ['a.mka', 48_000, { extra: ['-c:a', 'libmp3lame'] }, 30],
  ['a.ts', 48_000, {}, 30],
  ['layer2.ts', 48_000, { extra: ['-c:a', 'mp2'] }, 30],
  ['pcm.avi', 48_000, { extra: ['-c:a', 'pcm_s16le'] }, 60],
]

test.each(kinds)('%s is one unbroken sound of its own length', async (name, sampleRate, options, least) => {
  const part = await makePart(await clip(name, { seconds: SECONDS, video: false, ...options }), BEGIN, SECONDS)
  const sound = await heard([part], sampleRate)
  expect(Math.abs(sound.length / sampleRate - SECONDS), `${sound.length / sampleRate} s`).toBeLessThan(0.08)
  expect(purity(sound, sampleRate)).toBeGreaterThan(least)
})

test('sound plays behind pictures and before pictures, seeks, steps and is measured', async () => {
  const [before, after] = [await makePart(await clip('a.mp4', { seconds: 4 }), BEGIN, 4), await makePart(await clip('b.mp4', { seconds: 4, audio: false }), BEGIN + 10_000, 4)]
  const part = await makePart(await clip('a.mp3', { seconds: 4, video: false, extra: ['-c:a', 'libmp3lame'] }), BEGIN + 4000, 4)
  const opened = await showTimeline([before, part, after], BEGIN + 3500)
  if ('type' in opened) throw new Error(opened.type)
  shown = opened
  const { player, frames, failures, video, states } = shown
  expect(player.leftOut).toEqual([])
  player.setMuted(true)
  player.setRate(2)
  player.play()
  expect(await comesTrue(() => frames.some((frame) => frame.recordingId === after.recordingId && frame.mediaTime > 0.5), 15_000), JSON.stringify([failures, states.at(-1)])).toBe(true)
  expect(states.find(({ part: number }) => number === 1)?.work).toMatchObject({ soundOnly: true, picture: null, sound: 'mp3' })
  const times = [...new Set(frames.filter((frame) => frame.recordingId === part.recordingId).map((frame) => frame.mediaTime.toFixed(2)))]
  expect(times.length).toBeGreaterThan(30)
  player.pause()
  for (const media of [2.48, 0.02, 3.16]) {
    player.seek(BEGIN + 4000 + media * 1000)
    expect(await comesTrue(() => !video.seeking && Math.abs((frames.at(-1)?.mediaTime ?? -1) - media) < 0.1, 8000), `${media}: ${frames.at(-1)?.mediaTime}`).toBe(true)
  }
  expect(failures).toEqual([])
}, 40_000)

const files = await commands.corpusFiles()
const amr = files.filter((path) => /^audio\/(sample_nb\.amr|bbb_mono.*amrnb\.3gp)$/.test(path))

test.skipIf(amr.length === 0)('AMR sounds as ffmpeg decodes it, over the edges of segments too (skips without the corpus)', async () => {
  for (const path of amr) {
    const encoded = await commands.corpusBytes(path)
    const part = await makePart(new File([bytesOf(encoded)], path.split('/').at(-1)!), BEGIN, 4)
    const sound = await heard([part], 8000)
    const theirs = bytesOf(await commands.decodeByFfmpeg('a.' + path.split('.').at(-1), encoded, ['-f', 'f32le', '-ar', '8000']))
    const wanted = new Float32Array(theirs.buffer)
    expect(Math.abs(sound.length - wanted.length)).toBeLessThan(400)
    // A frame that an edit list cuts in two is played from its end on.
    const apart = (lag: number): number => {
      let [signal, noise] = [0, 0]
      for (let i = 200; i < Math.min(sound.length, wanted.length) - 200; i++) {
        signal += wanted[i + lag]! ** 2
        noise += (sound[i]! - wanted[i + lag]!) ** 2
      }
      return 10 * Math.log10(signal / noise)
    }
    // Decoders of fixed and of floating point are allowed to differ.
    expect(Math.max(...Array.from({ length: 321 }, (_, i) => apart(i - 160))), path).toBeGreaterThan(25)
  }
})

test('AMR of 16 kHz sounds as it was made: a second of 440 Hz', async () => {
  // Made at 6.6 kbit/s with VisualOn's encoder, which few have; ffmpeg's own decoder makes it a quarter quieter.
  const file = new File([await (await fetch(new URL('../vectors/tone.awb', import.meta.url))).arrayBuffer()], 'tone.awb')
  const prober = makeProberClient({ workers: 1 })
  const probed = await prober.probe(file, { path: 'tone.awb', zone: 'Asia/Shanghai', signal: new AbortController().signal })
  prober.dispose()
  expect(probed).toMatchObject({ ok: true, value: { kind: 'audio', container: 'amr', durationMs: 1000, audio: { codec: 'sawb', sampleRate: 16_000, channels: 1 }, playMode: 'decoded' } })
  const sound = await heard([await makePart(file, BEGIN, 1)], 16_000)
  expect(sound.length).toBe(16_000)
  let [across, up, all] = [0, 0, 0]
  sound.subarray(4000, 12_000).forEach((value, i) => {
    const turn = (2 * Math.PI * 440 * i) / 16_000
    across += value * Math.cos(turn)
    up += value * Math.sin(turn)
    all += value * value
  })
  expect((across ** 2 + up ** 2) / 4000 / all).toBeGreaterThan(0.99)
  expect(Math.hypot(across, up) / 4000).toBeCloseTo(9000 / 32_768, 1)
})
