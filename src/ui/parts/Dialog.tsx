// A modal dialog, and the sheet that slides in for details on narrow screens; focus stays inside, Escape closes.

import { Content, CloseButton, Description, Overlay, Portal, Root, Title } from '@kobalte/core/dialog'
import { Show, type JSX } from 'solid-js'
import { common } from '../i18n/common.ts'
import { Icon } from './Icon.tsx'

interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  /** One sentence under the title. */
  readonly about?: JSX.Element
  readonly children: JSX.Element
  /** The row of buttons. */
  readonly actions?: JSX.Element
  readonly wide?: boolean
}

/** What says `autofocus`; else the first control, which is the closing button. */
const focusMarked = (event: Event): void => {
  const marked = event.currentTarget instanceof Element ? event.currentTarget.querySelector<HTMLElement>('[autofocus]') : null
  if (!marked) return
  event.preventDefault()
  marked.focus()
}

const Frame = (props: DialogProps & { readonly shape: 'dialog' | 'sheet' }): JSX.Element => (
  <Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
    <Portal>
      <Overlay class="overlay" />
      <Content class={`${props.shape} ${props.wide ? 'wide' : ''}`} onOpenAutoFocus={focusMarked}>
        <header class="row dialogHead">
          <Title class="grow">{props.title}</Title>
          <CloseButton class="button quiet iconOnly" aria-label={common('close')} title={common('close')}>
            <Icon name="close" />
          </CloseButton>
        </header>
        <div class="dialogBody scroll stack">
          <Show when={props.about}>
            <Description class="muted">{props.about}</Description>
          </Show>
          {props.children}
        </div>
        <Show when={props.actions}>
          <footer class="row dialogFoot">{props.actions}</footer>
        </Show>
      </Content>
    </Portal>
  </Root>
)

export const Dialog = (props: DialogProps): JSX.Element => <Frame {...props} shape="dialog" />

export const Sheet = (props: DialogProps): JSX.Element => <Frame {...props} shape="sheet" />
