// Makes something when it is first asked for, and then gives the same.

/** A failure is not kept. */
export const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | null = null
  return () =>
    (made ??= make().catch((thrown: unknown) => {
      made = null
      throw thrown
    }))
}
