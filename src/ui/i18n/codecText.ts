// Codecs by the names people know, from what containers call them.

const names: readonly (readonly [RegExp, string])[] = [
  [/^(avc[13]|h264|x264|davc)/i, 'H.264'],
  [/^(hvc1|hev1|hevc|h265)/i, 'H.265'],
  [/^(mjpg|mjpeg|jpeg|dmb1|jpgl)$/i, 'Motion JPEG'],
  [/^(mp1v|mp4v\.6a|mpg1|m1v1)/i, 'MPEG-1'],
  [/^(mp2v|mp4v\.6[0-5]|mpg2|mpeg$|m2v1|hdv)/i, 'MPEG-2'],
  [/^(mp4v|fmp4|xvid|divx|dx50|mpeg4)/i, 'MPEG-4 Part 2'],
  [/^(s263|h263)/i, 'H.263'],
  [/^av01/, 'AV1'],
  [/^vp09/, 'VP9'],
  [/^mp4a\.(6b|69)|^mp3$/i, 'MP3'],
  [/^mp4a/, 'AAC'],
  [/^(pcm|sowt|twos|lpcm|raw|in24|in32|fl32|fl64|NONE)/, 'PCM'],
  [/^alaw$/, 'G.711 A-law'],
  [/^ulaw$/, 'G.711 µ-law'],
  [/^(adpcm-ima|ima4)$/, 'IMA ADPCM'],
  [/^samr$/, 'AMR-NB'],
  [/^sawb$/, 'AMR-WB'],
  [/^ac-3$/, 'AC-3'],
  [/^ec-3$/, 'E-AC-3'],
  [/^opus$/i, 'Opus'],
  [/^vorbis$/, 'Vorbis'],
]

/** The container's own name where it is not known. */
export const codecText = (codec: string): string => names.find(([pattern]) => pattern.test(codec))?.[1] ?? codec
