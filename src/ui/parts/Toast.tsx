// Short notices at the corner that go away by themselves; failures stay until they are closed.

import { CloseButton, Description, List, Region, Root, Title, toaster } from '@kobalte/core/toast'
import { Portal } from 'solid-js/web'
import { Show, type JSX } from 'solid-js'
import type { FieldreelError } from '../../core/errors.ts'
import { common } from '../i18n/common.ts'
import { messageOf } from '../messages.ts'
import { Icon } from './Icon.tsx'

const icons = { good: 'check', bad: 'warn', plain: 'search' } as const

const show = (tone: keyof typeof icons, title: string, about: string | null): void => {
  toaster.show((props) => (
    <Root toastId={props.toastId} class={`toast ${tone}`} persistent={tone === 'bad'} duration={4000}>
      <Icon name={icons[tone]} />
      <div class="grow">
        <Title class="toastTitle">{title}</Title>
        <Show when={about}>
          <Description class="small muted">{about}</Description>
        </Show>
      </div>
      <CloseButton class="button quiet iconOnly compact" aria-label={common('close')}>
        <Icon name="close" />
      </CloseButton>
    </Root>
  ))
}

export const tell = (title: string, about: string | null = null): void => show('good', title, about)

/** Something was looked for and is not there. */
export const tellNothing = (title: string, about: string | null): void => show('plain', title, about)

/** Cancelling is no failure: nothing is said. */
export const tellProblem = (error: FieldreelError): void => {
  if (error.type === 'Cancelled') return
  const message = messageOf(error)
  show('bad', message.title, `${message.kept} ${message.next}`)
}

export const Toasts = (): JSX.Element => (
  <Portal>
    <Region class="noPrint" aria-label={common('reportList')} limit={4}>
      <List class="toasts" />
    </Region>
  </Portal>
)
