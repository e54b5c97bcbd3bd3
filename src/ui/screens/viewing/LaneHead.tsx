// The name of a row where there are several, and by how much its recorder's clock is moved: in steps, and signed.

import { createSignal, For, Show, type JSX } from 'solid-js'
import { officerText, recorderText } from '../../i18n/recorderText.ts'
import { Button } from '../../parts/Button.tsx'
import type { Companion } from './createCompanions.ts'
import type { LaneRow } from './laneRows.ts'
import { offsetText } from './offsetText.ts'
import { readOffset } from './readClock.ts'
import { viewingWords as t } from './viewingWords.ts'

const steps = [-1000, -100, 100, 1000] as const

export const LaneHead = (props: { readonly row: LaneRow; readonly number: number; /** Those whose clock can be moved: all of the row, or none. */ readonly companions: readonly Companion[] }): JSX.Element => {
  const [typing, setTyping] = createSignal(false)
  /** What is not opened yet cannot be signed yet. */
  const unsigned = (): boolean => props.companions.some((one) => one.player() !== null && one.unsignedMs() !== null)
  const take = (text: string): void => {
    if (!typing()) return
    setTyping(false)
    const ms = readOffset(text)
    if (ms !== null) props.companions.forEach((one) => one.move(ms - one.lane.offsetMs()))
  }
  const onKey = (event: KeyboardEvent & { readonly currentTarget: HTMLInputElement }): void => {
    event.stopPropagation()
    if (event.key === 'Enter') take(event.currentTarget.value)
    if (event.key === 'Escape') setTyping(false)
  }
  return (
    <div class="laneHead" onPointerDown={(event) => event.stopPropagation()}>
      <span class="clip">
        <kbd>{props.number}</kbd> <Show when={props.row.lanes[0]}>{(lane) => <>{recorderText(lane().row())} <span class="muted">{officerText(lane().row())}</span></>}</Show>
      </span>
      <Show when={props.companions.find((one) => one.player()) ?? props.companions[0]}>
        {(companion) => (
          <span class="laneAlign" role="group" aria-label={t('alignment')}>
            <For each={steps}>
              {(step) => (
                <button type="button" class="alignStep" title={`${step < 0 ? t('earlier', offsetText(step)) : t('later', offsetText(step))}${Math.abs(step) === 100 ? ` (${step < 0 ? '<' : '>'})` : ''}`} onClick={() => props.companions.forEach((one) => one.move(step))}>
                  {step === -1000 ? '−1' : step === -100 ? '−.1' : step === 100 ? '+.1' : '+1'}
                </button>
              )}
            </For>
            <Show
              when={typing()}
              fallback={
                <button type="button" class="alignOffset mono" classList={{ amber: unsigned() }} title={t('alignType')} onClick={() => setTyping(true)}>
                  {t('alignedBy', offsetText(companion().lane.offsetMs()))}
                </button>
              }
            >
              <input class="alignInput mono" aria-label={t('alignType')} value={offsetText(companion().lane.offsetMs())} ref={(element) => queueMicrotask(() => element.select())} onKeyDown={onKey} onBlur={(event) => take(event.currentTarget.value)} />
            </Show>
            <Show when={unsigned()}>
              <Button small tone="accent" icon="shield" title={t('alignAbout', offsetText(companion().lane.offsetMs()))} onClick={() => props.companions.forEach((one) => void one.sign())}>
                {t('alignSign')}
              </Button>
            </Show>
          </span>
        )}
      </Show>
    </div>
  )
}
