// How times, lengths and sizes are written; one way everywhere, in digits that align.

import { createSignal } from 'solid-js'
import { language } from './language.ts'

/** IANA zone of the policy profile; the shell sets it from the settings. */
const [zone, setZone] = createSignal('Asia/Shanghai')
export { zone, setZone }

const two = (value: number): string => String(value).padStart(2, '0')

const makers = new Map<string, Intl.DateTimeFormat>()
const fieldsOf = (ms: number): Record<string, string> => {
  const name = zone()
  const maker = makers.get(name) ?? new Intl.DateTimeFormat('en-CA', { timeZone: name, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' })
  makers.set(name, maker)
  return Object.fromEntries(maker.formatToParts(ms).map(({ type, value }) => [type, value]))
}

/** `2026-03-26` */
export const formatDay = (ms: number): string => {
  const { year, month, day } = fieldsOf(ms)
  return `${year}-${month}-${day}`
}

/** `09:36:21`, or `09:36:21.4` */
export const formatClock = (ms: number, tenths = false): string => {
  const { hour, minute, second } = fieldsOf(ms)
  return `${hour}:${minute}:${second}${tenths ? `.${Math.floor((((ms % 1000) + 1000) % 1000) / 100)}` : ''}`
}

/** `2026-03-26 09:36:21` */
export const formatTime = (ms: number): string => `${formatDay(ms)} ${formatClock(ms)}`

/** Name and offset of the zone at that moment, for the hover text. */
export const formatZone = (ms: number): string => {
  const part = new Intl.DateTimeFormat('en', { timeZone: zone(), timeZoneName: 'longOffset' }).formatToParts(ms).find(({ type }) => type === 'timeZoneName')
  return `${zone()} ${part?.value ?? ''}`.trim()
}

/** `2:03` · `1:02:03` · with tenths `1:02:03.4` */
export const formatDuration = (ms: number, tenths = false): string => {
  const whole = Math.floor(ms / 1000)
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const tail = tenths ? `.${Math.floor((ms % 1000) / 100)}` : ''
  return h > 0 ? `${h}:${two(m)}:${two(s)}${tail}` : `${m}:${two(s)}${tail}`
}

/** `+00:01:12`, `−26:00:00`, `±00:00:00`: how far a clock is ahead. */
export const formatOffset = (ms: number): string => {
  const seconds = Math.round(Math.abs(ms) / 1000)
  return `${seconds === 0 ? '±' : ms < 0 ? '−' : '+'}${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** Of a clock's offset: whole seconds, at least one. */
export const wholeSeconds = (ms: number): number => Math.max(1, Math.round(ms / 1000))

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const

/** Binary units, named so: `3.42 GiB`. */
export const formatBytes = (bytes: number): string => {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  const value = bytes / 2 ** (10 * step)
  return `${step === 0 ? value : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${units[step]}`
}

/** `12,345` */
export const formatCount = (value: number): string => value.toLocaleString('en-US')

/** Long waits in words of one unit: "3分钟", "40 s". */
export const formatWait = (seconds: number): string => {
  const english = language() === 'en'
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))}${english ? ' s' : '秒'}`
  if (seconds < 3600) return `${Math.round(seconds / 60)}${english ? ' min' : '分钟'}`
  return `${(seconds / 3600).toFixed(1)}${english ? ' h' : '小时'}`
}
