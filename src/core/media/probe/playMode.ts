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
  ts: /^(avc|hvc1|hev1)/,
  mkv: /^(avc|av01|vp09|hvc1|hev1|mjpeg)/,
  webm: /^(av01|vp09)/,
  avi: /^/,
}

const wholeAudio: Readonly<Record<string, RegExp>> = {
  mp3: /^mp3$/,
  // ADPCM is read here and handed over as PCM.
  wav: /^(pcm-(u8|s16|s24|s32|f32)|alaw|ulaw|adpcm-ima)$/,
  aac: /^mp4a\.40\./,
  flac: /^flac$/,
  ogg: /^(opus|vorbis|flac)$/,
}
const wholeBoxAudio = /^(mp4a\.(40\.|6b|66|67|68)|opus$|flac$)/i

const videoMode = ({ container, recovered }: Found, codec: string): PlayMode => {
  if (!boxContainers.has(container) && !readable[container]?.test(codec)) return 'none'
  // Its own set-up may be lost and another recording's be borrowed.
  if (codec === 'avc1' && recovered === 'noMovieBox') return 'timeline'
  if (timelineVideo.test(codec) || (container === 'avi' && timelineTags.test(codec))) return 'timeline'
  return pictureDecoding(codec) ? 'decoded' : 'none'
}

export const playModeOf = (found: Found): PlayMode => {
  if (!found.playable) return 'none'
  if (found.kind === 'photo') return found.container === 'jpeg' || found.container === 'png' ? 'whole' : 'none'
  if (found.kind === 'video') return found.video ? videoMode(found, found.video.codec) : 'none'
  if (boxContainers.has(found.container)) return found.audio && wholeBoxAudio.test(found.audio.codec) ? 'whole' : 'none'
  return found.audio && wholeAudio[found.container]?.test(found.audio.codec) ? 'whole' : 'none'
}
