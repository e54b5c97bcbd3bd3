// What one container's reader hands back; probeMedia makes a Probe of it.

import type { AudioTrack, MediaKind, Recovery, TimeCandidate, VideoTrack } from '../../catalog/recording.ts'
import type { Container } from '../sniff.ts'

export interface Place {
  readonly lat: number
  readonly lon: number
}

export interface Found {
  readonly kind: MediaKind
  readonly container: Container
  readonly durationMs: number | null
  readonly video: VideoTrack | null
  readonly audio: AudioTrack | null
  readonly times: readonly TimeCandidate[]
  readonly place: Place | null
  readonly device: string | null
  /** A short English sentence for the record: what is wrong. */
  readonly damage: string | null
  /** false: a codec that is playable as such, in a form Chromium cannot play here. */
  readonly playable: boolean
  readonly recovered?: Recovery
  /** See Probe. */
  readonly hiddenMs?: number
}

/** A time needs to know which zone local clocks ran in, and what "the future" is. */
export interface TimeContext {
  /** IANA zone. */
  readonly zone: string
  /** Epoch milliseconds. */
  readonly nowMs: number
}

export const nothingFound = (kind: MediaKind, container: Container): Found => ({
  kind, container, durationMs: null, video: null, audio: null, times: [], place: null, device: null, damage: null, playable: true,
})

/** Maker and model without saying the maker twice; null when both are empty. */
export const deviceName = (...parts: readonly (string | null | undefined)[]): string | null => {
  const said: string[] = []
  for (const part of parts) {
    const text = (part ?? '').split('\0')[0]?.trim() ?? ''
    const has = (whole: string, piece: string): boolean => whole.toLowerCase().includes(piece.toLowerCase())
    if (text === '' || said.some((before) => has(before, text))) continue
    said.splice(0, said.length, ...said.filter((before) => !has(text, before)), text)
  }
  return said.join(' ').slice(0, 200) || null
}
