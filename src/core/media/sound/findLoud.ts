// Moments that stand out of what is heard around them, found in kept sound levels.

import { LEVEL_STEP_MS, QUIETEST_DB } from '../filmstrip.ts'

export interface LoudMoment {
  /** Milliseconds from the begin of what was looked through. */
  readonly fromMs: number
  readonly toMs: number
  /** Of its loudest sample; full scale is 0. */
  readonly peakDb: number
  /** Over its background. */
  readonly overDb: number
}

/** The background is the middle level of so much around a moment, most of it before: the begin of a noise that stays stands out. */
const AROUND_MS = 60_000
const BEFORE = 0.75
const OVER_DB = 15
/** What is quieter is not loud, however silent it was before. */
const LEAST_DB = -35
/** Less apart, it is one moment. */
const JOIN_MS = 3_000
/** Of one stretch of levels, those that stand out most: where everything is loud, nothing is. */
const MOST = 3
/** The background is looked at so often. */
const LOOK_STEPS = 1_000 / LEVEL_STEP_MS

/** `levels`: of one chunk (core/media/filmstrip). In order of time. */
export const findLoud = (levels: Uint8Array): readonly LoudMoment[] => {
  const background = backgroundOf(levels)
  const single = Array.from(levels).flatMap((level, step): LoudMoment[] => {
    const peakDb = decibelsOf(level)
    const overDb = peakDb - decibelsOf(background[Math.floor(step / LOOK_STEPS)] ?? level)
    return overDb >= OVER_DB && peakDb >= LEAST_DB ? [{ fromMs: step * LEVEL_STEP_MS, toMs: (step + 1) * LEVEL_STEP_MS, peakDb, overDb }] : []
  })
  const most = joinLoud(single).toSorted((a, b) => b.overDb - a.overDb).slice(0, MOST)
  return most.toSorted((a, b) => a.fromMs - b.fromMs)
}

/** `moments` in order of time, also of stretches that follow each other. */
export const joinLoud = (moments: readonly LoudMoment[]): readonly LoudMoment[] => {
  const joined: LoudMoment[] = []
  for (const moment of moments) {
    const last = joined.at(-1)
    if (!last || moment.fromMs - last.toMs > JOIN_MS) joined.push(moment)
    else joined[joined.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, moment.toMs), peakDb: Math.max(last.peakDb, moment.peakDb), overDb: Math.max(last.overDb, moment.overDb) }
  }
  return joined
}

const decibelsOf = (level: number): number => QUIETEST_DB * (1 - level / 255)

/** The middle level around each second; at the edges of what is known, of the nearest minute. */
const backgroundOf = (levels: Uint8Array): readonly number[] => {
  const around = Math.min(levels.length, AROUND_MS / LEVEL_STEP_MS)
  const counts = new Uint16Array(256)
  const middles: number[] = []
  let [from, to] = [0, 0]
  for (let at = 0; at < levels.length; at += LOOK_STEPS) {
    const begin = Math.min(Math.max(0, Math.ceil(at - around * BEFORE)), levels.length - around)
    for (; to < begin + around; to++) counts[levels[to]!]!++
    for (; from < begin; from++) counts[levels[from]!]!--
    middles.push(middleOf(counts, around))
  }
  return middles
}

const middleOf = (counts: Uint16Array, all: number): number => {
  let [sum, level] = [0, 0]
  for (; level < 255 && sum + counts[level]! <= all / 2; level++) sum += counts[level]!
  return level
}
