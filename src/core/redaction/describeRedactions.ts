// What a list of redactions comes to, for the dialog before signing, the result's note and the reader of the log.

import type { BoxSubject, BoxStyle, Redactions, SoundStyle } from './redactions.ts'

export interface RedactionFigures {
  /** By subject and style, in the order of first mention; only what there is. */
  readonly boxes: readonly { readonly subject: BoxSubject; readonly style: BoxStyle; readonly count: number; readonly proposed: number }[]
  readonly sounds: readonly { readonly style: SoundStyle; readonly count: number; readonly ms: number }[]
}

export const describeRedactions = ({ boxes, sounds }: Redactions): RedactionFigures => ({
  boxes: [...Map.groupBy(boxes, ({ subject, style }) => `${subject} ${style}`).values()].map((group) => {
    const { subject, style } = group[0]!
    return { subject, style, count: group.length, proposed: group.filter(({ origin }) => origin === 'proposed').length }
  }),
  sounds: [...Map.groupBy(sounds, ({ style }) => style)].map(([style, group]) => ({ style, count: group.length, ms: group.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) })),
})
