// What was read from a content, as it stands in a manifest: whole numbers and bounded text only, checked on the way in.

import type { MediaError } from '../errors.ts'
import { listedToValues, valuesToListed } from './manifestListed.ts'
import type { AudioTrack, MediaKind, PlayMode, Probe, Recovery, TimeCandidate, TimeSource, VideoTrack } from './recording.ts'

/**
 * [kind, container, durationMs | null, video | null, audio | null, times, place | null, device | null, playMode, damage | null]
 * and behind them, where there are any, `recovered | null`, `hiddenMs | null`, what a playlist says (see manifestListed) `| null` and `refused`
 * video  [codec, width, height, rotation, frames per 1000 s | null]     audio [codec, sampleRate, channels]
 * times  [[source, ms, zone, plausible], …], without `name` and `fileSystem`: those are read from path and mtime where they are needed
 * place  [latitude, longitude] in 10⁻⁷ degrees                         damage [type, detail | limitMs | null]
 */
export const probeToValues = (probe: Probe): readonly unknown[] => [
  probe.kind,
  clip(probe.container, SHORT),
  amount(probe.durationMs),
  probe.video && [clip(probe.video.codec, SHORT), amount(probe.video.width) ?? 0, amount(probe.video.height) ?? 0, rotations.includes(probe.video.rotation) ? probe.video.rotation : 0, amount(probe.video.fps && probe.video.fps * FPS_SCALE)],
  probe.audio && [clip(probe.audio.codec, SHORT), amount(probe.audio.sampleRate) ?? 0, amount(probe.audio.channels) ?? 0],
  probe.times.filter(isOfContent).slice(0, MAX_TIMES).map(({ source, ms, zone, plausible }) => [source, wholeMs(ms), zone, plausible]),
  probe.place && placeToValues(probe.place),
  probe.device === null ? null : clip(probe.device, LONG),
  probe.playMode,
  probe.damage && damageToValues(probe.damage),
  ...tailOf(probe),
]

const tailOf = ({ recovered, hiddenMs, listed, refused }: Probe): readonly unknown[] => {
  const hidden = hiddenMs === undefined ? null : amount(hiddenMs)
  if (refused !== undefined) return [recovered ?? null, hidden, listed === undefined ? null : listedToValues(listed), clip(refused, LONG)]
  if (listed !== undefined) return [recovered ?? null, hidden, listedToValues(listed)]
  return hiddenMs !== undefined ? [recovered ?? null, hidden] : recovered ? [recovered] : []
}

/** null for anything `probeToValues` would not have made. */
export const valuesToProbe = (values: unknown): Probe | null => {
  if (!Array.isArray(values) || values.length < 10 || values.length > 14) return null
  const [kind, container, durationMs, videoValues, audioValues, timeValues, placeValues, device, playMode, damageValues, recovered, hiddenMs, listedValues, refused] = values as readonly unknown[]
  if (values.length === 11 && !isOneOf(recoveries, recovered)) return null
  if (values.length > 11 && !((recovered === null || isOneOf(recoveries, recovered)) && (isAmount(hiddenMs) || (hiddenMs === null && values.length > 12)))) return null
  if (values.length === 14 && !isText(refused, LONG)) return null
  const listed = values.length === 13 || (values.length === 14 && listedValues !== null) ? valuesToListed(listedValues) : null
  if (listed === undefined) return null
  if (!isOneOf(kinds, kind) || !isText(container, SHORT) || !isOneOf(playModes, playMode)) return null
  if (!(durationMs === null || isAmount(durationMs)) || !(device === null || isText(device, LONG))) return null
  const video = nullOr(videoValues, valuesToVideo)
  const audio = nullOr(audioValues, valuesToAudio)
  const place = nullOr(placeValues, valuesToPlace)
  const damage = nullOr(damageValues, valuesToDamage)
  const times = Array.isArray(timeValues) && timeValues.length <= MAX_TIMES ? timeValues.map(valuesToTime) : [undefined]
  if (video === undefined || audio === undefined || place === undefined || damage === undefined || !times.every((time) => time !== undefined)) return null
  return { kind, container, durationMs, video, audio, times, place, device, playMode, damage, ...(isOneOf(recoveries, recovered) ? { recovered } : {}), ...(isAmount(hiddenMs) ? { hiddenMs } : {}), ...(listed ? { listed } : {}), ...(isText(refused, LONG) ? { refused } : {}) }
}

const SHORT = 64
const LONG = 256
const MAX_TIMES = 16
const FPS_SCALE = 1000
const DEGREE_SCALE = 10_000_000
/** Beyond any media: 2^40 ms are 34 years. */
const MAX_AMOUNT = 2 ** 40
/** What a Date can hold. */
const MAX_MS = 8_640_000_000_000_000

const kinds: readonly MediaKind[] = ['video', 'audio', 'photo']
const playModes: readonly PlayMode[] = ['timeline', 'decoded', 'whole', 'none']
const recoveries: readonly Recovery[] = ['noIndex', 'noMovieBox', 'cut', 'misaligned']
const sources: readonly TimeSource[] = ['playlist', 'container', 'exif', 'gps']
const zones: readonly TimeCandidate['zone'][] = ['utc', 'offset', 'local']
const locks = ['noKey', 'wrongKey', 'method'] as const
const rotations: readonly number[] = [0, 90, 180, 270]

const isOfContent = ({ source }: TimeCandidate): boolean => sources.includes(source)

const placeToValues = ({ lat, lon }: { readonly lat: number; readonly lon: number }): readonly number[] | null => {
  const values = [Math.round(lat * DEGREE_SCALE) + 0, Math.round(lon * DEGREE_SCALE) + 0]
  return valuesToPlace(values) ? values : null
}

const damageToValues = (damage: MediaError): readonly unknown[] =>
  damage.type === 'EncryptedMedia' ? [damage.type, clip(`${damage.why} ${damage.method}`, LONG)] : damage.type === 'ProbeTimeout' ? [damage.type, amount(damage.limitMs) ?? 0] : [damage.type, 'detail' in damage ? clip(damage.detail, LONG) : null]

// undefined stands for "not valid" below, for null is a value.

const nullOr = <T>(values: unknown, read: (values: unknown) => T | undefined): T | null | undefined => (values === null ? null : read(values))

const valuesToVideo = (values: unknown): VideoTrack | undefined => {
  if (!isTuple(values, 5)) return undefined
  const [codec, width, height, rotation, fps] = values
  if (!isText(codec, SHORT) || !isAmount(width) || !isAmount(height) || !isOneOf(rotations, rotation) || !(fps === null || isAmount(fps))) return undefined
  return { codec, width, height, rotation, fps: fps === null ? null : fps / FPS_SCALE }
}

const valuesToAudio = (values: unknown): AudioTrack | undefined => {
  if (!isTuple(values, 3)) return undefined
  const [codec, sampleRate, channels] = values
  return isText(codec, SHORT) && isAmount(sampleRate) && isAmount(channels) ? { codec, sampleRate, channels } : undefined
}

const valuesToTime = (values: unknown): TimeCandidate | undefined => {
  if (!isTuple(values, 4)) return undefined
  const [source, ms, zone, plausible] = values
  return isOneOf(sources, source) && isWholeMs(ms) && isOneOf(zones, zone) && typeof plausible === 'boolean' ? { source, ms, zone, plausible } : undefined
}

const valuesToPlace = (values: unknown): { readonly lat: number; readonly lon: number } | undefined => {
  if (!isTuple(values, 2)) return undefined
  const [lat, lon] = values
  const within = (value: unknown, limit: number): value is number => Number.isSafeInteger(value) && Math.abs(value as number) <= limit * DEGREE_SCALE
  return within(lat, 90) && within(lon, 180) ? { lat: lat / DEGREE_SCALE, lon: lon / DEGREE_SCALE } : undefined
}

const valuesToDamage = (values: unknown): MediaError | undefined => {
  if (!isTuple(values, 2)) return undefined
  const [type, more] = values
  if ((type === 'EmptyFile' || type === 'NotMedia') && more === null) return { type }
  if ((type === 'DamagedMedia' || type === 'ProbeCrashed') && isText(more, LONG)) return { type, detail: more }
  if (type === 'EncryptedMedia' && isText(more, LONG)) {
    const [, why, method = ''] = /^(noKey|wrongKey|method) (.*)$/s.exec(more) ?? []
    return isOneOf(locks, why) ? { type, why, method } : undefined
  }
  return type === 'ProbeTimeout' && isAmount(more) ? { type, limitMs: more } : undefined
}

const isTuple = (value: unknown, length: number): value is readonly unknown[] => Array.isArray(value) && value.length === length
const isOneOf = <T>(list: readonly T[], value: unknown): value is T => (list as readonly unknown[]).includes(value)
const isText = (value: unknown, limit: number): value is string => typeof value === 'string' && value.length <= limit
const isAmount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAX_AMOUNT
const isWholeMs = (value: unknown): value is number => Number.isSafeInteger(value) && Math.abs(value as number) <= MAX_MS

const amount = (value: number | null): number | null => {
  const whole = value === null ? null : Math.round(value) + 0
  return isAmount(whole) ? whole : null
}
const wholeMs = (ms: number): number => Math.min(MAX_MS, Math.max(-MAX_MS, Math.round(ms) + 0))
/** Never between the halves of one character. */
const clip = (text: string, limit: number): string => text.toWellFormed().slice(0, limit).replace(/[\ud800-\udbff]$/, '')
