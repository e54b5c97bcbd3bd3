// What the prober calls playable is what this Chromium plays: asked of MediaSource, and heard by its own decoders.

import { expect, test } from 'vitest'
import { nothingFound } from '../../src/core/media/probe/found.ts'
import { playModeOf } from '../../src/core/media/probe/playMode.ts'
import type { Container } from '../../src/core/media/sniff.ts'

const videoCodecs = ['avc1.42001e', 'avc1.42c01e', 'avc1.4d401f', 'avc1.58001f', 'avc1.640028', 'avc3.640028', 'avc1.6e0028', 'avc1.7a0028', 'avc1.f40028', 'avc1.000000', 'avc1', 'hvc1.1.6.L120.90', 'hev1.1.6.L93.b0', 'av01.0.05M.08', 'av01.0.08M.10', 'vp09.00.10.08', 'vp08.00.10.08', 'mp4v.20.9', 'mp4v', 's263', 'jpeg', 'mp2v']

test.each(videoCodecs)('%s on the timeline', (codec) => {
  const video = { codec, width: 640, height: 480, rotation: 0, fps: 25 }
  const mode = playModeOf({ ...nothingFound('video', 'mp4'), video })
  expect(mode === 'timeline').toBe(MediaSource.isTypeSupported(`video/mp4; codecs="${codec}"`))
})

const le = (value: number, bytes: number): number[] => Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** at) % 256)
const latin = (text: string): number[] => [...text].map((char) => char.charCodeAt(0))

/** A quarter of a second of a WAV format: mono, 8 kHz. */
const wav = (tag: number, bits: number): Uint8Array<ArrayBuffer> => {
  const block = bits / 8
  const format = [...le(tag, 2), ...le(1, 2), ...le(8000, 4), ...le(8000 * block, 4), ...le(block, 2), ...le(bits, 2)]
  const sound = Array.from({ length: 2000 * block }, (_, at) => (at * 7) & 0x3f)
  const body = [...latin('WAVEfmt '), ...le(format.length, 4), ...format, ...latin('data'), ...le(sound.length, 4), ...sound]
  return Uint8Array.from([...latin('RIFF'), ...le(body.length, 4), ...body])
}

const wavForms: readonly (readonly [string, number, number])[] = [['pcm-u8', 1, 8], ['pcm-s16', 1, 16], ['pcm-s24', 1, 24], ['pcm-s32', 1, 32], ['pcm-f32', 3, 32], ['alaw', 6, 8], ['ulaw', 7, 8], ['g726', 0x45, 8]]

test.each(wavForms)('WAV with %s is decoded', async (codec, tag, bits) => {
  const mode = playModeOf({ ...nothingFound('audio', 'wav'), audio: { codec, sampleRate: 8000, channels: 1 } })
  const played = await new OfflineAudioContext(1, 8000, 8000).decodeAudioData(wav(tag, bits).buffer).then((sound) => sound.length > 0, () => false)
  expect(mode === 'decoded').toBe(played)
})

const alone: readonly (readonly [Container, string, string])[] = [
  ['amr', 'samr', 'decoded'], ['3gp', 'sawb', 'decoded'], ['mp4', 'ac-3', 'decoded'], ['mov', 'lpcm', 'decoded'], ['avi', 'mp3', 'decoded'], ['mp3', 'mp2', 'decoded'],
  ['ts', 'mp4a.40.2', 'timeline'], ['mkv', 'mp4a.40.2', 'timeline'], ['ogg', 'opus', 'timeline'], ['flac', 'flac', 'timeline'], ['wav', 'dts', 'none'], ['mp4', 'alac', 'none'],
]

test.each(alone)('%s with only %s: %s', (container, codec, mode) => {
  expect(playModeOf({ ...nothingFound('audio', container), audio: { codec, sampleRate: 8000, channels: 1 } })).toBe(mode)
})

test('a video track decides, whatever the sound is', () => {
  const video = { codec: 'avc1.640028', width: 640, height: 480, rotation: 0, fps: 25 }
  for (const codec of ['ac-3', 'samr', 'sowt']) expect(playModeOf({ ...nothingFound('video', 'mov'), video, audio: { codec, sampleRate: 8000, channels: 1 } })).toBe('timeline')
  expect(playModeOf({ ...nothingFound('video', 'ts'), video })).toBe('timeline')
  expect(playModeOf({ ...nothingFound('video', 'ts'), video: { ...video, codec: 'hvc1.1.6.L93.b0' } })).toBe('decoded')
  expect(playModeOf({ ...nothingFound('video', 'mkv'), video })).toBe('timeline')
  expect(playModeOf({ ...nothingFound('video', 'webm'), video: { ...video, codec: 'vp8' } })).toBe('none')
  for (const codec of ['H264', 'avc1.640028']) expect(playModeOf({ ...nothingFound('video', 'avi'), video: { ...video, codec } })).toBe('timeline')
  for (const codec of ['MJPG', 'jpeg', 'hvc1.1.6.L93.b0']) expect(playModeOf({ ...nothingFound('video', 'mov'), video: { ...video, codec } })).toBe('decoded')
  for (const codec of ['FMP4', 'XVID', 'H263', 'mpg2', 'mp4v.61']) expect(playModeOf({ ...nothingFound('video', 'avi'), video: { ...video, codec } })).toBe('decoded')
  for (const codec of ['DIV3', 'MP43', 'WMV3', 'mp4v.6d']) expect(playModeOf({ ...nothingFound('video', 'avi'), video: { ...video, codec } })).toBe('none')
  expect(playModeOf({ ...nothingFound('video', 'mp4'), video, playable: false })).toBe('none')
})
