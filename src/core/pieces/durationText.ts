// A place inside a Recording as people read it: 1:02:03.400.

const two = (value: number): string => String(value).padStart(2, '0')

/** Whole milliseconds, not negative. */
export const durationText = (ms: number): string => {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(ms % 1000).padStart(3, '0')}`
}
