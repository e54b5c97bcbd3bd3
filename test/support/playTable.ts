// Reads the README's table of what plays how, so that it can be compared with what was probed and shown.

import type { Probe } from '../../src/core/catalog/recording.ts'
import { codecText } from '../../src/ui/i18n/codecText.ts'

const rowOf = ({ container, recovered, audio, video }: Probe): string => {
  if (recovered === 'noMovieBox') return 'MP4 without movie box'
  if (['mp4', 'mov', '3gp'].includes(container)) return 'MP4, MOV'
  if (container === 'ts') return 'MPEG-TS'
  if (container === 'ps') return 'MPEG-PS'
  if (container === 'mkv' || container === 'webm') return 'Matroska'
  if (container === 'avi') return 'AVI'
  if (video) return container
  return ['m4a', 'aac', 'flac'].includes(container) || (container === 'ogg' && audio?.codec === 'opus') ? 'M4A' : 'WAV'
}

const columnOf = ({ video }: Probe): string => {
  if (!video) return 'sound only'
  const codec = codecText(video.codec)
  return codec === 'VP9' || codec === 'AV1' ? 'AV1, VP9' : codec === 'MPEG-4 Part 2' || codec === 'H.263' ? 'MPEG-4 p2, H.263' : codec === 'MPEG-1' || codec === 'MPEG-2' ? 'MPEG-1, MPEG-2' : codec
}

/** What the table says of it; null where it has no column for that codec. Photos are not in it. */
export const tableSays = (readme: string, probe: Probe): string | null => {
  const cells = readme.split('\n').flatMap((line) => (line.startsWith('| ') ? [line.split('|').map((cell) => cell.trim())] : []))
  const head = cells.find((row) => row.includes('sound only'))
  const column = head?.indexOf(columnOf(probe)) ?? -1
  const row = cells.find((one) => one[1]?.startsWith(rowOf(probe)))
  return column < 0 ? null : (row?.[column] ?? '')
}

/** The table's word for a mode. */
export const tableWord = ({ playMode, recovered }: Probe): string => (recovered === 'noMovieBox' ? 'recovered' : playMode === 'none' ? 'not' : playMode)
