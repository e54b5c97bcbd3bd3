// The sound of a piece that is exact to the frame: copied where all of it has one form and nobody changes it, else decoded and written as FLAC.

import { equal } from '../../src/core/bytes.ts'
import { flacEntry, flacFrames } from '../../src/core/media/flac/writeFlac.ts'
import { AAC_FRAME, silentFrame } from '../../src/core/media/mp4/silence.ts'
import type { SampleEntry } from '../../src/core/media/mp4/sampleEntry.ts'
import type { StreamSample } from '../../src/core/media/streamed.ts'
import { decodedSound, type Plain, type SoundForm } from './decodedSound.ts'
import type { MovieFile } from './movieFile.ts'
import type { Stretch } from './pictures.ts'
import { endOfSound, segmentAt, SLACK_S, soundIn, soundSource, type Source } from './source.ts'
import type { SoundStep } from './steps.ts'

/** A stretch, and where it stands in the piece, seconds. */
export interface PlacedStretch extends Stretch {
  readonly source: Source
  readonly at: number
}

export interface PieceSound {
  readonly timescale: number
  readonly entry: Uint8Array
  /** In order, ticks of the piece. */
  readonly samples: AsyncGenerator<StreamSample & { readonly end: number }, void, void>
}

interface FirstSound {
  readonly entry: SampleEntry
  readonly timescale: number
}

const firstSound = async ({ source, from }: PlacedStretch): Promise<FirstSound | null> => {
  const part = soundSource(source)
  const { audio } = part.shape.hasSound ? await part.samples(segmentAt(part, from)) : { audio: null }
  return audio && { entry: audio.entry, timescale: audio.timescale }
}

async function* copied(stretches: readonly PlacedStretch[], { entry, timescale }: FirstSound): AsyncGenerator<StreamSample & { readonly end: number }, void, void> {
  const silence = entry.codec === 'mp4a.40.2' ? silentFrame(entry.channels) : null
  const step = Math.round((AAC_FRAME * timescale) / (entry.sampleRate || timescale))
  let last = null as number | null
  for (const { source, from, to, at } of stretches) {
    const part = soundSource(source)
    const { starts, hasSound } = part.shape
    let joint = last !== null
    for (let number = segmentAt(part, from); hasSound && number < starts.length && (starts[number] ?? 0) < to; number++) {
      const given = await part.samples(number)
      const all = soundIn(given)
      for (const [i, { bytes, pts }] of all.entries()) {
        const [begin, end] = [pts, all[i + 1]?.pts ?? endOfSound(given)].map((ticks) => ticks / timescale - given.plan.zero) as [number, number]
        // Only what sounds wholly inside.
        if (begin < from - SLACK_S || end > to + SLACK_S) continue
        const place = Math.max(Math.round((at + begin - from) * timescale), last ?? 0)
        for (; joint && silence && last !== null && place - last >= step; last += step) yield { bytes: silence, dts: last, pts: last, key: true, end: last + step }
        joint = false
        last = place + Math.round((end - begin) * timescale)
        yield { bytes, dts: place, pts: place, key: true, end: last }
      }
    }
  }
}

type Bits = 16 | 24

const bitsOf = ({ codec, plain }: SampleEntry): Bits => (codec === 'flac' && plain[8 + 19] === 24 ? 24 : 16)

const toNumbers = (block: Plain, bits: Bits): Int32Array => {
  const full = 2 ** (bits - 1)
  const [channels, count] = [block.length, block[0]?.length ?? 0]
  const numbers = new Int32Array(channels * count)
  block.forEach((plane, channel) => {
    for (let i = 0; i < count; i++) numbers[i * channels + channel] = Math.max(-full, Math.min(full - 1, Math.round((plane[i] ?? 0) * full)))
  })
  return numbers
}

/** What a player must know of FLAC before the first of it is decoded. */
const decodedForm = async (stretches: readonly PlacedStretch[]): Promise<SoundForm | null> => {
  let form: SoundForm | null = null
  for (const stretch of stretches) {
    for await (const block of decodedSound(stretch.source.heard, { from: stretch.from, to: Math.min(stretch.to, stretch.from + 1) }, null, (found) => (form = found))) if (block) break
    if (form) return form
  }
  return null
}

async function* changed(stretches: readonly PlacedStretch[], form: SoundForm, bits: Bits, step: SoundStep | null): AsyncGenerator<StreamSample & { readonly end: number }, void, void> {
  for (const { source, from, to, at } of stretches) {
    let number = Math.round(at * form.sampleRate)
    for await (const block of decodedSound(source.heard, { from, to }, form, () => undefined)) {
      step?.({ recordingId: source.given.recordingId, atMs: (from + number / form.sampleRate - at) * 1000, sampleRate: form.sampleRate, channels: block })
      const count = block[0]?.length ?? 0
      const frames = flacFrames({ numbers: toNumbers(block, bits), channels: form.channels, bits }, number)
      for (const [i, frame] of frames.entries()) yield { bytes: frame.bytes, dts: number + frame.at, pts: number + frame.at, key: true, end: number + (frames[i + 1]?.at ?? count) }
      number += count
    }
  }
}

/** null where nothing can be heard. */
export const pieceSound = async (stretches: readonly PlacedStretch[], step: SoundStep | null): Promise<PieceSound | null> => {
  const firsts = await Promise.all(stretches.map(firstSound))
  const first = firsts.find((found) => found !== null)
  if (!first) return null
  const alike = firsts.every((found) => found === null || (found.timescale === first.timescale && equal(found.entry.plain, first.entry.plain)))
  // FLAC frames are long, and carry their place; nothing is lost in writing them again.
  if (!step && alike && first.entry.codec !== 'flac') return { timescale: first.timescale, entry: first.entry.plain, samples: copied(stretches, first) }
  const form = await decodedForm(stretches)
  const bits = bitsOf(first.entry)
  return form && { timescale: form.sampleRate, entry: flacEntry(form.sampleRate, form.channels, bits).plain, samples: changed(stretches, form, bits, step) }
}

/** Puts sound beside the pictures as they are written. */
export interface SoundWriter {
  /** What is heard before `end`, seconds of the piece. */
  addUntil(end: number): Promise<void>
  finish(): void
  close(): Promise<void>
}

export const soundWriter = async (sound: PieceSound | null, movie: MovieFile): Promise<SoundWriter> => {
  let next = await sound?.samples.next()
  let [begin, end]: [number | null, number] = [null, 0]
  return {
    addUntil: async (seconds) => {
      const chunk: StreamSample[] = []
      for (; sound && next && !next.done && next.value.dts < seconds * sound.timescale; next = await sound.samples.next()) {
        const { value } = next
        const zero: number = (begin ??= value.dts)
        chunk.push({ ...value, dts: value.dts - zero, pts: value.pts - zero })
        end = value.end - zero
      }
      movie.add('audio', chunk)
    },
    finish: () => {
      if (sound && begin !== null) movie.finish('audio', { timescale: sound.timescale, entry: sound.entry, matrix: null, width: 0, height: 0, lateBy: begin / sound.timescale }, end, end)
    },
    close: async () => {
      await sound?.samples.return?.()
    },
  }
}
