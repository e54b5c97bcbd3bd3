// The archive's button for attaching several of the sessions that were found to a case.

import { createSignal, lazy, Show, Suspense, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { Button } from '../../parts/Button.tsx'
import { createRight } from '../../state/createRight.ts'
import { caseWords as t } from './caseWords.ts'

const AttachSessions = lazy(async () => ({ default: (await import('./AttachSessions.tsx')).AttachSessions }))

/** More cannot be ticked one by one. */
const listed = 200

export const AttachFound = (props: { readonly rows: readonly SessionRow[]; readonly chosen: string | undefined }): JSX.Element => {
  const right = createRight('keepCase')
  const [open, setOpen] = createSignal(false)
  return (
    <Show when={right.may() && props.rows.length > 0}>
      <Button small tone="quiet" icon="folder" onClick={() => setOpen(true)}>
        {t('attach')}
      </Button>
      <Show when={open()}>
        <Suspense>
          <AttachSessions rows={props.rows.slice(0, listed)} chosen={props.chosen ? [props.chosen] : []} onClose={() => setOpen(false)} />
        </Suspense>
      </Show>
    </Show>
  )
}
