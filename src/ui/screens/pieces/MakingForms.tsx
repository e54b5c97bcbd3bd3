// The form that is open while watching, for a still or a range.

import { Match, Switch, type JSX } from 'solid-js'
import type { Making, RangeForm, StillForm } from './createMaking.ts'
import { PieceDialog } from './PieceDialog.tsx'
import { StillDialog } from './StillDialog.tsx'

export const MakingForms = (props: { readonly making: Making; readonly caseNumber: string }): JSX.Element => {
  const still = (): StillForm | undefined => {
    const form = props.making.form()
    return form?.at === 'still' ? form : undefined
  }
  const range = (): RangeForm | undefined => {
    const form = props.making.form()
    return form?.at === 'range' ? form : undefined
  }
  return (
    <Switch>
      <Match when={still()}>
        {(form) => <StillDialog recording={form().recording} cut={form().cut} time={form().time} lines={form().lines} caseNumber={props.caseNumber} onMake={(plans, why) => props.making.make(form().open, plans, why)} onClose={() => props.making.close()} />}
      </Match>
      <Match when={range()}>
        {(form) => <PieceDialog row={form().row} leftOut={form().leftOut} fromMs={form().fromMs} toMs={form().toMs} caseNumber={props.caseNumber} onMake={(plans, why) => props.making.make(form().open, plans, why)} onClose={() => props.making.close()} />}
      </Match>
    </Switch>
  )
}
