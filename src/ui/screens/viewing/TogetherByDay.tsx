// What a Request covers, day by day: each opens on one clock.

import { createMemo, For, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { createSessionIndex } from '../cases/createCases.ts'
import { Together } from './Together.tsx'

export const TogetherByDay = (props: { readonly recordings: ReadonlySet<string> }): JSX.Element => {
  const sessions = createSessionIndex()
  const days = createMemo((): readonly (readonly [day: string, rows: readonly SessionRow[]])[] => {
    const rows = [...new Set([...props.recordings].flatMap((id) => sessions().get(id) ?? []))]
    return [...Map.groupBy(rows, ({ session }) => session.day)].filter(([day]) => day !== 'unset').toSorted(([a], [b]) => (a < b ? -1 : 1))
  })
  return (
    <For each={days()}>
      {([day, rows]) => (
        <div class="row wrap top">
          <strong>{day}</strong>
          <Together alone rows={rows} atMs={({ session }) => session.startMs} />
        </div>
      )}
    </For>
  )
}
