// Which Recordings Chromium can show here, decided from the parsed codec: it fails silently, so its events cannot tell.

import type { PlayMode } from '../../catalog/recording.ts'
import { pictureDecoding } from '../decoding.ts'
import type { Found } from './found.ts'

const boxContainers = new Set(['mp4', 'mov', '3gp', 'm4a'])

/** Codecs Media Source Extensions take in fragmented MP4, by the beginning of their RFC 6381 string. */
const timelineVideo = /^(avc[13]\.(42|4d|58|64|6e|7a|f4)|av01\.|vp09\.)/

/** AVI names its codecs by tags of its own. */
const timelineTags = /^(h264|x264|avc1|davc)$/i

/** What the segment worker takes out of each container. */
const readable: Readonly<Record<string, RegExp>> = {
  ts: /^(avc|hvc1|hev1|mp4v\.20|mp[12]v)/,
  mkv: /^(avc|av01|vp09|hvc1|hev1|mjpeg|mp4v\.20|mp[12]v)/,
  webm: /^(av01|vp09)/,
  avi: /^/,
}

/** Sound Media Source Extensions take as it is, and what is decoded for them: RFC 6381 names and the containers' own. */
const timelineSound = /^(mp4a\.(40\.(2|5|29)|66|67|68)$|opus$|flac$)/i
const decodedSound = /^(pcm-|alaw$|ulaw$|adpcm-ima$|ima4$|sowt$|twos$|lpcm$|raw $|NONE$|in24$|in32$|fl32$|fl64$|mp[123]$|mp4a\.(6b|69)$|vorbis$|ac-3$|ec-3$|samr$|sawb$)/i

const soundMode = (codec: string): PlayMode => (timelineSound.test(codec) ? 'timeline' : decodedSound.test(codec) ? 'decoded' : 'none')

const videoMode = ({ container, recovered }: Found, codec: string): PlayMode => {
  if (!boxContainers.has(container) && !readable[container]?.test(codec)) return 'none'
  // Its own set-up may be lost and another recording's be borrowed.
  if (codec === 'avc1' && recovered === 'noMovieBox') return 'timeline'
  if (timelineVideo.test(codec) || (container === 'avi' && timelineTags.test(codec))) return 'timeline'
  return pictureDecoding(codec) ? 'decoded' : 'none'
}

export const playModeOf = (found: Found): PlayMode => {
  if (!found.playable) return 'none'
  // HEIC is decoded here; AVIF the browser shows.
  if (found.kind === 'photo') return 'whole'
  if (found.kind === 'video') return found.video ? videoMode(found, found.video.codec) : 'none'
  return found.audio ? soundMode(found.audio.codec) : 'none'
}
