// The forms of custody that end in a signature: stay open when it fails, and say in which entry it stands.

import { type JSX, type ParentProps } from 'solid-js'
import type { Answer } from '../../../app/app.ts'
import { SignDialog as Form } from '../../parts/SignDialog.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { custodyWords as t } from './custodyWords.ts'

interface SignDialogProps {
  readonly title: string
  readonly about?: string
  readonly verb?: string
  readonly ready: boolean
  readonly wide?: boolean
  readonly onSign: () => Answer<{ readonly seq: number }>
  /** `signed`: it was. */
  readonly onClose: (signed: boolean) => void
}

export const SignDialog = (props: ParentProps<SignDialogProps>): JSX.Element => {
  let signed = false
  const onSign = async (): Promise<boolean> => {
    const answer = await act(props.onSign())
    if (answer) tell(t('signed'), `${props.title} · ${answer.value.seq}`)
    return (signed = answer !== null)
  }
  return (
    <Form open title={props.title} about={props.about} wide={props.wide ?? false} ready={props.ready} sign={props.verb ?? t('sign')} onSign={onSign} onClose={() => props.onClose(signed)}>
      {props.children}
    </Form>
  )
}
