// How far a recorder's clock is off, as `+00:01:12 ±2 s`, with when and how it was measured on hover.

import { Show, type JSX } from 'solid-js'
import type { ClockReading } from '../../../core/policy/recorderClock.ts'
import { formatOffset, formatTime, wholeSeconds } from '../../i18n/formats.ts'
import { dutyWords as t } from './dutyWords.ts'

export const OffsetText = (props: { readonly reading: ClockReading | undefined }): JSX.Element => (
  <Show when={props.reading} fallback={<span class="muted">{t('noReading')}</span>}>
    {(reading) => (
      <span class="figure" title={`${t(`method.${reading().method}`)} · ${formatTime(reading().atMs)}`}>
        {formatOffset(reading().offsetMs)} {t('uncertainty', wholeSeconds(reading().uncertaintyMs))}
        <Show when={reading().set}>
          <span class="muted"> {t('setThen')}</span>
        </Show>
      </span>
    )}
  </Show>
)
