// Whether a case is open or closed, as a word with a shape.

import { Show, type JSX } from 'solid-js'
import type { CaseRow } from '../../../core/cases/casesOf.ts'
import { Icon } from '../../parts/Icon.tsx'
import { caseWords as t } from './caseWords.ts'

export const CaseStateChip = (props: { readonly row: CaseRow }): JSX.Element => (
  <Show when={props.row.closedMs !== null} fallback={<span class="chip accent">{t('state.open')}</span>}>
    <span class="chip">
      <Icon name="check" size={12} />
      {t('state.closed')}
    </span>
  </Show>
)
