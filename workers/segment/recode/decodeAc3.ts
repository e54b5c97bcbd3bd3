// Decodes AC-3 and E-AC-3 with FFmpeg's decoder in WebAssembly (LGPL, as @mediabunny/ac3 ships it), fetched when it is first needed.

import { registerAc3Decoder } from '@mediabunny/ac3'
import { AudioSampleSink, BufferSource, BufferTarget, EncodedAudioPacketSource, EncodedPacket, Input, MATROSKA, MkvOutputFormat, Output } from 'mediabunny'
import type { DecodedSound } from './decodeSound.ts'
import type { HeardSamples } from './sound.ts'

registerAc3Decoder()

/** The decoder takes a file only: one is made of these samples. */
const asFile = async ({ entry, before, samples, timescale }: HeardSamples): Promise<ArrayBuffer | null> => {
  const target = new BufferTarget()
  const output = new Output({ format: new MkvOutputFormat(), target })
  const source = new EncodedAudioPacketSource(entry.codec === 'ec-3' ? 'eac3' : 'ac3')
  output.addAudioTrack(source)
  await output.start()
  const all = [...before, ...samples]
  const first = all[0]?.pts ?? 0
  for (const { bytes, pts } of all) await source.add(new EncodedPacket(bytes, 'key', (pts - first) / timescale, 0), { decoderConfig: { codec: entry.codec, numberOfChannels: entry.channels, sampleRate: entry.sampleRate } })
  await output.finalize()
  return target.buffer
}

const decode = async (heard: HeardSamples): Promise<DecodedSound | null> => {
  const file = heard.samples.length > 0 ? await asFile(heard) : null
  if (!file) return null
  const input = new Input({ formats: [MATROSKA], source: new BufferSource(file) })
  const numbers: number[] = []
  let [sampleRate, channels, passed] = [0, 0, 0]
  try {
    const track = await input.getPrimaryAudioTrack()
    if (!track) return null
    // One comes out for each that goes in.
    for await (const sample of new AudioSampleSink(track).samples()) {
      if (passed++ >= heard.before.length && (channels === 0 || channels === sample.numberOfChannels)) {
        ;[sampleRate, channels] = [sample.sampleRate, sample.numberOfChannels]
        const planes = Array.from({ length: channels }, (_, planeIndex) => {
          const plane = new Float32Array(sample.numberOfFrames)
          sample.copyTo(plane, { planeIndex, format: 'f32-planar' })
          return plane
        })
        for (let i = 0; i < sample.numberOfFrames; i++) for (const plane of planes) numbers.push(Math.max(-32768, Math.min(32767, Math.round((plane[i] ?? 0) * 32768))))
      }
      sample.close()
    }
  } catch {
    // Damaged sound: what came out before it is heard.
  } finally {
    input.dispose()
  }
  return channels > 0 ? { sound: { numbers: Int32Array.from(numbers), channels, bits: 16 }, sampleRate } : null
}

/** Its worker never answers some damaged sound: then there is none, and the pictures go on. */
const LIMIT_MS = 3000
let stuck = false

/** null where nothing could be decoded. */
export const decodeAc3 = async (heard: HeardSamples): Promise<DecodedSound | null> => {
  if (stuck) return null
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      stuck = true
      resolve(null)
    }, LIMIT_MS)
  })
  return Promise.race([decode(heard), late]).finally(() => clearTimeout(timer))
}
