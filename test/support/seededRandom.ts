// Random moments that can be had again: the seed is printed, and taken from FIELDREEL_SEED when it is set.

/** Numbers of [0, 1), by mulberry32. */
export const seededRandom = (name: string): (() => number) => {
  const seed = Number(process.env['FIELDREEL_SEED'] ?? Date.now() % 1_000_000)
  console.log(`${name}: FIELDREEL_SEED=${seed}`)
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
