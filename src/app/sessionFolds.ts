// What Deeds say of whole recorders and of gaps, kept apart: the archive is described anew only when one of these changes.

import type { DeedBook } from '../core/deeds/deedBook.ts'
import { makeLive } from '../core/live.ts'
import { exemptionsOf, type ExemptionRow } from '../core/policy/exemptions.ts'
import { clockReadings, correctionFor, correctSession, type ClockReadings } from '../core/policy/recorderClock.ts'
import type { Live } from '../core/ports.ts'
import type { Session } from '../core/session/session.ts'

export interface SessionFolds {
  readonly readings: Live<ClockReadings>
  readonly exemptions: Live<readonly ExemptionRow[]>
  /** With the true times, where the recorder's clock was measured. */
  corrected(session: Session): Session
  correction(session: Session): ReturnType<typeof correctionFor>
}

export const makeSessionFolds = (deeds: Live<DeedBook>, zone: () => string): SessionFolds => {
  const readings = makeLive<ClockReadings>(new Map())
  const exemptions = makeLive<readonly ExemptionRow[]>([])
  let [measured, exempted] = ['', '']
  const names = (rows: readonly { readonly id: string }[]): string => rows.map(({ id }) => id).join()
  deeds.subscribe((book) => {
    const [read, exempt] = [names(book.of('clockReading')), names(book.of('exemption'))]
    if (read !== measured) readings.set(clockReadings(book))
    if (exempt !== exempted) exemptions.set(exemptionsOf(book))
    measured = read
    exempted = exempt
  })
  const correction = (session: Session): ReturnType<typeof correctionFor> => correctionFor(session, readings.get())
  return { readings, exemptions, correction, corrected: (session) => correctSession(session, correction(session), zone()) }
}
