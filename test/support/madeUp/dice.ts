// Chance that is the same at every run: numbers, choices and moments drawn from one named seed.

import { createHash } from 'node:crypto'

export interface Dice {
  /** [0, 1). */
  roll(): number
  /** Whole, both ends included. */
  between(least: number, most: number): number
  pick<T>(list: readonly T[]): T
  /** True so often, of 1. */
  chance(share: number): boolean
  hex(length: number): string
}

/** mulberry32, seeded by SHA-256 of the name. */
export const makeDice = (name: string): Dice => {
  let state = createHash('sha256').update(name).digest().readInt32LE(0)
  const roll = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number): number => least + Math.floor(roll() * (most - least + 1))
  return {
    roll,
    between,
    pick: (list) => {
      const chosen = list[Math.floor(roll() * list.length)]
      if (chosen === undefined) throw new Error('nothing to pick from')
      return chosen
    },
    chance: (share) => roll() < share,
    hex: (length) => Array.from({ length }, () => Math.floor(roll() * 16).toString(16)).join(''),
  }
}
