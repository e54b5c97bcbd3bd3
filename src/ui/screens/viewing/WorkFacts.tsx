// What is done to the part on show so that it can be seen: decoding, and recovery of a damaged file.

import { Show, type JSX } from 'solid-js'
import { Icon } from '../../parts/Icon.tsx'
import { recoveredWords } from '../../parts/recoveredWords.ts'
import { codecText } from '../../i18n/codecText.ts'
import type { PlayerState } from '../../../core/playbackPorts.ts'
import { viewingWords as t } from './viewingWords.ts'

interface Playing {
  state(): PlayerState
}

const work = (viewing: Playing): PlayerState['work'] => viewing.state().work
const speedOf = (viewing: Playing): string => {
  const speed = work(viewing)?.speed
  return speed ? (speed < 10 ? speed.toFixed(1) : String(Math.round(speed))) : ''
}
const isSlow = (viewing: Playing): boolean => (work(viewing)?.speed ?? 2) < viewing.state().rate * 1.05

/** Beside the shield under the picture; nothing where the browser shows the original as it is. */
export const WorkMark = (props: { readonly viewing: Playing }): JSX.Element => (
  <Show when={work(props.viewing)}>
    {(now) => (
      <span class="workMark" classList={{ amber: isSlow(props.viewing) || now().recovered !== null }} title={[now().picture && t('decodedAbout'), now().recovered && recoveredWords(now().recovered!)].filter(Boolean).join('\n')}>
        <Show when={now().recovered}>
          <Icon name="warn" size={14} />
          {recoveredWords('recovered')}
        </Show>
        <Show when={now().soundOnly}>{t('soundOnly')}</Show>
        <Show when={now().picture}>{(codec) => t('decoding', codecText(codec()), speedOf(props.viewing))}</Show>
      </span>
    )}
  </Show>
)

/** Rows for the list of facts. */
export const WorkFacts = (props: { readonly viewing: Playing }): JSX.Element => (
  <Show when={work(props.viewing)}>
    {(now) => (
      <>
        <dt>{t('work')}</dt>
        <dd>
          <Show when={now().picture}>
            {(codec) => (
              <p title={t('decodedAbout')}>
                {t('decodedPicture', codecText(codec()))}
                <Show when={speedOf(props.viewing)}>{(speed) => <span class="muted"> · {t('decodedSpeed', speed())}</span>}</Show>
                <Show when={isSlow(props.viewing)}>
                  <span class="amber"> {t('decodedSlow')}</span>
                </Show>
              </p>
            )}
          </Show>
          <Show when={now().soundOnly}>
            <p>{t('soundOnlyAbout')}</p>
          </Show>
          <Show when={now().sound}>{(codec) => <p>{t('decodedSound', codecText(codec()))}</p>}</Show>
          <Show when={now().recovered}>
            {(how) => (
              <p class="amber">
                {recoveredWords('recovered')}
                {t('colon')}
                {recoveredWords(how())}
              </p>
            )}
          </Show>
        </dd>
      </>
    )}
  </Show>
)
