// Hands the times of pictures out in the order of showing, by the counts their slices carry (ITU-T H.264 §8.2.1.1, H.265 §8.3.1).

export interface Place {
  /** The low bits of the picture's place in the order. */
  readonly count: number
  readonly bits: number
  /** An IDR picture: the order begins anew. */
  readonly isFirst: boolean
  /** The high bits of those behind it are told from this one. */
  readonly carriesOn: boolean
}

/** `places`: of the pictures in the order of decoding, null where a picture does not tell: no order goes over it. */
export const handedOut = (times: readonly number[], places: readonly (Place | null)[]): readonly number[] => {
  const shown = [...times]
  let group: { readonly at: number; readonly order: number }[] = []
  let [msb, before] = [0, 0]
  const close = (): void => {
    const slots = group.map(({ at }) => times[at] ?? 0)
    group.toSorted((a, b) => a.order - b.order || a.at - b.at).forEach(({ at }, rank) => {
      shown[at] = slots[rank] ?? 0
    })
    group = []
  }
  places.forEach((place, at) => {
    if (!place || place.isFirst) close()
    if (!place) return
    const { count, bits, isFirst, carriesOn } = place
    if (isFirst) [msb, before] = [0, 0]
    const half = 2 ** (bits - 1)
    const own = count < before && before - count >= half ? msb + 2 * half : count > before && count - before > half ? msb - 2 * half : msb
    group.push({ at, order: own + count })
    if (carriesOn) [msb, before] = [own, count]
  })
  close()
  return shown
}
