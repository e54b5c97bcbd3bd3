// A form whose end is a signature: says who will sign, stays open when it fails, and says in which entry it stands.

import { type JSX, type ParentProps } from 'solid-js'
import type { Answer } from '../../../app/app.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
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
  const identity = createLive(() => useApp().identity)
  const name = (): string => {
    const who = identity()
    return who?.state === 'open' ? who.person.name : ''
  }
  const sign = async (): Promise<void> => {
    const answer = await act(props.onSign())
    if (!answer) return
    tell(t('signed'), `${props.title} · ${answer.value.seq}`)
    props.onClose(true)
  }
  return (
    <Dialog
      open
      wide={props.wide ?? false}
      title={props.title}
      about={props.about}
      onClose={() => props.onClose(false)}
      actions={
        <>
          <span class="muted small grow">{t('signer', name())}</span>
          <Button tone="quiet" onClick={() => props.onClose(false)}>
            {common('cancel')}
          </Button>
          <Button tone="accent" disabled={!props.ready} onClick={sign}>
            {props.verb ?? t('sign')}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  )
}
