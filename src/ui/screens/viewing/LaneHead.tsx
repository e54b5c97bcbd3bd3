// The name of a row where there are several, and by how much its recorder's clock is moved: in steps, and signed.

import { For, Show, type JSX } from 'solid-js'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import type { Companion } from './createCompanions.ts'
import type { LaneRow } from './laneRows.ts'
import { offsetText } from './offsetText.ts'
import { viewingWords as t } from './viewingWords.ts'

const steps = [-1000, -100, 100, 1000] as const

export const LaneHead = (props: { readonly row: LaneRow; readonly number: number; /** Those whose clock can be moved: all of the row, or none. */ readonly companions: readonly Companion[] }): JSX.Element => (
  <div class="laneHead" onPointerDown={(event) => event.stopPropagation()}>
    <span class="clip">
      <kbd>{props.number}</kbd> {props.row.lanes[0]?.row().session.recorder ?? common('unknownRecorder')} <span class="muted">{props.row.lanes[0]?.row().session.officer}</span>
    </span>
    <Show when={props.companions[0]}>
      {(companion) => (
        <span class="laneAlign" role="group" aria-label={t('alignment')}>
          <For each={steps}>
            {(step) => (
              <button type="button" class="alignStep" title={`${step < 0 ? t('earlier', offsetText(step)) : t('later', offsetText(step))}${Math.abs(step) === 100 ? ` (${step < 0 ? '<' : '>'})` : ''}`} onClick={() => props.companions.forEach((one) => one.move(step))}>
                {step === -1000 ? '−1' : step === -100 ? '−.1' : step === 100 ? '+.1' : '+1'}
              </button>
            )}
          </For>
          <span class="mono" classList={{ amber: companion().unsignedMs() !== null }}>
            {t('alignedBy', offsetText(companion().lane.offsetMs()))}
          </span>
          <Show when={companion().unsignedMs() !== null}>
            <Button small tone="accent" icon="shield" title={t('alignAbout', offsetText(companion().lane.offsetMs()))} onClick={() => props.companions.forEach((one) => void one.sign())}>
              {t('alignSign')}
            </Button>
          </Show>
        </span>
      )}
    </Show>
  </div>
)
