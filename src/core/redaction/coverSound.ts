// Silences a stretch of sound, or puts a tone in its place, to the sample.

import type { Redactions } from './redactions.ts'

/** Hertz, and how loud: what an editor's censor tone sounds like. */
const TONE_HZ = 1_000
const TONE_LEVEL = 0.2

/** `atMs`: of the first sample, from the Recording's own begin, not rounded; `channels`: one list each, changed in place. */
export const coverSound = ({ sounds }: Redactions, recordingId: string, atMs: number, sampleRate: number, channels: readonly Float32Array[]): void => {
  const sample = (ms: number): number => ((ms - atMs) / 1000) * sampleRate
  const tone = (index: number): number => TONE_LEVEL * Math.sin(2 * Math.PI * TONE_HZ * (atMs / 1000 + index / sampleRate))
  for (const { style, fromMs, toMs } of sounds.filter((sound) => sound.recordingId === recordingId)) {
    for (const channel of channels) {
      const from = Math.max(0, Math.floor(sample(fromMs)))
      const to = Math.min(channel.length, Math.ceil(sample(toMs)))
      for (let index = from; index < to; index += 1) channel[index] = style === 'tone' ? tone(index) : 0
    }
  }
}
