// The sound of a stretch of one Recording as plain numbers: exactly as long as the stretch, silence where there is none.

import { boxesIn } from '../../src/core/media/mp4/boxes.ts'
import { readEsds, type SampleEntry } from '../../src/core/media/mp4/sampleEntry.ts'
import type { Part } from '../segment/part.ts'
import type { Stretch } from './pictures.ts'
import { segmentAt, SLACK_S, soundIn } from './source.ts'

export interface SoundForm {
  readonly sampleRate: number
  readonly channels: number
}

/** One list for each channel. */
export type Plain = readonly Float32Array<ArrayBuffer>[]

/** The header of a sample entry and its sound fields (ISO/IEC 14496-12 §12.2.3). */
const ENTRY_BYTES = 8 + 28
const FULL_BOX_BYTES = 4
/** A decoder of AAC or Opus needs what was heard before. */
const LEAD_S = 0.1
/** Clocks of sound and of its container differ by less. */
const JITTER_S = 0.005
const QUEUED = 100

/** null for what the browser does not decode. */
export const decoderConfig = ({ codec, sampleRate, channels, plain }: SampleEntry): AudioDecoderConfig | null => {
  const boxes = boxesIn(plain, ENTRY_BYTES)
  const of = (type: string): Uint8Array | null => {
    const found = boxes.find((box) => box.type === type)
    return found ? plain.subarray(found.body, found.end) : null
  }
  const config = { codec, sampleRate: sampleRate || 48_000, numberOfChannels: channels }
  if (codec.startsWith('mp4a.40')) {
    const esds = boxes.find((box) => box.type === 'esds')
    const description = esds && readEsds(plain, esds)?.config
    return description && description.length > 0 ? { ...config, description: new Uint8Array(description) } : null
  }
  const flac = codec === 'flac' ? of('dfLa') : null
  if (flac) return { ...config, description: Uint8Array.of(0x66, 0x4c, 0x61, 0x43, ...flac.subarray(FULL_BOX_BYTES)) }
  if (/^mp4a\.(6b|69)$/i.test(codec) || codec === 'mp3') return { ...config, codec: 'mp3' }
  return codec === 'opus' && channels <= 2 ? config : null
}

/** Blocks of at most a second. `form`: that of the sound before it in the same piece, which it must have, too. */
export async function* decodedSound(part: Part, { from, to }: Stretch, form: SoundForm | null, onForm: (form: SoundForm) => void): AsyncGenerator<Plain, void, void> {
  const ready: AudioData[] = []
  let now = form
  let [wake, failed]: [() => void, boolean] = [() => undefined, false]
  let decoder: AudioDecoder | null = null
  const open = (entry: SampleEntry): AudioDecoder | null => {
    const config = decoderConfig(entry)
    if (!config) return null
    const opened = new AudioDecoder({
      output: (data) => {
        ready.push(data)
        wake()
      },
      // A damaged packet closes it; the next one gets a new decoder.
      error: () => wake(),
    })
    try {
      opened.configure(config)
    } catch {
      failed = true
      return null
    }
    opened.addEventListener('dequeue', () => wake())
    return opened
  }

  let block: Plain = []
  let filled = 0
  let done = 0
  const total = (): number => Math.round((to - from) * (now?.sampleRate ?? 0))
  function* give(count: number, valueAt: (channel: number, i: number) => number): Generator<Plain, void, void> {
    if (!now) return
    for (let i = 0; i < count && done < total(); i++, done++) {
      if (filled === 0) block = Array.from({ length: now.channels }, () => new Float32Array(Math.min(now?.sampleRate ?? 0, total() - done)))
      for (let channel = 0; channel < now.channels; channel++) block[channel]![filled] = valueAt(channel, i)
      if (++filled === block[0]?.length) {
        filled = 0
        yield block
      }
    }
  }
  function* giveData(data: AudioData): Generator<Plain, void, void> {
    const { numberOfChannels, numberOfFrames, sampleRate, timestamp } = data
    const planes = Array.from({ length: numberOfChannels }, (_, planeIndex) => {
      const plane = new Float32Array(numberOfFrames)
      data.copyTo(plane, { planeIndex, format: 'f32-planar' })
      return plane
    })
    data.close()
    if (!now) onForm((now = { sampleRate, channels: numberOfChannels }))
    if (sampleRate !== now.sampleRate) throw new Error(`sound of ${sampleRate} Hz behind sound of ${now.sampleRate} Hz`)
    const place = Math.round((timestamp / 1e6 - from) * sampleRate)
    const begin = Math.abs(place - done) <= JITTER_S * sampleRate ? done : place
    if (begin > done) yield* give(begin - done, () => 0)
    const skip = done - begin
    yield* give(numberOfFrames - skip, (channel, i) => planes[Math.min(channel, numberOfChannels - 1)]?.[skip + i] ?? 0)
  }

  try {
    const { starts } = part.shape
    for (let number = segmentAt(part, Math.max(0, from - LEAD_S)); part.shape.hasSound && number < starts.length && (starts[number] ?? 0) < to && !failed; number++) {
      const given = await part.samples(number)
      if (!given.audio) continue
      for (const { bytes, pts } of soundIn(given)) {
        const at = pts / given.audio.timescale - given.plan.zero
        if (at < from - LEAD_S || at >= to + SLACK_S) continue
        if (!decoder || decoder.state !== 'configured') decoder = open(given.audio.entry)
        if (!decoder) break
        decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: Math.round(at * 1e6), data: new Uint8Array(bytes) }))
        while (ready.length > 0 || (decoder.state === 'configured' && decoder.decodeQueueSize > QUEUED)) {
          const data = ready.shift()
          if (data) yield* giveData(data)
          else await new Promise<void>((resolve) => (wake = resolve))
        }
      }
    }
    if (decoder?.state === 'configured') await decoder.flush().catch(() => undefined)
    for (let data = ready.shift(); data; data = ready.shift()) yield* giveData(data)
    if (now) yield* give(total() - done, () => 0)
  } finally {
    for (const data of ready) data.close()
    if (decoder && decoder.state !== 'closed') decoder.close()
  }
}
