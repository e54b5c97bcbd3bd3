// By how much a clock is moved: `+0.4 s`, `−1:02:03.0`.

import { formatDuration } from '../../i18n/formats.ts'

export const offsetText = (ms: number): string => {
  const sign = ms < 0 ? '−' : '+'
  const size = Math.abs(ms)
  return size < 60_000 ? `${sign}${(size / 1000).toFixed(1)} s` : `${sign}${formatDuration(size, true)}`
}
