// All exemption notes: what they say, what they explain, who has read them.

import { A } from '@solidjs/router'
import { For, Show, type JSX } from 'solid-js'
import type { DutyRow } from '../../../core/policy/dutyBoard.ts'
import { sessionsDuring, type ExemptionRow } from '../../../core/policy/exemptions.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { dutyWords as t } from './dutyWords.ts'
import { ExemptionText } from './ExemptionText.tsx'

export const Exemptions = (props: { readonly rows: readonly ExemptionRow[]; readonly sessions: readonly DutyRow[] }): JSX.Element => {
  const gapOwner = (row: ExemptionRow): DutyRow | undefined => props.sessions.find(({ gaps }) => gaps.some(({ exemptions }) => exemptions.some(({ deed }) => deed.id === row.deed.id)))
  const during = (row: ExemptionRow) => sessionsDuring(row, props.sessions.map(({ session }) => session))
  return (
    <Show
      when={props.rows.length > 0}
      fallback={
        <EmptyState icon="check" title={t('nothing')}>
          <p>{t('about.exemptions')}</p>
        </EmptyState>
      }
    >
      <ul class="scroll noteList">
        <For each={props.rows}>
          {(row) => (
            <li>
              <ExemptionText row={row} />
              <div class="row wrap small">
                <Show when={gapOwner(row)}>
                  {(found) => (
                    <A href={`/archive/${found().session.id}`}>
                      {found().session.day} {found().session.recorder}
                    </A>
                  )}
                </Show>
                <Show when={during(row)[0]}>
                  {(first) => (
                    <A class="amber" href={`/archive?officer=${encodeURIComponent(first().officer ?? '')}&from=${first().day}&to=${first().day}`}>
                      {t('during', during(row).length)}
                    </A>
                  )}
                </Show>
              </div>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}
