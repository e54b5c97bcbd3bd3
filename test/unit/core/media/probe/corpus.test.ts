// Every file of the real corpus, probed here and by ffprobe, and beside what exiftool said of it; whatever differs has a reason.

import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Probe } from '../../../../../src/core/catalog/recording.ts'
import { probeMedia } from '../../../../../src/core/media/probe/probeMedia.ts'
import { diskFile, ffprobe } from '../../../../support/makeMedia.ts'
import { sharedData } from '../../../../support/sharedData.ts'
import { demux } from '../../../../../workers/probe/demux.ts'

const NOW = Date.UTC(2026, 10, 23)
const ZONE = 'Asia/Shanghai'

interface Row {
  readonly container: string | null
  readonly video: string | null
  readonly size: string | null
  readonly rotation: number | null
  readonly audio: string | null
  readonly sound: string | null
  readonly durationMs: number | null
  readonly time: string | null
  readonly place: string | null
}

const probeRow = async (path: string): Promise<Row | string> => {
  const result = await probeMedia(diskFile(path), { path, zone: ZONE, nowMs: NOW, demux })
  if (!result.ok) return result.error.type
  const probe: Probe = result.value
  const { video, audio, place } = probe
  // Dates from file names and local clocks have no counterpart in ffprobe; the container's own UTC has.
  const utc = probe.times.findLast((time) => time.source === 'container' && time.zone === 'utc')
  const stated = probe.times.find((time) => time.zone === 'offset')
  const local = probe.times.find((time) => time.zone === 'local')
  const sure = utc ?? stated
  const time = sure && sure.ms > 0 ? new Date(sure.ms).toISOString().slice(0, 19) : local ? new Date(local.ms + 8 * 3_600_000).toISOString().slice(0, 19) : null
  return {
    container: probe.container,
    video: video && family(video.codec),
    size: video && video.width > 0 ? `${video.width}x${video.height}` : null,
    rotation: video && video.rotation,
    audio: audio && family(audio.codec),
    sound: audio && audio.sampleRate > 0 ? `${audio.sampleRate}/${audio.channels}` : null,
    durationMs: probe.durationMs,
    time,
    place: place && `${place.lat.toFixed(3)},${place.lon.toFixed(3)}`,
  }
}

/** Codec names of both sides under one name. */
const families: readonly (readonly [RegExp, string])[] = [
  [/^(avc[13](\..*)?|h264|H264)$/, 'h264'], [/^(hvc1|hev1|hevc)(\..*)?$/, 'hevc'], [/^(av01\..*|av1)$/, 'av1'], [/^(mp4v|FMP4|mpeg4)$/, 'mpeg4'], [/^(MJPG|jpeg|mjpeg)$/, 'mjpeg'], [/^(s263|h263)$/, 'h263'],
  [/^(mp2v|mpeg2video)$/, 'mpeg2'], [/^(mp4a\.40\.\d+|aac)$/, 'aac'], [/^(samr|amr_nb)$/, 'amr'], [/^(ac-3|ac3)$/, 'ac3'], [/^(pcm.*|twos|lpcm|raw|alaw|ulaw)$/, 'pcm'], [/^(adpcm.*)$/, 'adpcm'],
]
const family = (codec: string): string => families.find(([pattern]) => pattern.test(codec))?.[1] ?? codec

const containerOf = (path: string, format: string, brand: string): string =>
  format.startsWith('mov') ? (brand.startsWith('3g') ? '3gp' : brand.trim() === 'qt' || brand === '' ? 'mov' : brand === 'M4A ' ? 'm4a' : 'mp4')
  : format === 'mpegts' ? 'ts' : format.startsWith('matroska') ? 'mkv' : /jpeg|image2/.test(format) ? 'jpeg' : format

const ffprobeRow = (path: string): Row | null => {
  const found = ffprobe(path)
  if (!found) return null
  const video = found.streams.find((stream) => stream.codec_type === 'video')
  const audio = found.streams.find((stream) => stream.codec_type === 'audio')
  const container = containerOf(path, found.format.format_name, found.format.tags?.['major_brand'] ?? '')
  const turned = video?.side_data_list?.find((side) => side.rotation !== undefined)?.rotation ?? 0
  const location = found.format.tags?.['com.apple.quicktime.location.ISO6709'] ?? found.format.tags?.['location'] ?? ''
  const [, lat, lon] = /^([+-][\d.]+)([+-][\d.]+)/.exec(location) ?? []
  const time = found.format.tags?.['creation_time']?.replace(' ', 'T').slice(0, 19) ?? null
  return {
    container,
    video: video?.codec_name ? family(video.codec_name) : null,
    size: video?.width ? `${video.width}x${video.height}` : null,
    rotation: video ? (360 - turned) % 360 : null,
    audio: audio?.codec_name ? family(audio.codec_name) : null,
    sound: Number(audio?.sample_rate) > 0 ? `${audio?.sample_rate}/${audio?.channels}` : null,
    durationMs: found.format.duration && container !== 'jpeg' ? Math.round(Number(found.format.duration) * 1000) : null,
    time,
    place: lat && lon ? `${Number(lat).toFixed(3)},${Number(lon).toFixed(3)}` : null,
  }
}

/** Place, time and orientation as exiftool had them, from the corpus' own list. */
const listed = (root: string): ReadonlyMap<string, { readonly place: string; readonly taken: string; readonly orientation: string }> =>
  new Map(readFileSync(join(root, 'SOURCES.md'), 'utf8').split('\n').flatMap((line) => {
    const [, file = '', , probe = '', place = ''] = line.split('|').map((cell) => cell.trim())
    return /^(camera|container|audio|photo|broken)\//.test(file) ? [[file, { place, taken: /DTO=(\S+ \S+)/.exec(probe)?.[1] ?? '', orientation: /orient=(\S+)/.exec(probe)?.[1] ?? '' }] as const] : []
  }))

/** Why a field of a file differs from ffprobe's; an entry that is no longer needed fails the test. */
const reasons: Readonly<Record<string, Partial<Record<keyof Row | 'whole' | 'listed place' | 'listed time', string>>>> = {
  'audio/Sr001-2C-01_01.WAV': { time: 'ffprobe shows the hour of bext only; here its date is read too' },
  'broken/fixture-moov.mov': { whole: 'a movie box cut after 1 KB: recognised, with damage, instead of refused' },
  'broken/init_truncated.mp4': { durationMs: 'the movie box is cut: no duration instead of 0', time: 'cut in the middle of the movie header' },
  'broken/nested_moov_1000.mp4': { whole: 'recognised by its brand, with damage; nothing is read of it' },
  'camera/dashcam-70mai/EV20191130-121156-000131.MP4': { whole: 'recognised by its brand, with damage' },
  'camera/dashcam-70mai/NO20191130-120156-000121.MP4': { 'listed place': 'in the maker\'s own `GPS ` box' },
  'camera/dashcam-70mai/PA20191130-121556-000135.MP4': { durationMs: 'a movie header without any track: nothing lasts a second' },
  'camera/karma.mp4': { 'listed place': 'in the GPMF telemetry track, which needs its samples' },
  'camera/sony-a7-xavc.MP4': { durationMs: 'the header of a file without its pictures: nothing lasts' },
  'container/annex-b.mp4': { durationMs: 'cut after half a second: what is there counts, not what the header says' },
  'container/invalid_userdata.mp4': { durationMs: 'cut before the first sample: nothing lasts' },
  'container/no_timescale.mp4': { rotation: 'a matrix turned by 8 degrees; only quarter turns are kept' },
  'container/sample.mkv': { time: 'DateUTC of the program that copied it, which ffprobe leaves out for a tag of the same meaning' },
  'container/sample_fragmented.mp4': { durationMs: 'ffprobe takes the mark for "unknown" as a duration' },
  'container/sample_fragmented_seekable.mp4': { durationMs: 'ffprobe counts from 0; the fragments begin at 67 ms, mehd says 1068 too' },
  'container/sample_scte35.ts': { durationMs: 'the last packet of sound holds 0.7 s; only its begin is read' },
  'derived/truncated/faststart_cut60.mp4': { durationMs: 'what is there counts, not what the header says' },
  'derived/truncated/powerloss_no_moov.mp4': { whole: 'no movie box: recognised, with damage, so that its content is still fingerprinted and listed' },
  'photo/FLIR iPhone device.jpg': { 'listed time': 'in the maker\'s own FLIR segment, Exif has none', 'listed place': 'in the maker\'s own FLIR segment' },
}
/** Playlists name media, they are none. */
const isPlaylist = (file: string): boolean => file.endsWith('.m3u8')

const samePlace = (mine: string | null, theirs: string): boolean => {
  const [lat = 0, lon = 0] = theirs.split(',').map(Number)
  const [myLat = 0, myLon = 0] = (mine ?? '0,0').split(',').map(Number)
  return Math.abs(lat - myLat) < 0.001 && Math.abs(lon - myLon) < 0.001
}

const within = (field: keyof Row, mine: unknown, theirs: unknown): boolean =>
  mine === theirs || (field === 'durationMs' && typeof mine === 'number' && typeof theirs === 'number' && Math.abs(mine - theirs) <= 50)

test.skipIf(!sharedData)('the real corpus agrees with ffprobe, apart from what is explained (skips without the corpus)', { timeout: 120_000 }, async () => {
  const root = sharedData!
  const files = globSync('{camera,container,broken,audio,photo,derived}/**/*', { cwd: root }).filter((file) => statSync(join(root, file)).isFile() && !isPlaylist(file)).toSorted()
  expect(files.length).toBeGreaterThan(80)
  const unexplained: string[] = []
  const used = new Set<string>()
  const list = listed(root)
  const differs = (file: string, field: keyof Row | 'whole' | 'listed place' | 'listed time', mine: unknown, theirs: unknown): void => {
    if (reasons[file]?.[field]) used.add(`${file} ${field}`)
    else unexplained.push(`${file} ${field}: ${String(mine)} here, ${String(theirs)} there`)
  }
  for (const file of files) {
    const path = join(root, file)
    const mine = await probeRow(path)
    const theirs = ffprobeRow(path)
    if (typeof mine === 'string' || !theirs) {
      if (typeof mine !== 'string' || theirs) differs(file, 'whole', typeof mine === 'string' ? mine : 'a probe', theirs ? theirs.container : 'nothing')
      continue
    }
    // Of photos ffprobe reads no more than the size; the rest is compared with exiftool's.
    const photo = mine.container === 'jpeg'
    const fields = (Object.keys(mine) as (keyof Row)[]).filter((field) => !photo || !['time', 'place', 'rotation'].includes(field))
    for (const field of fields) if (!within(field, mine[field], theirs[field])) differs(file, field, mine[field], theirs[field])
    const known = list.get(file)
    if (known && !samePlace(mine.place, known.place)) differs(file, 'listed place', mine.place, known.place)
    if (!known || !photo) continue
    // A local time stays one; with an offset it is compared as UTC.
    const stamp = known.taken.replace(':', '-').replace(':', '-').replace(' ', 'T')
    const taken = !/^[1-9]/.test(stamp) ? null : /[+-]\d\d:\d\d$/.test(stamp) ? new Date(stamp).toISOString().slice(0, 19) : stamp.slice(0, 19)
    if (mine.time !== taken) differs(file, 'listed time', mine.time, taken)
    expect([file, mine.rotation]).toEqual([file, { 6: 90, 8: 270, 3: 180 }[known.orientation] ?? 0])
  }
  expect(unexplained).toEqual([])
  const stale = Object.entries(reasons).flatMap(([file, fields]) => Object.keys(fields).map((field) => `${file} ${field}`)).filter((key) => !used.has(key))
  expect(stale).toEqual([])
})
