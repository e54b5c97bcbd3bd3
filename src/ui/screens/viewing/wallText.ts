// How a moment of a Session is written: by the clock, or from the begin where the recorder's clock was not set.

import type { Session } from '../../../core/session/session.ts'
import { formatClock, formatDuration, formatTime } from '../../i18n/formats.ts'

export const hasClock = (session: Session): boolean => session.day !== 'unset'

/** `09:36:21`, with tenths `09:36:21.4`; without a clock `0:12`. */
export const wallText = (session: Session, ms: number, tenths = false): string => (hasClock(session) ? formatClock(ms, tenths) : formatDuration(Math.max(0, ms - (session.parts[0]?.startMs ?? 0)), tenths))

/** `09:36:21`, and its thousandths `040`. */
export const exactText = (session: Session, ms: number): readonly [whole: string, thousandths: string] => {
  const floor = Math.floor(ms / 1000) * 1000
  return [wallText(session, floor), String(Math.floor(ms - floor)).padStart(3, '0')]
}

/** As fine as the ticks are apart. */
export const tickText = (session: Session, ms: number, stepMs: number): string =>
  stepMs >= 100 ? wallText(session, ms, stepMs < 1000) : `${wallText(session, ms)}.${String(Math.floor(((ms % 1000) + 1000) % 1000)).padStart(3, '0')}`

/** Local time ahead of UTC at that moment, milliseconds. */
export const zoneAhead = (session: Session, ms: number): number => {
  if (!hasClock(session)) return -(session.parts[0]?.startMs ?? 0)
  const whole = Math.floor(ms / 1000) * 1000
  return Date.parse(`${formatTime(whole).replace(' ', 'T')}Z`) - whole
}
