// The exemption notes that explain one gap, whether a head has read what was said of it, and the way to write one.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { RecordingId, SessionId } from '../../../core/ids.ts'
import type { DutyGap, DutyRow } from '../../../core/policy/dutyBoard.ts'
import { Button } from '../../parts/Button.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createRight } from '../../state/createRight.ts'
import { dutyWords as t } from './dutyWords.ts'
import { ExemptionDialog } from './ExemptionDialog.tsx'
import { Acknowledged, ExemptionText } from './ExemptionText.tsx'
import './duty.css'

export const GapExemptions = (props: { readonly session: SessionId; readonly after: RecordingId }): JSX.Element => {
  const duty = createLive(() => useApp().duty)
  const right = createRight('writeFieldNote')
  const [writing, setWriting] = createSignal(false)
  const row = (): DutyRow | undefined => duty()?.rows.find(({ session }) => session.id === props.session)
  const gap = (): DutyGap | undefined => row()?.gaps.find(({ after }) => after === props.after)
  const report = () => duty()?.interruptions.find(({ explanation }) => explanation.explanation === gap()?.explanations[0]?.explanation)
  return (
    <>
      <Show when={report()}>{(found) => <Acknowledged rows={found().acknowledged} />}</Show>
      <For each={gap()?.exemptions}>
        {(exemption) => (
          <div class="gapExemption">
            <span class="chip">{t('exempt')}</span>
            <ExemptionText row={exemption} />
          </div>
        )}
      </For>
      <Show when={right.may() && gap()?.exemptions.length === 0}>
        <Button small tone="quiet" onClick={() => setWriting(true)}>
          {t('writeExemption')}
        </Button>
      </Show>
      <Show when={writing() && row() && gap()}>
        <ExemptionDialog gap={{ gap: gap() as DutyGap, session: (row() as DutyRow).session }} onClose={() => setWriting(false)} />
      </Show>
    </>
  )
}
