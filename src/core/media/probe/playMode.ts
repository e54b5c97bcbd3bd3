// Which Recordings Chromium can show here, decided from the parsed codec: it fails silently, so its events cannot tell.

import type { PlayMode } from '../../catalog/recording.ts'
import type { Found } from './found.ts'

const boxContainers = new Set(['mp4', 'mov', '3gp', 'm4a'])

/** Codecs Media Source Extensions take in fragmented MP4, by the beginning of their RFC 6381 string. */
const timelineVideo = /^(avc[13]\.(42|4d|58|64|6e|7a|f4)|av01\.|vp09\.)/

/** Cut at their key frames by the segment worker; of transport streams it takes out H.264 only. */
const streamed: Readonly<Record<string, RegExp>> = { ts: /^avc/, mkv: timelineVideo, webm: timelineVideo }

const wholeAudio: Readonly<Record<string, RegExp>> = {
  mp3: /^mp3$/,
  wav: /^(pcm-(u8|s16|s24|s32|f32)|alaw|ulaw)$/,
  aac: /^mp4a\.40\./,
  flac: /^flac$/,
  ogg: /^(opus|vorbis|flac)$/,
}
const wholeBoxAudio = /^(mp4a\.(40\.|6b|66|67|68)|opus$|flac$)/i

export const playModeOf = (found: Found): PlayMode => {
  if (!found.playable) return 'none'
  if (found.kind === 'photo') return found.container === 'jpeg' || found.container === 'png' ? 'whole' : 'none'
  if (boxContainers.has(found.container)) {
    if (found.kind === 'video') return found.video && timelineVideo.test(found.video.codec) ? 'timeline' : 'none'
    return found.audio && wholeBoxAudio.test(found.audio.codec) ? 'whole' : 'none'
  }
  const cut = streamed[found.container]
  if (cut && found.kind === 'video') return found.video && cut.test(found.video.codec) && timelineVideo.test(found.video.codec) ? 'timeline' : 'none'
  return found.kind === 'audio' && found.audio && wholeAudio[found.container]?.test(found.audio.codec) ? 'whole' : 'none'
}
