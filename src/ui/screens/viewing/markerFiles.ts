// A Session's markers as files that other programs read.

import type { OutFile } from '../../../app/app.ts'
import { utf8 } from '../../../core/bytes.ts'
import { writeAnnotations, mediaFragment } from '../../../core/format/webAnnotation.ts'
import { momentMs, vttTime, writeVtt } from '../../../core/format/webVtt.ts'
import { formatDuration, formatTime, formatZone } from '../../i18n/formats.ts'
import { language } from '../../i18n/language.ts'
import type { Lane } from './lane.ts'
import { markerKindText } from './markerKindText.ts'
import { viewingWords as t } from './viewingWords.ts'
import { hasClock } from './wallText.ts'

const nameOf = (lane: Lane, suffix: string): string => [t('markers'), lane.row().session.day, lane.row().session.recorder ?? lane.id.slice(0, 8)].join('-') + suffix

/** With when each begins by its own recorder's clock. */
const placedMarkers = (lane: Lane) =>
  lane.markers().flatMap((marker) => {
    const part = lane.row().session.parts.find(({ recordingId }) => recordingId === marker.recordingId)
    return part ? [{ ...marker, wallMs: part.startMs + marker.atMs }] : []
  })

const writtenTime = (lane: Lane, ms: number): string => (hasClock(lane.row().session) ? `${formatTime(ms)} ${formatZone(ms)}` : formatDuration(ms, true))

export const vttFile = (lane: Lane): OutFile => {
  const { session } = lane.row()
  const zero = session.parts[0]?.startMs ?? 0
  const notes = [t('vttZero', writtenTime(lane, zero)), t('vttMoments', momentMs / 1000), ...session.parts.map(({ recordingId, startMs }) => `${vttTime(startMs - zero)} urn:sha256:${recordingId}`)]
  const cues = placedMarkers(lane).map(({ marker, wallMs, atMs, toMs, kind, text, person, recordingId }) => ({
    id: marker,
    fromMs: wallMs - zero,
    toMs: toMs === null ? null : wallMs - zero + toMs - atMs,
    lines: [`[${markerKindText(kind)}] ${text}`, `${writtenTime(lane, wallMs)} · ${person}`, `urn:sha256:${recordingId}#${mediaFragment({ atMs, toMs })}`],
  }))
  return { name: nameOf(lane, '.vtt'), bytes: utf8(writeVtt(`${session.day} ${session.recorder ?? ''}`.trim(), notes, cues)) }
}

export const annotationFile = (lane: Lane): OutFile => {
  const { session } = lane.row()
  const annotations = placedMarkers(lane).map(({ marker, recordingId, atMs, toMs, kind, text, person, writtenMs, wallMs }) => ({ id: marker, recording: recordingId, atMs, toMs, tag: markerKindText(kind), text, language: language() === 'en' ? 'en' : 'zh-CN', creator: person, createdMs: writtenMs, wallMs }))
  return { name: nameOf(lane, '.jsonld'), bytes: utf8(writeAnnotations(`${t('markers')} ${session.day} ${session.recorder ?? ''}`.trim(), annotations)) }
}
