// The register of Recorders 执法记录仪 (articles 2 and 5): model, who carries it since when, its checks before use, its clock, its use.

import type { DeedBook, DeedRow } from '../deeds/deedBook.ts'
import { localDay } from '../session/localTime.ts'
import type { Session } from '../session/session.ts'
import { clockReadings, serialKey, type ClockReading } from './recorderClock.ts'

export interface RecorderRow {
  readonly serial: string
  readonly model: string
  /** Oldest first; empty: known by its files only. */
  readonly carriers: readonly { readonly officerNumber: string; readonly sinceMs: number; readonly name: string }[]
  /** Oldest first. */
  readonly readings: readonly ClockReading[]
  /** Oldest first. */
  readonly checks: readonly DeedRow<'preUse'>[]
  readonly sessions: number
  /** End of its last Session; null: no footage yet. */
  readonly lastUsedMs: number | null
}

type Used = Pick<Session, 'recorder' | 'day' | 'endMs'>

/** All that were registered, measured, checked or left files, by serial. */
export const recordersOf = (book: Pick<DeedBook, 'of'>, sessions: readonly Used[]): readonly RecorderRow[] => {
  const registered = Map.groupBy(book.of('recorder'), ({ fields }) => serialKey(fields.serial))
  const checks = Map.groupBy(book.of('preUse'), ({ fields }) => serialKey(fields.serial))
  const readings = clockReadings(book)
  const used = Map.groupBy(sessions.filter(({ recorder }) => recorder !== null), ({ recorder }) => serialKey(recorder ?? ''))
  const keys = [...new Set([...registered.keys(), ...checks.keys(), ...readings.keys(), ...used.keys()])].filter((key) => key !== '').sort()
  return keys.map((key) => {
    const rows = (registered.get(key) ?? []).toSorted((a, b) => a.fields.sinceMs - b.fields.sinceMs || a.madeMs - b.madeMs)
    const own = used.get(key) ?? []
    const ends = own.flatMap(({ day, endMs }) => (day === 'unset' ? [] : [endMs]))
    return {
      serial: rows.at(-1)?.fields.serial.trim() ?? own[0]?.recorder ?? key,
      model: rows.findLast(({ fields }) => fields.model !== '')?.fields.model ?? '',
      carriers: rows.map(({ fields: { officerNumber, sinceMs }, name }) => ({ officerNumber: officerNumber.trim(), sinceMs, name })),
      readings: readings.get(key) ?? [],
      checks: checks.get(key) ?? [],
      sessions: own.length,
      lastUsedMs: ends.length > 0 ? ends.reduce((last, ms) => Math.max(last, ms)) : null,
    }
  })
}

/** Officer number of who carried it then; empty: in store; null: nobody is registered for that time. */
export const carrierAt = ({ carriers }: Pick<RecorderRow, 'carriers'>, ms: number): string | null => carriers.findLast(({ sinceMs }) => sinceMs <= ms)?.officerNumber ?? null

/** The last check before use signed on that local day. */
export const checkOn = ({ checks }: Pick<RecorderRow, 'checks'>, day: string, zone: string): DeedRow<'preUse'> | null => checks.findLast(({ madeMs }) => localDay(madeMs, zone) === day) ?? null

export interface CarrierMismatch {
  readonly session: Session
  /** Of the register at the Session's begin; empty: in store. */
  readonly registered: string
  /** Of the file names. */
  readonly found: string
}

/** Article 20: a Recorder used by another than who carries it. Without a register or a number in the names nothing is said. */
export const carrierMismatches = (sessions: readonly Session[], recorders: readonly RecorderRow[]): readonly CarrierMismatch[] => {
  const bySerial = new Map(recorders.map((row) => [serialKey(row.serial), row]))
  return sessions.flatMap((session) => {
    const row = session.recorder === null || session.day === 'unset' ? undefined : bySerial.get(serialKey(session.recorder))
    const registered = row ? carrierAt(row, session.startMs) : null
    return registered === null || session.officer === null || session.officer === registered ? [] : [{ session, registered, found: session.officer }]
  })
}

/** Sessions of registered Recorders on days without a check before use. */
export const uncheckedSessions = (sessions: readonly Session[], recorders: readonly RecorderRow[], zone: string): readonly Session[] => {
  const checked = new Set(recorders.flatMap(({ serial, checks }) => checks.map(({ madeMs }) => `${serialKey(serial)} ${localDay(madeMs, zone)}`)))
  const registered = new Set(recorders.flatMap(({ serial, carriers }) => (carriers.length > 0 ? [serialKey(serial)] : [])))
  return sessions.filter(({ recorder, day }) => recorder !== null && day !== 'unset' && registered.has(serialKey(recorder)) && !checked.has(`${serialKey(recorder)} ${day}`))
}
