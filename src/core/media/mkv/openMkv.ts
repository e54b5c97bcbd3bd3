// Finds where a Matroska or WebM file can be cut: at the key frames its cues name, or, without cues, at clusters that begin with one.

import type { ReadBytes } from '../mp4/boxes.ts'
import type { SampleEntry } from '../mp4/sampleEntry.ts'
import { av1EntryWith, avcEntryWith, hevcEntryWith, vp9Entry } from '../mp4/writeEntries.ts'
import { nalsIn } from '../ts/avc.ts'
import { isHevcKey } from '../ts/hevc.ts'
import { mpeg2EntryWith } from '../ts/mpeg2.ts'
import { mpeg4EntryWith } from '../ts/mpeg4.ts'
import { isMpeg2Key } from '../mpeg2/checkFilm.ts'
import { isMpeg4Key } from '../mpeg4/checkFilm.ts'
import { STREAM_SEGMENT_S, type Streamed, type StreamCut, type StreamSample } from '../streamed.ts'
import { blocksIn, CLUSTER, type Block } from './blocks.ts'
import { ELEMENT_HEAD, readElement } from './elements.ts'
import { isMkvCut } from './isMkvCut.ts'
import { readMkvHeader, type Cue, type MkvHeader, type MkvTrack } from './header.ts'
import { isIdr, nalsWithLengths, withoutRecoveryPoints } from './nals.ts'
import { soundEntry } from './soundEntry.ts'

/** Times are given in microseconds. */
const CLOCK = 1_000_000
const MAX_SEGMENT_BYTES = 96 << 20
const MAX_SECONDS = 86_400
/** More clusters than a day has. */
const MAX_CLUSTERS = 200_000
/** Enough of a cluster to meet its first picture's head. */
const LOOK_BYTES = 16 << 10
/** Sound may be written this much behind the picture it belongs to. */
const SKEW_BYTES = 512 << 10

/** RFC 9559 §5.1.4.1.24 and the Matroska codec registry: simple, advanced simple and advanced profile. */
const isMpeg4 = (codec: string): boolean => /^V_MPEG4\/ISO\/(SP|ASP|AP)$/.test(codec)

const isMpeg2 = (codec: string): boolean => codec === 'V_MPEG1' || codec === 'V_MPEG2'

/** From the codec's own setup; for VP9, which has none, from a key frame. */
const videoEntry = ({ codec, config, width, height }: MkvTrack, frame: Uint8Array | undefined): SampleEntry | null => {
  if (codec === 'V_MPEG4/ISO/AVC') return config.length >= 7 ? avcEntryWith('avc1', width, height, config) : null
  if (codec === 'V_MPEGH/ISO/HEVC') return config.length >= 23 ? hevcEntryWith('hvc1', width, height, config) : null
  if (codec === 'V_MJPEG') return { codec: 'mjpeg', width, height, channels: 0, sampleRate: 0, nalLengthBytes: null, plain: new Uint8Array(0) }
  if (isMpeg4(codec)) return config.length > 0 ? mpeg4EntryWith(new Uint8Array(config), width, height) : null
  if (isMpeg2(codec)) return mpeg2EntryWith(codec === 'V_MPEG1' ? 'mp1v' : 'mp2v', new Uint8Array(config), width, height)
  if (codec === 'V_AV1') return config.length >= 4 ? av1EntryWith(width, height, config) : null
  const first = frame?.[0]
  if (codec !== 'V_VP9' || first === undefined || first >> 6 !== 2) return null
  // VP9 bitstream §6.2: marker, then the profile's bits, low one first.
  const profile = ((first >> 5) & 1) | ((first >> 3) & 2)
  return vp9Entry(width, height, profile, profile >= 2 ? 10 : 8)
}

/** Clusters that begin with a key picture. Reads a little of each. */
const walkClusters = async (read: ReadBytes, size: number, { firstCluster }: MkvHeader, track: number): Promise<readonly Cue[]> => {
  const cues: Cue[] = []
  let at = firstCluster
  for (let clusters = 0; at < size && clusters < MAX_CLUSTERS; clusters++) {
    const head = await read(at, Math.min(size, at + LOOK_BYTES))
    const element = readElement(head, 0, at)
    if (!element || element.end === Infinity) break
    if (element.id === CLUSTER) {
      const first = blocksIn(head, true).find((block) => block.at === 0 && block.track === track)
      if (first?.key) cues.push({ time: first.time, at })
    }
    at = element.end
  }
  return cues
}

/** Those some seconds apart, in order, inside the file, and as `holds` finds them. */
const thinned = async (cues: readonly Cue[], size: number, perSecond: number, holds: (cue: Cue) => Promise<boolean>): Promise<readonly Cue[]> => {
  const kept: Cue[] = []
  for (const cue of cues.toSorted((a, b) => a.time - b.time)) {
    const last = kept.at(-1)
    if (cue.at + ELEMENT_HEAD > size || (last && (cue.at < last.at || cue.time - last.time < STREAM_SEGMENT_S * perSecond)) || !(await holds(cue))) continue
    kept.push(cue)
  }
  return kept
}

/** Matroska has shown times only: decoding takes place in the order of the file, at the times in order. */
const picturesOf = (blocks: readonly Block[], ticks: (time: number) => number, nalLengthBytes: number | null): readonly StreamSample[] => {
  const times = blocks.map(({ time }) => time).toSorted((a, b) => a - b)
  const pictures: StreamSample[] = []
  blocks.forEach(({ bytes, time, key }, i) => {
    const dts = Math.max(ticks(times[i] ?? time), (pictures.at(-1)?.dts ?? -Infinity) + 1)
    const own = nalLengthBytes === null ? { bytes, key } : { bytes: withoutRecoveryPoints(bytes, nalLengthBytes), key: key && isIdr(bytes, nalLengthBytes) }
    pictures.push({ ...own, dts, pts: ticks(time) })
  })
  return pictures
}

interface Heard {
  readonly bytes: Uint8Array
  readonly at: number
}

/** AAC frames follow one another without holes; written times are rounded to a millisecond. */
const soundOf = (heard: readonly Heard[], entry: SampleEntry): readonly StreamSample[] => {
  const step = entry.codec.startsWith('mp4a') && entry.sampleRate > 0 ? (1024 * CLOCK) / entry.sampleRate : null
  let expected: number | null = null
  return heard.map(({ bytes, at: said }) => {
    const at: number = expected !== null && Math.abs(expected - said) <= ROUNDING ? expected : said
    expected = step === null ? null : at + step
    return { bytes, dts: Math.round(at), pts: Math.round(at), key: true }
  })
}
const ROUNDING = 1500

/** Frames that share a time lie evenly between it and the next one; those of the last as the ones before. */
const spread = (blocks: readonly Block[], ticks: (time: number) => number): readonly number[] => {
  const last = blocks.at(-1)
  const before = blocks.findLast(({ time }) => time !== last?.time)
  let step = last && before ? (ticks(last.time) - ticks(before.time)) / before.of : 0
  let next = -Infinity
  return blocks
    .toReversed()
    .map(({ time, nth, of }) => {
      if (next > time) step = (ticks(next) - ticks(time)) / of
      if (nth === 0) next = time
      return ticks(time) + nth * step
    })
    .toReversed()
}

/** null where there is no picture of a codec known here, or nowhere to cut. */
export const openMkv = async (read: ReadBytes, size: number): Promise<Streamed | null> => {
  const header = await readMkvHeader(read, size)
  const video = header?.tracks.find(({ kind }) => kind === 'video')
  if (!header || !video || !/^V_(MPEG4\/ISO\/(AVC|SP|ASP|AP)|MPEGH\/ISO\/HEVC|AV1|VP9|MJPEG|MPEG[12])$/.test(video.codec)) return null
  const audio = header.tracks.find((track) => track.kind === 'audio' && soundEntry(track) !== null) ?? null
  const perSecond = 1e9 / header.scale
  const ticks = (time: number): number => Math.round((time / perSecond) * CLOCK)
  const nalLengthBytes = video.codec === 'V_MPEG4/ISO/AVC' ? ((video.config[4] ?? 3) & 3) + 1 : null
  const hevcLengthBytes = video.codec === 'V_MPEGH/ISO/HEVC' ? ((video.config[21] ?? 3) & 3) + 1 : null
  const holds = async (cue: Cue): Promise<boolean> => {
    for (const bytes of [LOOK_BYTES, SKEW_BYTES]) {
      const blocks = blocksIn(await read(cue.at, Math.min(size, cue.at + bytes)), true)
      const found = blocks.find((block) => block.track === video.number && block.key && block.time === cue.time)
      if (found && hevcLengthBytes !== null) return isHevcKey(nalsWithLengths(found.bytes, hevcLengthBytes))
      if (found && isMpeg2(video.codec)) return isMpeg2Key(nalsIn(found.bytes))
      if (found && isMpeg4(video.codec)) return isMpeg4Key(nalsIn(found.bytes))
      if (found) return nalLengthBytes === null || isIdr(found.bytes, nalLengthBytes)
    }
    return false
  }
  const isCut = await isMkvCut(read, size)
  const cued = header.duration === null || isCut ? [] : await thinned(await header.cues(video.number), size, perSecond, holds)
  const trusted = cued.length > 0
  const keys = trusted ? cued : await thinned(await walkClusters(read, size, header, video.number), size, perSecond, holds)
  const [first, last] = [keys[0], keys.at(-1)]
  if (!first || !last || keys.some((key, i) => (keys[i + 1]?.at ?? size) - key.at > MAX_SEGMENT_BYTES)) return null
  const lastTimes = trusted ? [] : blocksIn(await read(last.at, size)).filter((block) => block.track === video.number).map(({ time }) => time).toSorted((a, b) => a - b)
  const lastStep = lastTimes.length > 1 ? ((lastTimes.at(-1) ?? 0) - (lastTimes[0] ?? 0)) / (lastTimes.length - 1) : perSecond / 25
  const end = ticks(trusted && header.duration !== null ? header.duration : (lastTimes.at(-1) ?? last.time) + lastStep)
  const zero = ticks(first.time)
  if (end <= ticks(last.time) || (end - zero) / CLOCK > MAX_SECONDS) return null
  const range = (number: number): { start: number; end: number } => ({ start: keys[number]?.at ?? 0, end: Math.min(size, keys[number + 1] ? (keys[number + 1]?.at ?? size) + SKEW_BYTES : size) })
  const sound = audio && soundEntry(audio)
  return {
    timescale: CLOCK,
    zero,
    seconds: (end - zero) / CLOCK,
    ...(isCut ? { recovered: 'cut' as const } : {}),
    starts: keys.map(({ time }) => (ticks(time) - zero) / CLOCK),
    range,
    cut: (number, bytes): StreamCut | null => {
      const [key, next] = [keys[number], keys[number + 1]]
      const blocks = blocksIn(bytes)
      const pictures = blocks.filter(({ track }) => track === video.number)
      const from = pictures.findIndex((block) => block.key && block.time === key?.time)
      const to = next ? pictures.findIndex((block) => block.key && block.time === next.time) : pictures.length
      if (!key || from < 0) return null
      const until = next ? ticks(next.time) : end
      const heardAt = (time: number): number => ticks(time) - Math.round((audio?.delay ?? 0) / 1000)
      const all = blocks.filter(({ track }) => track === audio?.number)
      const times = spread(all, heardAt)
      const heard = all.flatMap(({ bytes: frame }, i): readonly Heard[] => ((times[i] ?? 0) >= ticks(key.time) && (times[i] ?? 0) < until ? [{ bytes: frame, at: times[i] ?? 0 }] : []))
      return { video: picturesOf(pictures.slice(from, to < 0 ? pictures.length : to), ticks, nalLengthBytes), audio: sound ? soundOf(heard, sound) : [], audioEnd: until }
    },
    entries: async (verified) => {
      const own = (await readMkvHeader(verified, size))?.tracks
      const [shown, heard] = [own?.find(({ number }) => number === video.number), own?.find(({ number }) => number === audio?.number)]
      const frame = video.codec === 'V_VP9' ? blocksIn(await verified(first.at, Math.min(size, first.at + LOOK_BYTES)), true).find((block) => block.track === video.number)?.bytes : undefined
      const entry = shown && videoEntry(shown, frame)
      return entry ? { video: entry, audio: heard ? soundEntry(heard) : null } : null
    },
  }
}
