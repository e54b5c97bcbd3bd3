// Lifts a Hold, with the reason.

import { createSignal, type JSX } from 'solid-js'
import type { HoldRow } from '../../../core/custody/holds.ts'
import { TextField } from '../../parts/Field.tsx'
import { useApp } from '../../state/appContext.ts'
import { custodyWords as t } from './custodyWords.ts'
import { SignDialog } from './SignDialog.tsx'

export const LiftDialog = (props: { readonly hold: HoldRow; readonly onClose: (signed: boolean) => void }): JSX.Element => {
  const app = useApp()
  const [reason, setReason] = createSignal('')
  return (
    <SignDialog title={t('liftTitle')} ready={reason().trim() !== ''} onSign={() => app.sign('lift', { hold: props.hold.deed.id, reason: reason().trim() })} onClose={props.onClose}>
      <p>
        <strong>{props.hold.deed.fields.title}</strong> · {props.hold.deed.fields.reason}
      </p>
      <TextField label={t('reason')} rows={3} maxLength={4000} value={reason()} onInput={(event) => setReason(event.currentTarget.value)} />
    </SignDialog>
  )
}
