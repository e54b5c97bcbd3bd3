// How far a Recorder's clock is off (article 5): readings in, one correction for each Session out. What the catalogue keeps is never changed.

import type { DeedBook } from '../deeds/deedBook.ts'
import type { ReadingMethod } from '../deeds/dutyDeeds.ts'
import { localDay } from '../session/localTime.ts'
import type { Session } from '../session/session.ts'

/** What a Recorder showed when this computer's clock was at `atMs`. */
export interface ClockReading {
  readonly id: string
  readonly serial: string
  readonly method: ReadingMethod
  readonly atMs: number
  readonly shownMs: number
  /** Positive: the Recorder is ahead. */
  readonly offsetMs: number
  readonly uncertaintyMs: number
  /** The clock was put right at once: from then on it is right within the uncertainty. */
  readonly set: boolean
  /** The file in which it was read. */
  readonly recording: string | null
  readonly name: string
}

/** What was taken off the times of one Session. */
export interface ClockCorrection {
  readonly reading: string
  readonly offsetMs: number
  readonly uncertaintyMs: number
  readonly measuredMs: number
}

/** Of each Recorder (`serialKey`), oldest first. */
export type ClockReadings = ReadonlyMap<string, readonly ClockReading[]>

/** Serials are typed by people: capitals and spaces around make no difference. */
export const serialKey = (serial: string): string => serial.trim().toUpperCase()

export const clockReadings = (book: Pick<DeedBook, 'of'>): ClockReadings => {
  const rows = book.of('clockReading').map(({ id, name, madeMs, fields: { serial, method, atMs, shownMs, uncertaintyMs, set, recording } }) => ({ id, serial, method, atMs, shownMs, offsetMs: shownMs - atMs, uncertaintyMs, set, recording, name, madeMs }))
  return Map.groupBy(rows.toSorted((a, b) => a.atMs - b.atMs || a.madeMs - b.madeMs), ({ serial }) => serialKey(serial))
}

/**
 * From a reading until the next one. The last reading made before the Session's end counts for the whole of it, so that
 * the one in which a clock was filmed is corrected too, and no Session is torn apart. Where the clock was set right, what
 * it shows from then on is right, and only the Session in which it was read has the offset. Null: never measured, or no clock.
 */
export const correctionFor = (session: Pick<Session, 'recorder' | 'day' | 'startMs' | 'endMs' | 'parts'>, readings: ClockReadings): ClockCorrection | null => {
  const { recorder, day, startMs, endMs, parts } = session
  if (recorder === null || day === 'unset') return null
  const isReadIn = ({ recording }: ClockReading): boolean => recording !== null && parts.some(({ recordingId }) => recordingId === recording)
  const reading = readings.get(serialKey(recorder))?.findLast((one) => isReadIn(one) || (one.set ? startMs >= one.atMs : endMs - one.offsetMs >= one.atMs))
  return reading ? { reading: reading.id, offsetMs: reading.set && !isReadIn(reading) ? 0 : reading.offsetMs, uncertaintyMs: reading.uncertaintyMs, measuredMs: reading.atMs } : null
}

/** The Session with the times at which it really was; its day may change, its id does not. */
export const correctSession = (session: Session, correction: ClockCorrection | null, zone: string): Session => {
  const { offsetMs } = correction ?? { offsetMs: 0 }
  if (offsetMs === 0) return session
  const span = <T extends { readonly startMs: number; readonly endMs: number }>(one: T): T => ({ ...one, startMs: one.startMs - offsetMs, endMs: one.endMs - offsetMs })
  return { ...span(session), day: localDay(session.startMs - offsetMs, zone), parts: session.parts.map(span), gaps: session.gaps.map(span) }
}
