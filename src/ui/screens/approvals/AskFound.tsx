// The way from a search of the archive, or from a case, to a Request for all that is in it.

import { A } from '@solidjs/router'
import { Show, type JSX } from 'solid-js'
import { mayDo } from '../../../core/policy/profile.ts'
import { Icon } from '../../parts/Icon.tsx'
import type { FilterParams } from '../archive/filterParams.ts'
import { approvalsWords as t } from './approvalsWords.ts'
import { createDesk } from './createDesk.ts'

export const AskFound = (props: { readonly query: Partial<FilterParams> & { readonly sessions?: string; readonly case?: string } }): JSX.Element => {
  const desk = createDesk()
  const address = (): string => `/approvals/ask?${new URLSearchParams(Object.entries(props.query).flatMap(([name, value]) => (typeof value === 'string' && name !== 'as' ? [[name, value]] : [])))}`
  return (
    <Show when={desk.me() && mayDo(desk.profile(), desk.me()?.roles ?? [], 'requestViewing')}>
      <A class="button quiet compact" href={address()}>
        <Icon name="approval" />
        {t('askFound')}
      </A>
    </Show>
  )
}
