// Sound as an uncompressed WAVE file, for what the browser's own player does not read.

import type { Bytes } from '../../ids.ts'
import { makeByteSource } from '../probe/byteSource.ts'
import { chunksIn } from '../probe/riffChunks.ts'
import { readWaveFormat } from '../probe/waveFormat.ts'
import { readSound, soundBits } from './readSound.ts'
import { formOfWave } from './soundForm.ts'

const HEAD_BYTES = 44

/** 16 bits; null where it holds no sound that is read here. */
export const toPlainWave = async (wave: Bytes): Promise<Bytes | null> => {
  const source = makeByteSource({ name: '', size: wave.length, lastModified: 0, slice: (start, end) => ({ arrayBuffer: async () => new Uint8Array(wave.subarray(start, end)).buffer }) }, Infinity)
  let [format, sound]: [ReturnType<typeof readWaveFormat>, Uint8Array | null] = [null, null]
  for await (const chunk of chunksIn(source, 12, wave.length)) {
    if (chunk.id === 'fmt ') format = readWaveFormat(wave.subarray(chunk.body, chunk.end))
    if (chunk.id === 'data') sound = wave.subarray(chunk.body, chunk.end)
  }
  const form = format && formOfWave(format.codec, format.channels, format.blockBytes, format.blockSamples)
  if (!format || !form || !sound || soundBits(form) !== 16) return null
  const numbers = readSound(sound, form, format.channels)
  const out = new Uint8Array(HEAD_BYTES + 2 * numbers.length)
  const view = new DataView(out.buffer)
  const text = (at: number, word: string): void => out.set([...word].map((char) => char.charCodeAt(0)), at)
  text(0, 'RIFF')
  view.setUint32(4, out.length - 8, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, format.channels, true)
  view.setUint32(24, format.sampleRate, true)
  view.setUint32(28, format.sampleRate * format.channels * 2, true)
  view.setUint16(32, format.channels * 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, out.length - HEAD_BYTES, true)
  new Int16Array(out.buffer, HEAD_BYTES).set(numbers)
  return out
}
