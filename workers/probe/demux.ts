// Reads MKV, WebM, FLAC and Ogg with mediabunny, for the containers core has no reader for.

import type { AudioTrack, VideoTrack } from '../../src/core/catalog/recording.ts'
import { BudgetSpent, ReadFailed } from '../../src/core/media/probe/byteSource.ts'
import { isMkvCut } from '../../src/core/media/mkv/isMkvCut.ts'
import { readMkvInfo } from '../../src/core/media/probe/mkvInfo.ts'
import { parseTime } from '../../src/core/media/probe/clockTimes.ts'
import { deviceName, nothingFound, type Found } from '../../src/core/media/probe/found.ts'
import type { Demux } from '../../src/core/media/probe/probeMedia.ts'
import { openInput } from './openInput.ts'

/** Enough packets to tell a steady frame rate. */
const RATE_PACKETS = 60

const codecOf = async (track: { getCodecParameterString(): Promise<string | null>; getCodec(): Promise<string | null>; getInternalCodecId(): Promise<unknown> }): Promise<string> => {
  const own = await track.getInternalCodecId()
  const known = (await track.getCodecParameterString().catch(() => null)) ?? (await track.getCodec())
  if (known) return known
  if (typeof own === 'string' && /^V_MPEG4\/ISO\/(SP|ASP|AP)$/.test(own)) return 'mp4v.20'
  if (own === 'V_MPEG1' || own === 'V_MPEG2') return own === 'V_MPEG1' ? 'mp1v' : 'mp2v'
  return typeof own === 'string' ? own.replace(/^[VA]_/, '').toLowerCase() : 'unknown'
}

export const demux: Demux = async (source, container, context) => {
  const input = openInput(source)
  try {
    if (!(await input.canRead())) return null
    const tracks = await input.getTracks()
    const video = tracks.find((track) => track.isVideoTrack())
    const audio = tracks.find((track) => track.isAudioTrack())
    const info = container === 'mkv' || container === 'webm' ? await readMkvInfo(source, context) : null
    const tags = await input.getMetadataTags().catch(() => ({ raw: {} }))
    const wanted = [video, audio].filter((track) => track !== undefined)
    const cut = info !== null && (await isMkvCut(source.read, source.size))
    const stated = cut ? null : await input.getDurationFromMetadata(wanted)
    const seconds = stated ?? (await input.computeDuration(wanted))
    const tagged = (pattern: RegExp): string => {
      const value = Object.entries(tags.raw ?? {}).find(([name]) => pattern.test(name))?.[1]
      return typeof value === 'string' ? value : ''
    }
    const said = parseTime(tagged(/^(creation_time|date|creationdate)$/i), 'container', context)
    const rate = video ? await video.computePacketStats(RATE_PACKETS).then((stats) => Math.round(stats.averagePacketRate * 1000) / 1000, () => null) : null
    const videoTrack: VideoTrack | null = video
      ? { codec: await codecOf(video), width: await video.getCodedWidth(), height: await video.getCodedHeight(), rotation: await video.getRotation(), fps: rate && rate > 0 ? rate : null }
      : null
    const audioTrack: AudioTrack | null = audio ? { codec: await codecOf(audio), sampleRate: await audio.getSampleRate(), channels: await audio.getNumberOfChannels() } : null
    return {
      ...nothingFound(video ? 'video' : 'audio', container),
      durationMs: Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : null,
      video: videoTrack,
      audio: audioTrack,
      // A copying program dates its own work in Info and keeps the recorder's date as a tag.
      times: [...(said ? [said] : []), ...(info?.times ?? [])],
      device: deviceName(info?.device ?? tagged(/^(encoder|vendor)$/i)),
      damage: wanted.length === 0 ? 'no video or audio track' : cut ? 'the end of the file is missing' : null,
      ...(cut ? { recovered: 'cut' as const } : {}),
    } satisfies Found
  } catch (reason) {
    if (reason instanceof BudgetSpent || reason instanceof ReadFailed) throw reason
    return null
  } finally {
    input.dispose()
  }
}
