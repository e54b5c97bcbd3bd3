// The timeline as an HLS media playlist (RFC 8216): one map a part, a discontinuity between parts.

export interface PlaylistPart {
  /** Epoch milliseconds. */
  readonly startMs: number
  /** Lengths of its segments, by their begins and the part's end: seconds from the part's begin. */
  readonly starts: readonly number[]
  readonly seconds: number
}

export const initName = (part: number): string => `init-${part}.mp4`
export const segmentName = (number: number): string => `segment-${number}.m4s`

/** Segments are numbered through the whole timeline. */
export const writePlaylist = (parts: readonly PlaylistPart[]): string => {
  const body: string[] = []
  let number = 0
  let base = 0
  let longest = 0
  // Rounded ends are subtracted, not lengths rounded, so that errors never add up.
  let written = 0
  parts.forEach(({ startMs, starts, seconds }, part) => {
    if (part > 0) body.push('#EXT-X-DISCONTINUITY')
    body.push(`#EXT-X-MAP:URI="${initName(part)}"`, `#EXT-X-PROGRAM-DATE-TIME:${new Date(startMs).toISOString()}`)
    starts.forEach((_, i) => {
      const end = Math.round((base + (starts[i + 1] ?? seconds)) * 1e6)
      const length = (end - written) / 1e6
      written = end
      longest = Math.max(longest, length)
      body.push(`#EXTINF:${length.toFixed(6)},`, segmentName(number++))
    })
    base += seconds
  })
  return ['#EXTM3U', '#EXT-X-VERSION:7', `#EXT-X-TARGETDURATION:${Math.ceil(longest)}`, '#EXT-X-PLAYLIST-TYPE:VOD', '#EXT-X-INDEPENDENT-SEGMENTS', ...body, '#EXT-X-ENDLIST', ''].join('\n')
}
