// Says that the catalogue is not complete yet, as long as it is not.

import { Show, type JSX } from 'solid-js'
import { common } from '../i18n/common.ts'
import { createArriving } from '../state/createArriving.ts'

export const Arriving = (): JSX.Element => {
  const arriving = createArriving()
  return (
    <Show when={arriving()}>
      <p class="note amber arriving" role="status">
        {common('arriving')}
      </p>
    </Show>
  )
}
