// Making pieces while watching: what the commands take from the picture and the range, and what is then made, one after the other.

import { createSignal, type Accessor } from 'solid-js'
import type { OpenViewing, SessionRow } from '../../../app/app.ts'
import { durationText } from '../../../core/pieces/durationText.ts'
import type { Recording } from '../../../core/catalog/recording.ts'
import type { PieceCut, PiecePlan } from '../../../core/pieces/piece.ts'
import { recorderText } from '../../i18n/recorderText.ts'
import { formatTime, formatZone } from '../../i18n/formats.ts'
import { tell } from '../../parts/Toast.tsx'
import { createRight, type Right } from '../../state/createRight.ts'
import type { Clock } from '../viewing/createClock.ts'
import type { OpenIdentity } from '../viewing/Viewing.tsx'
import { hasClock, wallText } from '../viewing/wallText.ts'
import type { PieceWhy } from './PieceFields.tsx'
import { pieceWords as t } from './pieceWords.ts'

export interface StillForm {
  readonly at: 'still'
  readonly open: OpenViewing
  readonly recording: Recording
  readonly cut: PieceCut
  readonly time: string
  readonly lines: readonly string[]
}

export interface RangeForm {
  readonly at: 'range'
  readonly open: OpenViewing
  readonly row: SessionRow
  readonly leftOut: ReadonlySet<string>
  readonly fromMs: number
  readonly toMs: number
}

export interface Making {
  readonly right: Right
  readonly form: Accessor<StillForm | RangeForm | null>
  readonly hasRange: () => boolean
  takeStill(): void
  takeRange(): void
  make(open: OpenViewing, plans: readonly PiecePlan[], why: PieceWhy): void
  close(): void
}

export const createMaking = (clock: Clock, me: Accessor<OpenIdentity>): Making => {
  const right = createRight('extractEvidence')
  const [form, setForm] = createSignal<StillForm | RangeForm | null>(null)
  const focused = () => {
    const member = clock.focused()
    const open = member?.opened()
    return member && open && right.may() ? { lane: member.lane, frame: member.frame(), open } : null
  }
  const hasRange = (): boolean => clock.range().fromMs !== null && clock.range().toMs !== null

  const takeStill = (): void => {
    const now = focused()
    if (!now?.frame) return
    clock.pause()
    const { recordingId, mediaTime } = now.frame
    const row = now.lane.row()
    const recording = row.recordings.find(({ id }) => id === recordingId)
    const part = row.session.parts.find((one) => one.recordingId === recordingId)
    if (!recording || !part) return
    const atMs = Math.max(0, Math.round(mediaTime * 1000))
    const wallMs = part.startMs + atMs
    const tenths = `${hasClock(row.session) ? formatTime(wallMs) : wallText(row.session, wallMs)}.${String(Math.floor(((wallMs % 1000) + 1000) % 1000)).padStart(3, '0')}`
    const time = hasClock(row.session) ? `${tenths} ${formatZone(wallMs)}` : tenths
    const { name, officerNumber } = me().person
    setForm({
      at: 'still',
      open: now.open,
      recording,
      cut: { recordingId, fromMs: atMs, toMs: atMs },
      time,
      lines: [t('line1', recorderText(row), time), t('line2', recordingId, durationText(atMs)), t('line3', [name, officerNumber].filter(Boolean).join(' '), now.open.viewing, now.open.approval?.slice(0, 16) ?? '')],
    })
  }

  const takeRange = (): void => {
    const now = focused()
    const { fromMs, toMs } = clock.range()
    if (!now || fromMs === null || toMs === null) return void (now && tell(t('pieceNeedsRange')))
    clock.pause()
    const offset = now.lane.offsetMs()
    setForm({ at: 'range', open: now.open, row: now.lane.row(), leftOut: new Set(now.lane.leftOut().keys()), fromMs: fromMs - offset, toMs: toMs - offset })
  }

  /** Failures stand in the strip of running work. */
  const make = (open: OpenViewing, plans: readonly PiecePlan[], { words, caseNumber }: PieceWhy): void => {
    tell(t('making'))
    for (const plan of plans) {
      void open.makePiece({ plan, words: words.trim(), caseNumber: caseNumber.trim() }, { signal: new AbortController().signal, onProgress: () => undefined }).then((made) => made.ok && tell(t('made')))
    }
  }

  return { right, form, hasRange, takeStill, takeRange, make, close: () => setForm(null) }
}
