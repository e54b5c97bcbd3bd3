// Markers as a WebVTT file (W3C WebVTT): one cue each, timed from the begin of the Session by its wall clock.

/** Milliseconds. */
export interface Cue {
  readonly id: string
  readonly fromMs: number
  /** Null: a moment. */
  readonly toMs: number | null
  readonly lines: readonly string[]
}

/** A cue must last: a moment is shown for so long. */
export const momentMs = 2_000

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0')

/** `01:02:03.456` */
export const vttTime = (ms: number): string => {
  const whole = Math.max(0, Math.round(ms))
  return `${pad(Math.floor(whole / 3_600_000))}:${pad(Math.floor(whole / 60_000) % 60)}:${pad(Math.floor(whole / 1000) % 60)}.${pad(whole % 1000, 3)}`
}

/** An arrow ends a note, an empty line ends a cue. */
const plain = (text: string): string => text.replaceAll('-->', '→').replaceAll(/\s*[\r\n]+\s*/g, ' ')
const escaped = (text: string): string => plain(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const writeVtt = (title: string, notes: readonly string[], cues: readonly Cue[]): string =>
  [
    `WEBVTT ${plain(title)}`,
    ...(notes.length > 0 ? [`NOTE\n${notes.map(plain).join('\n')}`] : []),
    ...cues
      .toSorted((a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1))
      .map(({ id, fromMs, toMs, lines }) => `${plain(id)}\n${vttTime(fromMs)} --> ${vttTime(toMs !== null && toMs > fromMs ? toMs : fromMs + momentMs)}\n${lines.map(escaped).filter(Boolean).join('\n')}`),
  ].join('\n\n') + '\n'
