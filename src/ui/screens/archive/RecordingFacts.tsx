// One recording, folded: when opened its times, fingerprints, tracks and copies.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { Recording } from '../../../core/catalog/recording.ts'
import { lacksDecoder } from '../../../core/media/decoding.ts'
import { codecText } from '../../i18n/codecText.ts'
import { refusedText } from '../../i18n/refusedText.ts'
import { common } from '../../i18n/common.ts'
import { Duration, Size, TimeText } from '../../parts/figures.tsx'
import { Hash } from '../../parts/Hash.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { recoveredWords } from '../../parts/recoveredWords.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { archiveWords as t } from './archiveWords.ts'
import { ListedFacts } from './ListedFacts.tsx'
import { Times } from './Times.tsx'

/** `aheadMs`: how far the recorder's clock was ahead; what its files say stays as it is. */
export const RecordingFacts = (props: { readonly recording: Recording; readonly number: number; readonly aheadMs?: number }): JSX.Element => {
  const [open, setOpen] = createSignal(false)
  return (
    <details class="recording" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="row">
        <Icon name="chevron" size={12} class="muted turn" />
        <Icon name={props.recording.kind} size={14} class="muted" />
        <span class="grow clip">
          <Show when={props.recording.startMs !== null} fallback={<span class="amber">{common('clockNotSet')}</span>}>
            <TimeText ms={(props.recording.startMs ?? 0) - (props.aheadMs ?? 0)} show="clock" />
          </Show>
        </span>
        <Show when={props.recording.damage}>
          <Icon name="warn" size={14} class="amber" />
        </Show>
        <Show when={props.recording.kind !== 'photo'}>
          <Duration ms={props.recording.durationMs} />
        </Show>
        <span class="muted sizeCell">
          <Size bytes={props.recording.size} />
        </span>
        <code class="muted">{props.recording.id.slice(0, 4)}</code>
      </summary>
      <Show when={open()}>
        <div class="recordingBody stack">
          <Show when={props.recording.damage}>{(error) => <Problem error={error()} plain />}</Show>
          <Show when={props.recording.recovered}>
            {(how) => (
              <p class="note">
                {recoveredWords('recovered')} · {recoveredWords(how())}
              </p>
            )}
          </Show>
          <Show when={props.recording.playMode === 'none'}>
            <p class="note">{whyNot(props.recording)}</p>
          </Show>
          <Show when={props.recording.playMode === 'decoded'}>
            <p class="note">{t('decodedPlay', codecText(props.recording.video?.codec ?? props.recording.audio?.codec ?? ''))}</p>
          </Show>
          <Show when={props.recording.video && props.recording.playMode !== 'none' && lacksDecoder(props.recording.audio?.codec ?? '')}>
            <p class="note">{t('noSound', codecText(props.recording.audio?.codec ?? ''))}</p>
          </Show>
          <Show when={props.recording.listed !== 'setUp' && props.recording.listed}>{(listed) => <ListedFacts listed={listed()} />}</Show>
          <Times recording={props.recording} />
          <dl class="facts2">
            <dt>SHA-256</dt>
            <dd>
              <Hash value={props.recording.id} name="SHA-256" />
            </dd>
            <dt>XXH128</dt>
            <dd>
              <Hash value={props.recording.xxh128} name="XXH128" />
            </dd>
            <dt>{common(`kind.${props.recording.kind}`)}</dt>
            <dd>{trackText(props.recording)}</dd>
          </dl>
          <Copies recording={props.recording} />
        </div>
      </Show>
    </details>
  )
}

/** The sentence shown instead of a picture. */
const whyNot = ({ container, video, audio, damage, refused }: Recording): string => {
  const codec = video?.codec ?? audio?.codec ?? ''
  if (refused) return t('refused', codecText(codec), refusedText(refused))
  if (container === 'ps' && !damage) return t('programStream')
  return lacksDecoder(codec) ? t('noDecoder', codecText(codec)) : damage?.type === 'EncryptedMedia' ? t('encryptedNone') : damage ? t('damagedNone') : t('cannotPlay')
}

const trackText = (recording: Recording): string => {
  const { container, video, audio } = recording
  return [container.toUpperCase(), video && `${video.codec} ${video.width}×${video.height}`, video?.fps && t('fps', Math.round(video.fps * 100) / 100), audio && `${audio.codec} ${audio.sampleRate / 1000} kHz × ${audio.channels}`].filter(Boolean).join(' · ')
}

const Copies = (props: { readonly recording: Recording }): JSX.Element => {
  const app = useApp()
  const copies = createLive(() => app.recordingCopies(props.recording.id), [])
  return (
    <section>
      <h3>
        {t('copies')} <span class="muted">{copies().length}</span>
      </h3>
      <ul class="stack">
        <For each={copies()} fallback={<li class="muted small">{t('noCopies')}</li>}>
          {(copy) => (
            <li class="small">
              <strong>{copy.driveName}</strong> <span class={copy.state === 'missing' || copy.state === 'failed' ? 'red' : 'muted'}>{t(`copy.${copy.state}`)}</span> · {t('lastSeen')} <TimeText ms={copy.seenMs} />
              <div>
                {t('fileTime')} <TimeText ms={copy.mtime} />
              </div>
              <div class="path">{copy.path}</div>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
