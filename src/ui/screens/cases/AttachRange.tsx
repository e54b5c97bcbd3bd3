// Viewing's button for attaching the marked range to a case.

import { createSignal, lazy, Show, Suspense, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { picksOfRange, type CasePick } from '../../../core/cases/picksOfRange.ts'
import { common } from '../../i18n/common.ts'
import { formatClock, formatTime } from '../../i18n/formats.ts'
import { IconButton } from '../../parts/Button.tsx'
import { createRight } from '../../state/createRight.ts'
import { caseWords as t } from './caseWords.ts'

const AttachToCase = lazy(async () => ({ default: (await import('./AttachToCase.tsx')).AttachToCase }))

interface AttachRangeProps {
  readonly row: SessionRow
  /** On the clock of the Session, in either order. */
  readonly fromMs: number
  readonly toMs: number
  /** Of the registration: meant most likely. */
  readonly caseNumber: string
}

export const AttachRange = (props: AttachRangeProps): JSX.Element => {
  const right = createRight('keepCase')
  const [open, setOpen] = createSignal(false)
  const picks = (): readonly CasePick[] => picksOfRange(props.row.session, props.fromMs, props.toMs)
  return (
    <Show when={right.may() && picks().length > 0}>
      <IconButton icon="folder" small label={t('attach')} onClick={() => setOpen(true)} />
      <Show when={open()}>
        <Suspense>
          <AttachToCase picks={picks()} number={props.caseNumber} onClose={() => setOpen(false)}>
            <p class="note">
              {t('range')} {formatTime(Math.min(props.fromMs, props.toMs))}–{formatClock(Math.max(props.fromMs, props.toMs))} · {props.row.session.recorder ?? common('unknownRecorder')} · {t('count', picks().length)}
            </p>
          </AttachToCase>
        </Suspense>
      </Show>
    </Show>
  )
}
