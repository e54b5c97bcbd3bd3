// A form that ends in a signature: says what is signed and by whom, keeps what was typed when it cannot be written.

import { Show, type JSX } from 'solid-js'
import type { Act } from '../../core/policy/acts.ts'
import { common } from '../i18n/common.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { createPerson, createRight } from '../state/createRight.ts'

interface SignDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly about?: JSX.Element
  /** What the signer's role must be permitted; left out where the form opens only for whoever may. */
  readonly act?: Act
  readonly ready: boolean
  /** Names the Deed on the button. */
  readonly sign: string
  /** Whether it was written. */
  readonly onSign: () => Promise<boolean>
  readonly wide?: boolean
  readonly children: JSX.Element
}

export const SignDialog = (props: SignDialogProps): JSX.Element => {
  const person = createPerson()
  const right = props.act ? createRight(props.act) : null
  const may = (): boolean => right?.may() ?? true
  const sign = async (): Promise<void> => {
    if (await props.onSign()) props.onClose()
  }
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      about={props.about}
      wide={props.wide ?? false}
      actions={
        <>
          <span class="muted small grow signedBy">
            <Show when={may()} fallback={common('mayNot', right?.needed() ?? '')}>
              {common('signedBy', person()?.name ?? '', person()?.officerNumber ?? '')}
            </Show>
          </span>
          <Button tone="quiet" onClick={() => props.onClose()}>
            {common('cancel')}
          </Button>
          <Button tone="accent" disabled={!props.ready || !may()} onClick={sign}>
            {props.sign}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  )
}
