// PCM, G.711 and IMA ADPCM are read as ffmpeg reads them, and FLAC written from them decodes to the same numbers.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { flacEntry, flacFrames } from '../../../../../src/core/media/flac/writeFlac.ts'
import { boxesIn } from '../../../../../src/core/media/mp4/boxes.ts'
import { readMovie } from '../../../../../src/core/media/mp4/readMovie.ts'
import { concat, latin } from '../../../../../src/core/media/mp4/writeBoxes.ts'
import { readSound, soundBits } from '../../../../../src/core/media/sound/readSound.ts'
import { readSoundFile } from '../../../../../src/core/media/sound/readSoundFile.ts'
import { makeTempFolder } from '../../../../support/makeClips.ts'

let folder: Awaited<ReturnType<typeof makeTempFolder>>
beforeAll(async () => {
  folder = await makeTempFolder('sound')
})
afterAll(() => folder.remove())

/** A tone that moves through the whole range, 1.3 s. */
const make = (name: string, codec: string, channels: number, rate = 8000): string => {
  const path = join(folder.path, name)
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', '-f', 'lavfi', '-i', `aevalsrc=0.9*sin(300*t*t)|0.5*sin(900*t):s=${rate}:d=1.3`, '-ac', `${channels}`, '-c:a', codec, path])
  return path
}
const numbersOf = (path: string, bits: 16 | 24): Int32Array => {
  const bytes = execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-i', path, '-f', 's32le', '-'], { maxBuffer: 2 ** 26 })
  return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)).map((value) => value >> (32 - bits))
}

/** The largest difference, as far as both go. */
const apart = (a: Int32Array, b: Int32Array): number => {
  let most = 0
  for (let i = 0; i < Math.min(a.length, b.length); i++) most = Math.max(most, Math.abs(a[i]! - b[i]!))
  return most
}

test.each([['pcm_alaw', 1], ['pcm_mulaw', 2], ['adpcm_ima_wav', 1], ['adpcm_ima_wav', 2], ['pcm_u8', 1], ['pcm_s16le', 2]] as const)('WAVE with %s, %i channels', async (codec, channels) => {
  const path = make(`${codec}${channels}.wav`, codec, channels)
  const bytes = readFileSync(path)
  const track = await readSoundFile(async (start, end) => bytes.subarray(start, end), bytes.length, 'wav')
  const { entry, samples } = track!
  const theirs = numbersOf(path, 16)
  const mine = readSound(concat(...Array.from(samples.offset, (at, i) => bytes.subarray(at, at + samples.size[i]!))), entry.form!, channels)
  // Encoders fill their last block; ffmpeg hands that out, too.
  expect(Math.abs(mine.length - theirs.length)).toBeLessThan(4096)
  // ffmpeg rounds a step of IMA ADPCM once, the standard four times.
  expect(apart(mine, theirs)).toBeLessThanOrEqual(codec === 'adpcm_ima_wav' ? 300 : 0)
})

test.each([['pcm_s24le', 2], ['pcm_f32le', 1], ['pcm_s16be', 2], ['pcm_s24be', 1], ['pcm_s16le', 1], ['pcm_s32be', 2], ['pcm_f32be', 1], ['pcm_mulaw', 1], ['adpcm_ima_qt', 2]] as const)('QuickTime with %s, %i channels, and as FLAC', async (codec, channels) => {
  const path = make(`${codec}${channels}.mov`, codec, channels, 11_025)
  const bytes = readFileSync(path)
  const movie = await readMovie(async (start, end) => bytes.subarray(start, end), bytes.length, () => true)
  const track = movie.ok ? movie.value.audio! : null
  const form = track!.entry.form!
  const { samples } = track!
  const all = concat(...Array.from(samples.offset, (at, i) => bytes.subarray(at, at + samples.size[i]!)))
  const bits = soundBits(form)
  const numbers = readSound(all, form, channels)
  const theirs = numbersOf(path, bits)
  // A block of IMA ADPCM names its first number without the seven lowest bits; ffmpeg goes on with those of the block before.
  expect(apart(numbers, theirs)).toBeLessThanOrEqual(codec.startsWith('pcm_f32') ? 1 : codec === 'adpcm_ima_qt' ? 127 : 0)
  const entry = flacEntry(11_025, channels, bits)
  const dfla = boxesIn(entry.plain, 36)[0]!
  writeFileSync(join(folder.path, 'out.flac'), concat(latin('fLaC'), entry.plain.subarray(dfla.body + 4, dfla.end), ...flacFrames({ numbers, channels, bits }, 5_000_000_000).map((frame) => frame.bytes)))
  const back = numbersOf(join(folder.path, 'out.flac'), bits)
  expect([back.length, apart(back, numbers)]).toEqual([numbers.length, 0])
})
