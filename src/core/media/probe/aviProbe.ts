// Probe of AVI: stream headers, the local clock in IDIT, and OpenDML's real frame count.

import type { AudioTrack, TimeCandidate, VideoTrack } from '../../catalog/recording.ts'
import { viewOf } from '../mp4/boxes.ts'
import { textAt } from '../sniff.ts'
import type { ByteSource } from './byteSource.ts'
import { parseTime } from './clockTimes.ts'
import { deviceName, nothingFound, type Found, type TimeContext } from './found.ts'
import { plainTag } from './codecNames.ts'
import { chunksIn, chunkText, type Chunk } from './riffChunks.ts'
import { readWaveFormat } from './waveFormat.ts'

interface Stream {
  readonly video: VideoTrack | null
  readonly audio: AudioTrack | null
  readonly seconds: number | null
  readonly indexed: boolean
}

/** strh (type, handler, scale, rate, length) and strf of one stream. */
const readStream = async (source: ByteSource, list: Chunk): Promise<Stream | null> => {
  let head: Uint8Array = new Uint8Array(0)
  let format: Uint8Array = new Uint8Array(0)
  let indexed = false
  for await (const chunk of chunksIn(source, list.body, list.end)) {
    if (chunk.id === 'strh') head = await source.read(chunk.body, Math.min(chunk.end, chunk.body + 56))
    if (chunk.id === 'indx') indexed = true
    if (chunk.id === 'strf') format = await source.read(chunk.body, Math.min(chunk.end, chunk.body + 64))
  }
  if (head.length < 36) return null
  const view = viewOf(head)
  const [scale, rate, length] = [view.getUint32(20, true), view.getUint32(24, true), view.getUint32(32, true)]
  const seconds = scale > 0 && rate > 0 && length > 0 ? (length * scale) / rate : null
  const type = textAt(head, 0, 4)
  if (type === 'auds') {
    const audio = readWaveFormat(format)
    return { video: null, audio: audio && { codec: audio.codec, sampleRate: audio.sampleRate, channels: audio.channels }, seconds, indexed }
  }
  if (type !== 'vids' || format.length < 20) return null
  const picture = viewOf(format)
  const fps = scale > 0 ? Math.round((rate / scale) * 1000) / 1000 : 0
  const width = Math.max(0, picture.getInt32(4, true))
  const height = Math.abs(picture.getInt32(8, true))
  return { video: { codec: plainTag(textAt(format, 16, 4)), width, height, rotation: 0, fps: fps > 0 && fps <= 1000 ? fps : null }, audio: null, seconds, indexed }
}

/** The longest believable of the streams' lengths; a day and more is a damaged field. */
const longest = (streams: readonly Stream[]): number | null => {
  const lengths = streams.flatMap((stream) => (stream.seconds !== null && stream.seconds < 86_400 ? [stream.seconds] : []))
  return lengths.length === 0 ? null : Math.max(...lengths)
}

export const probeAvi = async (source: ByteSource, context: TimeContext): Promise<Found> => {
  const streams: Stream[] = []
  let idit = ''
  let software = ''
  let date = ''
  let frames: number | null = null
  let movie: Chunk | null = null
  let indexed = false
  const readInfo = async (list: Chunk): Promise<void> => {
    for await (const chunk of chunksIn(source, list.body, list.end)) {
      if (chunk.id === 'ISFT') software = await chunkText(source, chunk)
      if (chunk.id === 'ICRD') date = await chunkText(source, chunk)
    }
  }
  for await (const top of chunksIn(source, 12, source.size)) {
    if (top.form === 'movi') movie ??= top
    if (top.id === 'idx1') indexed = true
    if (top.form === 'INFO') await readInfo(top)
    if (top.id === 'IDIT') idit ||= await chunkText(source, top)
    if (top.form !== 'hdrl') continue
    for await (const chunk of chunksIn(source, top.body, top.end)) {
      if (chunk.id === 'IDIT') idit ||= await chunkText(source, chunk)
      if (chunk.form === 'INFO') await readInfo(chunk)
      if (chunk.form === 'strl') {
        const stream = await readStream(source, chunk)
        if (stream) streams.push(stream)
      }
      if (chunk.form === 'odml')
        for await (const header of chunksIn(source, chunk.body, chunk.end)) if (header.id === 'dmlh') frames = viewOf(await source.read(header.body, header.body + 4)).getUint32(0, true)
    }
  }
  const video = streams.find((stream) => stream.video)
  const fps = video?.video?.fps
  // Files beyond 1 GiB count in strh only what their first RIFF holds.
  const all = frames && fps ? frames / fps : null
  const length = all !== null && all > (video?.seconds ?? 0) && all < 86_400 ? all : longest(video?.seconds ? [video] : streams)
  const created: TimeCandidate | null = parseTime(idit, 'container', context) ?? parseTime(date, 'container', context)
  const cut = movie !== null && movie.body - 4 + movie.statedBytes > source.size
  return {
    ...nothingFound(video || streams.length === 0 ? 'video' : 'audio', 'avi'),
    durationMs: length === null ? null : Math.round(length * 1000),
    video: video?.video ?? null,
    audio: streams.find((stream) => stream.audio)?.audio ?? null,
    times: created ? [created] : [],
    device: deviceName(software),
    damage: streams.length === 0 ? 'no stream header' : movie === null ? 'no pictures or sound' : cut ? 'the end of the file is missing' : null,
    playable: movie !== null,
    ...(movie !== null && cut ? { recovered: 'cut' as const } : movie !== null && !indexed && !streams.some((stream) => stream.indexed) ? { recovered: 'noIndex' as const } : {}),
  }
}
