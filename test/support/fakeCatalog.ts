// A made-up unit's drives, recordings and copies for pictures and component tests: rich, Chinese, and the same every time.

import { sha256, toHex, utf8 } from '../../src/core/bytes.ts'
import type { Copy, Drive, MediaKind, Recording, TimeCandidate } from '../../src/core/catalog/recording.ts'
import { driveId, recordingId, type DriveId } from '../../src/core/ids.ts'
import type { Finding } from '../../src/core/ports.ts'
import { groupSessions } from '../../src/core/session/groupSessions.ts'
import type { Session } from '../../src/core/session/session.ts'

export const zone = 'Asia/Shanghai'
/** 2026-04-02 10:20:00 in Shanghai: "now" of the made-up unit. */
export const nowMs = Date.UTC(2026, 3, 2, 2, 20)
const hour = 3_600_000
const day = 24 * hour

export interface FakeCatalog {
  readonly drives: readonly Drive[]
  readonly recordings: readonly Recording[]
  readonly copies: readonly Copy[]
  readonly sessions: readonly Session[]
  readonly findings: readonly Finding[]
}

/** A small generator of numbers in [0, 1), so that every run draws the same picture. */
const makeDice = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const hashOf = (text: string): string => toHex(sha256(utf8(text)))
export const fakeDriveId = (n: number): DriveId => driveId(hashOf(`drive ${n}`).slice(0, 32))

const cameras = [
  { recorder: 'DSJ3A71', officer: '500114', person: '陈立', device: 'Ambarella H22' },
  { recorder: 'DSJ3A72', officer: '500121', person: '冉小芳', device: 'Ambarella H22' },
  { recorder: 'HKM0091', officer: '500108', person: '向国平', device: 'DS-MCW405' },
  { recorder: 'HKM0093', officer: '500133', person: '周敏', device: 'DS-MCW405' },
] as const

const two = (value: number): string => String(value).padStart(2, '0')
const stampOf = (ms: number): string => {
  const local = new Date(ms + 8 * hour)
  return `${local.getUTCFullYear()}${two(local.getUTCMonth() + 1)}${two(local.getUTCDate())}${two(local.getUTCHours())}${two(local.getUTCMinutes())}${two(local.getUTCSeconds())}`
}

const driveNames = ['一中队 移动硬盘 3', '采集站 A', '归档盘 2026-Q1', '示例介质'] as const

export const makeFakeCatalog = (days = 14): FakeCatalog => {
  const dice = makeDice(20260326)
  const recordings: Recording[] = []
  const copies: Copy[] = []
  const paths: { readonly recording: Recording; readonly path: string }[] = []
  const drives = driveNames.map((name, n): Drive => ({
    id: fakeDriveId(n), name, folderNames: [['DCIM', 'E:', 'BWC_01'], ['采集站A', 'data'], ['ARCHIVE_Q1'], ['sample']][n] ?? [],
    sample: n === 3, firstSeenMs: nowMs - (40 - n) * day, lastSeenMs: n === 2 ? nowMs - 6 * day : nowMs - n * hour, scannedMs: n === 1 ? null : nowMs - n * hour, manifest: n === 1 ? null : hashOf(`manifest ${n}`),
  }))

  const add = (options: { readonly kind: MediaKind; readonly startMs: number | null; readonly lengthMs: number; readonly camera: (typeof cameras)[number] | null; readonly path: string; readonly sequence: number | null; readonly onDrives: readonly number[]; readonly change?: Partial<Recording> }): Recording => {
    const { kind, startMs, lengthMs, camera, path } = options
    const id = recordingId(hashOf(`recording ${path}`))
    const size = kind === 'photo' ? 2_400_000 + Math.floor(dice() * 900_000) : kind === 'audio' ? Math.floor(lengthMs * 16) : Math.floor(lengthMs * 760)
    const times: TimeCandidate[] = startMs === null
      ? [{ source: 'container', ms: Date.UTC(1904, 0, 1), zone: 'utc', plausible: false }, { source: 'fileSystem', ms: Date.UTC(2016, 0, 1, 0, 4), zone: 'local', plausible: false }]
      : [{ source: 'name', ms: startMs, zone: 'local', plausible: true }, { source: kind === 'photo' ? 'exif' : 'container', ms: startMs + (dice() > 0.7 ? 2000 : 0), zone: kind === 'photo' ? 'local' : 'utc', plausible: true }, { source: 'fileSystem', ms: startMs + lengthMs + 1000, zone: 'utc', plausible: true }]
    const recording: Recording = {
      id, size, xxh128: hashOf(`xxh ${path}`).slice(0, 32), kind, container: kind === 'photo' ? 'jpeg' : kind === 'audio' ? 'wav' : 'mp4', durationMs: kind === 'photo' ? null : lengthMs,
      video: kind === 'audio' ? null : { codec: kind === 'photo' ? 'jpeg' : 'avc1.640028', width: kind === 'photo' ? 4608 : 1920, height: kind === 'photo' ? 3456 : 1080, rotation: 0, fps: kind === 'video' ? 30 : null },
      audio: kind === 'photo' ? null : { codec: kind === 'audio' ? 'pcm' : 'mp4a.40.2', sampleRate: 48_000, channels: 1 },
      times, place: dice() > 0.6 ? { lat: 29.533 + dice() / 50, lon: 108.771 + dice() / 50 } : null, device: camera?.device ?? null, playMode: kind === 'video' ? 'timeline' : 'whole', damage: null,
      startMs, timeSource: startMs === null ? null : 'name', recorder: camera?.recorder ?? null, officer: camera?.officer ?? null, sequence: options.sequence, channel: null, grammar: camera ? 'gat947' : null, indexedMs: nowMs - hour,
      ...options.change,
    }
    recordings.push(recording)
    paths.push({ recording, path })
    for (const n of options.onDrives) copies.push({ driveId: fakeDriveId(n), path, size, mtime: (startMs ?? Date.UTC(2016, 0, 1)) + lengthMs, state: 'fingerprinted', recordingId: id, error: null, seenMs: nowMs - n * hour })
    return recording
  }

  for (let d = 0; d < days; d += 1) {
    const midnight = Date.UTC(2026, 3, 2 - d) - 8 * hour
    for (const camera of cameras) {
      if (dice() < 0.3) continue
      const visits = 1 + Math.floor(dice() * 2)
      for (let visit = 0; visit < visits; visit += 1) {
        let at = midnight + (9 + visit * 5) * hour + Math.floor(dice() * 3600) * 1000
        if (at > nowMs - hour) continue
        const onDrives = d < 2 ? [0] : d % 3 === 0 ? [2] : [0, 2]
        const parts = 1 + Math.floor(dice() * 5)
        for (let part = 0; part < parts; part += 1) {
          const length = part === parts - 1 ? 60_000 + Math.floor(dice() * 500_000) : 600_000
          add({ kind: 'video', startMs: at, lengthMs: length, camera, path: `${stampOf(at).slice(0, 8)}/${camera.recorder}_${camera.officer}_${stampOf(at)}_${part + 1}.MP4`, sequence: part + 1, onDrives })
          at += length + (dice() < 0.25 ? 95_000 + Math.floor(dice() * 400_000) : 40)
        }
        if (dice() < 0.4) add({ kind: 'photo', startMs: at - 90_000, lengthMs: 0, camera, path: `${stampOf(at).slice(0, 8)}/${camera.recorder}_${camera.officer}_${stampOf(at - 90_000)}.JPG`, sequence: null, onDrives })
      }
    }
  }
  const tenth = Date.UTC(2026, 2, 27, 6, 12)
  add({ kind: 'audio', startMs: tenth, lengthMs: 1_840_000, camera: cameras[2], path: `20260327/HKM0091_500108_${stampOf(tenth)}.WAV`, sequence: null, onDrives: [0], change: { device: 'Adobe Audition 2024' } })
  add({ kind: 'video', startMs: null, lengthMs: 312_000, camera: null, path: '160101000/00041200AA.MP4', sequence: null, onDrives: [0] })
  add({ kind: 'video', startMs: null, lengthMs: 95_000, camera: null, path: '160101000/00093500AA.MP4', sequence: null, onDrives: [0], change: { damage: { type: 'DamagedMedia', detail: 'moov ends early' }, playMode: 'none' } })

  const oddities: readonly Pick<Copy, 'path' | 'size' | 'state' | 'error'>[] = [
    { path: '20260401/GPS/track_0401.log', size: 88_120, state: 'other', error: { type: 'NotMedia' } },
    { path: 'System Volume Information/IndexerVolumeGuid', size: 76, state: 'other', error: { type: 'NotMedia' } },
    { path: '说明 <b>请勿删除</b>.txt', size: 412, state: 'other', error: { type: 'NotMedia' } },
    { path: '20260401/DSJ3A71_500114_20260401153012_4.MP4', size: 0, state: 'failed', error: { type: 'EmptyFile' } },
    { path: '20260330/HKM0093_500133_20260330101502_2.MP4', size: 461_000_000, state: 'failed', error: { type: 'FileUnreadable', path: '20260330/HKM0093_500133_20260330101502_2.MP4', reason: 'NotReadableError' } },
    { path: '20260329/DSJ3A72_500121_20260329164410.MP4', size: 220_400_000, state: 'missing', error: null },
    { path: '20260402/DSJ3A72_500121_20260402093000_1.MP4', size: 455_800_000, state: 'pending', error: null },
  ]
  for (const odd of oddities) copies.push({ ...odd, driveId: fakeDriveId(0), mtime: nowMs - day, recordingId: null, seenMs: nowMs - hour })
  for (const recording of recordings.slice(0, 3)) copies.push({ driveId: fakeDriveId(1), path: `inbox/${recording.id.slice(0, 8)}.mp4`, size: recording.size, mtime: nowMs - day, state: 'fingerprinted', recordingId: recording.id, error: null, seenMs: nowMs - 2 * hour })

  const sessions = groupSessions(paths, { zone, sessionGapMs: 30 * 60_000 })
  const changed = paths[6]
  const findings: Finding[] = [
    ...(changed ? [{ id: 'f1', type: 'contentChanged' as const, ms: nowMs - 2 * hour, recordingId: changed.recording.id, driveId: fakeDriveId(0), path: changed.path, evidence: { expected: changed.recording.id, found: hashOf('other'), expectedSize: changed.recording.size, foundSize: changed.recording.size - 4096 } }] : []),
    ...recordings.filter(({ startMs }) => startMs === null).map((recording, n): Finding => ({ id: `f-clock-${n}`, type: 'clockNotSet', ms: nowMs - hour, recordingId: recording.id, driveId: fakeDriveId(0), path: copies.find((copy) => copy.recordingId === recording.id)?.path ?? null, evidence: { container: '1904-01-01', fileSystem: '2016-01-01' } })),
  ]
  return { drives, recordings, copies, sessions, findings }
}
