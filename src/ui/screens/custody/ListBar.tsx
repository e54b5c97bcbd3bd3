// The line above a list of custody: filters, how many, and what to do with the chosen ones.

import { Show, type JSX } from 'solid-js'
import { utf8 } from '../../../core/bytes.ts'
import { writeCsv } from '../../../core/format/writeCsv.ts'
import { formatDay } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { saveFile } from '../../state/saveFile.ts'
import { custodyWords as t } from './custodyWords.ts'

interface ListBarProps {
  readonly filters: JSX.Element
  readonly count: string
  readonly chosen: number
  readonly onClear: () => void
  /** For the chosen ones. */
  readonly acts: JSX.Element
  /** Always there. */
  readonly more?: JSX.Element
  readonly csv: { readonly name: string; readonly rows: () => readonly (readonly (string | number)[])[] }
}

export const ListBar = (props: ListBarProps): JSX.Element => (
  <div class="custodyBar">
    <div class="row wrap grow custodyFilters">
      {props.filters}
      <span class="muted small" role="status">
        {props.count}
      </span>
    </div>
    <div class="row wrap">
      <Show when={props.chosen > 0} fallback={props.more}>
        <span class="small">{t('selected', props.chosen)}</span>
        {props.acts}
        <Button small tone="quiet" onClick={() => props.onClear()}>
          {t('clearSelected')}
        </Button>
      </Show>
      <Button small tone="quiet" icon="export" onClick={() => saveFile({ name: `${props.csv.name}-${formatDay(Date.now())}.csv`, bytes: utf8(writeCsv(props.csv.rows())) })}>
        CSV
      </Button>
    </div>
  </div>
)
